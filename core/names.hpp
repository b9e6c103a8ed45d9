// Enumerations with the words that formats use for them. An enumeration E declares, beside itself,
//     constexpr std::array<std::string_view, N> names_of(E) { return {"first", "second", ...}; }
// in the order of its enumerators.
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace isonomia {

template <class E>
concept Named = std::is_enum_v<E> && requires(E e) { names_of(e); };

template <Named E>
[[nodiscard]] constexpr std::string_view to_text(E value) {
    return names_of(value)[static_cast<std::size_t>(value)];
}

template <Named E>
[[nodiscard]] constexpr std::optional<E> from_text(std::string_view text) {
    const auto names = names_of(E{});
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) return static_cast<E>(i);
    return std::nullopt;
}

template <Named E>
[[nodiscard]] std::vector<std::string> all_names() {
    const auto names = names_of(E{});
    return {names.begin(), names.end()};
}

}  // namespace isonomia
