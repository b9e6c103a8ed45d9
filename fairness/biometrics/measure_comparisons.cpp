#include "fairness/biometrics/measure_comparisons.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"

namespace isonomia::fairness {

Measurement begin(const ComparisonScene& scene, std::string_view metric,
                  const std::vector<GroupValue>& group) {
    Measurement m = draft(scene.dataset, metric, group, scene.comparisons.parameters);
    m.missing = scene.comparisons.missing;
    m.n = scene.comparisons.list.size();
    return m;
}

namespace {

stats::Defined<ClusteredInterval> interval_of(const PeopleRate& rate,
                                              const stats::Defined<Spread>& spread, double level) {
    double variance = rate.variance.value_or(0);
    if (!rate.variance && spread)
        variance = spread->standard_deviation * spread->standard_deviation;
    return clustered_interval(rate.counts, variance, rate.people, level, rate.disjoint_pairs);
}

}  // namespace

stats::Defined<ClusteredInterval> interval_of(const PeopleRate& rate, double level) {
    return interval_of(rate, spread_of(rate.replicates, level), level);
}

void fill(Measurement& m, const PeopleRate& rate, bool mated, const Dataset& dataset) {
    m.numerator = rate.counts.successes;
    m.denominator = rate.counts.trials;
    m.n = rate.counts.trials;
    m.parameters["people"] = fmt::format("{}", rate.people);
    m.parameters["comparisons"] = fmt::format("{}", rate.counts.trials);
    if (rate.counts.trials == 0) {
        m.undefined_reason = mated ? "no comparisons of the same person in this group"
                                   : "no comparisons of different people in this group";
        return;
    }
    set_value(m, stats::estimate(rate.counts));
    const bool certain = rate.counts.successes == 0 || rate.counts.successes == rate.counts.trials;
    const auto spread = spread_of(rate.replicates, dataset.level);
    const std::uint64_t units = certain ? rate.disjoint_pairs : rate.people;
    const auto interval = interval_of(rate, spread, dataset.level);
    m.parameters["interval_rests_on"] =
        certain ? fmt::format("{} independent {}, not {} comparisons", units,
                              mated ? "people" : "pairs of people", rate.counts.trials)
                : fmt::format("{} people{} on both sides{}", units,
                              rate.variance ? "" : ", drawn with replacement",
                              rate.variance ? ", by linearised variance" : "");
    if (!interval) {
        no_interval(m, interval.error().reason);
        return;
    }
    m.parameters["effective_trials"] = fmt::format("{:.1f}", interval->effective_trials);
    set_interval(m, interval->bounds, dataset.level, "korn-graubard-two-way");
    if (certain || !spread) return;
    m.seed = dataset.seed_or_default();
    m.parameters["replicates"] = fmt::format("{}", spread->replicates);
    if (spread->left_out > 0)
        m.parameters["replicates_undefined"] = fmt::format("{}", spread->left_out);
    m.other_intervals.push_back(
        {spread->bounds.low, spread->bounds.high, dataset.level, "percentile-two-way-bootstrap"});
}

std::vector<Measurement> measure_comparison_list(const Dataset& dataset,
                                                 const Comparisons& comparisons,
                                                 std::size_t resampled_max) {
    const auto sets = group_sets(comparisons, dataset.intersections);
    const ComparisonScene scene{dataset, comparisons, sets};
    std::vector<Measurement> list;
    const std::optional<PersonSums> many =
        comparisons.list.size() > resampled_max ? PersonSums::of(comparisons) : std::nullopt;
    const PersonSums* sums = many ? &*many : nullptr;
    if (sums != nullptr)
        add_large_curves(scene, *sums, list);
    else
        add_curves(scene, list);
    if (dataset.threshold) add_rates(scene, sums, *dataset.threshold, list);
    if (dataset.case_score) add_case_score(scene, sums, list);
    if (comparisons.searches_declared) add_searches(scene, list);
    explain_no_bounds(list, "such a row may compare anybody, with any score");
    return list;
}

Result<MeasureResult> measure_comparisons(const Dataset& dataset, const std::filesystem::path& file,
                                          const std::string& name) {
    const auto comparisons = read_comparisons(dataset, file, name);
    if (!comparisons) return fail(comparisons.error());
    MeasureResult result{measure_comparison_list(dataset, *comparisons), comparisons->warnings};
    if (!dataset.threshold)
        result.warnings.push_back(
            fmt::format("data set '{}' states no threshold: error rates at the threshold in use "
                        "are not measured",
                        dataset.id));
    return result;
}

}  // namespace isonomia::fairness
