// Injected source of unpredictable bytes: salts, keys, nonces. Not for statistics
// (stats/random.hpp).
#pragma once

#include <cstdint>
#include <span>

namespace isonomia {

class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The operating system's generator, through OpenSSL.
class SystemRandom final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

// A fixed stream from a seed, so that a test sees the same bytes on every run. Never for real keys.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::uint64_t state_;
};

}  // namespace isonomia
