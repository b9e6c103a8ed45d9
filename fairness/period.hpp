// How a moment in a column names a period.
#pragma once

#include <optional>
#include <string>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// As it stands, or the leading part of an ISO 8601 date ('2024-03-17T10:00Z': year '2024', month
// '2024-03', day '2024-03-17').
enum class Period { value, year, month, day };
constexpr std::array<std::string_view, 4> names_of(Period) {
    return {"value", "year", "month", "day"};
}

// Periods of a data set with a time column, and the last one of the baseline; "": the first one.
struct Periods {
    Period period = Period::value;
    std::string baseline;
};

// The period that a time names; nothing for a missing value. T0109 for a text that does not begin
// with the part of a date that is asked for.
[[nodiscard]] Result<std::optional<std::string>> period_of(const Column& column, Period period,
                                                           const stats::TableRow& row,
                                                           std::size_t index);

}  // namespace isonomia::fairness
