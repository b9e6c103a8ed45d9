// How good likelihood ratios are when it is known which proposition was true. All arithmetic is on
// ln LR: any ratio that a double can hold as a logarithm (up to about 10^(10^307)) gives finite
// figures where these are finite.
//
// Counts hold ln LR as score; positive: the first proposition (H1, "same source") is true. ln LR
// may be -infinity (LR 0) or infinity.
#pragma once

#include <vector>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

// Log-likelihood-ratio cost: (mean over H1 of log2(1 + 1/LR) + mean over H2 of log2(1 + LR)) / 2. 0
// is perfect, 1 is what LR = 1 throughout gives. Undefined without H1 or without H2; infinite (said
// as undefined, with that reason) when a ratio is misleading with certainty: 0 under H1, infinite
// under H2. Source: N. Brummer, J. du Preez, Computer Speech and Language 20 (2006) 230-275.
[[nodiscard]] stats::Defined<double> cllr(const stats::ScoreCounts& ln_ratios);

// Cllr after the best monotone recalibration (pool_adjacent_violators, ties pooled first): what the
// order of the ratios is worth. cllr - cllr_min is the loss through calibration.
[[nodiscard]] stats::Defined<double> cllr_min(const stats::ScoreCounts& ln_ratios);

// Mean distance, in log10 units, between the ratios and their recalibration: the area between the
// PAV curve and the diagonal over the range of the ratios whose recalibration is finite, divided by
// the width of that range (a range of one point: the distance there). Undefined when no
// recalibration is finite (the ratios separate H1 from H2), infinite when one of the ratios is.
// Source: P. Vergeer et al., Forensic Science International 321 (2021) 110722.
[[nodiscard]] stats::Defined<double> dev_pav(const stats::ScoreCounts& ln_ratios);

// Empirical cross-entropy in bits at the prior odds exp(ln_odds) for H1; at even odds it is Cllr.
// Undefined as cllr. Source: D. Ramos et al., Journal of Forensic Sciences 58 (2013) 1503-1518.
[[nodiscard]] stats::Defined<double> cross_entropy(const stats::ScoreCounts& ln_ratios,
                                                   double ln_odds);
[[nodiscard]] stats::Defined<double> cross_entropy_recalibrated(const stats::ScoreCounts& ln_ratios,
                                                                double ln_odds);

// Misleading: LR below 1 where H1 is true; LR above 1 where H2 is. 1 itself misleads nobody.
[[nodiscard]] stats::Proportion misleading_under_h1(const stats::ScoreCounts& ln_ratios);
[[nodiscard]] stats::Proportion misleading_under_h2(const stats::ScoreCounts& ln_ratios);

}  // namespace isonomia::fairness
