#include "stats/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "stats/intervals.hpp"

namespace isonomia::stats {

namespace {

constexpr std::string_view no_units = "no units: nothing to compare the scores with";
constexpr std::string_view no_probability =
    "the scores are not probabilities: one is outside 0 to 1";

double total(const ScoreCount& one) { return static_cast<double>(one.negatives + one.positives); }

// Neighbours with the same key share a bin.
template <class Key>
std::vector<Bin> bins_by(const ScoreCounts& counts, const Key& key_of) {
    std::vector<Bin> bins;
    std::size_t key = 0;
    for (const ScoreCount& one : counts.sorted()) {
        const std::size_t here = key_of(one);
        if (bins.empty() || here != key) bins.push_back({one.score, one.score, 0, {}});
        key = here;
        Bin& bin = bins.back();
        bin.high = one.score;
        bin.mean += one.score * total(one);
        bin.outcome.successes += one.positives;
        bin.outcome.trials += one.negatives + one.positives;
    }
    for (Bin& bin : bins)  // the clamp undoes rounding
        bin.mean =
            std::clamp(bin.mean / static_cast<double>(bin.outcome.trials), bin.low, bin.high);
    return bins;
}

// Why no logistic regression on logit(score) can be fitted.
std::optional<std::string_view> objection(const ScoreCounts& counts) {
    if (counts.all() == 0) return no_units;
    if (!are_probabilities(counts)) return no_probability;
    if (counts.sorted().front().score <= 0 || counts.sorted().back().score >= 1)
        return "a score is exactly 0 or 1: certainty has no finite log odds";
    if (counts.positives() == 0 || counts.negatives() == 0)
        return "all units have the same outcome";
    return std::nullopt;
}

// All positives at or above all negatives, or the other way round: the likelihood rises for ever.
bool separated(const ScoreCounts& counts) {
    double low[2] = {2, 2};
    double high[2] = {-1, -1};
    for (const ScoreCount& one : counts.sorted()) {
        const auto widen = [&](std::size_t side) {
            low[side] = std::min(low[side], one.score);
            high[side] = std::max(high[side], one.score);
        };
        if (one.negatives > 0) widen(0);
        if (one.positives > 0) widen(1);
    }
    return high[0] <= low[1] || high[1] <= low[0];
}

// Of the regression of the outcome on (1, logit of the score).
struct Fit {
    Eigen::Vector2d coefficients{0, 1};  // intercept, slope
    Eigen::Matrix2d information = Eigen::Matrix2d::Zero();
    double log_likelihood = 0;
};

// ln(1 + exp(x)) without overflow.
double log1p_exp(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

// Fills in the information and the likelihood at the coefficients, and returns the gradient there.
Eigen::Vector2d evaluate(const ScoreCounts& counts, Fit& fit) {
    Eigen::Vector2d gradient = Eigen::Vector2d::Zero();
    fit.information.setZero();
    fit.log_likelihood = 0;
    for (const ScoreCount& one : counts.sorted()) {
        const Eigen::Vector2d x{1, std::log(one.score) - std::log1p(-one.score)};
        const double eta = fit.coefficients.dot(x);
        const double p = 1 / (1 + std::exp(-eta));
        const double residual =
            static_cast<double>(one.positives) * (1 - p) - static_cast<double>(one.negatives) * p;
        gradient += residual * x;
        fit.information += total(one) * p * (1 - p) * x * x.transpose();
        fit.log_likelihood -= static_cast<double>(one.positives) * log1p_exp(-eta) +
                              static_cast<double>(one.negatives) * log1p_exp(eta);
    }
    return gradient;
}

// Newton's step; nothing where the information is not positive definite.
std::optional<Eigen::Vector2d> step_from(const Fit& fit, const Eigen::Vector2d& gradient,
                                         bool free_slope) {
    Eigen::Vector2d step{gradient[0] / fit.information(0, 0), 0};
    if (free_slope) {
        const Eigen::LLT<Eigen::Matrix2d> factor(fit.information);
        if (factor.info() != Eigen::Success) return std::nullopt;
        step = factor.solve(gradient);
    }
    return step.allFinite() ? std::optional(step) : std::nullopt;
}

// Newton's method (iteratively reweighted least squares), steps halved until the likelihood rises.
std::optional<Fit> fit_logistic(const ScoreCounts& counts, bool free_slope) {
    Fit fit;
    Eigen::Vector2d gradient = evaluate(counts, fit);
    for (int round = 0; round < 200; ++round) {
        const auto step = step_from(fit, gradient, free_slope);
        if (!step) return std::nullopt;
        Fit next;
        Eigen::Vector2d next_gradient;
        double share = 1;
        for (int halving = 0; halving < 60; ++halving, share /= 2) {
            next.coefficients = fit.coefficients + share * *step;
            next_gradient = evaluate(counts, next);
            // Near the end the likelihood changes by less than its rounding; the step still counts.
            if (next.log_likelihood >= fit.log_likelihood - 1e-12 * std::abs(fit.log_likelihood))
                break;
        }
        const bool still = ((next.coefficients - fit.coefficients).array().abs() <=
                            1e-11 * (1 + fit.coefficients.array().abs()))
                               .all();
        fit = next;
        gradient = next_gradient;
        if (still) return fit;
    }
    return std::nullopt;
}

Coefficient coefficient(double value, double variance, double level) {
    const double se = std::sqrt(variance);
    const double half = std::sqrt(2.0) * boost::math::erf_inv(level) * se;
    return {value, se, {value - half, value + half}};
}

}  // namespace

bool are_probabilities(const ScoreCounts& counts) {
    const auto& scores = counts.sorted();
    return scores.empty() || (scores.front().score >= 0 && scores.back().score <= 1);
}

std::vector<Bin> bins_by_score(const ScoreCounts& counts) {
    std::size_t number = 0;
    return bins_by(counts, [&](const ScoreCount&) { return number++; });
}

std::vector<Bin> bins_of_equal_width(const ScoreCounts& counts, std::size_t bins) {
    if (!are_probabilities(counts)) return {};
    return bins_by(counts, [&](const ScoreCount& one) {
        return std::min(bins - 1, static_cast<std::size_t>(one.score * static_cast<double>(bins)));
    });
}

std::vector<Bin> bins_of_equal_size(const ScoreCounts& counts, std::size_t bins) {
    double before = 0;
    const double share = static_cast<double>(counts.all()) / static_cast<double>(bins);
    return bins_by(counts, [&](const ScoreCount& one) {
        const double middle = before + total(one) / 2;  // a tie goes where its middle lies
        before += total(one);
        return static_cast<std::size_t>(middle / share);
    });
}

Defined<double> expected_calibration_error(const std::vector<Bin>& bins) {
    double sum = 0;
    double all = 0;
    for (const Bin& bin : bins) {
        const auto n = static_cast<double>(bin.outcome.trials);
        sum += std::abs(n * bin.mean - static_cast<double>(bin.outcome.successes));
        all += n;
    }
    if (all == 0) return undefined(no_units);
    return sum / all;
}

Defined<Brier> brier(const ScoreCounts& counts) {
    if (counts.all() == 0) return undefined(no_units);
    if (!are_probabilities(counts)) return undefined(no_probability);
    const auto all = static_cast<double>(counts.all());
    const double base = static_cast<double>(counts.positives()) / all;
    Brier result;
    double squares = 0;
    for (const ScoreCount& one : counts.sorted()) {
        const auto positives = static_cast<double>(one.positives);
        const auto negatives = static_cast<double>(one.negatives);
        const double share = positives / total(one);
        const double miss = (1 - one.score) * (1 - one.score);
        const double alarm = one.score * one.score;
        result.score += positives * miss + negatives * alarm;
        if (miss > 0.25) result.large += one.positives;
        if (alarm > 0.25) result.large += one.negatives;
        squares += positives * miss * miss + negatives * alarm * alarm;
        result.reliability += total(one) * (one.score - share) * (one.score - share);
        result.resolution += total(one) * (share - base) * (share - base);
    }
    result.units = counts.all();
    result.score /= all;
    result.reliability /= all;
    result.resolution /= all;
    result.uncertainty = base * (1 - base);
    const double variance = std::max(0.0, squares / all - result.score * result.score);
    result.standard_error = counts.all() > 1 ? std::sqrt(variance / (all - 1)) : 0;
    return result;
}

Bounds brier_interval(const Brier& brier, double level) {
    auto size = static_cast<double>(brier.units);
    const double variance = brier.standard_error * brier.standard_error;
    if (std::min(brier.large, brier.units - brier.large) >= large_min && variance > 0)
        size = std::max(size, brier.score * (1 - brier.score) / variance);
    return effective_bounds(brier.score, size, level);
}

Defined<Coefficient> calibration_in_the_large(const ScoreCounts& counts, double level) {
    if (const auto reason = objection(counts)) return undefined(*reason);
    const auto fit = fit_logistic(counts, false);
    if (!fit) return undefined("the regression did not converge");
    return coefficient(fit->coefficients[0], 1 / fit->information(0, 0), level);
}

Defined<Coefficient> calibration_slope(const ScoreCounts& counts, double level) {
    if (const auto reason = objection(counts)) return undefined(*reason);
    if (counts.sorted().size() == 1) return undefined("all scores are equal");
    if (separated(counts))
        return undefined("the scores separate the outcomes: no finite slope fits best");
    const auto fit = fit_logistic(counts, true);
    if (!fit) return undefined("the regression did not converge");
    const Eigen::Matrix2d covariance = fit->information.inverse();
    return coefficient(fit->coefficients[1], covariance(1, 1), level);
}

Defined<HosmerLemeshow> hosmer_lemeshow(const std::vector<Bin>& bins) {
    if (bins.empty()) return undefined(no_units);
    HosmerLemeshow result;
    result.expected_min = std::numeric_limits<double>::infinity();
    for (const Bin& bin : bins) {
        if (!(bin.mean > 0 && bin.mean < 1))
            return undefined("the mean score of a bin is 0 or 1, or no probability");
        const auto n = static_cast<double>(bin.outcome.trials);
        result.expected_min = std::min(result.expected_min, n * std::min(bin.mean, 1 - bin.mean));
        const double excess = static_cast<double>(bin.outcome.successes) - n * bin.mean;
        result.statistic += excess * excess / (n * bin.mean * (1 - bin.mean));
    }
    result.degrees = bins.size();
    result.p = boost::math::gamma_q(static_cast<double>(bins.size()) / 2, result.statistic / 2);
    return result;
}

}  // namespace isonomia::stats
