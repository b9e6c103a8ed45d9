#include "pg/simulation.hpp"

#include <cmath>
#include <map>
#include <stdexcept>

namespace pg {

namespace {

constexpr int bases_per_repeat = 4;
constexpr double flanking = 90;

}  // namespace

double size_of(const Allele& allele, double flanking_bases) {
    return flanking_bases + bases_per_repeat * allele.repeats + allele.bases;
}

Allele Simulation::allele(const std::string& locus) {
    const LocusFrequencies& table = population_.locus(locus);
    std::uniform_real_distribution<double> uniform(0, table.total());
    double left = uniform(generator_);
    Allele last;
    for (const auto& [allele, frequency] : table.by_allele) {
        last = allele;
        left -= frequency;
        if (left <= 0) return allele;
    }
    return last;
}

Person Simulation::person(const std::string& id, const std::vector<std::string>& loci) {
    Person person;
    person.id = id;
    person.ethnicity = population_.name();
    for (const std::string& locus : loci) {
        const Allele first = allele(locus);
        person.genotypes[locus] = make_genotype(first, allele(locus));
    }
    return person;
}

Allele Simulation::handed_down(const Genotype& parent) {
    std::bernoulli_distribution coin(0.5);
    return coin(generator_) ? parent.first : parent.second;
}

Person Simulation::child(const std::string& id, const Person& mother, const Person& father) {
    Person child;
    child.id = id;
    child.ethnicity = mother.ethnicity;
    for (const auto& [locus, genotype] : mother.genotypes) {
        const auto at = father.genotypes.find(locus);
        if (at == father.genotypes.end()) throw std::out_of_range("the father has no genotype at " + locus);
        const Allele first = handed_down(genotype);
        child.genotypes[locus] = make_genotype(first, handed_down(at->second));
    }
    return child;
}

LocusProfile Simulation::profile(const std::string& locus, const std::vector<Person>& contributors,
                                 const Mixture& mixture) {
    std::map<Allele, double> expected;
    for (std::size_t i = 0; i < contributors.size(); ++i) {
        const Genotype& genotype = contributors[i].genotypes.at(locus);
        expected[genotype.first] += mixture.template_height * mixture.shares.at(i);
        expected[genotype.second] += mixture.template_height * mixture.shares.at(i);
    }
    std::map<Allele, double> heights = expected;
    for (const auto& [allele, height] : expected) {
        const Allele product = StutterModel::product(allele, StutterKind::back);
        heights[product] += height * stutter_.expected_share(locus, StutterKind::back, allele);
    }
    LocusProfile profile;
    profile.locus = locus;
    for (const auto& [allele, height] : heights) {
        std::normal_distribution<double> noise(height, std::sqrt(mixture.variance * height));
        const double drawn = noise(generator_);
        if (drawn < settings_.analytical_threshold) continue;
        Peak peak;
        peak.allele = allele;
        peak.height = drawn;
        peak.size_bases = size_of(allele, flanking);
        profile.peaks.push_back(peak);
    }
    return profile;
}

Sample Simulation::sample(const std::string& id, const std::vector<std::string>& loci,
                          const std::vector<Person>& contributors, const Mixture& mixture, int runs) {
    Sample sample;
    sample.id = id;
    for (int run = 1; run <= runs; ++run) {
        Replicate replicate;
        replicate.name = std::to_string(run);
        for (const std::string& locus : loci) replicate.loci[locus] = profile(locus, contributors, mixture);
        sample.replicates.push_back(std::move(replicate));
    }
    return sample;
}

}  // namespace pg
