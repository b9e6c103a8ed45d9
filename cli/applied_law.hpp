// The law that is applied to a recorded case: packs in the edition on record, where that is found,
// and the profile that the matter adopts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/case_reader.hpp"
#include "core/case_file.hpp"
#include "rules/profile.hpp"

namespace isonomia::cli {

// A profile, and how it came to be applied.
struct AppliedProfile {
    rules::Profile profile;
    std::string exhibit;  // that the matter adopts it by; "" for one that --profile names
    std::string
        instead_of;  // the exhibit that the matter adopts, which another one replaces; or ""
};

// What rules are evaluated, and with which numbers.
struct AppliedLaw {
    std::vector<rules::Pack> packs;
    std::vector<Error> warnings;  // U0022 a pack is not the edition on record; R0112
    std::optional<AppliedProfile> profile;

    [[nodiscard]] const rules::Profile* tailoring() const {
        return profile ? &profile->profile : nullptr;
    }
};

// The packs of --pack, else those that the matter names: by id first from 'packs' beside the case
// folder, where `run` puts it beside the matter, then from 'packs' in the working folder, then from
// the program; of several files the one whose digest is on record. The profile is that of
// --profile, else the exhibit that the matter adopts. Errors: U0017, U0023 the adopted profile is
// not in the case folder, P0112 it is not what was taken in, and those of load_pack() and
// load_profile().
[[nodiscard]] Result<AppliedLaw> applied_law(const Context& context, const OpenCase& opened,
                                             const CaseFile& file, const Arguments& arguments);

}  // namespace isonomia::cli
