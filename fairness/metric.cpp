#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

std::string_view suffix_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::difference:
            return "difference";
        case Comparison::ratio:
            return "ratio";
        case Comparison::stratified_difference:
            return "stratified_difference";
        case Comparison::worst_subgroup:
            return "worst_subgroup";
        case Comparison::split_sample_subgroup:
            return "split_sample_subgroup";
    }
    return "";
}

constexpr const char* limits_of_gaps =
    " A gap shows that the rate differs between the groups in these data; it shows "
    "neither why, nor that anybody meant it, nor what it is elsewhere.";

// What a comparison adds to the words of its rate.
struct Wording {
    const char* title;
    const char* question;
    const char* formula;
    const char* citation;
    const char* limits;
};

Wording wording_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::difference:
            return {": difference",
                    " By how much does the answer differ from that for the reference group?",
                    "rate of the group - rate of the reference group, rate = ",
                    "Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10",
                    limits_of_gaps};
        case Comparison::ratio:
            return {": ratio", " How many times that of the reference group is it?",
                    "rate of the group / rate of the reference group, rate = ",
                    "Katz et al., Biometrics 34 (1978) 469-474, method C", limits_of_gaps};
        case Comparison::stratified_difference:
            return {": difference within strata",
                    " By how much does the answer differ from that for the reference group, among "
                    "people of the same stratum?",
                    "sum over strata of (x1 n2 - x2 n1) / n / sum of n1 n2 / n, rate x / n = ",
                    "Greenland and Robins, Biometrics 41 (1985) 55-68; Sato, Biometrics 45 (1989) "
                    "1323-1324",
                    " A gap that vanishes within strata is not explained away: the strata may "
                    "carry the same injustice. It is one figure for all strata; where they differ "
                    "among themselves, it is an average."};
        case Comparison::split_sample_subgroup:
            return {": most different subgroup, found in one half and measured in the other",
                    " In the subgroup in which one half of the rows differs most clearly, by how "
                    "much does the answer differ in the other half?",
                    "rate within the subgroup - rate outside it, in the half that was not "
                    "searched, rate = ",
                    "Cox, Biometrika 62 (1975) 441-444",
                    " Half of the rows finds less than all of them: a subgroup that is too small "
                    "for half of the rows is missed, and another seed splits otherwise."};
        case Comparison::worst_subgroup:
            break;
    }
    return {": most different subgroup",
            " In which subgroup does the answer differ most clearly from that for everybody else?",
            "rate within the subgroup - rate outside it, rate = ",
            "Bonferroni over all subgroups searched; Kearns et al., ICML 2018, for the question",
            " The gap of a subgroup that was searched for is larger than it would be in new data; "
            "only the adjusted p and interval take the search into account."};
}

struct Named {
    const Metric* rate;
    std::optional<Comparison> comparison;
};

std::optional<Named> look_up(std::string_view id) {
    for (const auto* list : {&score_metrics(), &comparison_metrics(), &likelihood_ratio_metrics()})
        for (const Metric& metric : *list)
            if (metric.id == id) return Named{&metric, std::nullopt};
    for (const Metric& metric : all_metrics()) {
        if (metric.id == id) return Named{&metric, std::nullopt};
        if (!is_rate(metric) || !id.starts_with(metric.id)) continue;
        const auto rest = id.substr(metric.id.size());
        for (const auto comparison : all_comparisons)
            if (rest.starts_with('_') && rest.substr(1) == suffix_of(comparison))
                return Named{&metric, comparison};
    }
    return std::nullopt;
}

}  // namespace

Metric rate_of_table(std::string id, std::string title, std::string question, std::string formula,
                     std::string limits, Estimator estimate) {
    return {std::move(id),
            std::move(title),
            std::move(question),
            std::move(formula),
            "Verma and Rubin, \"Fairness Definitions Explained\", FairWare 2018, section 3",
            std::move(limits),
            "proportion",
            InputKind::confusion,
            estimate};
}

bool is_rate(const Metric& metric) {
    return metric.input == InputKind::confusion || metric.input == InputKind::attempts;
}

bool is_figure(const Metric& metric) { return metric.figure != nullptr; }

Metric comparison_of(const Metric& rate, Comparison comparison) {
    const Wording words = wording_of(comparison);
    Metric metric;
    metric.id = rate.id + "_" + std::string(suffix_of(comparison));
    metric.title = rate.title + words.title;
    metric.question = rate.question + words.question;
    metric.formula = words.formula + rate.formula;
    metric.citation = words.citation;
    metric.limits = rate.limits + words.limits;
    metric.unit = comparison == Comparison::ratio ? "ratio" : "points";
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
        if (!is_rate(metric)) continue;
        for (const auto comparison : all_comparisons)
            ids.push_back(metric.id + "_" + std::string(suffix_of(comparison)));
    }
    for (const auto* list : {&score_metrics(), &comparison_metrics(), &likelihood_ratio_metrics()})
        for (const Metric& metric : *list)
            ids.push_back(metric.id);
    return ids;
}

std::vector<std::string> help_pages_of(std::string_view id) {
    const auto named = look_up(id);
    if (!named) return {};
    if (!named->comparison) return {named->rate->id};
    return {named->rate->id, std::string(suffix_of(*named->comparison))};
}

}  // namespace isonomia::fairness
