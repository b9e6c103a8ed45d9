// Which of a rule's exceptions prevails when several hold.
#pragma once

#include <string_view>

#include "rules/pack.hpp"

namespace isonomia::rules {

// Whether exception `a` prevails over exception `b` of the same rule: it overrides it, or has the
// better rank, directly or through others. In a sound pack none prevails over itself.
[[nodiscard]] bool prevails(const Rule& rule, const Exception& a, const Exception& b);

}  // namespace isonomia::rules
