#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/drafts.hpp"
#include "fairness/likelihood_ratio/cllr.hpp"
#include "fairness/likelihood_ratio/ratio_bounds.hpp"
#include "fairness/likelihood_ratio/resampled_ratios.hpp"
#include "fairness/row_reading.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

using stats::Defined;
using stats::Proportion;
using stats::ScoreCount;

// One group and what is common to its figures.
struct RatioScene {
    const Dataset& dataset;
    const std::vector<GroupValue>& key;
    RatioGroup group;
    ResampledRatios resampled;
    ResampledRatios without_each;
    Parameters parameters;
    std::uint64_t missing = 0;
};

Measurement begin(const RatioScene& scene, std::string_view metric) {
    Measurement m = draft(scene.dataset, metric, scene.key, scene.parameters);
    m.n = scene.group.counts.all();
    m.missing = scene.missing;
    return m;
}

std::string method_name(const RatioScene& scene) {
    return scene.parameters.at("unit_of_resampling") == "row" ? "bca-bootstrap-by-row"
                                                              : "bca-bootstrap-by-source";
}

// Without a `figure` that is resampled: a distance from the best recalibration.
Measurement cost(const RatioScene& scene, std::string_view metric, const Defined<double>& value,
                 std::vector<double> ResampledRatios::* figure) {
    Measurement m = begin(scene, metric);
    set_value(m, value);
    if (metric != "dev_pav") m.parameters["tie_rule"] = "equal ratios are pooled first";
    if (!value) return m;
    if (figure == nullptr) {
        no_interval(m, not_below_0);
        return m;
    }
    m.seed = scene.dataset.seed_or_default();
    const std::uint64_t units = std::min(scene.group.sources_h1, scene.group.sources_h2);
    const auto spread = corrected_spread_of(scene.resampled.*figure, *value,
                                            scene.without_each.*figure, units, scene.dataset.level);
    if (!spread) {
        no_interval(m, spread.error().reason);
        return m;
    }
    m.parameters["replicates"] = fmt::format("{}", spread->replicates);
    if (spread->left_out > 0)
        m.parameters["replicates_undefined"] = fmt::format("{}", spread->left_out);
    set_interval(m, spread->bounds, scene.dataset.level, method_name(scene));
    return m;
}

Measurement rate(const RatioScene& scene, std::string_view metric, Proportion counts,
                 std::uint64_t sources, const std::vector<double>& replicates) {
    Measurement m = begin(scene, metric);
    m.numerator = counts.successes;
    m.denominator = counts.trials;
    m.n = counts.trials;
    set_value(m, stats::estimate(counts));
    m.parameters["sources"] = fmt::format("{}", sources);
    m.parameters["comparisons"] = fmt::format("{}", counts.trials);
    if (sources == counts.trials) {  // each ratio from a source of its own
        set_interval(m, stats::clopper_pearson(counts, scene.dataset.level), scene.dataset.level,
                     "clopper-pearson");
        return m;
    }
    const auto spread = spread_of(replicates, scene.dataset.level);
    const double variance = spread ? spread->standard_deviation * spread->standard_deviation : 0;
    const auto interval = clustered_interval(counts, variance, sources, scene.dataset.level);
    if (!interval) {
        no_interval(m, interval.error().reason);
        return m;
    }
    m.seed = scene.dataset.seed_or_default();
    m.parameters["effective_trials"] = fmt::format("{:.1f}", interval->effective_trials);
    set_interval(m, interval->bounds, scene.dataset.level, "korn-graubard-by-source");
    return m;
}

// Lower and upper bound as two figures, log10 LR.
void add_ratio_bounds(const RatioScene& scene, std::string_view kind,
                      const Defined<stats::Bounds>& bounds, std::vector<Measurement>& list) {
    for (const bool upper : {false, true}) {
        Measurement m = begin(scene, fmt::format("{}_{}_bound", kind, upper ? "upper" : "lower"));
        if (bounds)
            m.value = upper ? bounds->high : bounds->low;
        else
            m.undefined_reason = bounds.error().reason;
        no_interval(m,
                    "no interval is offered: the bound is itself a limit of what the data carry");
        list.push_back(std::move(m));
    }
}

