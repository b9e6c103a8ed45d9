// Equal error rate and DET curve of comparisons that are few enough to resample.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/error_curves.hpp"
#include "fairness/biometrics/people_draw.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"

namespace isonomia::fairness {

namespace {

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
    std::uint64_t mated_people = 0;
};

Ordered ordered(const ComparisonScene& scene, const GroupSet& set, std::size_t group) {
    Ordered result{{}, PeopleStrata(scene.comparisons.people), {}, 0, 0};
    std::vector<bool> seen(scene.comparisons.people, false);
    std::vector<bool> seen_mated(scene.comparisons.people, false);
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
        if (pair.mated && !seen_mated[pair.probe]) {
            seen_mated[pair.probe] = true;
            ++result.mated_people;
        }
    }
    result.strata.finish();
    std::sort(result.pairs.begin(), result.pairs.end(),
              [](const ComparedPair& a, const ComparedPair& b) { return a.score < b.score; });
    return result;
}

stats::ScoreCounts weighted(const Ordered& group, const std::vector<std::uint32_t>& weights) {
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
    return stats::ScoreCounts::of(std::move(counts));
}

// Per replicate; NaN where it has comparisons of one kind only.
struct Replicates {
    std::vector<double> equal_errors;
    std::vector<std::vector<double>> misses;  // by point of the DET curve: the FNMR at its FMR
};

Replicates drawn(const ComparisonScene& scene, const Ordered& group,
                 const std::vector<Point>& points, std::uint64_t stream) {
    const std::uint64_t count = affordable_replicates(
        std::min<std::uint64_t>(scene.dataset.replicates, 2000), 20 * (group.pairs.size() + 1));
    Replicates result{std::vector<double>(count, undefined_replicate),
                      std::vector(points.size(), std::vector<double>(count, undefined_replicate))};
    for_each_replicate(count, [&](std::uint32_t replicate) {
        stats::RandomStream random(scene.dataset.seed_or_default(), stream, replicate);
        const auto curve = error_curve(weighted(group, group.strata.draw(random)));
        if (!curve) return;
        result.equal_errors[replicate] = equal_error_on(*curve).rate;
        std::size_t at = 0;  // FMR falls along both; it is 0 at the end of the replicate's curve
        for (std::size_t i = 0; i < points.size(); ++i) {
            while ((*curve)[at].false_match > points[i].x.value_or(0))
                ++at;
            result.misses[i][replicate] = (*curve)[at].false_non_match;
        }
    });
    return result;
}

void add_interval(Measurement& m, std::vector<double> equal_errors, const Dataset& dataset) {
    m.seed = dataset.seed_or_default();
    m.parameters["replicates"] = fmt::format("{}", equal_errors.size());
    const auto spread = spread_of(std::move(equal_errors), dataset.level);
    if (spread)
        set_interval(m, spread->bounds, dataset.level, "percentile-two-way-bootstrap");
    else
        no_interval(m, spread.error().reason);
}

// Point by point: the deciding interval of a rate of comparisons (interval_of), of the FNMR at the
// point's FMR. Whom a replicate takes moves the score at which it has that FMR, too.
void add_band(Measurement& m, Replicates& replicates, const Ordered& group,
              const Dataset& dataset) {
    const std::uint64_t mated = group.scores.positives();
    for (std::size_t i = 0; i < m.series.size(); ++i) {
        Point& point = m.series[i];
        PeopleRate rate;
        rate.counts = {static_cast<std::uint64_t>(
                           std::llround(point.value.value_or(0) * static_cast<double>(mated))),
                       mated};
        rate.people = rate.disjoint_pairs = group.mated_people;
        rate.replicates = std::move(replicates.misses[i]);
        const auto interval = interval_of(rate, dataset.level);
        if (!interval) continue;
        point.low = interval->bounds.low;
        point.high = interval->bounds.high;
    }
    m.seed = dataset.seed_or_default();
    m.parameters["replicates"] = fmt::format("{}", replicates.equal_errors.size());
    m.parameters["band"] = fmt::format(
        "FNMR at each FMR, level {} for each point alone, not for the curve; korn-graubard-two-way",
        shortest(dataset.level));
}

}  // namespace

void add_curves(const ComparisonScene& scene, std::vector<Measurement>& list) {
    std::uint64_t stream = 100;
    for (const GroupSet& set : scene.sets)
        for (std::size_t g = 0; g < set.groups.size(); ++g) {
            const Ordered group = ordered(scene, set, g);
            const CurveOf curve{group.scores, group.people, group.pairs.size()};
            Measurement equal = equal_error_draft(scene, curve, set.groups[g]);
            Measurement whole = det(scene, curve, set.groups[g]);
            if (equal.value) {
                Replicates replicates = drawn(scene, group, whole.series, stream);
                add_band(whole, replicates, group, scene.dataset);
                add_interval(equal, std::move(replicates.equal_errors), scene.dataset);
            }
            ++stream;
            list.push_back(std::move(equal));
            list.push_back(std::move(whole));
        }
}

}  // namespace isonomia::fairness
