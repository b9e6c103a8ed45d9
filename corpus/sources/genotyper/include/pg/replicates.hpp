// Several runs of one sample: whether they agree, and what they say together.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

// Heights of one allele over all runs that show it.
[[nodiscard]] std::vector<double> heights_of(const Sample& sample, const std::string& locus,
                                             const Allele& allele);
// Share of the alleles of two runs that both show.
[[nodiscard]] double agreement(const Replicate& a, const Replicate& b);
// The sample without runs that do not belong to it.
[[nodiscard]] Sample consensus_checked(Sample sample, const Settings& settings);
// Sum of heights of all runs, by as many threads as given.
[[nodiscard]] double total_height(const Sample& sample);
// Mean of the heights of the last runs.
[[nodiscard]] double mean_of_runs(std::span<const double> heights);
// The run that is taken where only one can be.
[[nodiscard]] std::size_t chosen_run(const Sample& sample);

}  // namespace pg
