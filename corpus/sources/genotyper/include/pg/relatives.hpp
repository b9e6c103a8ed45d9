// Relatives: the chance that two persons share alleles by descent, and what follows for the ratio.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pg/population.hpp"
#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

enum class Relation { unrelated, parent, sibling, half_sibling, cousin };

// Chances that two persons share none, one or two alleles by descent.
struct Sharing {
    double none = 1;
    double one = 0;
    double two = 0;
};

[[nodiscard]] Sharing sharing_of(Relation relation);
[[nodiscard]] Relation relation_named(const std::string& name);

// A family tree in which persons are added with their parents.
class Family {
public:
    // Status 1: a parent is not in the tree. Status 2: the person is there already.
    void add(const std::string& person, const std::string& father, const std::string& mother, int& status);
    // Chance that an allele drawn from each is the same by descent. Status 1: not in the tree.
    [[nodiscard]] double kinship(const std::string& a, const std::string& b, int& status) const;
    [[nodiscard]] std::size_t size() const { return parents_.size(); }

private:
    [[nodiscard]] double between(const std::string& a, const std::string& b, int depth) const;

    std::map<std::string, std::pair<std::string, std::string>> parents_;
    std::vector<std::string> order_;
};

// Chance of the genotype of a relative of somebody with a known genotype.
[[nodiscard]] double relative_chance(const Population& population, const std::string& locus,
                                     const Genotype& known, const Genotype& asked, Relation relation);

// Logarithm to base 10 by which the ratio is lowered for a brother who may have been there.
[[nodiscard]] double relatives_correction(const CaseInput& input, const Population& population,
                                          const Settings& settings);

}  // namespace pg
