// A review in words, for a terminal: what was read stands first, then the findings, then the lines
// that matter most.
#pragma once

#include "analyzer/compare.hpp"
#include "cli/context.hpp"

namespace isonomia::cli {

void print_coverage(Context& context, const Coverage& coverage);
void print_candidates(Context& context, const analyzer::WorkerAnswer& answer);
void print_review(Context& context, const analyzer::WorkerAnswer& answer, std::size_t lines_shown);
void print_ways(Context& context, const analyzer::WorkerAnswer& answer, std::size_t lines_shown);
void print_comparison(Context& context, const analyzer::Comparison& comparison);

}  // namespace isonomia::cli
