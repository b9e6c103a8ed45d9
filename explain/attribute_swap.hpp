// Does changing one input alone change the result?
#pragma once

#include <cstdint>
#include <vector>

#include "explain/counterfactual.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

struct Swap {
    std::size_t input = 0;
    std::vector<double> values;  // that were tried: all categories, or all values among the persons
    bool changes_person = false;  // some other value puts the person on the other side
    double to = 0;                // … this one
    std::uint64_t persons = 0;    // who got an answer
    std::uint64_t changed = 0;    // of them, on the other side with some other value
};

// Persons to whom the model gives no answer, before or after, are not counted. At most 64 values
// are tried for an input of numbers: the quantiles of those that occur.
[[nodiscard]] Swap swap_input(const Model& model, const Goal& goal, std::size_t input,
                              const Row& person, const std::vector<Row>& persons);

}  // namespace isonomia::explain
