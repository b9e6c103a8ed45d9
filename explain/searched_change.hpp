// What would have changed the result of a system that can only be asked: the best change that a
// given number of queries finds.
//
// First every free input alone takes each of its candidate values, the smallest change first; where
// none does it, inputs are added one by one, each time the one that moves the result furthest, and
// the nearest of the other rows that already have another result are approached. What was found is
// then made smaller: inputs are put back one by one, numbers are halved towards the row's own, and
// what is left of the budget is spent on smaller sets of inputs, drawn at random. "Smallest" is
// that of counterfactual.hpp: fewer inputs first, then the sum of |change| / scale.
#pragma once

#include "explain/counterfactual.hpp"
#include "explain/scorer.hpp"

namespace isonomia::explain {

struct SearchedChange {
    // Never certified: best_found, or none_found. `margin` is the result after the changes, `boxes`
    // the number of queries spent.
    Counterfactual found;
    bool singles_tried = false;  // every candidate value of every free input alone
    std::uint64_t values = 0;    // candidate values, of all free inputs together
};

// The result is to come to the other side of `threshold` (at or above it is one side). Candidates:
// the categories; the values of `others`, at most 32 quantiles of each input, and the ends of its
// limit; without others, steps of the scale away from the own value. Missing values and frozen
// inputs stay. `limits` has one entry per input. A row without a result of its own gives none_found
// with one query spent.
[[nodiscard]] SearchedChange search_change(const Scorer& score,
                                           const std::vector<ModelInput>& inputs, const Row& row,
                                           double threshold, const std::vector<Row>& others,
                                           const std::vector<Limit>& limits,
                                           std::uint64_t queries_max, std::uint64_t seed);

}  // namespace isonomia::explain
