// A statistic or the reason why it has none. "Undefined" is a value: never 0, NaN or a large
// number.
#pragma once

#include <string_view>

#include <tl/expected.hpp>

namespace isonomia::stats {

// The reason is a string literal, so that estimates never allocate.
struct Undefined {
    std::string_view reason;
};

template <class T>
using Defined = tl::expected<T, Undefined>;

[[nodiscard]] inline tl::unexpected<Undefined> undefined(std::string_view literal) {
    return tl::unexpected<Undefined>(Undefined{literal});
}

}  // namespace isonomia::stats
