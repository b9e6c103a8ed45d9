#include "rules/measure.hpp"

#include <map>
#include <set>

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

// The figures that the leaf asks for: those of what was used, and how many there are of each other
// system.
struct Sorted {
    std::vector<const Measurement*> deciding;
    std::map<std::string, std::size_t> elsewhere;
};

Sorted sort_figures(const Measure& wanted, const Grounds& grounds) {
    Sorted sorted;
    const auto of_metric = grounds.measurements.find(wanted.metric);
    if (of_metric == grounds.measurements.end()) return sorted;
    for (const Measurement& found : of_metric->second) {
        if (!matches(found, wanted)) continue;
        if (is_of_use(grounds.systems, found))
            sorted.deciding.push_back(&found);
        else
            ++sorted.elsewhere[found.system];
    }
    return sorted;
}

std::string name_of(const std::string& system, const Grounds& grounds) {
    const auto role = grounds.systems.find(system);
    return role == grounds.systems.end() ? "a system that is not named" : role->second.name;
}

std::string said_of_other(const std::string& system, std::size_t figures, const Grounds& grounds) {
    const auto role = grounds.systems.find(system);
    const SystemUse use = role == grounds.systems.end() ? SystemUse::not_used : role->second.use;
    const std::string why = use == SystemUse::unknown ? "; which system was used is not recorded"
                            : use == SystemUse::other_version
                                ? "; version " + role->second.ran_as + " was used"
                                : ", which is not what was used";
    return fmt::format("{} {} of {}{}", figures, figures == 1 ? "figure" : "figures",
                       name_of(system, grounds), why);
}

// What was used and not measured, of a kind of which something was.
std::vector<std::string> unmeasured(const Sorted& sorted, const Grounds& grounds) {
    std::set<std::string> measured;
    std::set<SystemKind> kinds;
    for (const Measurement* one : sorted.deciding)
        if (measured.insert(one->system).second)
            kinds.insert(grounds.systems.find(one->system)->second.kind);
    std::vector<std::string> lacking;
    for (const auto& [id, role] : grounds.systems)
        if (role.use != SystemUse::not_used && kinds.contains(role.kind) && !measured.contains(id))
            lacking.push_back(role.name);
    return lacking;
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

void decide(const Measure& measure, double limit, const Sorted& sorted, const Grounds& grounds,
            MeasureResult& result, std::vector<std::string>& details) {
    const bool all = measure.quantifier == Quantifier::all;
    const auto take = [&](Truth& into, Truth one) {
        into = all ? both(into, one) : either(into, one);
    };
    result.strict = result.trusting = truth_of(all);
    for (const Measurement* measurement : sorted.deciding) {
        const OneResult one =
            evaluate_one(*measurement, measure, limit, sorted.deciding.size() > 1);
        const bool reported = measurement->basis == Basis::reported;
        take(result.strict, reported ? Truth::unknown : one.truth);
        take(result.trusting, one.truth);
        details.push_back(one.detail + (reported ? " (published, not recomputed)" : ""));
    }
    for (const std::string& name : unmeasured(sorted, grounds)) {
        take(result.strict, Truth::unknown);
        take(result.trusting, Truth::unknown);
        details.push_back(name + " was used and not measured");
    }
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

std::optional<double> limit_of(const Measure& measure, const Pack& pack, const Profile* profile) {
    const Parameter* parameter = pack.parameter(measure.parameter);
    return parameter == nullptr ? measure.limit : value_of(*parameter, pack, profile);
}

MeasureResult evaluate_measure(const Measure& measure, std::optional<double> limit,
                               const Grounds& grounds) {
    MeasureResult result;
    const Sorted sorted = sort_figures(measure, grounds);
    for (const Measurement* measurement : sorted.deciding)
        result.reads.push_back(read_of(*measurement, grounds));
    for (const auto& [system, figures] : sorted.elsewhere)
        result.elsewhere.push_back(name_of(system, grounds));
    std::vector<std::string> details;
    if (sorted.deciding.empty())
        details.push_back(fmt::format("'{}' was not measured{}", measure.metric,
                                      sorted.elsewhere.empty() ? "" : " on what was used"));
    else if (!limit)
        details.push_back(fmt::format("no profile gives '{}', and the instrument states no limit",
                                      measure.parameter));
    else
        decide(measure, *limit, sorted, grounds, result, details);
    for (const auto& [system, figures] : sorted.elsewhere)
        details.push_back(said_of_other(system, figures, grounds));
    result.detail = join(details, "; ");
    return result;
}

}  // namespace isonomia::rules
