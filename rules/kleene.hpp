// Kleene's strong three-valued logic over core's Truth: unknown is carried, never guessed.
// Source: S. C. Kleene, Introduction to Metamathematics, 1952, section 64.
#pragma once

#include <algorithm>

#include "core/outcome.hpp"

namespace isonomia::rules {

// The enumerators are ordered no < unknown < yes, so the connectives are minimum, maximum and
// mirror.
[[nodiscard]] constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
[[nodiscard]] constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
[[nodiscard]] constexpr Truth opposite(Truth a) {
    if (a == Truth::unknown) return a;
    return a == Truth::yes ? Truth::no : Truth::yes;
}
[[nodiscard]] constexpr Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }

}  // namespace isonomia::rules
