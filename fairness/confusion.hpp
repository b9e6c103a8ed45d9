// One 2x2 table: what the system predicted (flagged or not) against what the outcome was.
#pragma once

#include <cstdint>

namespace isonomia::fairness {

struct Confusion {
    std::uint64_t true_positives = 0;
    std::uint64_t false_positives = 0;
    std::uint64_t true_negatives = 0;
    std::uint64_t false_negatives = 0;

    [[nodiscard]] std::uint64_t positives() const { return true_positives + false_negatives; }
    [[nodiscard]] std::uint64_t negatives() const { return true_negatives + false_positives; }
    [[nodiscard]] std::uint64_t flagged() const { return true_positives + false_positives; }
    [[nodiscard]] std::uint64_t not_flagged() const { return true_negatives + false_negatives; }
    [[nodiscard]] std::uint64_t all() const { return positives() + negatives(); }

    bool operator==(const Confusion&) const = default;
};

}  // namespace isonomia::fairness
