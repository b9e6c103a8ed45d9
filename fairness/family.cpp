// One family of tests: p-values adjusted for being many.
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fairness/measure_parts.hpp"
#include "stats/adjust.hpp"

namespace isonomia::fairness {

namespace {

std::string attributes_of(const Measurement& m) {
    std::string text;
    for (const GroupValue& part : m.group)
        text += (text.empty() ? "" : " and ") + part.attribute;
    const auto by = m.parameters.find("by");
    return by == m.parameters.end() ? text : by->second;
}

// The metric without what two figures of one test differ in.
std::string tested(const Measurement& m) {
    for (const std::string suffix : {"_stratified_difference", "_difference", "_ratio"}) {
        const auto metric = find_metric(m.metric);
        if (metric && metric->input == InputKind::comparison && m.metric.ends_with(suffix))
            return m.metric.substr(0, m.metric.size() - suffix.size()) +
                   (suffix == "_stratified_difference" ? " within strata" : "");
    }
    return m.metric;
}

// Figures of one test: 1 minus a rate has its denominator, and some figures have names of their
// own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> same_test{{
    {"false_negative_rate", "true_positive_rate"},
    {"true_negative_rate", "false_positive_rate"},
    {"false_discovery_rate", "positive_predictive_value"},
    {"false_omission_rate", "negative_predictive_value"},
    {"false_negative_identification_rate", "true_positive_identification_rate"},
    {"predictive_parity", "positive_predictive_value"},
    {"statistical_parity_difference", "selection_rate"},
    {"disparate_impact_ratio", "selection_rate"},
    {"selection_odds_ratio", "selection_rate"},
}};

// Measurements with the same key test the same hypothesis: a difference, its ratio, and those of
// the complement. Two tests that happen to give the same p remain two.
std::string hypothesis(const Measurement& m) {
    std::string what = tested(m);
    for (const auto& [one, other] : same_test)
        if (what.starts_with(one)) what = std::string(other) + what.substr(one.size());
    return fmt::format("{}|{}|{}|{}", group_key(m.group), group_key(m.comparator), m.test, what);
}

using FamilyMembers = std::vector<Measurement*>;

// Adjusts the distinct hypotheses of a family and gives every measurement its hypothesis's value.
// Returns how many there are.
std::size_t adjust(const FamilyMembers& family, bool declared) {
    std::map<std::string, std::size_t> places;
    std::vector<double> p;
    for (const Measurement* m : family)
        if (places.emplace(hypothesis(*m), p.size()).second) p.push_back(*m->p);
    const auto by_holm = stats::holm(p);
    const auto by_hochberg = stats::benjamini_hochberg(p);
    for (Measurement* m : family) {
        const std::size_t place = places.at(hypothesis(*m));
        m->p_adjusted = by_holm[place];
        m->parameters["hypotheses"] = fmt::format("{}", p.size());
        if (declared)
            m->parameters["p_benjamini_hochberg"] = fmt::format("{:.4g}", by_hochberg[place]);
    }
    return p.size();
}

}  // namespace

void adjust_family(const Dataset& dataset, std::vector<Measurement>& measurements) {
    const bool declared = !dataset.family.empty();
    std::map<std::string, FamilyMembers> families;
    for (Measurement& m : measurements)
        if (m.p && !m.p_adjusted)
            families[declared ? "" : tested(m) + " by " + attributes_of(m)].push_back(&m);
    for (auto& [name, family] : families) {
        const std::size_t count = adjust(family, declared);
        for (Measurement* m : family)
            m->adjustment = declared ? fmt::format("Holm over {} hypothes{} of the family '{}'",
                                                   count, count == 1 ? "is" : "es", dataset.family)
                                     : fmt::format("Holm over {} comparison{} of {}", count,
                                                   count == 1 ? "" : "s", name);
    }
}

}  // namespace isonomia::fairness
