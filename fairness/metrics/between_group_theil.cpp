// Between-group Theil index: entropy of the groups' mean benefits with alpha 1.
#include "fairness/entropy_metric.hpp"

namespace isonomia::fairness {

Metric between_group_theil_metric() {
    return entropy_metric("between_group_theil", "Between-group Theil index", EntropyOf::groups,
                          true);
}

}  // namespace isonomia::fairness
