// How the result depends on one input, over the data: partial dependence, the curve of one person
// (ICE), accumulated local effects, and permutation importance.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explain/scorer.hpp"

namespace isonomia::explain {

struct EffectPoint {
    double x = 0;      // value of the input; a category's code
    double value = 0;  // mean result
    double low = 0;    // of the 95% interval of the mean, over the rows
    double high = 0;
    double own = 0;      // the person's result with this value (ICE); NaN without an answer
    double ice_low = 0;  // the 5% and 95% quantiles of the rows' own curves
    double ice_high = 0;
    std::uint64_t n = 0;  // rows of the data whose value is nearest to x: how much supports it
    std::uint64_t answered = 0;
};

// J. H. Friedman, Annals of Statistics 29 (2001) 1189-1232; curves of single rows: Goldstein,
// Kapelner, Bleich and Pitkin, JCGS 24 (2015) 44-65. At every category, or at up to `points`
// quantiles of the values that occur; none when the input is always missing. The mean mixes values
// that never occur together: hence n.
[[nodiscard]] std::vector<EffectPoint> partial_dependence(
    const Scorer& score, const ModelInput& input, std::size_t number, const std::vector<Row>& rows,
    const Row& person, std::size_t points = 11);

struct LocalEffect {
    double x = 0;      // upper end of the bin
    double value = 0;  // accumulated, centred so that its mean over the rows is 0
    double low = 0;    // 95%, from the spread within the bins up to here
    double high = 0;
    std::uint64_t n = 0;  // rows in the bin
};

// D. W. Apley and J. Zhu, JRSS B 82 (2020) 1059-1086. Numbers only; bins between quantiles of the
// values, with equal ones joined; each row is moved only within its own bin. Empty when fewer than
// two values occur.
[[nodiscard]] std::vector<LocalEffect> accumulated_effects(const Scorer& score, std::size_t number,
                                                           const std::vector<Row>& rows,
                                                           std::size_t bins = 10);

struct Importance {
    double value = 0;  // mean increase of the loss when the input's values are shuffled
    double low = 0;    // 95%, Student's t over the rows
    double high = 0;
    std::uint64_t n = 0;  // rows with an answer before and after
};

// L. Breiman, Machine Learning 45 (2001) 5-32; Fisher, Rudin and Dominici, JMLR 20 (2019) 1-81.
// The loss is (result - truth)^2; without truths it is |result - own result|: how much the results
// move, not how much worse they get. Shuffled `times` times, differences averaged by row. Nothing
// with fewer than two rows.
[[nodiscard]] std::optional<Importance> permutation_importance(
    const Scorer& score, std::size_t number, const std::vector<Row>& rows,
    const std::vector<double>& truths, std::uint64_t seed, std::size_t times = 5);

}  // namespace isonomia::explain
