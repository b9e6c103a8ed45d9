// Does changing one input alone change the result?
#pragma once

#include <cstdint>
#include <vector>

#include "explain/scorer.hpp"

namespace isonomia::explain {

struct Swap {
    std::size_t input = 0;
    std::vector<double> values;  // that were tried: all categories, or all values among the persons
    bool changes_person = false;  // some other value puts the person on the other side
    double to = 0;                // … this one
    std::uint64_t persons = 0;    // who got an answer
    std::uint64_t changed = 0;    // of them, on the other side with some other value
};

// Results at or above `threshold` are one side. Persons to whom the system gives no answer, before
// or after, are not counted. At most 64 values are tried for an input of numbers: the quantiles of
// those that occur. Persons are thinned evenly where all of them would take more than `queries_max`
// queries.
[[nodiscard]] Swap swap_input(const Scorer& score, double threshold, const ModelInput& known,
                              std::size_t input, const Row& person, const std::vector<Row>& persons,
                              std::uint64_t queries_max);

}  // namespace isonomia::explain
