// Random numbers of its own for every figure.
#pragma once

#include <cstdint>
#include <string_view>

namespace isonomia::fairness {

// The stream of a measurement's id, whatever else is measured: FNV-1a.
[[nodiscard]] constexpr std::uint64_t stream_of(std::string_view id) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

}  // namespace isonomia::fairness
