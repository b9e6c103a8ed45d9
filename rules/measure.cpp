#include "rules/measure.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/kleene.hpp"

namespace isonomia::rules {

namespace {

bool matches(const Measurement& found, const Measure& wanted) {
    if (found.form != ResultForm::scalar) return false;
    if (!wanted.dataset.empty() && found.dataset != wanted.dataset) return false;
    if (wanted.group.empty()) return found.group.empty();
    if (wanted.group == "each") return !found.group.empty();
    return group_key(found.group) == wanted.group;
}

// A rule that ranges over groups should use simultaneous intervals where they were computed.
const Interval* deciding(const Measurement& measurement, bool several) {
    if (several)
        for (const Interval& interval : measurement.other_intervals)
            if (interval.method.rfind("simultaneous", 0) == 0) return &interval;
    return measurement.interval ? &*measurement.interval : nullptr;
}

struct OneResult {
    Truth truth;
    std::string detail;
};

OneResult evaluate_one(const Measurement& found, const Measure& wanted, double limit,
                       bool several) {
    const std::string who = group_title(found.group);
    if (!found.value)
        return {Truth::unknown, fmt::format("{}: undefined, {}", who, found.undefined_reason)};
    if (found.partial)
        return {Truth::unknown, fmt::format("{}: measured on part of the data only", who)};
    const Interval* interval = deciding(found, several);
    if (interval == nullptr) return {Truth::unknown, fmt::format("{}: has no interval", who)};
    const Truth truth = compare_interval(interval->low, interval->high, wanted.comparison, limit);
    const char* position = "contains";
    if (interval->high < limit)
        position = "lies below";
    else if (interval->low > limit)
        position = "lies above";
    const bool single = several && interval->method.rfind("simultaneous", 0) != 0;
    return {truth, fmt::format("{}: interval [{}, {}] {} {}{}", who, shortest(interval->low),
                               shortest(interval->high), position, shortest(limit),
                               single ? " (not adjusted for the number of groups)" : "")};
}

FactRead read_of(const Measurement& found, const Grounds& grounds) {
    FactRead read;
    read.id = found.id;
    if (found.value) read.value = shortest(*found.value);
    const bool reported = found.basis == Basis::reported;
    read.status = !found.value ? FactStatus::unknown
                  : reported   ? FactStatus::asserted
                               : FactStatus::established;
    if (!found.exhibits.empty()) {
        read.source = found.exhibits.front();
        const auto exhibit = grounds.exhibits.find(read.source);
        if (exhibit != grounds.exhibits.end()) read.sha256 = exhibit->second;
    }
    return read;
}

}  // namespace

Truth compare_interval(double low, double high, Comparison comparison, double limit) {
    switch (comparison) {
        case Comparison::lt:
            return high < limit ? Truth::yes : low >= limit ? Truth::no : Truth::unknown;
        case Comparison::le:
            return high <= limit ? Truth::yes : low > limit ? Truth::no : Truth::unknown;
        case Comparison::ge:
            return low >= limit ? Truth::yes : high < limit ? Truth::no : Truth::unknown;
        case Comparison::gt:
            return low > limit ? Truth::yes : high <= limit ? Truth::no : Truth::unknown;
    }
    return Truth::unknown;
}

MeasureResult evaluate_measure(const Measure& measure, std::optional<double> limit,
                               const Grounds& grounds) {
    MeasureResult result;
    std::vector<const Measurement*> found;
    const auto of_metric = grounds.measurements.find(measure.metric);
    if (of_metric != grounds.measurements.end())
        for (const Measurement& measurement : of_metric->second)
            if (matches(measurement, measure)) found.push_back(&measurement);
    for (const Measurement* measurement : found)
        result.reads.push_back(read_of(*measurement, grounds));
    if (found.empty()) {
        result.detail = fmt::format("'{}' was not measured", measure.metric);
        return result;
    }
    if (!limit) {
        result.detail = fmt::format("no profile gives '{}', and the instrument states no limit",
                                    measure.parameter);
        return result;
    }
    const bool all = measure.quantifier == Quantifier::all;
    result.strict = result.trusting = truth_of(all);
    std::vector<std::string> details;
    for (const Measurement* measurement : found) {
        const OneResult one = evaluate_one(*measurement, measure, *limit, found.size() > 1);
        const bool reported = measurement->basis == Basis::reported;
        const Truth strict = reported ? Truth::unknown : one.truth;
        result.strict = all ? both(result.strict, strict) : either(result.strict, strict);
        result.trusting =
            all ? both(result.trusting, one.truth) : either(result.trusting, one.truth);
        details.push_back(one.detail + (reported ? " (published, not recomputed)" : ""));
    }
    result.detail = join(details, "; ");
    return result;
}

}  // namespace isonomia::rules
