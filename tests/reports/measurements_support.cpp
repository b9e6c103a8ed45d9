#include "tests/reports/measurements.hpp"

#include <cmath>

namespace isonomia::tests {

namespace {

constexpr double z = 1.959963984540054;

Interval wilson(double x, double n) {
    const double p = x / n;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {middle - half, middle + half, 0.95, "wilson"};
}

}  // namespace

Measurement rate(const std::string& metric, const std::string& title, std::vector<GroupValue> group,
                 std::uint64_t x, std::uint64_t n) {
    Measurement m;
    m.id = "compas/" + metric;
    for (const GroupValue& g : group)
        m.id += "/" + g.attribute + "=" + g.value;
    m.metric = metric;
    m.title = title;
    m.dataset = "compas";
    m.system = "compas-score";
    m.group = std::move(group);
    m.unit = "proportion";
    m.numerator = x;
    m.denominator = n;
    m.n = n;
    m.not_shown = "Re-arrest is not offending: it also depends on where the police look.";
    m.comparability = "The same county and years as this matter.";
    m.exhibits = {"E2"};
    m.act = "isonomia.measure.compas";
    if (n == 0) {
        m.undefined_reason = "nobody in this group had the outcome";
        return m;
    }
    m.value = static_cast<double>(x) / static_cast<double>(n);
    m.interval = wilson(static_cast<double>(x), static_cast<double>(n));
    return m;
}

Measurement difference(const Measurement& a, const Measurement& reference) {
    Measurement m = a;
    m.id += "/difference";
    m.metric += "_difference";
    m.title += ", difference";
    m.comparator = reference.group;
    m.unit = "difference";
    m.numerator.reset();
    m.denominator.reset();
    m.interval.reset();
    m.value.reset();
    if (!a.value || !reference.value) {
        m.undefined_reason = "one of the two rates is undefined";
        return m;
    }
    m.undefined_reason.clear();
    m.value = *a.value - *reference.value;
    const Interval i = wilson(static_cast<double>(*a.numerator), static_cast<double>(*a.n));
    const Interval r =
        wilson(static_cast<double>(*reference.numerator), static_cast<double>(*reference.n));
    m.interval = Interval{*m.value - std::hypot(*a.value - i.low, r.high - *reference.value),
                          *m.value + std::hypot(i.high - *a.value, *reference.value - r.low), 0.95,
                          "newcombe"};
    m.p = std::abs(*m.value) > 0.1 ? 1e-12 : 0.034;
    m.test = "fisher";
    m.p_adjusted = std::abs(*m.value) > 0.1 ? 1e-11 : 0.31;
    m.adjustment = "Holm over 4 comparisons of false_positive_rate by race";
    return m;
}

Measurement ratio(const Measurement& a, const Measurement& reference) {
    Measurement m = difference(a, reference);
    m.id = a.id + "/ratio";
    m.metric = a.metric + "_ratio";
    m.title = a.title + ", ratio";
    m.unit = "ratio";
    m.interval.reset();
    m.value.reset();
    if (!a.value || !reference.value || *a.value == 0 || *reference.value == 0) {
        m.undefined_reason = "a ratio to a rate of zero, or to none, is undefined";
        return m;
    }
    m.undefined_reason.clear();
    m.value = *a.value / *reference.value;
    const double x = static_cast<double>(*a.numerator);
    const double y = static_cast<double>(*reference.numerator);
    const double spread = z * std::sqrt((1 - *a.value) / x + (1 - *reference.value) / y);
    m.interval = Interval{*m.value * std::exp(-spread), *m.value * std::exp(spread), 0.95, "katz"};
    return m;
}

}  // namespace isonomia::tests
