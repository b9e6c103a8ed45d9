#include "fairness/likelihood_ratio/resampled_ratios.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "fairness/likelihood_ratio/cllr.hpp"

namespace isonomia::fairness {

namespace {

// A row as resampling sees it: which distinct ratio, which source.
struct Place {
    std::size_t score = 0;
    std::uint32_t source = 0;
    bool h1 = false;
};

struct RatioDraw {
    std::vector<Place> rows;
    std::array<std::vector<std::uint32_t>, 3> strata;  // sources: H1 only, H2 only, both
    std::size_t sources = 0;
};

RatioDraw plan_for(const RatioGroup& group) {
    RatioDraw plan;
    std::vector<std::uint32_t> ids;
    for (const Ratio& row : group.rows)
        ids.push_back(row.source);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    plan.sources = ids.size();
    std::vector<unsigned> occurs(ids.size(), 0);
    const auto& scores = group.counts.sorted();
    for (const Ratio& row : group.rows) {
        const auto source = static_cast<std::uint32_t>(
            std::lower_bound(ids.begin(), ids.end(), row.source) - ids.begin());
        const auto score = std::lower_bound(
            scores.begin(), scores.end(), row.ln,
            [](const stats::ScoreCount& one, double ln) { return one.score < ln; });
        plan.rows.push_back({static_cast<std::size_t>(score - scores.begin()), source, row.h1});
        occurs[source] |= row.h1 ? 1U : 2U;
    }
    for (std::size_t source = 0; source < ids.size(); ++source)
        plan.strata[occurs[source] - 1].push_back(static_cast<std::uint32_t>(source));
    return plan;
}

std::vector<std::uint32_t> draw(const RatioDraw& plan, stats::RandomStream& random) {
    std::vector<std::uint32_t> weights(plan.sources, 0);
    std::vector<std::uint32_t> drawn;
    for (const auto& stratum : plan.strata) {
        drawn.resize(stratum.size());
        draw_units(random, drawn);
        for (std::size_t i = 0; i < stratum.size(); ++i)
            weights[stratum[i]] = drawn[i];
    }
    return weights;
}

// The distribution in which each source counts so many times.
stats::ScoreCounts weighted(const RatioDraw& plan, const std::vector<stats::ScoreCount>& scores,
                            const std::vector<std::uint32_t>& weights) {
    std::vector<stats::ScoreCount> counts = scores;
    for (stats::ScoreCount& one : counts)
        one.negatives = one.positives = 0;
    for (const Place& row : plan.rows)
        (row.h1 ? counts[row.score].positives : counts[row.score].negatives) += weights[row.source];
    std::erase_if(counts,
                  [](const stats::ScoreCount& one) { return one.negatives + one.positives == 0; });
    return stats::ScoreCounts::of(std::move(counts));
}

ResampledRatios blank(std::uint64_t size) {
    ResampledRatios result;
    for (auto* values : {&result.cllr, &result.misleading_h1, &result.misleading_h2})
        values->assign(size, undefined_replicate);
    return result;
}

void measure(const stats::ScoreCounts& counts, ResampledRatios& result, std::size_t at) {
    result.cllr[at] = cllr(counts).value_or(undefined_replicate);
    result.misleading_h1[at] =
        stats::estimate(misleading_under_h1(counts)).value_or(undefined_replicate);
    result.misleading_h2[at] =
        stats::estimate(misleading_under_h2(counts)).value_or(undefined_replicate);
}

}  // namespace

RatioGroup ratio_group(const Ratios& ratios, const std::vector<std::size_t>& leaves) {
    RatioGroup group;
    std::vector<bool> wanted(ratios.leaves.size(), false);
    for (const std::size_t leaf : leaves)
        wanted[leaf] = true;
    std::set<std::uint32_t> all;
    std::array<std::set<std::uint32_t>, 2> under;
    for (const Ratio& row : ratios.list) {
        if (!wanted[row.leaf]) continue;
        group.rows.push_back(row);
        group.counts.add(row.ln, row.h1);
        all.insert(row.source);
        under[row.h1 ? 0 : 1].insert(row.source);
    }
    group.sources = all.size();
    group.sources_h1 = under[0].size();
    group.sources_h2 = under[1].size();
    return group;
}

ResampledRatios without_each_source(const RatioGroup& group) {
    if (group.rows.empty() || group.sources > left_out_max) return {};
    const RatioDraw plan = plan_for(group);
    ResampledRatios result = blank(plan.sources);
    const auto& scores = group.counts.sorted();
    for_each_replicate(plan.sources, [&](std::uint32_t source) {
        std::vector<std::uint32_t> weights(plan.sources, 1);
        weights[source] = 0;
        measure(weighted(plan, scores, weights), result, source);
    });
    return result;
}

ResampledRatios resample_ratios(const RatioGroup& group, std::uint64_t seed, std::uint64_t stream,
                                std::uint64_t replicates) {
    ResampledRatios result = blank(replicates);
    if (group.rows.empty()) return result;
    const RatioDraw plan = plan_for(group);
    const auto& scores = group.counts.sorted();
    for_each_replicate(replicates, [&](std::uint32_t replicate) {
        stats::RandomStream random(seed, stream, replicate);
        measure(weighted(plan, scores, draw(plan, random)), result, replicate);
    });
    return result;
}

}  // namespace isonomia::fairness
