#include "explain/shapley/coalitions.hpp"

#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "explain/exact_sum.hpp"

namespace isonomia::explain {

namespace {

tl::unexpected<Error> too_many_coalitions(const std::string& reason) {
    return fail(input_error("E0503", reason)
                    .hinted("leave out features that the model does not use, or compare with "
                            "persons who differ in fewer"));
}

// The worth of every coalition, averaged over the comparison persons.
Result<std::vector<double>> worths(const std::function<double(const std::vector<double>&)>& score,
                                   const std::vector<double>& row,
                                   const std::vector<std::vector<double>>& background,
                                   const std::vector<std::size_t>& players) {
    std::vector<double> result;
    std::vector<double> mixed;
    for (std::uint32_t coalition = 0; coalition < (1U << players.size()); ++coalition) {
        ExactSum sum;
        for (const auto& other : background) {
            mixed = row;
            for (std::size_t p = 0; p < players.size(); ++p)
                if ((coalition >> p & 1U) == 0) mixed[players[p]] = other[players[p]];
            const double value = score(mixed);
            if (!std::isfinite(value))
                return too_many_coalitions(
                    "the model gives no answer to a mixture of the row and a "
                    "comparison person");
            sum.add(value);
        }
        result.push_back(sum.value() / static_cast<double>(background.size()));
    }
    return result;
}

}  // namespace

Result<Attribution> coalition_shapley(
    const std::function<double(const std::vector<double>&)>& score, const std::vector<double>& row,
    const std::vector<std::vector<double>>& background) {
    if (background.empty()) return too_many_coalitions("there are no comparison persons");
    std::vector<std::size_t> players;
    for (std::size_t f = 0; f < row.size(); ++f)
        for (const auto& other : background)
            if (!same_value(other[f], row[f])) {
                players.push_back(f);
                break;
            }
    if (players.size() > coalition_features_max)
        return too_many_coalitions(
            fmt::format("{} features differ; every coalition is tried for {} at most",
                        players.size(), coalition_features_max));
    const auto worth = worths(score, row, background, players);
    if (!worth) return fail(worth.error());
    const std::size_t n = players.size();
    std::vector<double> weight(n);  // of a coalition of s others: s! (n - s - 1)! / n!
    for (std::size_t s = 0; s < n; ++s)
        weight[s] = s == 0 ? 1 / static_cast<double>(n)
                           : weight[s - 1] * static_cast<double>(s) / static_cast<double>(n - s);
    Attribution result;
    result.values.assign(row.size(), 0);
    for (std::size_t p = 0; p < n; ++p) {
        ExactSum sum;
        for (std::uint32_t coalition = 0; coalition < (1U << n); ++coalition)
            if ((coalition >> p & 1U) == 0)
                sum.add(weight[static_cast<std::size_t>(std::popcount(coalition))] *
                        ((*worth)[coalition | 1U << p] - (*worth)[coalition]));
        result.values[players[p]] = sum.value();
    }
    result.base = worth->front();
    result.margin = worth->back();
    check_additivity(result);
    return result;
}

}  // namespace isonomia::explain
