// How a moment in a column names a period.
#pragma once

#include <optional>
#include <string>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// The period that a time names; nothing for a missing value. T0109 for a text that does not begin
// with the part of a date that is asked for.
[[nodiscard]] Result<std::optional<std::string>> period_of(const Column& column, Period period,
                                                           const stats::TableRow& row,
                                                           std::size_t index);

// Which of two periods comes first: numbers in their order (9 before 10), before all other names,
// which are in the order of their characters, as dates are written.
struct PeriodOrder {
    bool operator()(const std::string& a, const std::string& b) const;
};

}  // namespace isonomia::fairness
