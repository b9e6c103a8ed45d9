#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/error_curves.hpp"
#include "fairness/biometrics/identification.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/drafts.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

void fill_search_rate(Measurement& m, const SearchRate& rate, const Dataset& dataset,
                      std::string_view empty) {
    m.numerator = rate.counts.successes;
    m.denominator = rate.counts.trials;
    m.n = rate.counts.trials;
    m.parameters["people"] = fmt::format("{}", rate.people);
    m.parameters["searches"] = fmt::format("{}", rate.counts.trials);
    m.parameters["interval_rests_on"] =
        fmt::format("{} probe persons, for the gallery as it is", rate.people);
    if (rate.counts.trials == 0) {
        m.undefined_reason = empty;
        return;
    }
    set_value(m, stats::estimate(rate.counts));
    if (rate.people == rate.counts.trials) {
        set_interval(m, stats::clopper_pearson(rate.counts, dataset.level), dataset.level,
                     "clopper-pearson");
        return;
    }
    const auto interval =
        clustered_interval(rate.counts, rate.variance, rate.people, dataset.level);
    if (interval)
        set_interval(m, interval->bounds, dataset.level, "korn-graubard-by-person");
    else
        no_interval(m, interval.error().reason);
}

void add_search_rates(const ComparisonScene& scene, const std::vector<GroupValue>& key,
                      const std::vector<const Search*>& searches, std::vector<Measurement>& list) {
    const double threshold = *scene.dataset.threshold;
    const auto begin_rate = [&](std::string_view metric) {
        Measurement m = begin(scene, metric, key);
        m.parameters["threshold"] = shortest(threshold);
        return m;
    };
    const AlarmRate alarms = false_alarms(searches, threshold);
    Measurement alarm = begin_rate("false_positive_identification_rate");
    alarm.parameters["searches_without_mate"] =
        alarms.mates_removed ? "none in the data: the mate was taken out of each search"
                             : "as in the data";
    fill_search_rate(alarm, alarms.rate, scene.dataset, "no searches in this group");
    list.push_back(std::move(alarm));
    const SearchRate missed = missed_searches(searches, threshold);
    constexpr std::string_view no_mates = "no searches for people who are enrolled in this group";
    Measurement miss = begin_rate("false_negative_identification_rate");
    fill_search_rate(miss, missed, scene.dataset, no_mates);
    list.push_back(std::move(miss));
    SearchRate found = missed;
    found.counts.successes = missed.counts.trials - missed.counts.successes;
    Measurement hit = begin_rate("true_positive_identification_rate");
    fill_search_rate(hit, found, scene.dataset, no_mates);
    list.push_back(std::move(hit));
}

Measurement cmc(const ComparisonScene& scene, const std::vector<GroupValue>& key,
                const std::vector<const Search*>& searches) {
    Measurement m = begin(scene, "cmc_curve", key);
    m.form = ResultForm::series;
    m.parameters["tie_rule"] = "others with the mate's score rank before the mate";
    std::uint32_t fewest = ~0U;
    std::uint32_t most = 0;
    for (const Search* search : searches) {
        fewest = std::min(fewest, search->candidates);
        most = std::max(most, search->candidates);
    }
    if (!searches.empty())
        m.parameters["people_compared_per_search"] =
            fewest == most ? fmt::format("{}", most) : fmt::format("{} to {}", fewest, most);
    const SearchRate mated = missed_searches(searches, -std::numeric_limits<double>::infinity());
    m.n = mated.counts.trials;
    m.parameters["people"] = fmt::format("{}", mated.people);
    m.parameters["searches"] = fmt::format("{}", mated.counts.trials);
    m.parameters["x"] = "rank";
    const auto shares = cumulative_match(searches);
    for (const std::size_t i : thinned(shares.size(), curve_points_max)) {
        Point point;
        point.x = static_cast<double>(i + 1);
        point.value = shares[i];
        point.n = mated.counts.trials;
        m.series.push_back(std::move(point));
    }
    if (shares.empty()) m.undefined_reason = "no searches for people who are enrolled";
    return m;
}

Measurement failures(const ComparisonScene& scene) {
    Measurement m = begin(scene, "failure_to_acquire_rate", {});
    std::vector<stats::Proportion> by_person(scene.comparisons.people);
    SearchRate rate;
    for (std::size_t i = 0; i < scene.comparisons.searches; ++i) {
        stats::Proportion& own = by_person[scene.comparisons.search_person[i]];
        ++own.trials;
        if (!scene.comparisons.search_has_score[i]) ++own.successes;
    }
    for (const stats::Proportion& own : by_person) {
        if (own.trials == 0) continue;
        ++rate.people;
        rate.counts.successes += own.successes;
        rate.counts.trials += own.trials;
    }
    rate.variance = ratio_variance(by_person);
    fill_search_rate(m, rate, scene.dataset, "no probes");
    return m;
}

}  // namespace

Measurement equal_error_draft(const ComparisonScene& scene, const CurveOf& group,
                              const std::vector<GroupValue>& key) {
    Measurement m = begin(scene, "equal_error_rate", key);
    m.n = group.comparisons;
    m.parameters["people"] = fmt::format("{}", group.people);
    m.parameters["comparisons"] = fmt::format("{}", group.comparisons);
    m.parameters["rule"] = "mean of FMR and FNMR where they are nearest, no interpolation";
    const auto found = equal_error(group.scores);
    if (!found) {
        m.undefined_reason = found.error().reason;
        return m;
    }
    m.value = found->rate;
    m.parameters["at_threshold"] =
        std::isfinite(found->at.threshold) ? shortest(found->at.threshold) : "above all scores";
    return m;
}

Measurement det(const ComparisonScene& scene, const CurveOf& group,
                const std::vector<GroupValue>& key) {
    Measurement m = begin(scene, "det_curve", key);
    m.form = ResultForm::series;
    m.n = group.comparisons;
    m.parameters["people"] = fmt::format("{}", group.people);
    m.parameters["comparisons"] = fmt::format("{}", group.comparisons);
    m.parameters["x"] = "false match rate; the value is the false non-match rate";
    const auto curve = error_curve(group.scores);
    if (!curve) {
        m.undefined_reason = curve.error().reason;
        return m;
    }
    for (const std::size_t i : thinned(curve->size(), curve_points_max)) {
        const ErrorPoint& one = (*curve)[i];
        Point point;
        point.label = std::isfinite(one.threshold) ? shortest(one.threshold) : "above all scores";
        point.x = one.false_match;
        point.value = one.false_non_match;
        m.series.push_back(std::move(point));
    }
    return m;
}

void add_searches(const ComparisonScene& scene, std::vector<Measurement>& list) {
    const auto searches = searches_of(scene.comparisons);
    for (const GroupSet& set : scene.sets)
        for (std::size_t g = 0; g < set.groups.size(); ++g) {
            std::vector<const Search*> own;
            for (const Search& search : searches)
                if (set.group_of_leaf[search.leaf] == g) own.push_back(&search);
            if (scene.dataset.threshold) add_search_rates(scene, set.groups[g], own, list);
            list.push_back(cmc(scene, set.groups[g], own));
        }
    list.push_back(failures(scene));
}

}  // namespace isonomia::fairness
