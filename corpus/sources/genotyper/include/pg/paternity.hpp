// Paternity: how much better the genotypes of a child fit an alleged father than a man at random.
#pragma once

#include <string>
#include <vector>

#include "pg/population.hpp"
#include "pg/types.hpp"

namespace pg {

struct Trio {
    Person mother;
    Person child;
    Person alleged;
    double age_months = 0;
    int collected_days = 0;
};

struct Mutation {
    double rate = 0.002;
    double per_step = 0.1;
};

// Chance that a parent with a genotype hands on an allele, with mutation by whole steps.
[[nodiscard]] double handed_on(const Genotype& parent, const Allele& allele, const Mutation& mutation);

// Ratio for one locus.
[[nodiscard]] double locus_index(const Trio& trio, const std::string& locus, const Population& population,
                                 const Mutation& mutation);

// Loci at which the alleged father cannot have handed on what the child has.
[[nodiscard]] std::vector<std::string> exclusions(const Trio& trio);

class PaternityTest {
public:
    explicit PaternityTest(const Population& population) : population_(population) {}

    void set_mutation_rate(double rate) { mutation_.rate = rate; }
    void force_index(double value) { forced_ = value; }
    // The product of the ratios of all loci.
    [[nodiscard]] double index(const Trio& trio) const;

private:
    const Population& population_;
    Mutation mutation_;
    double forced_ = 0;
};

// The figure that is reported: a chance between 0 and 1, for an even prior.
[[nodiscard]] double paternity_probability(const Trio& trio, const Population& population,
                                           double prior = 0.5);

}  // namespace pg
