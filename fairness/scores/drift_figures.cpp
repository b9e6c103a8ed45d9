#include "fairness/scores/drift_figures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "fairness/row_reading.hpp"
#include "fairness/stream.hpp"
#include "stats/calibration.hpp"
#include "stats/drift.hpp"
#include "stats/kolmogorov.hpp"
#include "stats/permutation.hpp"

namespace isonomia::fairness {

namespace {

using stats::Proportion;
using stats::ScoreCount;
using stats::ScoreCounts;

constexpr PeriodOrder earlier;
constexpr std::size_t index_bins = 10;
constexpr double chi_square_expected_min = 5;  // below it the chi-square approximation is not used

struct DriftScene {
    const Dataset& dataset;
    std::string time;      // the column
    std::string baseline;  // its last period
    const std::map<std::string, std::string>& parameters;
};

ScoreCounts baseline_of(const DriftScene& scene, const TimedGroup& group) {
    ScoreCounts counts;
    for (const auto& [period, own] : group.periods)
        if (!earlier(scene.baseline, period)) counts.merge(own);
    return counts;
}

Measurement begin(const DriftScene& scene, const TimedGroup& group, std::string_view metric,
                  const std::string& period) {
    std::vector<GroupValue> key = group.key;
    key.push_back({scene.time, period});
    Measurement m = draft(scene.dataset, metric, key, scene.parameters);
    m.comparator = group.key;
    m.comparator.push_back({scene.time, scene.baseline});
    m.parameters["baseline"] = "up to " + scene.baseline;
    m.id = measurement_id(m);
    return m;
}

// Scores between two bins of the baseline fall to the upper one, beyond the ends to the end bins.
std::vector<std::uint64_t> binned(const std::vector<stats::Bin>& bins, const ScoreCounts& counts) {
    std::vector<std::uint64_t> result(bins.size());
    std::size_t bin = 0;
    for (const ScoreCount& one : counts.sorted()) {
        while (bin + 1 < bins.size() && one.score > bins[bin].high)
            ++bin;
        result[bin] += one.negatives + one.positives;
    }
    return result;
}

// Rows change periods, whatever their kind.
void permute_periods(Measurement& m, const Dataset& dataset,
                     const std::vector<std::uint64_t>& counts, std::size_t kinds,
                     const stats::Figure& figure) {
    m.seed = dataset.seed_or_default();
    m.test = fmt::format("permutation of periods, {} times", dataset.replicates);
    const auto tests =
        stats::permutation_tests(counts, std::vector<std::size_t>(kinds), std::span(&figure, 1),
                                 {dataset.seed_or_default(), stream_of(m.id), dataset.replicates,
                                  dataset.level, resampling_threads()});
    if (const auto& test = tests.front()) {
        m.p = test->p;
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", test->p_attainable);
    } else {
        m.parameters["test_undefined"] = test.error().reason;
    }
}

void set_index_test(Measurement& m, const Dataset& dataset,
                    const std::vector<std::uint64_t>& before,
                    const std::vector<std::uint64_t>& now) {
    const auto approximate = stats::two_sample_chi_square(before, now);
    if (approximate && approximate->expected_min >= chi_square_expected_min) {
        m.p = approximate->p;
        m.test = "chi-square";
        return;
    }
    std::vector<std::uint64_t> counts = before;
    counts.insert(counts.end(), now.begin(), now.end());
    const std::size_t bins = before.size();
    const stats::Figure figure = [bins](std::span<const std::uint64_t> both) {
        return stats::population_stability_index(both.first(bins), both.subspan(bins));
    };
    permute_periods(m, dataset, counts, bins, figure);
}

Measurement stability(const DriftScene& scene, const TimedGroup& group, const std::string& period,
                      const ScoreCounts& before, const ScoreCounts& now) {
    Measurement m = begin(scene, group, "population_stability_index", period);
    m.n = before.all() + now.all();
    const auto bins = stats::bins_of_equal_size(before, index_bins);
    const auto q = binned(bins, before);
    const auto p = binned(bins, now);
    m.parameters["bins"] =
        fmt::format("{} of about equal size in the baseline, ties never split", bins.size());
    m.parameters["empty_bins"] = fmt::format("{}", std::count(p.begin(), p.end(), 0));
    m.parameters["empty_bin_rule"] = "half a unit is added to every bin of both periods";
    const auto index = stats::population_stability_index(q, p);
    set_value(m, index);
    no_interval(m, "the test decides");
    if (index) set_index_test(m, scene.dataset, q, p);
    return m;
}

Measurement distance(const DriftScene& scene, const TimedGroup& group, const std::string& period,
                     const ScoreCounts& before, const ScoreCounts& now) {
    Measurement m = begin(scene, group, "score_drift", period);
    m.n = before.all() + now.all();
    ScoreCounts both;  // "positive": of the period
    for (const auto* side : {&now, &before})
        for (const ScoreCount& one : side->sorted())
            both.add(one.score, side == &now, one.negatives + one.positives);
    const auto gap = stats::kolmogorov_smirnov(both);
    if (!gap) {
        m.undefined_reason = gap.error().reason;
        return m;
    }
    m.value = gap->statistic;
    m.p = gap->p;
    m.test = gap->exact ? "kolmogorov-smirnov-exact-given-ties" : "kolmogorov-smirnov-asymptotic";
    m.parameters["largest_gap_at"] = shortest(gap->at);
    no_interval(m, "the test decides");
    return m;
}

struct Monitored {
    const char* metric;
    Proportion (*rate)(const ScoreCounts& counts, double threshold);
    bool needs_threshold;
};

Proportion flagged(const ScoreCounts& counts, double threshold, bool negatives, bool positives) {
    Proportion rate;
    for (const ScoreCount& one : counts.sorted()) {
        const std::uint64_t units =
            (negatives ? one.negatives : 0) + (positives ? one.positives : 0);
        rate.trials += units;
        if (one.score >= threshold) rate.successes += units;
    }
    return rate;
}

constexpr std::array monitored{
    Monitored{"outcome_rate_cusum",
              [](const ScoreCounts& counts, double) {
                  return Proportion{counts.positives(), counts.all()};
              },
              false},
    Monitored{"selection_rate_cusum",
              [](const ScoreCounts& counts, double t) { return flagged(counts, t, true, true); },
              true},
    Monitored{"true_positive_rate_cusum",
              [](const ScoreCounts& counts, double t) { return flagged(counts, t, false, true); },
              true},
    Monitored{"false_positive_rate_cusum",
              [](const ScoreCounts& counts, double t) { return flagged(counts, t, true, false); },
              true},
};

Measurement sums(const DriftScene& scene, const TimedGroup& group, const Monitored& what) {
    const double threshold = scene.dataset.threshold.value_or(0);
    Measurement m = draft(scene.dataset, what.metric, group.key, scene.parameters);
    m.form = ResultForm::series;
    m.parameters["baseline"] = "up to " + scene.baseline;
    m.parameters["allowance"] = shortest(stats::cusum_allowance);
    m.parameters["x"] = "period; the value is the larger sum, downward ones negative";
    const Proportion before = what.rate(baseline_of(scene, group), threshold);
    std::vector<std::string> names;
    std::vector<Proportion> periods;
    std::vector<std::uint64_t> counts{before.successes, before.trials - before.successes};
    m.n = before.trials;
    for (const auto& [period, own] : group.periods) {
        if (!earlier(scene.baseline, period)) continue;
        names.push_back(period);
        periods.push_back(what.rate(own, threshold));
        counts.push_back(periods.back().successes);
        counts.push_back(periods.back().trials - periods.back().successes);
        *m.n += periods.back().trials;
    }
    m.parameters["baseline_counts"] = counts_text(before);
    const auto result = stats::cusum(before, periods);
    if (!result || periods.empty()) {
        m.undefined_reason = result ? "no later period holds rows of this group"
                                    : std::string(result.error().reason);
        return m;
    }
    for (std::size_t t = 0; t < periods.size(); ++t) {
        Point point;
        point.label = names[t];
        point.x = static_cast<double>(t + 1);
        point.value = result->points[t].up >= result->points[t].down ? result->points[t].up
                                                                     : -result->points[t].down;
        point.n = periods[t].trials;
        m.series.push_back(std::move(point));
    }
    m.parameters["highest"] = shortest(result->highest);
    if (result->highest > 0) m.parameters["highest_at"] = names[result->at];
    permute_periods(m, scene.dataset, counts, 2, stats::cusum_highest);
    return m;
}

// Holm over everything that one figure was tested on.
void adjust(std::vector<Measurement>& list, std::size_t from) {
    std::map<std::string, std::vector<Measurement*>> families;
    for (std::size_t i = from; i < list.size(); ++i)
        if (list[i].p) families[list[i].metric].push_back(&list[i]);
    for (const auto& [metric, family] : families)
        adjust_by_holm(family, fmt::format("Holm over {} tests of {} (groups and periods)",
                                           family.size(), metric));
}

Result<std::string> baseline_end(const Dataset& dataset, const std::vector<TimedGroup>& groups) {
    const std::string& named = dataset.baseline;
    std::string first;
    std::string last;
    for (const TimedGroup& group : groups) {
        if (group.periods.empty()) continue;
        const std::string& begins = group.periods.begin()->first;
        const std::string& ends = group.periods.rbegin()->first;
        if (first.empty() || earlier(begins, first)) first = begins;
        if (last.empty() || earlier(last, ends)) last = ends;
    }
    const std::string chosen = named.empty() ? first : named;
    if (!earlier(chosen, first) && earlier(chosen, last)) return chosen;
    if (named.empty()) return std::string();  // one period, or none: nothing to compare
    return fail(input_error("S0114", fmt::format("data set '{}' has the baseline '{}', and periods "
                                                 "from '{}' to '{}'",
                                                 dataset.id, chosen, first, last))
                    .hinted("name a period that occurs, not the last one"));
}

}  // namespace

Status add_drift(const Dataset& dataset, const std::vector<TimedGroup>& groups,
                 const std::map<std::string, std::string>& parameters,
                 std::vector<Measurement>& list) {
    const auto time = columns_with(dataset, ColumnRole::time);
    if (time.empty()) return {};
    const auto baseline = baseline_end(dataset, groups);
    if (!baseline) return fail(baseline.error());
    if (baseline->empty()) return {};
    const DriftScene scene{dataset, time.front().name, *baseline, parameters};
    const std::size_t from = list.size();
    for (const TimedGroup& group : groups) {
        const ScoreCounts before = baseline_of(scene, group);
        for (const auto& [period, now] : group.periods) {
            if (!earlier(scene.baseline, period)) continue;
            list.push_back(stability(scene, group, period, before, now));
            list.push_back(distance(scene, group, period, before, now));
        }
        for (const Monitored& what : monitored)
            if (!what.needs_threshold || dataset.threshold)
                list.push_back(sums(scene, group, what));
    }
    adjust(list, from);
    return {};
}

}  // namespace isonomia::fairness
