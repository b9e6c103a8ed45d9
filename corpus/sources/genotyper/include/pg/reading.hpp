// Reads samples and reference profiles from the tables that the laboratory exports.
#pragma once

#include <istream>
#include <map>
#include <string>
#include <vector>

#include "pg/types.hpp"

namespace pg {

struct Skipped {
    std::size_t line = 0;
    std::string why;
};

struct SampleTable {
    std::map<std::string, Sample> samples;
    std::vector<Skipped> skipped;
};

// Lines of the form `sample,run,locus,allele,height,size`.
[[nodiscard]] SampleTable read_samples(std::istream& in);
// Lines of the form `person,ethnicity,locus,allele,allele`.
[[nodiscard]] std::map<std::string, Person> read_persons(std::istream& in);
// Loci of a sample for which a person has no genotype.
[[nodiscard]] std::vector<std::string> missing_loci(const Sample& sample, const Person& person);

}  // namespace pg
