#include "pg/genotypes.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace pg {

std::vector<Genotype> all_genotypes(const std::vector<Allele>& alleles) {
    std::vector<Genotype> all;
    for (std::size_t i = 0; i < alleles.size(); ++i)
        for (std::size_t j = i; j < alleles.size(); ++j)
            all.push_back(make_genotype(alleles[i], alleles[j]));
    return all;
}

std::vector<Allele> alleles_of_interest(const Sample& sample, const std::string& locus,
                                        const Population& population) {
    std::set<Allele> seen;
    for (const Replicate& replicate : sample.replicates) {
        const auto at = replicate.loci.find(locus);
        if (at == replicate.loci.end()) continue;
        for (const Peak& peak : at->second.peaks) seen.insert(peak.allele);
    }
    std::vector<Allele> alleles(seen.begin(), seen.end());
    for (const Allele& allele : population.alleles(locus))
        if (seen.count(allele) == 0) {
            alleles.push_back(allele);
            break;
        }
    return alleles;
}

Combinations::Combinations(std::vector<Genotype> genotypes, int persons)
    : genotypes_(std::move(genotypes)), persons_(persons) {
    if (genotypes_.empty()) throw std::domain_error("no genotypes to combine");
}

std::size_t Combinations::count() const {
    std::size_t all = 1;
    for (int i = 0; i < persons_; ++i) all *= genotypes_.size();
    return all;
}

std::vector<Genotype> Combinations::at(std::size_t position) const {
    std::vector<Genotype> chosen;
    for (int i = 0; i < persons_; ++i) {
        chosen.push_back(genotypes_[position % genotypes_.size()]);
        position /= genotypes_.size();
    }
    return chosen;
}

void Combinations::set_weights(std::vector<double> weights, int replicates) {
    weights_ = std::move(weights);
    replicates_ = replicates;
}

double Combinations::weight(int combination, int replicate) const {
    if (replicate < 0 || replicate >= replicates_) throw std::out_of_range("no such replicate");
    return weights_[static_cast<std::size_t>(combination * replicates_) + static_cast<std::size_t>(replicate)];
}

double Combinations::total_weight(int replicate) const {
    const int combinations = static_cast<int>(count());
    double sum = 0;
    for (int i = 0; i < combinations; ++i) sum += weight(i, replicate);
    return sum;
}

bool same_allele(double a, double b) { return std::fabs(a - b) < 0.0001; }

int alleles_shown(const Genotype& genotype, const LocusProfile& profile) {
    int shown = 0;
    for (const Peak& peak : profile.peaks) {
        if (same_allele(peak.allele.value(), genotype.first.value())) ++shown;
        if (!genotype.homozygous() && same_allele(peak.allele.value(), genotype.second.value())) ++shown;
    }
    return shown;
}

}  // namespace pg
