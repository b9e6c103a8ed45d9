// Between-group generalized entropy: entropy of the groups' mean benefits with alpha 2.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) { return benefit_entropy(tables, 2, true); }

}  // namespace

Metric between_group_generalized_entropy_metric() {
    return {"between_group_generalized_entropy",
            "Between-group generalized entropy",
            "How unequally are the benefits of the answers spread between the groups?",
            "mean of ((b / mu)^2 - 1) / 2, b = prediction - outcome + 1, mu its mean; every row "
            "has the mean b of its group",
            "Speicher et al., KDD 2018, 2239-2248",
            "The benefit counts a wrong flag as twice and a missed outcome as no benefit, which "
            "fits favourable flags; for flags that burden people, read it as inequality of "
            "burdens. One figure for all: it does not show who is disadvantaged. It is never "
            "negative: groups without any difference give a figure above 0 by chance.",
            "index",
            InputKind::groups,
            nullptr,
            figure,
            nullptr,
            TestKind::permutation,
            nullptr};
}

}  // namespace isonomia::fairness
