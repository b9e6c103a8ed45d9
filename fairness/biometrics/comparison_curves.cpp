#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/error_curves.hpp"
#include "fairness/biometrics/identification.hpp"
#include "fairness/biometrics/people_draw.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool within(const GroupSet& set, std::size_t group, const ComparedPair& pair) {
    return set.group_of_leaf[pair.probe_leaf] == group &&
           (pair.mated || set.group_of_leaf[pair.gallery_leaf] == group);
}

// The comparisons of one group by score, with the people to resample.
struct Ordered {
    std::vector<ComparedPair> pairs;
    PeopleStrata strata;
    stats::ScoreCounts scores;
    std::uint64_t people = 0;
};

Ordered ordered(const ComparisonScene& scene, const GroupSet& set, std::size_t group) {
    Ordered result{{}, PeopleStrata(scene.comparisons.people), {}, 0};
    std::vector<bool> seen(scene.comparisons.people, false);
    for (const ComparedPair& pair : scene.comparisons.list) {
        if (!within(set, group, pair)) continue;
        result.pairs.push_back(pair);
        result.scores.add(pair.score, pair.mated);
        result.strata.probe(pair.probe);
        result.strata.gallery(pair.gallery);
        for (const std::uint32_t person : {pair.probe, pair.gallery}) {
            if (!seen[person]) ++result.people;
            seen[person] = true;
        }
    }
    result.strata.finish();
    std::sort(result.pairs.begin(), result.pairs.end(),
              [](const ComparedPair& a, const ComparedPair& b) { return a.score < b.score; });
    return result;
}

CurveOf curve_of(const Ordered& group) { return {group.scores, group.people, group.pairs.size()}; }

double equal_error_of(const Ordered& group, const std::vector<std::uint32_t>& weights) {
    std::vector<stats::ScoreCount> counts;
    for (const ComparedPair& pair : group.pairs) {
        const std::uint64_t weight =
            pair.probe == pair.gallery ? weights[pair.probe]
                                       : std::uint64_t{weights[pair.probe]} * weights[pair.gallery];
        if (weight == 0) continue;
        if (counts.empty() || counts.back().score != pair.score)
            counts.push_back({pair.score, 0, 0});
        (pair.mated ? counts.back().positives : counts.back().negatives) += weight;
    }
    const auto found = equal_error(stats::ScoreCounts::of(std::move(counts)));
    return found ? found->rate : nan;
}

Measurement equal_error_figure(const ComparisonScene& scene, const Ordered& group,
                               const std::vector<GroupValue>& key, std::uint64_t stream) {
    Measurement m = equal_error_draft(scene, curve_of(group), key);
    if (!m.value) return m;
    std::vector<double> drawn(affordable_replicates(
        std::min<std::uint64_t>(scene.dataset.replicates, 2000), 20 * (group.pairs.size() + 1)));
    for_each_replicate(drawn.size(), [&](std::uint32_t replicate) {
        stats::RandomStream random(scene.dataset.seed_or_default(), stream, replicate);
        drawn[replicate] = equal_error_of(group, group.strata.draw(random));
    });
    m.seed = scene.dataset.seed_or_default();
    m.parameters["replicates"] = fmt::format("{}", drawn.size());
    const auto spread = spread_of(std::move(drawn), scene.dataset.level);
    if (spread)
        set_interval(m, spread->bounds, scene.dataset.level, "percentile-two-way-bootstrap");
    else
        no_interval(m, spread.error().reason);
    return m;
}

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

void add_curves(const ComparisonScene& scene, std::vector<Measurement>& list) {
    std::uint64_t stream = 100;
    for (const GroupSet& set : scene.sets)
        for (std::size_t g = 0; g < set.groups.size(); ++g) {
            const Ordered group = ordered(scene, set, g);
            list.push_back(equal_error_figure(scene, group, set.groups[g], stream++));
            list.push_back(det(scene, curve_of(group), set.groups[g]));
        }
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
