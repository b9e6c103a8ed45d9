#include "fairness/scores/measure_scores.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/detectable_gaps.hpp"
#include "fairness/drafts.hpp"
#include "fairness/row_reading.hpp"
#include "fairness/scores/calibration_figures.hpp"
#include "fairness/scores/drift_figures.hpp"
#include "fairness/scores/threshold_sweep.hpp"
#include "stats/auc.hpp"
#include "stats/kolmogorov.hpp"

namespace isonomia::fairness {

namespace {

using stats::ScoreCount;
using stats::ScoreCounts;

struct Group {
    std::vector<GroupValue> key;
    ScoreCounts counts;
    std::uint64_t missing = 0;
    stats::MissingScores unknown;
};

struct ScoreScene {
    const Dataset& dataset;
    const ScoreCube& cube;
};

Measurement begin(const ScoreScene& scene, const Group& group, std::string_view metric) {
    Measurement m = draft(scene.dataset, metric, group.key, scene.cube.parameters);
    m.n = group.counts.all();
    m.missing = group.missing;
    m.parameters["people"] = fmt::format("{}", group.counts.all());
    return m;
}

// What the figure can be, whatever is missing; rows without a group label aside.
void add_missing(Measurement& m, const stats::Defined<stats::Bounds>& bounds) {
    if (bounds)
        add_bounds(m, *bounds, missing_bounds_method);
    else
        m.parameters["missing_not_bounded"] = bounds.error().reason;
}

// The same of a curve: how far any of its points can be from where it is drawn.
void add_missing(Measurement& m, const stats::Bounds& shift) {
    m.parameters["missing_values_shift_down"] = fmt::format("{:.6g}", 0 - shift.low);
    m.parameters["missing_values_shift_up"] = fmt::format("{:.6g}", shift.high);
}

constexpr std::array swept{
    std::pair{SweptRate::true_positive, "true_positive_rate"},
    std::pair{SweptRate::false_positive, "false_positive_rate"},
    std::pair{SweptRate::selection, "selection_rate"},
};

void fill(Measurement& m, const Sweep& sweep, double level) {
    m.form = ResultForm::series;
    m.parameters["x"] = "threshold: scores at or above it are flagged";
    m.parameters["band"] = "simultaneous over all thresholds (Dvoretzky-Kiefer-Wolfowitz)";
    m.parameters["level"] = shortest(level);
    if (sweep.points.size() > curve_points_max)
        m.parameters["thresholds"] =
            fmt::format("{}, of which {} are listed", sweep.points.size(), curve_points_max);
    for (const std::size_t i : thinned(sweep.points.size(), curve_points_max)) {
        const SweepPoint& one = sweep.points[i];
        Point point;
        point.x = one.threshold;
        point.value = one.value;
        point.low = one.band.low;
        point.high = one.band.high;
        m.series.push_back(std::move(point));
    }
}

void add_sweeps(const ScoreScene& scene, const Group& group, std::vector<Measurement>& list) {
    for (const auto& [rate, name] : swept) {
        Measurement m = begin(scene, group, fmt::format("{}_by_threshold", name));
        m.form = ResultForm::series;
        const auto found = sweep(group.counts, rate, scene.dataset.level);
        if (found) {
            fill(m, *found, scene.dataset.level);
            if (group.missing > 0)
                add_missing(m, missing_shift({group.counts, group.unknown}, rate));
        } else {
            m.undefined_reason = found.error().reason;
        }
        list.push_back(std::move(m));
    }
}

Measurement roc(const ScoreScene& scene, const Group& group) {
    Measurement m = begin(scene, group, "roc_curve");
    m.form = ResultForm::series;
    m.parameters["x"] = "false-positive rate; the label is the threshold";
    const auto true_positive = sweep(group.counts, SweptRate::true_positive, scene.dataset.level);
    const auto false_positive = sweep(group.counts, SweptRate::false_positive, scene.dataset.level);
    if (!true_positive || !false_positive) {
        m.undefined_reason = (true_positive ? false_positive : true_positive).error().reason;
        return m;
    }
    for (const std::size_t i : thinned(true_positive->points.size(), curve_points_max)) {
        Point point;
        point.label = shortest(true_positive->points[i].threshold);
        point.x = false_positive->points[i].value;
        point.value = true_positive->points[i].value;
        m.series.push_back(std::move(point));
    }
    return m;
}

Measurement distribution(const ScoreScene& scene, const Group& group) {
    Measurement m = begin(scene, group, "score_distribution");
    m.form = ResultForm::series;
    const auto& scores = group.counts.sorted();
    if (scores.size() > curve_points_max) m.parameters["scores"] = "added up between listed ones";
    const auto places = thinned(scores.size(), curve_points_max);
    for (const bool positive : {false, true}) {
        std::size_t next = 0;
        for (const std::size_t place : places) {
            std::uint64_t count = 0;
            for (; next <= place; ++next)
                count += positive ? scores[next].positives : scores[next].negatives;
            Point point;
            point.label = positive ? "with the outcome" : "without the outcome";
            point.x = scores[place].score;
            point.value = static_cast<double>(count);
            point.n = count;
            m.series.push_back(std::move(point));
        }
    }
    return m;
}

Measurement area(const ScoreScene& scene, const Group& group) {
    Measurement m = begin(scene, group, "auc");
    set_value(m, stats::auc(group.counts));
    const auto spread = stats::delong(group.counts);
    if (spread)
        set_interval(m, stats::delong_interval(*spread, scene.dataset.level), scene.dataset.level,
                     "korn-graubard-delong");
    else
        no_interval(m, spread.error().reason);
    m.parameters["with_outcome"] = fmt::format("{}", group.counts.positives());
    m.parameters["without_outcome"] = fmt::format("{}", group.counts.negatives());
    m.parameters["tie_rule"] = "tied pairs count half";
    if (group.missing > 0) add_missing(m, stats::auc_bounds(group.counts, group.unknown));
    return m;
}

Measurement begin_comparison(const ScoreScene& scene, const Group& group, const Group& reference,
                             std::string_view metric) {
    Measurement m = begin(scene, group, metric);
    m.comparator = reference.key;
    m.n = group.counts.all() + reference.counts.all();
    m.missing = group.missing + reference.missing;
    m.parameters["reference"] = group_key(reference.key);
    m.id = measurement_id(m);
    return m;
}

void compare(const ScoreScene& scene, const Group& group, const Group& reference,
             std::vector<Measurement>& list) {
    Measurement auc = begin_comparison(scene, group, reference, "auc_difference");
    const auto own = stats::auc(group.counts);
    const auto other = stats::auc(reference.counts);
    set_value(auc, own && other ? stats::Defined<double>(*own - *other) : own ? other : own);
    auc.test = "delong-two-sided";
    if (const auto gap =
            stats::auc_difference(group.counts, reference.counts, scene.dataset.level)) {
        set_interval(auc, gap->bounds, scene.dataset.level, "delong");
        auc.p = gap->p;
        auc.parameters["standard_error"] = shortest(gap->standard_error);
    } else {
        no_interval(auc, gap.error().reason);
        auc.parameters["test_undefined"] = gap.error().reason;
    }
    if (group.missing + reference.missing > 0) {
        const auto here = stats::auc_bounds(group.counts, group.unknown);
        const auto there = stats::auc_bounds(reference.counts, reference.unknown);
        if (here && there)
            add_missing(auc, stats::Defined<stats::Bounds>(
                                 {here->low - there->high, here->high - there->low}));
    }
    list.push_back(std::move(auc));

    Measurement furthest = begin_comparison(scene, group, reference, "kolmogorov_smirnov");
    ScoreCounts both;  // "positive": of the group
    for (const auto* side : {&group, &reference})
        for (const ScoreCount& one : side->counts.sorted())
            both.add(one.score, side == &group, one.negatives + one.positives);
    const auto distance = stats::kolmogorov_smirnov(both);
    if (distance) {
        furthest.value = distance->statistic;
        furthest.p = distance->p;
        furthest.test = distance->exact ? "kolmogorov-smirnov-exact-given-ties"
                                        : "kolmogorov-smirnov-asymptotic";
        furthest.parameters["largest_gap_at"] = shortest(distance->at);
        no_interval(furthest, "the test decides; the gaps at every threshold carry bands");
    } else {
        furthest.undefined_reason = distance.error().reason;
    }
    list.push_back(std::move(furthest));

    for (const auto& [rate, name] : swept) {
        Measurement m =
            begin_comparison(scene, group, reference, fmt::format("{}_gap_by_threshold", name));
        m.form = ResultForm::series;
        m.unit = "points";
        const auto gap = sweep_gap(group.counts, reference.counts, rate, scene.dataset.level);
        if (!gap) {
            m.undefined_reason = gap.error().reason;
        } else {
            fill(m, *gap, scene.dataset.level);
            if (group.missing + reference.missing > 0)
                add_missing(m, missing_shift({group.counts, group.unknown},
                                             {reference.counts, reference.unknown}, rate));
            m.parameters["significant_thresholds"] =
                fmt::format("{} of {}", gap->significant_points, gap->points.size());
            if (gap->significant) {
                m.parameters["significant_from"] = shortest(gap->significant->low);
                m.parameters["significant_to"] = shortest(gap->significant->high);
            }
        }
        list.push_back(std::move(m));
    }
}

// Holm over the comparisons of one metric and one set of attributes.
void adjust(std::vector<Measurement>& list) {
    std::map<std::string, std::vector<Measurement*>> families;
    for (Measurement& m : list) {
        if (!m.p || m.comparator.empty()) continue;
        std::string name = m.metric + " by";
        for (const GroupValue& part : m.group)
            name += " " + part.attribute;
        families[name].push_back(&m);
    }
    for (const auto& [name, family] : families) {
        adjust_by_holm(family, fmt::format("Holm over {} comparison{} of {}", family.size(),
                                           family.size() == 1 ? "" : "s", name));
        for (Measurement* m : family)
            m->parameters["hypotheses"] = fmt::format("{}", family.size());
    }
}

Status check_references(const Dataset& dataset, const ScoreCube& cube, const std::string& name) {
    const auto columns = columns_with(dataset, ColumnRole::group);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].reference.empty() || cube.leaves.empty()) continue;
        std::vector<std::string> found;
        for (const GroupValues& leaf : cube.leaves)
            if (std::find(found.begin(), found.end(), leaf[i]) == found.end())
                found.push_back(leaf[i]);
        if (std::find(found.begin(), found.end(), columns[i].reference) != found.end()) continue;
        return fail(input_error("S0110", fmt::format("the reference group '{}' does not occur in "
                                                     "column '{}'",
                                                     columns[i].reference, columns[i].name))
                        .at({name, 0, 0})
                        .hinted("correct the reference" +
                                did_you_mean_suffix(columns[i].reference, found)));
    }
    return {};
}

