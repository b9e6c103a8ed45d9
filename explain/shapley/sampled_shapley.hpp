// Shapley values of a black box by sampling, with a standard error.
//
// One sample draws a comparison person and an order of the features; the features of the person in
// question come in one by one in that order, and once more in the reverse order. The mean of the
// two changes of the result by a feature is an unbiased estimate of its value; samples are
// independent, so their spread gives the error. Castro, Gómez and Tejada, "Polynomial calculation
// of the Shapley value based on sampling", Computers & Operations Research 36 (2009) 1726-1730;
// pairs of reversed orders: Mitchell, Cooper, Frank and Holmes, JMLR 23 (2022) 1-46.
#pragma once

#include <cstdint>
#include <vector>

#include "core/error.hpp"
#include "explain/scorer.hpp"

namespace isonomia::explain {

struct SampledShapley {
    std::vector<double> values;           // by input
    std::vector<double> standard_errors;  // 0 where nothing varied: not a proof that nothing does
    std::vector<double> low, high;        // Student's t at the level
    double score = 0;
    double base = 0;  // mean result of the comparison persons drawn
    std::uint64_t samples = 0;
    std::uint64_t queries = 0;  // rows given to the scorer, repeated ones included
};

// `samples` at least 2. A sample that meets a row without an answer is left out and counted in
// `lost`. Errors: E0503 nobody to compare with, no answer for the row itself, or fewer than 2
// samples with all their answers.
struct SamplingPlan {
    std::uint64_t samples = 200;
    std::uint64_t seed = 1;
    double level = 0.95;
};
[[nodiscard]] Result<SampledShapley> sampled_shapley(const Scorer& score, const Row& row,
                                                     const std::vector<Row>& background,
                                                     const SamplingPlan& plan,
                                                     std::uint64_t* lost = nullptr);

}  // namespace isonomia::explain
