// Between-group generalized entropy: entropy of the groups' mean benefits with alpha 2.
#include "fairness/entropy_metric.hpp"

namespace isonomia::fairness {

Metric between_group_generalized_entropy_metric() {
    return entropy_metric("between_group_generalized_entropy", "Between-group generalized entropy",
                          EntropyOf::groups, false);
}

}  // namespace isonomia::fairness
