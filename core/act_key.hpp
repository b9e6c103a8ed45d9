// The key of an act: the same act on the same inputs is not done twice.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/activity.hpp"

namespace isonomia {

struct ActInputs {
    ActivityKind kind = ActivityKind::other;
    std::string tool_version;
    std::vector<std::string>
        inputs;  // digests of files and of canonical descriptions, in a fixed order
    std::map<std::string, std::string> parameters;
    std::optional<std::uint64_t> seed;
};

// SHA-256 over the canonical JSON of all members, hex.
[[nodiscard]] std::string act_key(const ActInputs& act);

}  // namespace isonomia
