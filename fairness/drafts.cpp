#include "fairness/drafts.hpp"

#include <algorithm>
#include <cmath>

#include "core/ensure.hpp"
#include "stats/adjust.hpp"

namespace isonomia::fairness {

Measurement draft(const Dataset& dataset, std::string_view metric,
                  const std::vector<GroupValue>& group, const Parameters& parameters) {
    const auto found = find_metric(metric);
    ensure(found.has_value(), "the metric is described");
    Measurement m = blank_measurement(dataset, *found, group);
    m.parameters.insert(parameters.begin(), parameters.end());
    m.id = measurement_id(m);
    return m;
}

void set_value(Measurement& measurement, const stats::Defined<double>& value) {
    if (value)
        measurement.value = *value;
    else
        measurement.undefined_reason = value.error().reason;
}

void set_interval(Measurement& measurement, const stats::Defined<stats::Bounds>& bounds,
                  double level, std::string method) {
    if (bounds && std::isfinite(bounds->low) && std::isfinite(bounds->high))
        measurement.interval = Interval{bounds->low, bounds->high, level, std::move(method)};
    else if (bounds)
        no_interval(measurement, "a bound is infinite");
    else
        no_interval(measurement, bounds.error().reason);
}

void no_interval(Measurement& measurement, std::string_view reason) {
    if (measurement.value) measurement.parameters["interval_undefined"] = reason;
}

void adjust_by_holm(const std::vector<Measurement*>& family, const std::string& adjustment) {
    std::vector<double> p;
    for (const Measurement* m : family)
        p.push_back(*m->p);
    const auto adjusted = stats::holm(p);
    for (std::size_t i = 0; i < family.size(); ++i) {
        family[i]->p_adjusted = adjusted[i];
        family[i]->adjustment = adjustment;
    }
}

void add_bounds(Measurement& measurement, const std::optional<stats::Bounds>& bounds,
                const char* method) {
    if (bounds && measurement.value)
        measurement.other_intervals.push_back({bounds->low, bounds->high, 1, method});
}

void explain_no_bounds(std::span<Measurement> figures, std::string_view why, bool without_group) {
    for (Measurement& m : figures) {
        const bool there = m.value || !m.series.empty() || !m.cells.empty();
        const bool labelled =
            std::none_of(m.group.begin(), m.group.end(),
                         [](const GroupValue& part) { return part.value.empty(); });
        const bool missing = m.missing.value_or(0) > 0 || (without_group && labelled);
        const bool bounded =
            m.parameters.contains("missing_values_shift_up") ||
            std::any_of(m.other_intervals.begin(), m.other_intervals.end(),
                        [](const Interval& i) { return i.method == missing_bounds_method; });
        if (there && missing && !bounded) m.parameters.try_emplace("missing_not_bounded", why);
    }
}

std::vector<std::size_t> thinned(std::size_t count, std::size_t most) {
    std::vector<std::size_t> places;
    const std::size_t kept = std::min(count, most);
    for (std::size_t i = 0; i < kept; ++i)
        places.push_back(kept == 1 ? 0 : i * (count - 1) / (kept - 1));
    return places;
}

}  // namespace isonomia::fairness
