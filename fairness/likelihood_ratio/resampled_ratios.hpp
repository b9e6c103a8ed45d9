// Cllr and the rates of misleading evidence in samples of sources drawn with replacement.
#pragma once

#include <vector>

#include "fairness/likelihood_ratio/read_ratios.hpp"
#include "fairness/resample.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

// The rows of one group.
struct RatioGroup {
    std::vector<Ratio> rows;
    stats::ScoreCounts counts;     // of ln LR
    std::uint64_t sources = 0;     // distinct
    std::uint64_t sources_h1 = 0;  // with a row under H1
    std::uint64_t sources_h2 = 0;
};
[[nodiscard]] RatioGroup ratio_group(const Ratios& ratios, const std::vector<std::size_t>& leaves);

// One value per replicate; NaN where a figure is undefined.
struct ResampledRatios {
    std::vector<double> cllr;
    std::vector<double> misleading_h1;
    std::vector<double> misleading_h2;
};
// Sources are drawn within those that occur under H1 only, under H2 only, and under both, so that
// the sizes of the sets stay those of the study.
// The same figures without each source in turn, in the order of the sources' numbers; empty beyond
// `left_out_max` sources, where one of them hardly matters.
constexpr std::size_t left_out_max = 5000;
[[nodiscard]] ResampledRatios without_each_source(const RatioGroup& group);

[[nodiscard]] ResampledRatios resample_ratios(const RatioGroup& group, std::uint64_t seed,
                                              std::uint64_t stream, std::uint64_t replicates);

}  // namespace isonomia::fairness
