// The share of flagged people, as Fisher's test of a pair needs it.
#pragma once

#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

[[nodiscard]] inline Estimate selected_share(const View& view) {
    return {selected(view.counts), "no rows with both outcome and prediction in this group"};
}

}  // namespace isonomia::fairness
