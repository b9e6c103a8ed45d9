// Allele frequencies of populations, and the chance of genotypes under them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

// Frequencies of one locus in one population.
struct LocusFrequencies {
    std::map<Allele, double> by_allele;
    int sampled = 0;  // chromosomes

    [[nodiscard]] double total() const;
};

class Population {
public:
    explicit Population(std::string name) : name_(std::move(name)) {}

    void add(const std::string& locus, const Allele& allele, double frequency, int sampled);
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool has_locus(const std::string& locus) const { return loci_.count(locus) != 0; }
    [[nodiscard]] const LocusFrequencies& locus(const std::string& name) const;
    [[nodiscard]] double frequency(const std::string& locus, const Allele& allele) const;
    [[nodiscard]] std::vector<Allele> alleles(const std::string& locus) const;
    [[nodiscard]] std::size_t size() const { return loci_.size(); }

private:
    std::string name_;
    std::map<std::string, LocusFrequencies> loci_;
};

class Populations {
public:
    void add(Population population);
    [[nodiscard]] const Population& named(const std::string& name) const;
    [[nodiscard]] const Population& for_person(const Person& person, const Settings& settings) const;
    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] const std::vector<Population>& all() const { return all_; }

private:
    std::vector<Population> all_;
};

// Reads lines of the form `population,locus,allele,frequency,sampled`.
[[nodiscard]] Populations read_populations(const std::string& path);

// Frequency of the next allele, given those that were seen, under co-ancestry theta
// (Balding and Nichols).
[[nodiscard]] double next_allele_chance(double frequency, int seen, int drawn, double theta);

// Chance of a genotype given alleles already seen at the locus.
[[nodiscard]] double genotype_chance(const Population& population, const std::string& locus,
                                     const Genotype& genotype, const std::vector<Allele>& seen,
                                     double theta);

}  // namespace pg
