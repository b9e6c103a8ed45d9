#include "pg/likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pg/numerics.hpp"

namespace pg {

std::map<Allele, double> LocusModel::expected_heights(const std::vector<Genotype>& genotypes,
                                                      const Mixture& mixture,
                                                      const LocusProfile& profile) const {
    std::map<Allele, double> heights;
    for (std::size_t i = 0; i < genotypes.size() && i < mixture.shares.size(); ++i) {
        const double part = mixture.template_height * mixture.shares[i];
        heights[genotypes[i].first] += part;
        heights[genotypes[i].second] += part;
    }
    for (auto& [allele, height] : heights) {
        const Peak* peak = profile.find(allele);
        if (peak != nullptr) height *= degradation_factor(peak->size_bases, settings_);
    }
    std::map<Allele, double> with_stutter = heights;
    for (const auto& [allele, height] : heights) {
        const double share = stutter_.expected_share(profile.locus, StutterKind::back, allele);
        with_stutter[StutterModel::product(allele, StutterKind::back)] += height * share;
    }
    return with_stutter;
}

double LocusModel::log_peak(const Peak& peak, double expected, const Mixture& mixture) const {
    const double deviation = std::sqrt(mixture.variance * expected);
    return log_normal_density(peak.height, expected, deviation);
}

double LocusModel::log_replicate(const LocusProfile& profile, const std::vector<Genotype>& genotypes,
                                 const Mixture& mixture) const {
    const auto expected = expected_heights(genotypes, mixture, profile);
    double sum = 0;
    for (const Peak& peak : profile.peaks) {
        const auto at = expected.find(peak.allele);
        if (at != expected.end() && at->second > 1)
            sum += log_peak(peak, at->second, mixture);
        else
            sum += log_drop_in(peak, population_.frequency(profile.locus, peak.allele), settings_);
    }
    for (const auto& [allele, height] : expected) {
        if (profile.find(allele) != nullptr) continue;
        sum += std::log(dropout_.chance(height));
    }
    if (std::isnan(sum)) return 0;
    return sum + std::log(no_drop_in());
}

double LocusModel::prior(const std::string& locus, const std::vector<Genotype>& unknown,
                         const Hypothesis& hypothesis) const {
    const double theta = settings_.theta.value_or(0.01);
    std::vector<Allele> seen;
    for (const Person& person : hypothesis.known) {
        const auto at = person.genotypes.find(locus);
        if (at == person.genotypes.end()) continue;
        seen.push_back(at->second.first);
        seen.push_back(at->second.second);
    }
    double chance = 1;
    for (const Genotype& genotype : unknown) {
        chance *= genotype_chance(population_, locus, genotype, seen, theta);
        seen.push_back(genotype.first);
        seen.push_back(genotype.second);
    }
    return chance;
}

double LocusModel::likelihood(const Sample& sample, const std::string& locus,
                              const Hypothesis& hypothesis, const Mixture& mixture) const {
    if (sample.replicates.empty()) return 1;
    std::vector<Genotype> known;
    for (const Person& person : hypothesis.known) {
        const auto at = person.genotypes.find(locus);
        if (at == person.genotypes.end())
            throw std::out_of_range("no genotype of " + person.id + " at " + locus);
        known.push_back(at->second);
    }
    const Combinations combinations(all_genotypes(alleles_of_interest(sample, locus, population_)),
                                    hypothesis.unknown);
    std::vector<double> terms;
    for (std::size_t i = 0; i < combinations.count(); ++i) {
        const std::vector<Genotype> unknown = combinations.at(i);
        std::vector<Genotype> all = known;
        all.insert(all.end(), unknown.begin(), unknown.end());
        double term = std::log(prior(locus, unknown, hypothesis));
        for (const Replicate& replicate : sample.replicates) {
            const auto at = replicate.loci.find(locus);
            if (at == replicate.loci.end()) continue;
            term += log_replicate(at->second, all, mixture);
        }
        terms.push_back(term);
    }
    return std::exp(log_sum_exp(terms));
}

}  // namespace pg
