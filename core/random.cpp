#include "core/random.hpp"

#include <openssl/rand.h>

#include "core/ensure.hpp"

namespace isonomia {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    ensure(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1,
           "the operating system to provide random bytes");
}

// SplitMix64 (Steele, Lea & Flood 2014).
void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    for (std::uint8_t& byte : bytes) {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        byte = static_cast<std::uint8_t>(z >> 56U);
    }
}

}  // namespace isonomia
