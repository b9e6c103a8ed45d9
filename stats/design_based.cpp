#include "stats/design_based.hpp"

#include <algorithm>
#include <cmath>

#include "core/ensure.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

struct Sums {
    double units = 0;
    double numerator = 0;
    double denominator = 0;
    double denominator_squares = 0;
};

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

Defined<DesignRate> design_rate(std::span<const UnitTotals> units, double rows) {
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
    const double kish = sums.denominator * sums.denominator / sums.denominator_squares;
    const bool told = spread > 0 && result.variance > 0;
    result.effective_size = std::min(rows, told ? spread / result.variance : kish);
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

Bounds wilson_effective(double rate, double size, double level) {
    const double z = two_sided_quantile(level);
    const double part = z * z / size;
    const double centre = rate + part / 2;
    const double half = z * std::sqrt(rate * (1 - rate) / size + part / (4 * size));
    return {rate == 0 ? 0 : std::max(0.0, (centre - half) / (1 + part)),
            rate == 1 ? 1 : std::min(1.0, (centre + half) / (1 + part))};
}

Bounds newcombe_effective(const DesignRate& first, const DesignRate& second, double covariance,
                          double level) {
    const Bounds one = wilson_effective(first.rate, first.effective_size, level);
    const Bounds two = wilson_effective(second.rate, second.effective_size, level);
    const double scale = std::sqrt(first.variance * second.variance);
    const double correlation = scale > 0 ? std::clamp(covariance / scale, -1.0, 1.0) : 0;
    const auto length = [&](double a, double b) {
        return std::sqrt(std::max(0.0, a * a - 2 * correlation * a * b + b * b));
    };
    const double difference = first.rate - second.rate;
    return {std::max(-1.0, difference - length(first.rate - one.low, two.high - second.rate)),
            std::min(1.0, difference + length(one.high - first.rate, second.rate - two.low))};
}

Defined<Bounds> log_ratio_effective(const DesignRate& first, const DesignRate& second,
                                    double covariance, double level) {
    if (first.rate == 0 || second.rate == 0)
        return undefined("a rate is 0, so the ratio's logarithm has no interval");
    const double variance = first.variance / (first.rate * first.rate) +
                            second.variance / (second.rate * second.rate) -
                            2 * covariance / (first.rate * second.rate);
    if (!(variance > 0)) return undefined("nothing varies, so the formula gives no width");
    const double half = two_sided_quantile(level) * std::sqrt(variance);
    const double ratio = first.rate / second.rate;
    return Bounds{ratio * std::exp(-half), ratio * std::exp(half)};
}

Defined<double> design_p(const DesignRate& first, const DesignRate& second, double covariance) {
    const double variance = first.variance + second.variance - 2 * covariance;
    if (!(variance > 0)) return undefined("nothing varies, so there is no test");
    return two_sided_p((first.rate - second.rate) / std::sqrt(variance));
}

}  // namespace isonomia::stats
