#include "fairness/drafts.hpp"

#include <algorithm>
#include <cmath>

#include "core/ensure.hpp"
#include "core/text.hpp"
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

void explain_label_errors(const Dataset& dataset, std::span<Measurement> figures) {
    constexpr std::string_view why =
        "only rates of groups, their differences and ratios have such bounds, and none where a "
        "denominator could be 0";
    const auto explain = [&](Measurement& m, const char* method, const char* not_bounded) {
        const bool bounded = std::any_of(m.other_intervals.begin(), m.other_intervals.end(),
                                         [&](const Interval& i) { return i.method == method; });
        if (m.value && !bounded) m.parameters.try_emplace(not_bounded, why);
    };
    for (Measurement& m : figures) {
        for (const auto& [key, share] : {std::pair{"truth_sensitivity", dataset.truth_sensitivity},
                                         {"truth_specificity", dataset.truth_specificity}}) {
            if (!share) continue;
            m.parameters[key] = shortest(*share);
            explain(m, label_bounds_method, "label_errors_not_bounded");
        }
        const bool of_groups = !m.group.empty() || m.parameters.contains("by");
        if (!dataset.group_label_error || !of_groups) continue;
        m.parameters["group_label_error"] = shortest(*dataset.group_label_error);
        explain(m, group_label_bounds_method, "group_label_errors_not_bounded");
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
