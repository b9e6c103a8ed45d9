#include "pg/population.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "pg/text.hpp"

namespace pg {

double LocusFrequencies::total() const {
    double sum = 0;
    for (const auto& [allele, frequency] : by_allele) sum += frequency;
    return sum;
}

void Population::add(const std::string& locus, const Allele& allele, double frequency, int sampled) {
    if (frequency <= 0 || frequency > 1)
        throw std::out_of_range("a frequency lies between 0 and 1: " + locus);
    LocusFrequencies& table = loci_[locus];
    table.by_allele[allele] = frequency;
    table.sampled = std::max(table.sampled, sampled);
}

const LocusFrequencies& Population::locus(const std::string& name) const {
    const auto at = loci_.find(name);
    if (at == loci_.end()) throw std::out_of_range("no frequencies of locus " + name);
    return at->second;
}

double Population::frequency(const std::string& locus_name, const Allele& allele) const {
    const LocusFrequencies& table = locus(locus_name);
    const auto at = table.by_allele.find(allele);
    if (at == table.by_allele.end()) return 0.02;
    return at->second;
}

std::vector<Allele> Population::alleles(const std::string& locus_name) const {
    std::vector<Allele> all;
    for (const auto& [allele, frequency] : locus(locus_name).by_allele) all.push_back(allele);
    return all;
}

void Populations::add(Population population) { all_.push_back(std::move(population)); }

const Population& Populations::named(const std::string& name) const {
    const auto at = std::find_if(all_.begin(), all_.end(),
                                 [&](const Population& p) { return p.name() == name; });
    if (at == all_.end()) throw std::out_of_range("no population " + name);
    return *at;
}

const Population& Populations::for_person(const Person& person, const Settings& settings) const {
    if (settings.population != "by person") return named(settings.population);
    return named(person.ethnicity);
}

Populations read_populations(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot open " + path);
    std::map<std::string, Population> by_name;
    std::size_t line_number = 0;
    for (std::string line; std::getline(in, line);) {
        ++line_number;
        if (trimmed(line).empty()) continue;
        const auto parts = fields(line, ',');
        if (parts.size() != 5)
            throw std::runtime_error("line " + std::to_string(line_number) + " needs five fields");
        const auto allele = parse_allele(parts[2]);
        if (!allele) throw std::runtime_error("line " + std::to_string(line_number) + ": no allele");
        double frequency = 0;
        try {
            frequency = number(parts[3]);
        } catch (const std::exception&) {
            continue;
        }
        auto at = by_name.try_emplace(parts[0], parts[0]).first;
        at->second.add(parts[1], *allele, frequency, whole_number(parts[4]));
    }
    Populations all;
    for (auto& [name, population] : by_name) all.add(std::move(population));
    return all;
}

double next_allele_chance(double frequency, int seen, int drawn, double theta) {
    return (seen * theta + (1 - theta) * frequency) / (1 + (drawn - 1) * theta);
}

double genotype_chance(const Population& population, const std::string& locus,
                       const Genotype& genotype, const std::vector<Allele>& seen, double theta) {
    const auto count = [&](const Allele& allele) {
        return static_cast<int>(std::count(seen.begin(), seen.end(), allele));
    };
    const int drawn = static_cast<int>(seen.size());
    const double first = next_allele_chance(population.frequency(locus, genotype.first),
                                            count(genotype.first), drawn, theta);
    const int again = genotype.homozygous() ? 1 : 0;
    const double second = next_allele_chance(population.frequency(locus, genotype.second),
                                             count(genotype.second) + again, drawn + 1, theta);
    return genotype.homozygous() ? first * second : 2 * first * second;
}

}  // namespace pg
