// Requirements that a pack answers to, as data, and the table of which rule checks which.
// Format: docs/formats/rule_pack.md, "Requirements".
#pragma once

#include <string>
#include <vector>

#include "rules/pack.hpp"

namespace isonomia::rules {

struct Requirement {
    std::string row;        // as in Rule::seed
    std::string source;     // document and paragraph
    bool inferred = false;  // the source names the use only; the condition is our reading
    Text says;
    Location where;
};

struct Requirements {
    std::string pack;  // id of the pack that answers to them
    Text title;
    std::vector<Requirement> rows;
    std::string file;
};

// Errors: F…, X…, R0001 a row that stands twice, R0006 another root.
[[nodiscard]] Result<Requirements> load_requirements(Files& files, const fs::path& path);

// Markdown, one row each with the rules whose `seed` names it.
[[nodiscard]] std::string requirements_table(const Requirements& requirements, const Pack& pack);

// R0109 for a row that no rule of the pack names, and for a rule that names a row that is not
// there.
[[nodiscard]] std::vector<Error> unanswered(const Requirements& requirements, const Pack& pack);

}  // namespace isonomia::rules
