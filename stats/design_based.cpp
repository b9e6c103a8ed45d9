#include "stats/design_based.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <boost/math/distributions/students_t.hpp>

#include "core/ensure.hpp"
#include "stats/intervals.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

struct Sums {
    double units = 0;
    double numerator = 0;
    double denominator = 0;
    double denominator_squares = 0;
};

constexpr double least_units = 2;
constexpr std::string_view no_spread =
    "it rests on fewer than two persons or rows of equal weight: their spread cannot be known";
constexpr std::string_view nothing_varies =
    "in one of the two groups nothing varies, so the spread of its rate is not known";

double t_quantile(double degrees, double level) {
    return boost::math::quantile(boost::math::students_t(degrees), (1 + level) / 2);
}

double correlation_of(const DesignRate& first, const DesignRate& second, double covariance) {
    const double scale = std::sqrt(first.variance * second.variance);
    return scale > 0 ? std::clamp(covariance / scale, -1.0, 1.0) : 0;
}

Sums sums_of(std::span<const UnitTotals> units) {
    Sums sums;
    for (const UnitTotals& unit : units) {
        if (unit.denominator <= 0) continue;
        sums.units += unit.times;
        sums.numerator += unit.times * unit.numerator;
        sums.denominator += unit.times * unit.denominator;
        sums.denominator_squares += unit.times * unit.denominator * unit.denominator;
    }
    return sums;
}

}  // namespace

Defined<DesignRate> design_rate(std::span<const UnitTotals> units, bool weighted, double rows) {
    const Sums sums = sums_of(units);
    if (sums.denominator <= 0) return undefined("no units to count: the denominator is 0");
    DesignRate result;
    result.rate = std::clamp(sums.numerator / sums.denominator, 0.0, 1.0);
    result.units = sums.units;
    double squares = 0;
    for (const UnitTotals& unit : units) {
        const double excess = unit.numerator - result.rate * unit.denominator;
        squares += unit.times * excess * excess;
    }
    if (sums.units > 1)
        result.variance =
            sums.units / (sums.units - 1) * squares / (sums.denominator * sums.denominator);
    const double spread = result.rate * (1 - result.rate);
    result.equal_units = sums.denominator * sums.denominator / sums.denominator_squares;
    const bool told = spread > 0 && result.variance > 0;
    const double most = weighted ? std::min(rows, result.equal_units) : rows;
    result.effective_size = std::min(most, told ? spread / result.variance : result.equal_units);
    return result;
}

double design_covariance(std::span<const UnitTotals> first, std::span<const UnitTotals> second) {
    ensure(first.size() == second.size(), "the same units in both");
    const Sums one = sums_of(first);
    const Sums two = sums_of(second);
    if (one.denominator <= 0 || two.denominator <= 0) return 0;
    double products = 0;
    double units = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i].denominator <= 0 && second[i].denominator <= 0) continue;
        units += first[i].times;
        products += first[i].times *
                    (first[i].numerator - one.numerator / one.denominator * first[i].denominator) *
                    (second[i].numerator - two.numerator / two.denominator * second[i].denominator);
    }
    if (units <= 1) return 0;
    return units / (units - 1) * products / (one.denominator * two.denominator);
}

Defined<Bounds> design_bounds(const DesignRate& rate, double level) {
    if (rate.equal_units < least_units) return undefined(no_spread);
    double size = rate.effective_size;
    if (rate.rate > 0 && rate.rate < 1) {
        const double ratio = two_sided_quantile(level) / t_quantile(rate.equal_units - 1, level);
        size *= ratio * ratio;
    }
    return effective_bounds(rate.rate, size, level);
}

Defined<Bounds> design_difference(const DesignRate& first, const DesignRate& second,
                                  double covariance, double level) {
    const auto one = design_bounds(first, level);
    const auto two = design_bounds(second, level);
    if (!one) return one;
    if (!two) return two;
    const double correlation = correlation_of(first, second, covariance);
    const auto length = [&](double a, double b) {
        return std::sqrt(std::max(0.0, a * a - 2 * correlation * a * b + b * b));
    };
    const double difference = first.rate - second.rate;
    return Bounds{
        std::max(-1.0, difference - length(first.rate - one->low, two->high - second.rate)),
        std::min(1.0, difference + length(one->high - first.rate, second.rate - two->low))};
}

Defined<Bounds> design_ratio(const DesignRate& first, const DesignRate& second, double covariance,
                             double level) {
    if (first.rate == 0 || second.rate == 0)
        return undefined("a rate is 0, so the ratio's logarithm has no interval");
    const double units = std::min(first.equal_units, second.equal_units);
    if (units < least_units) return undefined(no_spread);
    const double variance = first.variance / (first.rate * first.rate) +
                            second.variance / (second.rate * second.rate) -
                            2 * covariance / (first.rate * second.rate);
    if (!(first.variance > 0 && second.variance > 0 && variance > 0))
        return undefined(nothing_varies);
    const double half = t_quantile(units - 1, level) * std::sqrt(variance);
    const double ratio = first.rate / second.rate;
    return Bounds{ratio * std::exp(-half), ratio * std::exp(half)};
}

Defined<DesignScale> design_scale(const DesignRate& first, const DesignRate& second,
                                  double covariance) {
    const double units = std::min(first.equal_units, second.equal_units);
    if (units < tested_units_min)
        return undefined(
            "one of the two groups rests on fewer than 10 persons or rows of equal "
            "weight: their spread is not known well enough for a test");
    if (!(first.variance > 0 && second.variance > 0)) return undefined(nothing_varies);
    const double n1 = first.effective_size;
    const double n2 = second.effective_size;
    const double rate = (first.rate * n1 + second.rate * n2) / (n1 + n2);
    const double correlation = correlation_of(first, second, covariance);
    const double variance =
        rate * (1 - rate) * (1 / n1 + 1 / n2 - 2 * correlation / std::sqrt(n1 * n2));
    if (!(variance > 0)) return undefined(nothing_varies);
    return DesignScale{std::sqrt(variance), units - 1};
}

Defined<double> design_p(const DesignRate& first, const DesignRate& second, double covariance) {
    return design_scale(first, second, covariance).map([&](const DesignScale& scale) {
        const double t = std::abs(first.rate - second.rate) / scale.standard_error;
        return 2 *
               boost::math::cdf(boost::math::complement(boost::math::students_t(scale.degrees), t));
    });
}

}  // namespace isonomia::stats
