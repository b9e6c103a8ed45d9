// What rules may read of a case file, indexed by id: facts, measurements, and who they come from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "core/text_map.hpp"

namespace isonomia::rules {

struct Grounds {
    Matter matter;
    TextMap<Fact> facts;  // declared and derived
    std::map<std::string, std::vector<Measurement>, std::less<>> measurements;  // by metric
    TextMap<std::string> exhibits;                                              // id -> SHA-256
    std::map<std::string, std::string, std::less<>> agents;                     // id -> name
    std::map<std::string, std::string, std::less<>> holders;  // role -> first agent

    [[nodiscard]] std::string name_of(const std::string& agent) const;
};

// Facts that claim to be established without an exhibit of this case, an admission or a finding are
// taken as asserted: the evaluator does not trust the reader of the matter to have checked.
// A declared fact 'd.…' never replaces a derived one.
[[nodiscard]] Grounds gather(const CaseFile& case_file);

// A fact's standing after that check.
[[nodiscard]] Fact sober(Fact fact, const TextMap<std::string>& exhibits);

}  // namespace isonomia::rules
