// Several groups' 2x2 tables over one list of counts, as resampling draws them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fairness/confusion.hpp"

namespace isonomia::fairness {

// Four counts per group: true positives, false positives, true negatives, false negatives.
constexpr std::size_t kinds_of_row = 4;

class Tables {
public:
    explicit Tables(std::span<const std::uint64_t> counts) : counts_(counts) {}

    [[nodiscard]] std::size_t size() const { return counts_.size() / kinds_of_row; }
    [[nodiscard]] Confusion operator[](std::size_t group) const {
        const auto c = counts_.subspan(group * kinds_of_row, kinds_of_row);
        return {c[0], c[1], c[2], c[3]};
    }
    [[nodiscard]] std::span<const std::uint64_t> counts() const { return counts_; }

private:
    std::span<const std::uint64_t> counts_;
};

[[nodiscard]] inline std::vector<std::uint64_t> counts_of(std::span<const Confusion> tables) {
    std::vector<std::uint64_t> counts;
    for (const Confusion& t : tables)
        for (const std::uint64_t count :
             {t.true_positives, t.false_positives, t.true_negatives, t.false_negatives})
            counts.push_back(count);
    return counts;
}

}  // namespace isonomia::fairness
