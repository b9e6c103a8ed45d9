// A profile supplies the numbers that instruments leave open, each with its justification.
// Format: docs/formats/rule_pack.md, "Profiles".
#pragma once

#include <string>
#include <vector>

#include "rules/pack.hpp"

namespace isonomia::rules {

struct Setting {
    std::string pack;
    std::string parameter;
    double value = 0;
    std::string justification;
    std::string approver;
    std::string on;  // YYYY-MM-DD
};

struct Profile {
    std::string id;
    std::string sha256;
    std::vector<Setting> settings;
};

// Errors: F…, X…, R0008 a setting for a pack or parameter that does not exist, outside floor and
// ceiling, or without justification, approver and date. An unknown id fails the run: a profile that
// silently does nothing would look like a stricter check.
[[nodiscard]] Result<Profile> load_profile(Files& files, const fs::path& path,
                                           const std::vector<Pack>& packs);

// The value from the profile, else the default of the pack, else nothing.
[[nodiscard]] std::optional<double> value_of(const Parameter& parameter, const Pack& pack,
                                             const Profile* profile);

}  // namespace isonomia::rules
