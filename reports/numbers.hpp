// Numbers in words that a reader without statistics gets right. Nothing depends on the locale.
//
// A proportion becomes a natural frequency ("about 45 in every 100"): the base is the smallest of
// 100, 1,000, … 1,000,000,000 that shows at least two digits of the rarer side, so that 0.0003 is
// not "0 in 100" and 0.9997 is not "100 in 100". Bounds of intervals are rounded outwards: never
// narrower than the data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

// 1234567 -> '1,234,567'.
[[nodiscard]] std::string grouped(std::uint64_t number);

// Decimals as stated, '-0.0' never; finite values only.
[[nodiscard]] std::string fixed(double value, int decimals);

// For people: a hyphen that begins a number, also in '[-0.2, 0.1]', becomes a minus sign.
[[nodiscard]] std::string with_minus(std::string_view text);

// For the body of a report: at most two decimals, more only where two would show a zero that is
// none. Finite values only; the machine form has all digits.
[[nodiscard]] std::string rounded(double value);

[[nodiscard]] std::string level_text(const Interval& interval);  // '95%'

// A p-value: '0.034', 'below 0.001' (in words of the catalogue), never '0.000'.
[[nodiscard]] Inline p_value(const Catalogue& catalogue, double p);

// Base for a proportion: 100 to 1,000,000,000. 0 and 1 use 100, or the size of n when that is
// larger.
[[nodiscard]] std::uint64_t base_for(double proportion, std::optional<std::uint64_t> n);

// 'about 45 in every 100', '10 in every 100' when exact, 'none', 'all', 'fewer than 1 in every
// 1,000,000,000'. `base` where the figure is read beside others: see common_base().
[[nodiscard]] Inline frequency(const Catalogue& catalogue, double proportion,
                               std::optional<std::uint64_t> n,
                               std::optional<std::uint64_t> base = {});

// 'the data allow 42 to 48 in every 100'; one-sided at 0 and 1.
[[nodiscard]] Inline allowed_range(const Catalogue& catalogue, const Interval& interval,
                                   std::uint64_t base);

// One base for rates and differences that are read beside each other, so that nobody takes 94 in
// every 1,000 for more than 19 in every 100: that which each has alone, where it is the same; else
// the smallest of 100, 1,000, … at which each rarer side comes to 5 or more, as far as its people
// reach, and each difference to 1. Nothing where no figure asks for one.
[[nodiscard]] std::optional<std::uint64_t> common_base(
    const std::vector<const Measurement*>& figures);

// The figure of a rate in a sentence fragment, whatever its state: defined, undefined, reported,
// 0, 1.
[[nodiscard]] Inline rate_in_words(const Catalogue& catalogue, const Measurement& measurement,
                                   std::optional<std::uint64_t> base = {});

// A difference ('about 21 more in every 100 than for X; the data allow 18 to 25 more') or ratio
// ('about 1.9 times as often as for X') against its comparator.
[[nodiscard]] Inline comparison_in_words(const Catalogue& catalogue, const Measurement& measurement,
                                         std::optional<std::uint64_t> base = {});

// 'the data allow 18 to 25 more': the range of a difference.
[[nodiscard]] Inline difference_range(const Catalogue& catalogue, const Interval& interval,
                                      std::uint64_t base);

// The groups of a figure: 'Asian, female'; a value without letters after its attribute,
// 'contributors 4'.
[[nodiscard]] std::string group_name(const std::vector<GroupValue>& group);
// The same, or 'everybody measured'.
[[nodiscard]] Inline group_words(const Catalogue& catalogue, const std::vector<GroupValue>& group);

// For tables: '0.4485 [0.4256, 0.4716]', the interval kept on one line; "" when undefined.
[[nodiscard]] std::string figure_text(const Measurement& measurement, int decimals);

[[nodiscard]] bool is_ratio(const Measurement& measurement);
[[nodiscard]] bool is_comparison(const Measurement& measurement);
[[nodiscard]] bool is_proportion(const Measurement& measurement);
// Belongs to the reliability of a system; everything else (scores, attributions) explains one
// answer.
[[nodiscard]] bool is_about_rates(const Measurement& measurement);
// A curve or table over a data set: it belongs with the rates of that data set.
[[nodiscard]] bool is_of_data(const Measurement& measurement);

// Fewer units than this are drawn and named as few. Presentation only: no rule uses it.
constexpr std::uint64_t few_units = 30;

}  // namespace isonomia::reports
