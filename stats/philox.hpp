// Counter-based random numbers: the draw is a function of seed, stream, replicate and position
// alone, so that any number of threads in any order gets the same numbers on every machine.
//
// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As
// Easy as 1, 2, 3", SC 2011. For statistics; not for keys.
#pragma once

#include <array>
#include <cstdint>

namespace isonomia::stats {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

// Ten rounds of the bijection on `counter` under `key`.
[[nodiscard]] PhiloxBlock philox4x32(PhiloxBlock counter, PhiloxKey key);

// The numbers of one replicate of one stream. Counter words: position, replicate, stream (low,
// high). A replicate holds 2^33 numbers of 64 bits; nothing here uses nearly as many.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint64_t stream, std::uint32_t replicate = 0)
        : key_{low(seed), high(seed)}, counter_{0, replicate, low(stream), high(stream)} {}

    [[nodiscard]] std::uint64_t next() {
        if (used_ == 2) {
            block_ = philox4x32(counter_, key_);
            ++counter_[0];
            used_ = 0;
        }
        const std::size_t at = 2 * used_++;
        return std::uint64_t{block_[at]} | std::uint64_t{block_[at + 1]} << 32U;
    }

    // In (0, 1), never 0 or 1: the middle of one of 2^52 equal parts.
    [[nodiscard]] double uniform() { return (static_cast<double>(next() >> 12U) + 0.5) * 0x1p-52; }

private:
    static std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
    static std::uint32_t high(std::uint64_t value) {
        return static_cast<std::uint32_t>(value >> 32U);
    }

    PhiloxKey key_;
    PhiloxBlock counter_;
    PhiloxBlock block_{};
    std::size_t used_ = 2;
};

}  // namespace isonomia::stats
