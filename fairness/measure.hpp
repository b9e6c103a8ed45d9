// From a declared data set to measurements: every rate for everybody, each group and, when asked,
// each intersection; every group against the stated reference group.
//
// Rows and counts give measurements with basis `computed`; published rates give `reported`. The
// deciding interval is fixed: Clopper-Pearson for a rate (Wilson beside it), Newcombe for a
// difference, Katz for a ratio. p is Fisher's, two-sided; p_adjusted is Holm's over all groups that
// are compared on one attribute (or intersection) and metric, those without a p left out.
//
// Ids: DATASET/METRIC for everybody, DATASET/METRIC/GROUP for a group,
// DATASET/METRIC/GROUP~REFERENCE for a comparison, groups as group_key() writes them. Order:
// everybody, then attributes as declared, then intersections; groups by name, what was not recorded
// last; metrics by id; the same on every run.
//
// Of a rate, numerator and denominator are its counts and n is the denominator; of a comparison, n
// is the sum of both denominators and `parameters` hold group_counts and reference_counts.
// `missing` are the rows of the group (of both groups) without outcome or prediction.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "core/measurement.hpp"

namespace isonomia::fairness {

struct MeasureResult {
    std::vector<Measurement> measurements;
    std::vector<std::string> warnings;
};

// `rows_file` is read for form `rows` only; `rows_name` stands for it in errors and decides the
// separator. Errors: those of count_rows; S0106 a level outside [0.5, 0.9999], S0107 no counts or
// rates, S0108 one group twice, S0109 counts beyond 10^15, S0110 a reference that does not occur,
// S0201 an unknown metric, S0202 a text that is no rate, S0203 a numerator above its denominator or
// a denominator of 0.
[[nodiscard]] Result<MeasureResult> measure(const Dataset& dataset,
                                            const std::filesystem::path& rows_file,
                                            const std::string& rows_name);

}  // namespace isonomia::fairness