Measurement tippett(const RatioScene& scene) {
    Measurement m = begin(scene, "tippett_curve");
    m.form = ResultForm::series;
    m.parameters["x"] = "log10 LR; ratios of 0 and infinity stand at the ends of the curves";
    const auto& scores = scene.group.counts.sorted();
    std::vector<std::uint64_t> h1(scores.size() + 1, 0);  // at or above the ith score
    std::vector<std::uint64_t> h2(scores.size() + 1, 0);
    for (std::size_t i = scores.size(); i-- > 0;) {
        h1[i] = h1[i + 1] + scores[i].positives;
        h2[i] = h2[i + 1] + scores[i].negatives;
    }
    for (const bool first : {true, false}) {
        const Proportion all{0, first ? h1[0] : h2[0]};
        for (const std::size_t i : thinned(scores.size(), curve_points_max)) {
            if (std::isinf(scores[i].score) || all.trials == 0) continue;
            Point point;
            point.label = first ? "H1" : "H2";
            point.x = scores[i].score / std::log(10.0);
            point.n = first ? h1[i] : h2[i];
            point.value = static_cast<double>(*point.n) / static_cast<double>(all.trials);
            m.series.push_back(std::move(point));
        }
    }
    return m;
}

Measurement entropy_curve(const RatioScene& scene) {
    Measurement m = begin(scene, "empirical_cross_entropy");
    m.form = ResultForm::series;
    m.parameters["x"] = "log10 of the prior odds for the first proposition";
    const stats::ScoreCounts silent = stats::ScoreCounts::of(
        {{0, scene.group.counts.negatives(), scene.group.counts.positives()}});
    for (const std::string_view kind : {"as given", "recalibrated", "without the ratios"}) {
        for (int i = -30; i <= 30; ++i) {
            const double ln_odds = i / 10.0 * std::log(10.0);
            const auto value =
                kind == "recalibrated"
                    ? cross_entropy_recalibrated(scene.group.counts, ln_odds)
                    : cross_entropy(kind == "as given" ? scene.group.counts : silent, ln_odds);
            if (!value) continue;  // infinite at every prior
            Point point;
            point.label = kind;
            point.x = i / 10.0;
            point.value = *value;
            m.series.push_back(std::move(point));
        }
    }
    return m;
}

// At or above the case's own ratio under H2, and as parameters the same under H1 and its words.
Measurement place_of_case(const RatioScene& scene, double ln,
                          const std::vector<VerbalScale>& scales) {
    Proportion h1{0, scene.group.counts.positives()};
    Proportion h2{0, scene.group.counts.negatives()};
    for (const ScoreCount& one : scene.group.counts.sorted()) {
        if (one.score < ln) continue;
        h1.successes += one.positives;
        h2.successes += one.negatives;
    }
    Measurement m = begin(scene, "case_likelihood_ratio");
    m.numerator = h2.successes;
    m.denominator = h2.trials;
    m.n = h2.trials;
    set_value(m, stats::estimate(h2));
    if (scene.group.sources_h2 == h2.trials)
        set_interval(m, stats::clopper_pearson(h2, scene.dataset.level), scene.dataset.level,
                     "clopper-pearson");
    else
        no_interval(m, "sources repeat, and the place of a fixed ratio was not resampled");
    m.parameters["case_log10_lr"] = shortest(ln / std::log(10.0));
    m.parameters["at_or_above_h1"] = fmt::format("{}/{}", h1.successes, h1.trials);
    m.parameters["at_or_above_h2"] = fmt::format("{}/{}", h2.successes, h2.trials);
    const double log10 = ln / std::log(10.0);
    const auto put_within = [&](const char* key, const Defined<stats::Bounds>& bounds) {
        if (bounds)
            m.parameters[key] = log10 >= bounds->low && log10 <= bounds->high ? "true" : "false";
    };
    put_within("within_empirical_bounds", elub(scene.group.counts));
    put_within("within_invariance_bounds", invariance_bounds(scene.group.counts));
    for (const VerbalScale& scale : scales)
        if (const auto words = in_words(scale, ln))
            m.parameters["words_" + scale.id] =
                fmt::format("{} (for the {} proposition; {}, status {})", words->words,
                            words->for_h1 ? "first" : "second", scale.edition, scale.status);
    return m;
}

