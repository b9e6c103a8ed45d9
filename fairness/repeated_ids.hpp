// Whether ids of persons repeat among the rows of a table, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace isonomia::fairness {

// Keeps a 64-bit hash of each id, so two ids that share a hash count as one: among 2,000,000 ids
// that happens with a chance of about one in ten million. Empty ids are nobody's.
class RepeatedIds {
public:
    explicit RepeatedIds(std::size_t distinct_max) : distinct_max_(distinct_max) {}

    void add(std::string_view id);

    // Rows whose id an earlier row has; of the rows read before the limit was reached.
    [[nodiscard]] std::uint64_t repeated() const { return repeated_; }
    // False when there were more distinct ids than the limit.
    [[nodiscard]] bool complete() const { return complete_; }

private:
    std::size_t distinct_max_;
    std::unordered_set<std::uint64_t> seen_;
    std::uint64_t repeated_ = 0;
    bool complete_ = true;
};

}  // namespace isonomia::fairness
