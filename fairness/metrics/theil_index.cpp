// Theil index: entropy of the benefits with alpha 1.
#include "fairness/entropy_metric.hpp"

namespace isonomia::fairness {

Metric theil_index_metric() {
    return entropy_metric("theil_index", "Theil index", EntropyOf::people, true);
}

}  // namespace isonomia::fairness
