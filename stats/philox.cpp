#include "stats/philox.hpp"

namespace isonomia::stats {

PhiloxBlock philox4x32(PhiloxBlock counter, PhiloxKey key) {
    constexpr std::uint64_t multiplier0 = 0xD2511F53;
    constexpr std::uint64_t multiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t weyl0 = 0x9E3779B9;  // golden ratio
    constexpr std::uint32_t weyl1 = 0xBB67AE85;  // sqrt(3) - 1
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t product0 = multiplier0 * counter[0];
        const std::uint64_t product1 = multiplier1 * counter[2];
        const auto upper = [](std::uint64_t product) {
            return static_cast<std::uint32_t>(product >> 32U);
        };
        counter = {upper(product1) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
                   upper(product0) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
        key[0] += weyl0;
        key[1] += weyl1;
    }
    return counter;
}

}  // namespace isonomia::stats
