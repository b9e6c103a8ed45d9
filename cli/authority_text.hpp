// The state of an act's authority as commands print it.
#pragma once

#include <string>

#include "core/authority.hpp"
#include "core/json.hpp"

namespace isonomia::cli {

// 'Warrant 4711: expired, it ended on …', or 'none: the record says …'.
[[nodiscard]] std::string authority_line(const Activity& act);

// {"state", "reason", "cite"?}
[[nodiscard]] Json authority_json(const Activity& act);

// Whether it should be pointed out: acquiring evidence and running a system need an authority,
// other acts only one that covers them where one is stated.
[[nodiscard]] bool authority_is_wanting(const Activity& act);

}  // namespace isonomia::cli
