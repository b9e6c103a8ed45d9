#include "pg/relatives.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pg/evidence.hpp"

namespace pg {

namespace {

constexpr int depth_max = 12;
constexpr double share_of_brothers = 0.001;

}  // namespace

Sharing sharing_of(Relation relation) {
    switch (relation) {
        case Relation::unrelated:
            return {1, 0, 0};
        case Relation::parent:
            return {0, 1, 0};
        case Relation::sibling:
            return {0.25, 0.5, 0.25};
        case Relation::half_sibling:
            return {0.5, 0.5, 0};
        case Relation::cousin:
            return {0.75, 0.25, 0};
    }
    throw std::logic_error("not a relation");
}

Relation relation_named(const std::string& name) {
    static const std::map<std::string, Relation> names{{"unrelated", Relation::unrelated},
                                                       {"parent", Relation::parent},
                                                       {"sibling", Relation::sibling},
                                                       {"half-sibling", Relation::half_sibling},
                                                       {"cousin", Relation::cousin}};
    const auto at = names.find(name);
    if (at == names.end()) throw std::out_of_range("no relation " + name);
    return at->second;
}

void Family::add(const std::string& person, const std::string& father, const std::string& mother,
                 int& status) {
    status = 0;
    if (parents_.count(person) != 0) {
        status = 2;
        return;
    }
    for (const std::string& parent : {father, mother})
        if (!parent.empty() && parents_.count(parent) == 0) status = 1;
    parents_[person] = {father, mother};
    order_.push_back(person);
}

double Family::between(const std::string& a, const std::string& b, int depth) const {
    if (a.empty() || b.empty() || depth > depth_max) return 0;
    const auto place = [&](const std::string& person) {
        return std::find(order_.begin(), order_.end(), person) - order_.begin();
    };
    if (a == b) {
        const auto& [father, mother] = parents_.at(a);
        return 0.5 * (1 + between(father, mother, depth + 1));
    }
    const bool a_later = place(a) > place(b);
    const std::string& younger = a_later ? a : b;
    const std::string& older = a_later ? b : a;
    const auto& [father, mother] = parents_.at(younger);
    return 0.5 * (between(father, older, depth + 1) + between(mother, older, depth + 1));
}

double Family::kinship(const std::string& a, const std::string& b, int& status) const {
    status = parents_.count(a) == 0 || parents_.count(b) == 0 ? 1 : 0;
    if (status != 0) return 0;
    return between(a, b, 0);
}

double relative_chance(const Population& population, const std::string& locus, const Genotype& known,
                       const Genotype& asked, Relation relation) {
    const Sharing sharing = sharing_of(relation);
    const double by_chance = genotype_chance(population, locus, asked, {}, 0);
    double by_one = 0;
    for (const Allele& shared : {known.first, known.second}) {
        if (asked.copies(shared) == 0) continue;
        const Allele other = asked.first == shared ? asked.second : asked.first;
        by_one += 0.5 * population.frequency(locus, other);
    }
    const double by_two = asked == known ? 1 : 0;
    return sharing.none * by_chance + sharing.one * by_one + sharing.two * by_two;
}

namespace {

// The family that the defence names: two parents and their sons.
double expected_kinship(const Person& suspect) {
    Family family;
    int status = 0;
    family.add("father", "", "", status);
    family.add("mother", "", "", status);
    family.add(suspect.id, "father", "mother", status);
    family.add("brother", "father", "mother", status);
    return family.kinship(suspect.id, "brother", status);
}

}  // namespace

double relatives_correction(const CaseInput& input, const Population& population,
                            const Settings& settings) {
    if (input.prosecution.known.empty()) return 0;
    const Person& suspect = input.prosecution.known.front();
    const double kinship = expected_kinship(suspect);
    double chance = 1;
    for (const auto& [locus, genotype] : suspect.genotypes) {
        if (!population.has_locus(locus)) throw std::out_of_range("no frequencies of locus " + locus);
        chance *= relative_chance(population, locus, genotype, genotype, Relation::sibling);
    }
    const double theta = settings.theta.value_or(0.03);
    return std::log10(1 - share_of_brothers * chance * kinship * (1 - theta));
}

}  // namespace pg
