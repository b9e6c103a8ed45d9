#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

std::string_view suffix_of(Comparison comparison) {
    return comparison == Comparison::difference ? "difference" : "ratio";
}

struct Named {
    const Metric* rate;
    std::optional<Comparison> comparison;
};

std::optional<Named> look_up(std::string_view id) {
    for (const Metric& metric : all_metrics()) {
        if (metric.id == id) return Named{&metric, std::nullopt};
        if (metric.input != InputKind::confusion || !id.starts_with(metric.id)) continue;
        const auto rest = id.substr(metric.id.size());
        for (const auto comparison : {Comparison::difference, Comparison::ratio})
            if (rest.starts_with('_') && rest.substr(1) == suffix_of(comparison))
                return Named{&metric, comparison};
    }
    return std::nullopt;
}

}  // namespace

Metric comparison_of(const Metric& rate, Comparison comparison) {
    const bool difference = comparison == Comparison::difference;
    Metric metric;
    metric.id = rate.id + "_" + std::string(suffix_of(comparison));
    metric.title = rate.title + (difference ? ": difference" : ": ratio");
    metric.question =
        rate.question + (difference ? " By how much does the answer differ from that for "
                                      "the reference group?"
                                    : " How many times that of the reference group is it?");
    metric.formula =
        difference ? "rate of the group - rate of the reference group, rate = " + rate.formula
                   : "rate of the group / rate of the reference group, rate = " + rate.formula;
    metric.citation = difference ? "Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10"
                                 : "Katz et al., Biometrics 34 (1978) 469-474, method C";
    metric.limits = rate.limits +
                    " A gap shows that the rate differs between the groups in these data; it shows "
                    "neither why, nor that anybody meant it, nor what it is elsewhere.";
    metric.unit = difference ? "points" : "ratio";
    metric.input = InputKind::comparison;
    return metric;
}

std::optional<Metric> find_metric(std::string_view id) {
    const auto named = look_up(id);
    if (!named) return std::nullopt;
    return named->comparison ? comparison_of(*named->rate, *named->comparison) : *named->rate;
}

std::vector<std::string> metric_ids() {
    std::vector<std::string> ids;
    for (const Metric& metric : all_metrics()) {
        ids.push_back(metric.id);
        if (metric.input != InputKind::confusion) continue;
        for (const auto comparison : {Comparison::difference, Comparison::ratio})
            ids.push_back(metric.id + "_" + std::string(suffix_of(comparison)));
    }
    return ids;
}

std::vector<std::string> help_pages_of(std::string_view id) {
    const auto named = look_up(id);
    if (!named) return {};
    if (!named->comparison) return {named->rate->id};
    return {named->rate->id, std::string(suffix_of(*named->comparison))};
}

}  // namespace isonomia::fairness
