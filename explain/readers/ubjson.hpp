// Universal Binary JSON, draft 12, as XGBoost writes it: a value of any kind, read into a Json.
// Numbers that are not finite become null. Big-endian throughout.
#pragma once

#include <string>
#include <string_view>

#include "core/json.hpp"

namespace isonomia::explain {

struct UbjsonLimits {
    std::size_t depth_max = 64;
    std::size_t values_max = std::size_t{1} << 24U;
};

// Error E0403 with the byte where reading stopped: cut short, an unknown marker, a length that the
// file cannot hold, a member given twice, text that is not UTF-8, trailing bytes, beyond the
// limits.
[[nodiscard]] Result<Json> parse_ubjson(std::string_view bytes, const std::string& file,
                                        UbjsonLimits limits = {});

}  // namespace isonomia::explain
