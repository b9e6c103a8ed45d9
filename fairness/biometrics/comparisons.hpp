// Comparisons between people: who was compared with whom, with what score, and from which groups.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/cube.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

struct ComparedPair {
    double score = 0;              // higher: more alike
    std::uint32_t probe = 0;       // person
    std::uint32_t gallery = 0;     // person enrolled; the same number is the same person
    std::uint32_t search = 0;      // the probe sample, where samples are declared
    std::uint16_t probe_leaf = 0;  // combination of group values, below 2^15
    std::uint16_t gallery_leaf : 15 = 0;
    bool mated : 1 = false;  // the same person, by the declared truth or by the ids
};
static_assert(sizeof(ComparedPair) == 24);  // 100,000,000 of them fit into 2.4 GB

struct Comparisons {
    std::vector<ComparedPair> list;  // in the order of the rows
    std::vector<std::string> attributes;
    std::vector<GroupValues> leaves;
    std::uint32_t people = 0;                  // distinct ids, probes and enrolled together
    bool searches_declared = false;            // else there are none
    std::uint32_t searches = 0;                // distinct probe samples
    std::vector<std::uint32_t> search_person;  // per search
    std::vector<bool> search_has_score;        // per search
    std::uint64_t missing = 0;                 // rows without score, person or truth
    std::uint64_t rows = 0;
    std::map<std::string, std::string> parameters;
    std::vector<std::string> warnings;
};

// Errors: check_declaration's; S0301 a role that is missing or double; S0401 unequal numbers of
// group columns on the two sides; S0402 more rows than the limit; T0101 to T0105 and those of
// read_table. A score must be a finite number, NaN is refused with its line.
constexpr std::size_t comparisons_max = 100'000'000;
[[nodiscard]] Result<Comparisons> read_comparisons(const Dataset& dataset,
                                                   const stats::ByteSource& source,
                                                   const std::string& name,
                                                   const stats::TableOptions& reading = {});
[[nodiscard]] Result<Comparisons> read_comparisons(const Dataset& dataset,
                                                   const std::filesystem::path& path,
                                                   const std::string& name);

}  // namespace isonomia::fairness
