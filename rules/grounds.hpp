// What rules may read of a case file, indexed by id: facts, measurements, and who they come from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "core/text_map.hpp"

namespace isonomia::rules {

// What the record tells of a system in this matter. Figures decide about a system that was used, in
// the version that was used.
enum class SystemUse {
    unknown,  // several are declared and no use names one
    used,
    other_version,  // an act states another version than the system's own
    not_used,       // declared for comparison
};

struct SystemRole {
    std::string name;  // with the version where it is stated
    SystemKind kind = SystemKind::other;
    SystemUse use = SystemUse::unknown;
    std::string ran_as;  // the other version
};

using SystemRoles = std::map<std::string, SystemRole, std::less<>>;  // by id
[[nodiscard]] SystemRoles roles_of_systems(const CaseFile& case_file);
// Whether a figure is about a system that was used, in the version that was used.
[[nodiscard]] bool is_of_use(const SystemRoles& roles, const Measurement& measurement);

struct Grounds {
    Matter matter;
    TextMap<Fact> facts;  // declared and derived
    std::map<std::string, std::vector<Measurement>, std::less<>> measurements;  // by metric
    SystemRoles systems;
    TextMap<std::string> exhibits;                            // id -> SHA-256
    std::map<std::string, std::string, std::less<>> agents;   // id -> name
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
