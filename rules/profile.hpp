// A profile tailors packs: it supplies the numbers that instruments leave open and switches rules
// off, each with its justification, who approved it and when.
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

// A rule that is not to be evaluated.
struct SwitchedOff {
    std::string pack;
    std::string rule;
    std::string justification;
    std::string approver;
    std::string on;  // YYYY-MM-DD
};

struct Profile {
    std::string id;
    std::string sha256;
    std::vector<Setting> settings;
    std::vector<SwitchedOff> switched_off;

    [[nodiscard]] const Setting* setting(std::string_view pack, std::string_view parameter) const;
    [[nodiscard]] const SwitchedOff* off(std::string_view pack, std::string_view rule) const;
};

// Errors: F…, X…, R0001 something tailored twice, R0008 a pack, parameter or rule that does not
// exist, a value outside floor and ceiling, no justification, approver and date, or a date later
// than `today` (YYYY-MM-DD). An unknown id fails the run: a profile that silently does nothing
// would look like a stricter check. `file` stands for the path in errors.
[[nodiscard]] Result<Profile> load_profile(Files& files, const fs::path& path,
                                           const std::vector<Pack>& packs, std::string_view today,
                                           const std::string& file = "");

// The value from the profile, else the default of the pack, else nothing.
[[nodiscard]] std::optional<double> value_of(const Parameter& parameter, const Pack& pack,
                                             const Profile* profile);

}  // namespace isonomia::rules
