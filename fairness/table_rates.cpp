#include "fairness/table_rates.hpp"

#include <array>
#include <cmath>

#include "core/ensure.hpp"
#include "stats/intervals.hpp"
#include "stats/mover.hpp"

namespace isonomia::fairness {

stats::Defined<double> gap(const Tables& tables, RateOfTable rate, std::string_view if_empty) {
    const auto first = stats::estimate(rate(tables[0]));
    const auto second = stats::estimate(rate(tables[1]));
    if (!first || !second) return stats::undefined(if_empty);
    return *first - *second;
}

stats::Defined<NamedBounds> gap_interval(const Tables& tables, RateOfTable rate, double level) {
    return stats::newcombe(rate(tables[0]), rate(tables[1]), level)
        .map([](const stats::Bounds& bounds) { return NamedBounds{bounds, "newcombe"}; });
}

stats::Defined<NamedBounds> sum_interval(
    std::initializer_list<std::pair<double, stats::Proportion>> terms, double level) {
    std::vector<stats::Term> parts;
    for (const auto& [factor, counts] : terms) {
        const auto rate = stats::estimate(counts);
        const auto bounds = stats::wilson(counts, level);
        if (!rate || !bounds) return tl::unexpected(rate.error());
        parts.push_back({factor, *rate, *bounds});
    }
    return NamedBounds{stats::mover(parts), "mover-wilson"};
}

stats::Defined<double> benefit_entropy(const Tables& tables, int alpha, bool between) {
    ensure(alpha == 1 || alpha == 2, "alpha is 1 or 2");
    double rows = 0;
    double benefits = 0;
    const auto benefit_of = [](const Confusion& c) {
        return 2 * static_cast<double>(c.false_positives) + static_cast<double>(c.true_positives) +
               static_cast<double>(c.true_negatives);
    };
    for (std::size_t g = 0; g < tables.size(); ++g) {
        rows += static_cast<double>(tables[g].all());
        benefits += benefit_of(tables[g]);
    }
    if (rows == 0) return stats::undefined("no rows with both outcome and prediction");
    if (benefits == 0)
        return stats::undefined("everybody with a row had the outcome and was not flagged");
    const double mean = benefits / rows;
    const auto part = [&](double benefit) {
        const double share = benefit / mean;
        if (alpha == 2) return (share * share - 1) / 2;
        return share > 0 ? share * std::log(share) : 0;
    };
    double sum = 0;
    for (std::size_t g = 0; g < tables.size(); ++g) {
        const Confusion c = tables[g];
        const auto all = static_cast<double>(c.all());
        if (all == 0) continue;
        if (between) {
            sum += all * part(benefit_of(c) / all);
            continue;
        }
        sum += static_cast<double>(c.false_positives) * part(2) +
               static_cast<double>(c.true_positives + c.true_negatives) * part(1) +
               static_cast<double>(c.false_negatives) * part(0);
    }
    return sum / rows;
}

}  // namespace isonomia::fairness
