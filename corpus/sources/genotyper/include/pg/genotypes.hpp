// Sets of genotypes: those of one person, and those of several persons together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pg/population.hpp"
#include "pg/types.hpp"

namespace pg {

// All genotypes that can be made of the alleles.
[[nodiscard]] std::vector<Genotype> all_genotypes(const std::vector<Allele>& alleles);

// Alleles that matter at a locus: those seen in any replicate, and one that stands for the rest.
[[nodiscard]] std::vector<Allele> alleles_of_interest(const Sample& sample, const std::string& locus,
                                                      const Population& population);

// Counts through the combinations of genotypes of several persons.
class Combinations {
public:
    Combinations(std::vector<Genotype> genotypes, int persons);

    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::vector<Genotype> at(std::size_t position) const;
    // Weights are stored by combination and replicate.
    void set_weights(std::vector<double> weights, int replicates);
    [[nodiscard]] double weight(int combination, int replicate) const;
    [[nodiscard]] double total_weight(int replicate) const;

private:
    std::vector<Genotype> genotypes_;
    int persons_;
    std::vector<double> weights_;
    int replicates_ = 1;
};

// Whether two designations name the same allele; runs of different machines differ by rounding.
[[nodiscard]] bool same_allele(double a, double b);

// Number of alleles of the genotype that the profile shows.
[[nodiscard]] int alleles_shown(const Genotype& genotype, const LocusProfile& profile);

}  // namespace pg
