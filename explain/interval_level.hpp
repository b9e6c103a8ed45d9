// How sure every interval of an explanation is.
#pragma once

namespace isonomia::explain {

constexpr double interval_level = 0.95;

}  // namespace isonomia::explain
