// An interval for a rate whose trials are not independent, because people occur in several.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/counts.hpp"

namespace isonomia::fairness {

// The exact interval at the effective sample size: n' = p (1 - p) / variance, times (t(trials - 1)
// / t(units - 1))² for a variance that is itself estimated from few units, at most `trials`; then
// the beta quantiles of Clopper and Pearson with x' = p n'. With 0 events or events only, nothing
// varies, and n' is the number of unrelated units: no more than that can be claimed, however many
// trials there were. Below `effective_events_min` events x' the variance rests on too few of them,
// and the bounds reach at least as far as those for none: an error more must not bound the rate
// better. `units` independent people, `variance` of the rate from resampling them; `unrelated` the
// units that share nobody (disjoint pairs of people), where those are fewer. Undefined without
// trials, with fewer than two units, or when the variance is 0 although the rate is neither 0
// nor 1. Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201.
struct ClusteredInterval {
    stats::Bounds bounds;
    double effective_trials = 0;
};
constexpr double effective_events_min = 5;
[[nodiscard]] stats::Defined<ClusteredInterval> clustered_interval(
    stats::Proportion rate, double variance, std::uint64_t units, double level,
    std::optional<std::uint64_t> unrelated = std::nullopt);

// The variance of a rate that is a ratio of totals over independent units, each with its own
// successes and trials: m / (m - 1) sum (x - r n)² / (sum n)², by linearisation. 0 with fewer than
// two units that have trials. Source: W. G. Cochran, Sampling Techniques (1977), 6.3.
[[nodiscard]] double ratio_variance(const std::vector<stats::Proportion>& units);

}  // namespace isonomia::fairness
