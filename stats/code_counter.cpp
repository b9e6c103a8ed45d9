#include "stats/code_counter.hpp"

#include <algorithm>
#include <cstring>

#include "core/ensure.hpp"

namespace isonomia::stats {

namespace {

constexpr std::uint64_t rows_max = 0xffff'ffffU;  // what a small count can hold

// Four codes. Their order among the bytes does not matter to counts.
std::uint64_t four_at(const std::uint16_t* at) {
    std::uint64_t four = 0;
    std::memcpy(&four, at, sizeof four);
    return four;
}

}  // namespace

void CodeCounter::grow(std::size_t codes) {
    if (codes <= totals_.size()) return;
    if (codes > pair_codes && totals_.size() <= pair_codes) {
        settle();
        put_to_totals();
        pairs_ = {};
    }
    totals_.resize(codes);
    if (codes > pair_codes)
        lanes_.resize(codes);
    else
        pairs_.resize(pair_codes * pair_codes);
}

void CodeCounter::add(std::span<const std::uint16_t> codes) {
    while (!codes.empty()) {
        if (since_ == rows_max) put_to_totals();
        const auto piece = codes.first(std::min<std::uint64_t>(codes.size(), rows_max - since_));
        since_ += piece.size();
        if (totals_.size() <= pair_codes)
            add_pairs(piece);
        else
            add_singly(piece);
        codes = codes.subspan(piece.size());
    }
}

void CodeCounter::add_pairs(std::span<const std::uint16_t> codes) {
    auto* const pairs = pairs_.data();
    const std::uint16_t* at = codes.data();
    const std::uint16_t* const end = at + codes.size();
    const auto count = [&](std::uint64_t four) {
        ++pairs[four & 0xffffU];
        ++pairs[(four >> 16U) & 0xffffU];
        ++pairs[(four >> 32U) & 0xffffU];
        ++pairs[four >> 48U];
    };
    for (; end - at >= 16; at += 16) {
        // The empty half of each code takes the code of the fourth row after it.
        count(four_at(at) | four_at(at + 4) << 8U);
        count(four_at(at + 8) | four_at(at + 12) << 8U);
    }
    for (; at != end; ++at)
        ++totals_[*at];
}

void CodeCounter::add_singly(std::span<const std::uint16_t> codes) {
    auto* const counts = lanes_.data();
    const std::uint16_t* at = codes.data();
    const std::uint16_t* const end = at + codes.size();
    for (; end - at >= 8; at += 8) {
        const std::uint64_t first = four_at(at);
        const std::uint64_t second = four_at(at + 4);
        ++counts[first & 0xffffU][0];
        ++counts[second & 0xffffU][4];
        ++counts[(first >> 16U) & 0xffffU][1];
        ++counts[(second >> 16U) & 0xffffU][5];
        ++counts[(first >> 32U) & 0xffffU][2];
        ++counts[(second >> 32U) & 0xffffU][6];
        ++counts[first >> 48U][3];
        ++counts[second >> 48U][7];
    }
    for (; at != end; ++at)
        ++totals_[*at];
}

void CodeCounter::put_to_totals() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (pairs_[i] == 0) continue;
        totals_[i % pair_codes] += pairs_[i];
        totals_[i / pair_codes] += pairs_[i];
        pairs_[i] = 0;
    }
    for (std::size_t code = 0; code < lanes_.size(); ++code)
        for (std::uint32_t& count : lanes_[code]) {
            totals_[code] += count;
            count = 0;
        }
    since_ = 0;
}

void CodeCounter::settle() {
    for (std::size_t i = 0; i < used_; ++i)
        ensure(waiting_[i] < totals_.size(), "codes are announced before they are added");
    add(std::span<const std::uint16_t>(waiting_.data(), used_));
    used_ = 0;
}

std::vector<std::uint64_t> CodeCounter::counts() {
    settle();
    put_to_totals();
    return totals_;
}

}  // namespace isonomia::stats
