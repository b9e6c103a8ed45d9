// One measurement as a card of its own: what is neither a rate nor a comparison of groups.
#pragma once

#include "reports/record.hpp"

namespace isonomia::reports {

// The figure or the words that its metric asks for, what it does not mean, and how it was computed.
[[nodiscard]] Card measurement_card(const Record& record, const Recorded<Measurement>& recorded);

}  // namespace isonomia::reports
