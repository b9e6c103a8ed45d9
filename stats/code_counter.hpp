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

    // All codes must be below the size.
    void add(std::span<const std::uint16_t> codes);
    void add(std::size_t code, std::uint64_t count) { totals_[code] += count; }

    [[nodiscard]] std::vector<std::uint64_t> counts();

private:
    // While every code fits into a byte, two rows are one count: half the counts to load and store.
    // Else neighbours are counted in different places (lanes), so that a run of one code does not
    // wait for its own last count. Both are small numbers, to stay in the cache, and are put to the
    // totals before they could run over.
    static constexpr std::size_t pair_codes = 256;
    static constexpr std::size_t lanes = 8;

    void settle();
    void add_pairs(std::span<const std::uint16_t> codes);
    void add_singly(std::span<const std::uint16_t> codes);
    void put_to_totals();

    std::vector<std::uint64_t> totals_;
    std::vector<std::uint32_t> pairs_;  // one code, and 256 times the other
    std::vector<std::array<std::uint32_t, lanes>> lanes_;
    std::uint64_t since_ = 0;  // rows that are not in the totals yet
    std::array<std::uint16_t, 4096> waiting_{};
    std::size_t used_ = 0;
};

}  // namespace isonomia::stats
