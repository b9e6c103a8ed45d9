// Four metrics are entropies of benefits: over people or between groups, with alpha 1 or 2.
#pragma once

#include "fairness/metric.hpp"

namespace isonomia::fairness {

enum class EntropyOf { people, groups };

// `theil`: alpha 1, else alpha 2 (table_rates.hpp, benefit_entropy).
[[nodiscard]] Metric entropy_metric(std::string id, std::string title, EntropyOf of, bool theil);

}  // namespace isonomia::fairness
