// Explanations measured: how stable an attribution is, whether the features it names carry the
// result, whether methods agree, and how much the comparison persons matter.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "explain/cells.hpp"
#include "explain/scorer.hpp"

namespace isonomia::explain {

// The attribution of one row against comparison persons; empty when there is none.
using Attributor =
    std::function<std::vector<double>(const Row& row, const std::vector<Row>& background)>;

// Spearman's correlation of the sizes of two attributions, equal ones sharing their rank; NaN when
// all of one are of the same size.
[[nodiscard]] double rank_agreement(const std::vector<double>& a, const std::vector<double>& b);

struct Stability {
    std::uint64_t tried = 0;        // neighbours with an attribution
    std::uint64_t same_leader = 0;  // … in which the same input has the largest attribution
    double worst_agreement = 1;     // least rank agreement with the row's own
    double largest_change = 0;      // of one attribution, as a share of the row's largest
};

// Neighbours: every number moved by up to `reach` standard deviations of the comparison persons
// (whole numbers by one at most), independently and uniformly; categories and missing values stay.
[[nodiscard]] Stability stability(const Attributor& attribute, const Row& row,
                                  const std::vector<Row>& background,
                                  const std::vector<ModelInput>& inputs, std::uint64_t seed,
                                  std::uint64_t tries = 50, double reach = 0.05);

struct Faithfulness {
    // Mean score over the comparison persons, by the number of inputs already exchanged: the most
    // important first. Deletion takes the person's own values away; insertion puts them in.
    std::vector<double> deletion, insertion;
    std::vector<double> deletion_random, insertion_random;  // mean over orders drawn at random
    double deletion_area = 0;                               // means of the curves
    double insertion_area = 0;
    double deletion_area_random = 0;
    double insertion_area_random = 0;
};

// V. Petsiuk, A. Das and K. Saenko, "RISE", BMVC 2018, with values of comparison persons (at most
// 100, evenly spread) in place of a blank. Inputs that raise the score come first: a faithful order
// makes the deletion curve fall, and the insertion curve rise, earlier than a random order does.
// Empty curves without comparison persons, or where a mixture has no answer.
[[nodiscard]] Faithfulness faithfulness(const Scorer& score, const std::vector<double>& attribution,
                                        const Row& row, const std::vector<Row>& background,
                                        std::uint64_t seed, std::size_t random_orders = 20);

struct BackgroundSpread {
    std::vector<double> low, high;  // by input: 5% and 95% quantiles over the drawn backgrounds
    std::uint64_t backgrounds = 0;
    std::uint64_t persons = 0;       // in each
    std::vector<bool> sign_changes;  // by input: below 0 for one, above 0 for another
};

// Halves of the comparison persons, drawn without replacement. Empty with fewer than 4 persons.
[[nodiscard]] BackgroundSpread background_spread(const Attributor& attribute, const Row& row,
                                                 const std::vector<Row>& background,
                                                 std::uint64_t seed, std::uint64_t draws = 40);

}  // namespace isonomia::explain
