// Likelihood of the peaks of a locus, given genotypes and the parameters of the mixture.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pg/dropout.hpp"
#include "pg/genotypes.hpp"
#include "pg/population.hpp"
#include "pg/settings.hpp"
#include "pg/stutter.hpp"
#include "pg/types.hpp"

namespace pg {

// How much each contributor gave, and how heights scatter.
struct Mixture {
    std::vector<double> shares;  // of the contributors, summing to 1
    double template_height = 1000;
    double variance = 10;
    double degradation = 0;
};

[[nodiscard]] Mixture equal_mixture(int contributors, const Settings& settings);
// Shares from unbounded parameters, so that any values give a mixture.
[[nodiscard]] Mixture mixture_from(const std::vector<double>& parameters, const Settings& settings);
[[nodiscard]] std::vector<double> parameters_of(const Mixture& mixture);

class LocusModel {
public:
    LocusModel(const Settings& settings, const Population& population, const StutterModel& stutter,
               const DropoutModel& dropout)
        : settings_(settings), population_(population), stutter_(stutter), dropout_(dropout) {}

    // Expected height of each allele, given who has it.
    [[nodiscard]] std::map<Allele, double> expected_heights(const std::vector<Genotype>& genotypes,
                                                            const Mixture& mixture,
                                                            const LocusProfile& profile) const;
    // Logarithm of the likelihood of one replicate.
    [[nodiscard]] double log_replicate(const LocusProfile& profile,
                                       const std::vector<Genotype>& genotypes,
                                       const Mixture& mixture) const;
    // Likelihood of all replicates at the locus under a hypothesis.
    [[nodiscard]] double likelihood(const Sample& sample, const std::string& locus,
                                    const Hypothesis& hypothesis, const Mixture& mixture) const;

private:
    [[nodiscard]] double log_peak(const Peak& peak, double expected, const Mixture& mixture) const;
    [[nodiscard]] double prior(const std::string& locus, const std::vector<Genotype>& unknown,
                               const Hypothesis& hypothesis) const;

    const Settings& settings_;
    const Population& population_;
    const StutterModel& stutter_;
    const DropoutModel& dropout_;
};

}  // namespace pg
