#include "pg/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include "pg/checks.hpp"
#include "pg/numerics.hpp"
#include "pg/relatives.hpp"
#include "pg/replicates.hpp"
#include "pg/sampling.hpp"
#include "pg/signal.hpp"

namespace pg {

namespace {

constexpr double ratio_max = 1e12;
constexpr double rare_sum = 0.97;
constexpr double verbal_steps[] = {0, 0.5, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6};

double log_likelihood(const Sample& sample, const Hypothesis& hypothesis, const Models& models,
                      const Population& population, const Mixture& mixture) {
    const LocusModel model(models.settings, population, models.stutter, models.dropout);
    double sum = 0;
    for (const std::string& locus : loci_of(sample))
        sum += std::log(model.likelihood(sample, locus, hypothesis, mixture));
    return sum;
}

}  // namespace

std::vector<std::string> loci_of(const Sample& sample) {
    std::set<std::string> names;
    for (const Replicate& replicate : sample.replicates)
        for (const auto& [name, locus] : replicate.loci) names.insert(name);
    return {names.begin(), names.end()};
}

Mixture best_mixture(const Sample& sample, const Hypothesis& hypothesis, const Models& models,
                     const Population& population) {
    const Mixture start = equal_mixture(hypothesis.contributors(), models.settings);
    const Objective objective = [&](const std::vector<double>& parameters) {
        const Mixture mixture = mixture_from(parameters, models.settings);
        return -log_likelihood(sample, hypothesis, models, population, mixture);
    };
    int status = 0;
    const Minimum minimum = minimise(objective, parameters_of(start), 0.5, 200, status);
    return mixture_from(minimum.at, models.settings);
}

Mixture sampled_mixture(const Sample& sample, const Hypothesis& hypothesis, const Models& models,
                        const Population& population) {
    const Mixture start = equal_mixture(hypothesis.contributors(), models.settings);
    const Sampler sampler(
        [&](const std::vector<double>& parameters) {
            return log_likelihood(sample, hypothesis, models, population,
                                  mixture_from(parameters, models.settings));
        },
        0.1);
    const std::vector<Chain> chains{
        sampler.run(parameters_of(start), models.settings.chain_length, models.settings.burn_in)};
    return mixture_from(posterior_mean(chains), models.settings);
}

std::vector<LocusRatio> locus_ratios(const CaseInput& input, const Models& models,
                                     const Population& population) {
    const Mixture prosecution = best_mixture(input.sample, input.prosecution, models, population);
    const Mixture defence = sampled_mixture(input.sample, input.defence, models, population);
    const LocusModel model(models.settings, population, models.stutter, models.dropout);
    std::vector<LocusRatio> ratios;
    for (const std::string& locus : loci_of(input.sample)) {
        LocusRatio ratio;
        ratio.locus = locus;
        ratio.prosecution = model.likelihood(input.sample, locus, input.prosecution, prosecution);
        ratio.defence = model.likelihood(input.sample, locus, input.defence, defence);
        ratios.push_back(ratio);
    }
    return ratios;
}

double combined(const std::vector<LocusRatio>& ratios, const Population& population) {
    double log_ratio = 0;
    for (const LocusRatio& ratio : ratios) {
        if (population.locus(ratio.locus).total() >= rare_sum) continue;
        log_ratio += std::log10(ratio.ratio());
    }
    return log_ratio;
}

double weight_of(const std::unordered_map<std::string, double>& by_locus) {
    double weight = 0;
    for (const auto& [locus, ratio] : by_locus) weight += std::log10(ratio);
    return weight;
}

double on_verbal_scale(double log_ratio) {
    if (log_ratio < 0 || log_ratio >= 12) return log_ratio;
    const int step = static_cast<int>(std::floor(log_ratio));
    return verbal_steps[step];
}

double likelihood_ratio(const CaseInput& input, const Models& models, const Calibration& calibration) {
    CaseInput prepared = input;
    const PeakFilter filter(models.settings);
    for (Replicate& replicate : prepared.sample.replicates) replicate = filter.filtered(replicate);
    prepared.sample = consensus_checked(prepared.sample, models.settings);
    const Person& suspect = prepared.prosecution.known.empty() ? Person{} : prepared.prosecution.known.front();
    const Population& population = models.populations.for_person(suspect, models.settings);
    const std::vector<LocusRatio> ratios = locus_ratios(prepared, models, population);
    std::unordered_map<std::string, double> by_locus;
    for (const LocusRatio& ratio : ratios) by_locus[ratio.locus] = ratio.ratio();
    double log_ratio = std::max(combined(ratios, population), weight_of(by_locus));
    log_ratio += relatives_correction(prepared, population, models.settings);
    log_ratio *= quality_weight(prepared.sample);
    if (input.laboratory == "proficiency test") log_ratio = std::max(log_ratio, 1.0);
    if (log_ratio > std::log10(ratio_max)) log_ratio = 12;
    const double calibrated = calibration(log_ratio);
    return std::pow(10.0, on_verbal_scale(calibrated));
}

}  // namespace pg
