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
    const double variance = spread ? spread->standard_deviation * spread->standard_deviation : 0;
    const std::uint64_t units = certain ? rate.disjoint_pairs : rate.people;
    const auto interval = clustered_interval(rate.counts, variance, units, dataset.level);
    m.parameters["interval_rests_on"] =
        certain ? fmt::format("{} independent {}, not {} comparisons", units,
                              mated ? "people" : "pairs of people", rate.counts.trials)
                : fmt::format("{} people, drawn with replacement on both sides", units);
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
                                                 const Comparisons& comparisons) {
    const auto sets = group_sets(comparisons, dataset.intersections);
    const ComparisonScene scene{dataset, comparisons, sets};
    std::vector<Measurement> list;
    add_curves(scene, list);
    if (dataset.threshold) add_rates(scene, *dataset.threshold, list);
    if (dataset.case_score) add_case_score(scene, list);
    if (comparisons.searches_declared) add_searches(scene, list);
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
