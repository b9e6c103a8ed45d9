// Generalized entropy index: entropy of the benefits with alpha 2.
#include "fairness/entropy_metric.hpp"

namespace isonomia::fairness {

Metric generalized_entropy_index_metric() {
    return entropy_metric("generalized_entropy_index", "Generalized entropy index",
                          EntropyOf::people, false);
}

}  // namespace isonomia::fairness
