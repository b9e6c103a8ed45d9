// What each feature added to one margin of one row, and against what.
#pragma once

#include <cmath>
#include <string>
#include <vector>

namespace isonomia::explain {

struct Attribution {
    std::vector<double> values;   // by input of the model
    double base = 0;              // the margin that is compared with: v of no features
    double margin = 0;            // the margin of the row
    double additivity_error = 0;  // |base + sum of values - margin| / size of the terms
};

// Equal, or neither is a number.
[[nodiscard]] inline bool same_value(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

constexpr double additivity_error_max = 1e-12;  // beyond it nothing is shown

// Fills in `additivity_error`. The sum is a compensated one; the size is 1 + |base| + |margin| +
// the sum of |values|.
void check_additivity(Attribution& attribution);

}  // namespace isonomia::explain
