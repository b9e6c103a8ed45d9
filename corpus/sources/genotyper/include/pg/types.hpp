// Types that all parts of the calculator share.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pg {

// An allele of a short tandem repeat: whole repeats and the bases of an incomplete one, 9.3 -> {9, 3}.
struct Allele {
    int repeats = 0;
    int bases = 0;

    auto operator<=>(const Allele&) const = default;
    [[nodiscard]] double value() const { return repeats + 0.1 * bases; }
};

[[nodiscard]] std::string to_string(const Allele& allele);
[[nodiscard]] std::optional<Allele> parse_allele(const std::string& text);

// A peak of an electropherogram.
struct Peak {
    Allele allele;
    double height = 0;       // relative fluorescence units
    double size_bases = 0;   // fragment length
    bool saturated = false;
};

// All peaks of one locus in one run.
struct LocusProfile {
    std::string locus;
    std::vector<Peak> peaks;

    [[nodiscard]] double total_height() const;
    [[nodiscard]] const Peak* find(const Allele& allele) const;
};

// One run of a sample.
struct Replicate {
    std::string name;
    std::map<std::string, LocusProfile> loci;
    double injection_ms = 5000;
};

struct Sample {
    std::string id;
    std::vector<Replicate> replicates;
};

// Two alleles at one locus; the smaller first.
struct Genotype {
    Allele first;
    Allele second;

    auto operator<=>(const Genotype&) const = default;
    [[nodiscard]] bool homozygous() const { return first == second; }
    [[nodiscard]] int copies(const Allele& allele) const {
        return (first == allele ? 1 : 0) + (second == allele ? 1 : 0);
    }
};

[[nodiscard]] Genotype make_genotype(const Allele& a, const Allele& b);

// A reference profile of a person.
struct Person {
    std::string id;
    std::string ethnicity;
    std::map<std::string, Genotype> genotypes;
};

// Who is supposed to have contributed: known persons and a number of unknown ones.
struct Hypothesis {
    std::vector<Person> known;
    int unknown = 0;

    [[nodiscard]] int contributors() const { return static_cast<int>(known.size()) + unknown; }
};

struct CaseInput {
    Sample sample;
    Hypothesis prosecution;
    Hypothesis defence;
    std::string laboratory;
};

}  // namespace pg
