// Samples of known origin, drawn for validation.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "pg/likelihood.hpp"
#include "pg/population.hpp"
#include "pg/stutter.hpp"
#include "pg/types.hpp"

namespace pg {

// Draws everything from one seed, which is part of what it reports.
class Simulation {
public:
    Simulation(std::uint64_t seed, const Population& population, const StutterModel& stutter,
               const Settings& settings)
        : seed_(seed), generator_(seed), population_(population), stutter_(stutter), settings_(settings) {}

    [[nodiscard]] Person person(const std::string& id, const std::vector<std::string>& loci);
    [[nodiscard]] Person child(const std::string& id, const Person& mother, const Person& father);
    [[nodiscard]] LocusProfile profile(const std::string& locus, const std::vector<Person>& contributors,
                                       const Mixture& mixture);
    [[nodiscard]] Sample sample(const std::string& id, const std::vector<std::string>& loci,
                                const std::vector<Person>& contributors, const Mixture& mixture, int runs);
    [[nodiscard]] std::uint64_t seed() const { return seed_; }

private:
    [[nodiscard]] Allele allele(const std::string& locus);
    [[nodiscard]] Allele handed_down(const Genotype& parent);

    std::uint64_t seed_;
    std::mt19937_64 generator_;
    const Population& population_;
    const StutterModel& stutter_;
    const Settings& settings_;
};

// Fragment length of an allele at a locus of four-base repeats.
[[nodiscard]] double size_of(const Allele& allele, double flanking_bases);

}  // namespace pg