void measure_group(const RatioScene& scene, const std::vector<VerbalScale>& scales,
                   std::vector<Measurement>& list) {
    const auto& counts = scene.group.counts;
    const auto& drawn = scene.resampled;
    const auto whole = cllr(counts);
    const auto least = cllr_min(counts);
    list.push_back(cost(scene, "cllr", whole, &ResampledRatios::cllr));
    list.push_back(cost(scene, "cllr_min", least, nullptr));
    list.push_back(cost(scene, "cllr_calibration_loss",
                        whole && least ? Defined<double>(*whole - *least) : whole, nullptr));
    list.push_back(cost(scene, "dev_pav", dev_pav(counts), nullptr));
    list.push_back(rate(scene, "misleading_evidence_h1", misleading_under_h1(counts),
                        scene.group.sources_h1, drawn.misleading_h1));
    list.push_back(rate(scene, "misleading_evidence_h2", misleading_under_h2(counts),
                        scene.group.sources_h2, drawn.misleading_h2));
    add_ratio_bounds(scene, "empirical", elub(counts), list);
    add_ratio_bounds(scene, "invariance", invariance_bounds(counts), list);
    if (counts.all() == 0) return;
    list.push_back(tippett(scene));
    list.push_back(entropy_curve(scene));
    if (!scene.dataset.case_score) return;
    const auto column = ratio_column(scene.dataset);
    if (const auto ln = ln_ratio(*scene.dataset.case_score, column->role))
        list.push_back(place_of_case(scene, *ln, scales));
}

}  // namespace

std::vector<Measurement> measure_ratios(const Dataset& dataset, const Ratios& ratios,
                                        const std::vector<VerbalScale>& scales) {
    std::vector<Measurement> list;
    std::uint64_t stream = 1;
    for (const GroupOfLeaves& one : groups_of(columns_with(dataset, ColumnRole::group),
                                              ratios.leaves, dataset.intersections)) {
        RatioScene scene{dataset,           one.group, ratio_group(ratios, one.leaves), {}, {},
                         ratios.parameters, 0};
        scene.without_each = without_each_source(scene.group);
        for (const std::size_t leaf : one.leaves)
            scene.missing += ratios.missing[leaf];
        scene.parameters["sources"] = fmt::format("{}", scene.group.sources);
        scene.parameters["comparisons"] = fmt::format("{}", scene.group.counts.all());
        if (!ratios.sources_declared)
            scene.parameters["sources_not_declared"] =
                "rows are taken to be independent; where sources repeat, intervals are too narrow";
        const std::uint64_t cost = 40 * (scene.group.rows.size() + 1);
        scene.resampled = resample_ratios(scene.group, dataset.seed_or_default(), stream++,
                                          affordable_replicates(dataset.replicates, cost));
        measure_group(scene, scales, list);
    }
    explain_no_bounds(list, "a ratio that is not known can be any, from 0 to infinity");
    return list;
}

Result<MeasureResult> measure_likelihood_ratios(const Dataset& dataset,
                                                const std::filesystem::path& file,
                                                const std::string& name,
                                                const std::vector<VerbalScale>& scales) {
    const auto ratios = read_ratios(dataset, file, name);
    if (!ratios) return fail(ratios.error());
    return MeasureResult{measure_ratios(dataset, *ratios, scales), ratios->warnings};
}

}  // namespace isonomia::fairness
