#include "fairness/scores/calibration_figures.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "stats/bootstrap.hpp"
#include "stats/calibration.hpp"
#include "stats/draw.hpp"
#include "stats/intervals.hpp"
#include "stats/normal.hpp"

namespace isonomia::fairness {

namespace {

using stats::Bin;
using stats::Defined;
using stats::ScoreCount;
using stats::ScoreCounts;

using Begin = std::function<Measurement(std::string_view metric)>;

constexpr std::size_t bins_of_probabilities = 10;
constexpr std::size_t distinct_scores_apart = 20;
constexpr double hosmer_expected_min = 5;         // of Hosmer and Lemeshow's test, in every bin
constexpr std::uint64_t resampled_rows_min = 30;  // with fewer, coverage was not shown

struct Binning {
    std::vector<Bin> bins;
    std::string rule;
};

Binning binning_of(const ScoreCounts& counts) {
    if (counts.sorted().size() <= distinct_scores_apart)
        return {stats::bins_by_score(counts), "one bin for each score"};
    if (stats::are_probabilities(counts))
        return {stats::bins_of_equal_width(counts, bins_of_probabilities),
                "ten bins of equal width, empty ones left out"};
    return {stats::bins_of_equal_size(counts, bins_of_probabilities),
            "ten bins of about equal size, ties never split"};
}

Measurement diagram(const Dataset& dataset, const Begin& begin, const Binning& binning) {
    Measurement m = begin("reliability_diagram");
    m.form = ResultForm::series;
    m.parameters["bins"] = binning.rule;
    m.parameters["x"] =
        "mean score of the bin; each interval is Clopper-Pearson, for its bin alone";
    for (const Bin& bin : binning.bins) {
        Point point;
        point.label = bin.low == bin.high
                          ? shortest(bin.low)
                          : fmt::format("{} to {}", shortest(bin.low), shortest(bin.high));
        point.x = bin.mean;
        point.n = bin.outcome.trials;
        point.value = *stats::estimate(bin.outcome);
        const auto interval = stats::clopper_pearson(bin.outcome, dataset.level);
        point.low = interval->low;
        point.high = interval->high;
        m.series.push_back(std::move(point));
    }
    return m;
}

// The level quantile of what chance alone moves the error by: the bins' shares drawn again, each
// with half a unit added on both sides, so that a share of 0 or 1 moves too.
Defined<double> chance_of(const std::vector<Bin>& bins, std::uint64_t all,
                          const stats::Resampling& how) {
    std::vector<double> moved(how.replicates);
    for_each_replicate(moved.size(), [&](std::uint32_t replicate) {
        stats::RandomStream random(how.seed, how.stream, replicate);
        for (const Bin& bin : bins) {
            const auto n = static_cast<double>(bin.outcome.trials);
            const double share = (static_cast<double>(bin.outcome.successes) + 0.5) / (n + 1);
            const auto drawn =
                static_cast<double>(stats::draw_binomial(random, bin.outcome.trials, share));
            moved[replicate] += std::abs(drawn / n - share) * n / static_cast<double>(all);
        }
    });
    const auto spread = spread_of(std::move(moved), 2 * how.level - 1);
    if (!spread) return tl::unexpected(spread.error());
    return spread->bounds.high;
}

Measurement calibration_error(const Dataset& dataset, const ScoreCounts& counts, const Begin& begin,
                              std::uint64_t stream) {
    Measurement m = begin("expected_calibration_error");
    if (!stats::are_probabilities(counts)) {
        m.undefined_reason = "the scores are not probabilities: one is outside 0 to 1";
        return m;
    }
    const auto bins = stats::bins_of_equal_width(counts, bins_of_probabilities);
    set_value(m, stats::expected_calibration_error(bins));
    m.parameters["bins"] = "ten bins of equal width";
    if (!m.value) return m;
    if (counts.all() < resampled_rows_min) {
        no_interval(m, fmt::format("{} rows are too few to resample: {} at least", counts.all(),
                                   resampled_rows_min));
        return m;
    }
    const stats::Resampling how{dataset.seed_or_default(), stream,
                                affordable_replicates(dataset.replicates, 100 * bins.size()),
                                dataset.level, 1};
    m.seed = how.seed;
    m.parameters["replicates"] = fmt::format("{}", how.replicates);
    const auto chance = chance_of(bins, counts.all(), how);
    if (chance)
        set_interval(
            m, stats::Bounds{std::max(0.0, *m.value - *chance), std::min(1.0, *m.value + *chance)},
            dataset.level, "triangle-bootstrap");
    else
        no_interval(m, chance.error().reason);
    return m;
}

void add_brier(const Dataset& dataset, const ScoreCounts& counts, const Begin& begin,
               std::vector<Measurement>& list) {
    const auto brier = stats::brier(counts);
    Measurement m = begin("brier_score");
    if (!brier) {
        m.undefined_reason = brier.error().reason;
        list.push_back(std::move(m));
        return;
    }
    m.value = brier->score;
    set_interval(m, stats::brier_interval(*brier, dataset.level), dataset.level,
                 "korn-graubard-mean");
    list.push_back(std::move(m));
    Measurement parts = begin("brier_decomposition");
    parts.form = ResultForm::series;
    for (const auto& [label, value] :
         {std::pair{"reliability", brier->reliability}, std::pair{"resolution", brier->resolution},
          std::pair{"uncertainty", brier->uncertainty}}) {
        Point point;
        point.label = label;
        point.value = value;
        parts.series.push_back(std::move(point));
    }
    list.push_back(std::move(parts));
}

Measurement coefficient(const Dataset& dataset, Measurement m,
                        const Defined<stats::Coefficient>& found, double ideal) {
    if (!found) {
        m.undefined_reason = found.error().reason;
        return m;
    }
    m.value = found->value;
    set_interval(m, found->bounds, dataset.level, "wald");
    m.p = stats::two_sided_p((found->value - ideal) / found->standard_error);
    m.test = fmt::format("wald-against-{}", ideal);
    m.parameters["standard_error"] = shortest(found->standard_error);
    return m;
}

Measurement hosmer_lemeshow(const ScoreCounts& counts, const Begin& begin) {
    Measurement m = begin("hosmer_lemeshow");
    if (!stats::are_probabilities(counts)) {
        m.undefined_reason = "the scores are not probabilities: one is outside 0 to 1";
        return m;
    }
    const auto test =
        stats::hosmer_lemeshow(stats::bins_of_equal_size(counts, bins_of_probabilities));
    if (!test) {
        m.undefined_reason = test.error().reason;
        return m;
    }
    m.value = test->statistic;
    if (test->expected_min >= hosmer_expected_min)
        m.p = test->p;
    else
        m.parameters["test_undefined"] =
            "fewer than 5 with or without the outcome are expected in a bin: the chi-square "
            "distribution does not hold";
    m.parameters["expected_min"] = fmt::format("{:.4g}", test->expected_min);
    m.test = "chi-square, as many degrees of freedom as bins";
    m.parameters["degrees_of_freedom"] = fmt::format("{}", test->degrees);
    m.parameters["bins"] = "ten bins of about equal size, ties never split";
    no_interval(m, "a test statistic has none");
    return m;
}

}  // namespace

void add_calibration(const Dataset& dataset, const ScoreCounts& counts, const Begin& begin,
                     std::uint64_t stream, std::vector<Measurement>& list) {
    list.push_back(diagram(dataset, begin, binning_of(counts)));
    list.push_back(calibration_error(dataset, counts, begin, stream));
    add_brier(dataset, counts, begin, list);
    list.push_back(coefficient(dataset, begin("calibration_in_the_large"),
                               stats::calibration_in_the_large(counts, dataset.level), 0));
    list.push_back(coefficient(dataset, begin("calibration_slope"),
                               stats::calibration_slope(counts, dataset.level), 1));
    list.push_back(hosmer_lemeshow(counts, begin));
}

}  // namespace isonomia::fairness
