// The figure for the court: likelihood ratios of the loci, and of all of them together.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pg/likelihood.hpp"
#include "pg/population.hpp"
#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

struct Models {
    Settings settings;
    Populations populations;
    StutterModel stutter;
    DropoutModel dropout;
};

// A correction that a laboratory applies to the logarithm of the ratio.
using Calibration = std::function<double(double)>;

struct LocusRatio {
    std::string locus;
    double prosecution = 0;
    double defence = 0;

    [[nodiscard]] double ratio() const { return prosecution / defence; }
};

// Loci that every replicate of the sample holds.
[[nodiscard]] std::vector<std::string> loci_of(const Sample& sample);

// The mixture that explains the sample best under a hypothesis.
[[nodiscard]] Mixture best_mixture(const Sample& sample, const Hypothesis& hypothesis,
                                   const Models& models, const Population& population);
// The mixture averaged over a chain.
[[nodiscard]] Mixture sampled_mixture(const Sample& sample, const Hypothesis& hypothesis,
                                      const Models& models, const Population& population);

[[nodiscard]] std::vector<LocusRatio> locus_ratios(const CaseInput& input, const Models& models,
                                                   const Population& population);

// The product of the ratios of all loci, as its logarithm to base 10.
[[nodiscard]] double combined(const std::vector<LocusRatio>& ratios, const Population& population);

// Weight of evidence of all loci by name, each once.
[[nodiscard]] double weight_of(const std::unordered_map<std::string, double>& by_locus);

// What is reported: the ratio on the scale of the laboratory.
[[nodiscard]] double likelihood_ratio(const CaseInput& input, const Models& models,
                                      const Calibration& calibration);

// The ratio rounded to a step of the verbal scale.
[[nodiscard]] double on_verbal_scale(double log_ratio);

}  // namespace pg
