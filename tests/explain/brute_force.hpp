// Shapley values by their definition, over every coalition; the oracle for the exact methods.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace isonomia::tests {

// `value(coalition)`: the worth of the features whose bits are set. At most 16 features.
inline std::vector<double> brute_force_shapley(std::size_t features,
                                               const std::function<double(std::uint32_t)>& value) {
    std::vector<double> weight(features);  // of a coalition of s others: s! (n - s - 1)! / n!
    for (std::size_t s = 0; s < features; ++s) {
        double binomial = 1;
        for (std::size_t k = 0; k < s; ++k)
            binomial =
                binomial * static_cast<double>(features - 1 - k) / static_cast<double>(k + 1);
        weight[s] = 1 / (static_cast<double>(features) * binomial);
    }
    std::vector<double> shares(features, 0);
    for (std::uint32_t coalition = 0; coalition < (1U << features); ++coalition)
        for (std::size_t i = 0; i < features; ++i) {
            if ((coalition >> i & 1U) != 0) continue;
            const auto others = static_cast<std::size_t>(__builtin_popcount(coalition));
            shares[i] += weight[others] * (value(coalition | 1U << i) - value(coalition));
        }
    return shares;
}

}  // namespace isonomia::tests
