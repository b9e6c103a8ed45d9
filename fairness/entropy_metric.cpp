#include "fairness/entropy_metric.hpp"

#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

template <int alpha, bool between>
stats::Defined<double> entropy(const Tables& tables) {
    return benefit_entropy(tables, alpha, between);
}

}  // namespace

Metric entropy_metric(std::string id, std::string title, EntropyOf of, bool theil) {
    const bool groups = of == EntropyOf::groups;
    Metric metric;
    metric.id = std::move(id);
    metric.title = std::move(title);
    metric.question = std::string("How unequally are the benefits of the answers spread ") +
                      (groups ? "between the groups?" : "over people?");
    metric.formula =
        std::string(theil ? "mean of (b / mu) ln(b / mu)" : "mean of ((b / mu)^2 - 1) / 2") +
        ", b = prediction - outcome + 1, mu its mean" +
        (groups ? "; every row has the mean b of its group" : "");
    metric.citation = "Speicher et al., KDD 2018, 2239-2248";
    metric.limits =
        "The benefit counts a wrong flag as twice and a missed outcome as no benefit, which fits "
        "favourable flags; for flags that burden people, read it as inequality of burdens. One "
        "figure for all: it does not show who is disadvantaged.";
    if (groups)
        metric.limits +=
            " It is never negative: groups without any difference give a figure above 0 by chance.";
    metric.distance = groups;
    metric.unit = "index";
    metric.input = groups ? InputKind::groups : InputKind::group;
    metric.figure = groups ? (theil ? entropy<1, true> : entropy<2, true>)
                           : (theil ? entropy<1, false> : entropy<2, false>);
    metric.test = groups ? TestKind::permutation : TestKind::none;
    return metric;
}

}  // namespace isonomia::fairness
