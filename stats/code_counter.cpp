#include "stats/code_counter.hpp"

#include <cstring>

#include "core/ensure.hpp"

namespace isonomia::stats {

void CodeCounter::grow(std::size_t codes) {
    if (codes > counts_.size()) counts_.resize(codes);
}

void CodeCounter::add(std::span<const std::uint16_t> codes) {
    auto* const counts = counts_.data();
    const std::uint16_t* at = codes.data();
    const std::uint16_t* const end = at + codes.size();
    for (; end - at >= 4; at += 4) {
        std::uint64_t four = 0;
        std::memcpy(&four, at, sizeof four);
        ++counts[four & 0xffffU][0];
        ++counts[(four >> 16U) & 0xffffU][1];
        ++counts[(four >> 32U) & 0xffffU][2];
        ++counts[four >> 48U][3];
    }
    for (; at != end; ++at)
        ++counts[*at][0];
}

void CodeCounter::settle() {
    for (std::size_t i = 0; i < used_; ++i)
        ensure(waiting_[i] < counts_.size(), "codes are announced before they are added");
    add(std::span<const std::uint16_t>(waiting_.data(), used_));
    used_ = 0;
}

std::vector<std::uint64_t> CodeCounter::counts() {
    settle();
    std::vector<std::uint64_t> sums;
    sums.reserve(counts_.size());
    for (const auto& lane : counts_)
        sums.push_back(lane[0] + lane[1] + lane[2] + lane[3]);
    return sums;
}

}  // namespace isonomia::stats
