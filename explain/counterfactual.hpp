// What would have changed the result: the smallest change of a person's values that moves the
// printed result to the other side of a threshold.
//
// "Smallest" is the number of changed features first, then the sum of |change| / scale (1 for a
// changed category). The search is exact: the values of each feature fall into cells in which the
// model is constant or a straight line; sets of features are tried by size, and boxes of cells by
// branch and bound, with the sum of each tree's best leaf as the bound. A bound leaves room for
// what the sums of the writing program, in floats or doubles, may lose to rounding (Higham,
// Accuracy and Stability of Numerical Algorithms, 2nd ed., section 4.2); what is reached is
// decided by the printed result itself. So the answer carries what it is worth:
//
//   minimal      no change of fewer features, and none of as many with a smaller size, does it
//   impossible   nothing that the limits allow does it
//   best_found   one that does it; the budget was spent, a rounding to whole numbers intervened,
//                or whether a smaller one does it lies within the rounding of a sum
//   none_found   the budget was spent before any was found: this shows nothing
//   undecided    none was found, and whether one does it lies within the rounding of a sum
//
// A feature that the model rounds to a float is changed in steps of floats.
#pragma once

#include <cstdint>

#include "core/measurement.hpp"
#include "explain/cells.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

struct Goal {
    std::size_t output = 0;
    double result = 0;     // as printed
    bool at_least = true;  // reach it or more; false: fall below it
};

struct Change {
    std::size_t input = 0;
    double from = 0;
    double to = 0;
};

enum class Certificate { minimal, impossible, best_found, none_found, undecided };

struct Counterfactual {
    Certificate certificate = Certificate::none_found;
    std::vector<Change> changes;  // none when there is no answer, or none is needed
    double size = 0;
    double margin = 0;                      // after the changes, as the model computes it
    std::uint64_t boxes = 0;                // examined
    bool within_rounding = false;           // of best_found: that alone stands in the way
    std::vector<std::size_t> left_missing;  // inputs without a value that were not frozen
};

// `limits` has one entry per input; `boxes_max` is the budget. Errors: E0701 a model that mixes
// features, has no answer for the person, or weighs several margins against each other (softmax,
// shares of a sum), or a result that all margins print or none does; E0702.
[[nodiscard]] Result<Counterfactual> counterfactual(const Model& model, const Row& row,
                                                    const Goal& goal,
                                                    const std::vector<Limit>& limits,
                                                    std::uint64_t boxes_max = 200'000);

// "The result would have been at least 0.5 if 'priors' had been 2 instead of 5."
[[nodiscard]] std::string change_in_words(const std::vector<ModelInput>& inputs,
                                          const std::vector<Change>& changes,
                                          const std::string& goal);

// One point per change: 'priors: 5 to 2', x the value as it was, value as it would have been.
[[nodiscard]] std::vector<Point> points_of(const std::vector<ModelInput>& inputs,
                                           const std::vector<Change>& changes);

// The change, and what the certificate says of it: "… No smaller change does it."
[[nodiscard]] std::string in_words(const Model& model, const Counterfactual& found,
                                   const std::string& goal);

}  // namespace isonomia::explain
