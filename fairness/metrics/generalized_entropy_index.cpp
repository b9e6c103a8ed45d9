// Generalized entropy index: entropy of the benefits with alpha 2.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) { return benefit_entropy(tables, 2, false); }

}  // namespace

Metric generalized_entropy_index_metric() {
    return {"generalized_entropy_index",
            "Generalized entropy index",
            "How unequally are the benefits of the answers spread over people?",
            "mean of ((b / mu)^2 - 1) / 2, b = prediction - outcome + 1, mu its mean",
            "Speicher et al., KDD 2018, 2239-2248",
            "The benefit counts a wrong flag as twice and a missed outcome as no benefit, which "
            "fits favourable flags; for flags that burden people, read it as inequality of "
            "burdens. One figure for all: it does not show who is disadvantaged.",
            "index",
            InputKind::group,
            nullptr,
            figure,
            nullptr,
            TestKind::none,
            nullptr};
}

}  // namespace isonomia::fairness
