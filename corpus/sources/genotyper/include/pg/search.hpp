// A search of a database of persons for those who may have contributed to a sample.
#pragma once

#include <string>
#include <vector>

#include "pg/evidence.hpp"
#include "pg/types.hpp"

namespace pg {

struct Candidate {
    std::string person;
    double shared = 0;     // share of the person's alleles that the sample shows
    double log_ratio = 0;
    std::size_t loci = 0;  // compared
};

// Share of the alleles of the person that any run of the sample shows.
[[nodiscard]] Candidate screened(const Sample& sample, const Person& person);
// The persons that share most, best first; at most `list_max` of them.
[[nodiscard]] std::vector<Candidate> screen(const Sample& sample, const std::vector<Person>& database,
                                            std::size_t list_max);
// Rank of a person among the candidates, from 1.
[[nodiscard]] double rank_of(const std::vector<Candidate>& candidates, const std::string& person);
// Expected number of persons of a database who share as much by chance.
[[nodiscard]] double expected_by_chance(const std::vector<Candidate>& candidates, double share,
                                        std::size_t database_size);

}  // namespace pg
