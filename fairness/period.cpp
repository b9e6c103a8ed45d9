#include "fairness/period.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

Result<std::optional<std::string>> period_of(const Column& column, Period period,
                                             const stats::TableRow& row, std::size_t index) {
    const std::string_view text = row[index];
    if (is_missing(column, text)) return std::optional<std::string>();
    if (period == Period::value) return std::string(text);
    constexpr std::string_view form = "dddd-dd-dd";
    const std::size_t length = period == Period::year ? 4 : period == Period::month ? 7 : 10;
    bool fits = text.size() >= length &&
                (text.size() == length || text[length] < '0' || text[length] > '9');
    for (std::size_t i = 0; fits && i < length; ++i)
        fits = form[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
    if (fits) return std::string(text.substr(0, length));
    return fail(input_error("T0109", fmt::format("'{}' in column '{}' names no {}", text,
                                                 column.name, to_text(period)))
                    .at(row.location(index))
                    .hinted("dates are written as in 2024-03-17; with the period 'value' a time "
                            "is taken as it stands"));
}

bool PeriodOrder::operator()(const std::string& a, const std::string& b) const {
    const auto finite = [](const std::string& text) {
        const auto number = parse_number(text);
        return number && std::isfinite(*number) ? number : std::nullopt;
    };
    const auto x = finite(a);
    const auto y = finite(b);
    if (x && y && *x != *y) return *x < *y;
    if (x.has_value() != y.has_value()) return x.has_value();
    return a < b;
}

}  // namespace isonomia::fairness
