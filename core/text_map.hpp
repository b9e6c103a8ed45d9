// Maps by text in which looking up needs no copy of the key.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace isonomia {

// Hashes text of any kind alike.
struct TextHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace isonomia
