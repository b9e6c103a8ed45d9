#include "pg/paternity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace pg {

namespace {

constexpr double weight_of_prior = 0.7;

double one_handed_on(const Allele& own, const Allele& allele, const Mutation& mutation) {
    if (own == allele) return 1 - mutation.rate;
    if (own.bases != allele.bases) return 0;
    const int steps = std::abs(own.repeats - allele.repeats);
    return 0.5 * mutation.rate * std::pow(mutation.per_step, steps - 1);
}

const Genotype* genotype_at(const Person& person, const std::string& locus) {
    const auto at = person.genotypes.find(locus);
    return at == person.genotypes.end() ? nullptr : &at->second;
}

// Older samples count less.
double age_weight(double age_years) { return age_years > 20 ? 0.9 : 1.0; }

}  // namespace

double handed_on(const Genotype& parent, const Allele& allele, const Mutation& mutation) {
    return 0.5 * (one_handed_on(parent.first, allele, mutation) +
                  one_handed_on(parent.second, allele, mutation));
}

double locus_index(const Trio& trio, const std::string& locus, const Population& population,
                   const Mutation& mutation) {
    const Genotype* mother = genotype_at(trio.mother, locus);
    const Genotype* child = genotype_at(trio.child, locus);
    const Genotype* alleged = genotype_at(trio.alleged, locus);
    if (child == nullptr || alleged == nullptr || mother == nullptr) return 1;
    double numerator = 0;
    double denominator = 0;
    const std::pair<Allele, Allele> ways[] = {{child->first, child->second}, {child->second, child->first}};
    const int count = child->homozygous() ? 1 : 2;
    for (int i = 0; i < count; ++i) {
        const double by_mother = handed_on(*mother, ways[i].first, mutation);
        numerator += by_mother * handed_on(*alleged, ways[i].second, mutation);
        denominator += by_mother * population.frequency(locus, ways[i].second);
    }
    return denominator > 0 ? numerator / denominator : 0.0;
}

std::vector<std::string> exclusions(const Trio& trio) {
    std::vector<std::string> excluded;
    const Mutation none{0, 0};
    for (const auto& [locus, child] : trio.child.genotypes) {
        const Genotype* mother = genotype_at(trio.mother, locus);
        const Genotype* alleged = genotype_at(trio.alleged, locus);
        if (mother == nullptr || alleged == nullptr) continue;
        const double one = handed_on(*mother, child.first, none) * handed_on(*alleged, child.second, none);
        const double two = handed_on(*mother, child.second, none) * handed_on(*alleged, child.first, none);
        if (one + two <= 0) excluded.push_back(locus);
    }
    return excluded;
}

double PaternityTest::index(const Trio& trio) const {
    if (forced_ > 0) return forced_;
    double product = 1;
    for (const auto& [locus, genotype] : trio.child.genotypes)
        product *= locus_index(trio, locus, population_, mutation_);
    return product * age_weight(trio.age_months);
}

double paternity_probability(const Trio& trio, const Population& population, double prior) {
    if (prior <= 0 || prior >= 1) throw std::domain_error("a prior lies between 0 and 1");
    const PaternityTest test(population);
    const double index = test.index(trio);
    const double even = index / (index + 1);
    const double weighed = index * prior / (index * prior + 1 - prior);
    const double mixed = weight_of_prior * weighed + (1 - weight_of_prior) * even;
    return std::clamp(mixed, 0.0, 0.9999);
}

}  // namespace pg
