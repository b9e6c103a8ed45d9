// Does a program answer the same query alike? Looked for before anything is concluded from its
// answers.
#pragma once

#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "explain/oracle/oracle.hpp"

namespace isonomia::explain {

struct Variation {
    std::uint64_t queries = 0;
    std::uint64_t rounds = 0;      // how often each was asked
    std::uint64_t differing = 0;   // queries with answers that are not all equal
    double largest = 0;            // difference between two numbers given to one query
    std::string example;           // "0.61, then 0.63"
    std::vector<std::string> how;  // the rounds, in words
};

// Asks every query as it comes, again, in reverse order, one at a time, and in batches of another
// size; `output` names the part of the answer that counts. No answer counts as an answer of its
// own.
[[nodiscard]] Variation look_for_variation(Oracle& oracle, std::span<const Json> queries,
                                           std::string_view output);

// 'ID/answer_variation': the share of queries that were answered in more than one way.
[[nodiscard]] Measurement variation_measurement(const std::string& id, const Variation& variation);

}  // namespace isonomia::explain
