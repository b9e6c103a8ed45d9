// How often each of a few thousand codes occurs: the inner loop of counting rows.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace isonomia::stats {

class CodeCounter {
public:
    // Codes below `codes` may be added from now on; never fewer than before.
    void grow(std::size_t codes);

    void add(std::uint16_t code) {
        waiting_[used_++] = code;
        if (used_ == waiting_.size()) settle();
    }

    // All codes must be below the size. Neighbouring codes are counted in different places, so that
    // a run of one code does not wait for its own last count.
    void add(std::span<const std::uint16_t> codes);

    [[nodiscard]] std::vector<std::uint64_t> counts();

private:
    static constexpr std::size_t lanes = 4;
    void settle();

    std::vector<std::array<std::uint64_t, lanes>> counts_;
    std::array<std::uint16_t, 4096> waiting_{};
    std::size_t used_ = 0;
};

}  // namespace isonomia::stats