// Formulas for independent rows do not hold where persons repeat.
void withdraw_inference(std::vector<Measurement>& list) {
    constexpr std::string_view why = "persons repeat, and the formula counts rows as independent";
    for (Measurement& m : list) {
        if (m.interval) no_interval(m, why);
        m.interval.reset();
        std::erase_if(m.other_intervals, [](const Interval& one) { return one.level < 1; });
        if (m.p) m.parameters["test_undefined"] = why;
        m.p.reset();
        m.p_adjusted.reset();
        m.test.clear();
        m.adjustment.clear();
        for (Point& point : m.series) {
            point.low.reset();
            point.high.reset();
        }
        for (const char* name :
             {"band", "significant_thresholds", "significant_from", "significant_to",
              "p_attainable_min", "standard_error", "hypotheses", "gap_detectable_up",
              "gap_detectable_down", "gap_detectable_power", "gap_detectable_alpha",
              "gap_detectable_by"})
            m.parameters.erase(name);
    }
}

std::vector<TimedGroup> timed_groups(const Dataset& dataset, const ScoreCube& cube) {
    std::vector<TimedGroup> groups;
    if (cube.by_period.empty()) return groups;
    for (const GroupOfLeaves& one :
         groups_of(columns_with(dataset, ColumnRole::group), cube.leaves, dataset.intersections)) {
        TimedGroup group{one.group, {}};
        for (const std::size_t leaf : one.leaves)
            for (const auto& [period, counts] : cube.by_period[leaf])
                group.periods[period].merge(counts);
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace

std::vector<Measurement> measure_score_cube(const Dataset& dataset, const ScoreCube& cube) {
    const ScoreScene scene{dataset, cube};
    std::vector<Group> groups;
    for (const GroupOfLeaves& one :
         groups_of(columns_with(dataset, ColumnRole::group), cube.leaves, dataset.intersections)) {
        Group group{one.group, {}, 0, {}};
        for (const std::size_t leaf : one.leaves) {
            group.counts.merge(cube.counts[leaf]);
            group.missing += cube.missing[leaf];
            group.unknown.merge(cube.unknown[leaf]);
        }
        groups.push_back(std::move(group));
    }
    std::vector<Measurement> list;
    std::uint64_t stream = 1;
    for (const Group& group : groups) {
        list.push_back(area(scene, group));
        list.push_back(roc(scene, group));
        list.push_back(distribution(scene, group));
        add_sweeps(scene, group, list);
        const std::size_t calibration = list.size();
        add_calibration(
            dataset, group.counts,
            [&](std::string_view metric) { return begin(scene, group, metric); }, stream++, list);
        if (group.missing == 0) continue;
        for (std::size_t i = calibration; i < list.size(); ++i)
            if (list[i].metric == "brier_score")
                add_missing(list[i], stats::brier_bounds(group.counts, group.unknown));
    }
    for (const Group& group : groups) {
        const std::string wanted = group_key(reference_for(dataset, group.key));
        if (group.key.empty() || wanted.empty() || is_reference(dataset, group.key)) continue;
        // Rows without a label are of any group, and are compared with none.
        if (std::any_of(group.key.begin(), group.key.end(),
                        [](const GroupValue& part) { return part.value.empty(); }))
            continue;
        const auto reference = std::find_if(groups.begin(), groups.end(), [&](const Group& other) {
            return group_key(other.key) == wanted;
        });
        if (reference != groups.end()) compare(scene, group, *reference, list);
    }
    adjust(list);
    add_detectable_gaps(dataset.level, list);
    explain_no_bounds(list, "only AUC, Brier score and rates by threshold have bounds");
    return list;
}

Result<MeasureResult> measure_scores(const Dataset& dataset, const std::filesystem::path& file,
                                     const std::string& name) {
    const auto cube = read_scores(dataset, file, name);
    if (!cube) return fail(cube.error());
    if (auto status = check_references(dataset, *cube, name); !status) return fail(status.error());
    MeasureResult result{measure_score_cube(dataset, *cube), cube->warnings};
    if (auto status =
            add_drift(dataset, timed_groups(dataset, *cube), cube->parameters, result.measurements);
        !status)
        return fail(status.error());
    if (cube->parameters.contains("repeated_persons")) withdraw_inference(result.measurements);
    return result;
}

}  // namespace isonomia::fairness
