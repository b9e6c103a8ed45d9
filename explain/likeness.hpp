// Is a case inside the conditions that the validation covered?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "explain/model.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

struct FeatureSupport {
    std::uint64_t n = 0;      // validation rows with a value
    std::uint64_t alike = 0;  // … within half a standard deviation, or of the same category
    double least = 0;         // of the numbers; NaN without any
    double greatest = 0;
    double share_below = 0;  // of the rows, strictly below; the same counted half
    bool outside = false;    // a number beyond all of them, or a category that none has
    bool missing = false;    // the case has no value
};

struct Neighbour {
    std::size_t row = 0;  // of the validation rows, from 0
    double distance = 0;
};

struct Likeness {
    std::vector<FeatureSupport> features;  // by input
    std::vector<Neighbour> nearest;        // up to 10, nearest first
    // How far validation rows are from their own nearest neighbour, on a fixed sample of them, and
    // the conformal p: (1 + those at least as far as the case) / (1 + sampled). Small: the case is
    // unlike what was validated.
    double typical_distance = 0;  // median
    double p = 1;
    std::uint64_t sampled = 0;
    double radius = 0;                // median distance to the 10th nearest neighbour
    std::uint64_t within_radius = 0;  // validation rows that near to the case
};

// Distance: the mean over the inputs of |difference| / standard deviation, at most 1 each, for
// numbers; 0 or 1 for categories and for a value that only one of the two has (after J. C. Gower,
// Biometrics 27 (1971) 857-871). Inputs that never vary and are the same count 0. At least one row.
// At most 500 rows, evenly spread, are sampled for the distances among the rows.
[[nodiscard]] Likeness likeness(const std::vector<ModelInput>& inputs, const Row& row,
                                const std::vector<Row>& validation);

}  // namespace isonomia::explain
