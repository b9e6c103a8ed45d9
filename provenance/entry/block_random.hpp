// Random bytes drawn in blocks: salts and nonces are many and short, and each call of the
// operating system's generator costs more than the bytes.
#pragma once

#include <algorithm>
#include <array>

#include "core/random.hpp"

namespace isonomia::provenance {

class BlockRandom final : public RandomSource {
public:
    explicit BlockRandom(RandomSource& source) : source_(source) {}

    // Bytes handed out are wiped here. Not for keys, which outlive the block.
    void fill(std::span<std::uint8_t> bytes) override {
        while (!bytes.empty()) {
            if (next_ == block_.size()) {
                source_.fill(block_);
                next_ = 0;
            }
            const std::size_t count = std::min(bytes.size(), block_.size() - next_);
            const auto begin = block_.begin() + static_cast<std::ptrdiff_t>(next_);
            std::copy_n(begin, count, bytes.begin());
            std::fill_n(begin, count, std::uint8_t{0});
            next_ += count;
            bytes = bytes.subspan(count);
        }
    }

private:
    RandomSource& source_;
    std::array<std::uint8_t, 4096> block_{};
    std::size_t next_ = block_.size();
};

}  // namespace isonomia::provenance
