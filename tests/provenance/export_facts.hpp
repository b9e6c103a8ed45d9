// What an export says, taken out of it again, and what it should say, taken from the case file
// without the code that writes exports: three ways to the same facts.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "core/case_file.hpp"
#include "core/json.hpp"
#include "provenance/export.hpp"

namespace isonomia::tests {

struct ExportFacts {
    struct Relation {
        std::string verb;  // 'used', 'generated', …
        std::string from;  // local names
        std::string to;
        std::string role;
        auto operator<=>(const Relation&) const = default;
    };
    std::map<std::string, std::string> fields;   // local name -> canonical JSON of its fields
    std::map<std::string, std::string> times;    // local name -> 'start/end', where there is one
    std::map<std::string, std::string> natures;  // local name -> 'activity', 'agent', 'entity'
    std::set<Relation> relations;
};

inline constexpr const char* export_origin = "isonomia/ledger/91bef87171c3e08549cb679a74876f2a";

// A case with every kind of act and relation, hostile names, and contents that are gone.
[[nodiscard]] CaseFile case_to_export();

[[nodiscard]] ExportFacts expected_facts(const CaseFile& case_file);
[[nodiscard]] ExportFacts facts_of_prov(const Json& document);
[[nodiscard]] ExportFacts facts_of_case(const Json& document);

// The one file of the export 'prov-json' or 'case'.
[[nodiscard]] std::string exported(const std::string& id, const CaseFile& case_file);

// Fails with the first difference.
void check_same(const ExportFacts& observed, const ExportFacts& expected);

}  // namespace isonomia::tests
