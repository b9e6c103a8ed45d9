// From a declared data set to measurements: every rate for everybody, each group and, when asked,
// each intersection; every group against the stated reference group.
//
// Rows and counts give measurements with basis `computed`; published rates give `reported`. What is
// measured, says Dataset::measures (fairness/selection.hpp). The deciding interval is fixed:
// Clopper-Pearson for a rate (Wilson beside it), Newcombe for a difference, Katz for a ratio (score
// intervals beside them), p Fisher's, two-sided; for weighted rows and persons who repeat, their
// counterparts from linearised variances; for other figures what their page says. p_adjusted is
// Holm's over the family that the data set declares, else over all groups that are compared on one
// attribute (or intersection) and metric. `other_intervals` hold what rules that range over groups
// use ('simultaneous-...', Bonferroni over all groups of the data set), and bounds of level 1 for
// missing labels and errors of the ground truth.
//
// Ids: DATASET/METRIC for everybody, DATASET/METRIC/GROUP for a group,
// DATASET/METRIC/GROUP~REFERENCE for a comparison, DATASET/METRIC/ATTRIBUTE for a figure of all
// groups of an attribute; groups as group_key() writes them. Order: everybody, then attributes as
// declared, then intersections, of each first rates, then comparisons of rates, then other figures;
// the most different subgroups last; groups by name, what was not recorded last; metrics by id; the
// same on every run.
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
// S0112 a figure that nothing computes, S0113 one that weighted rows do not have, S0115 what is
// declared and serves nothing asked for, S0201 an unknown metric, S0202 a text that is no rate,
// S0203 a numerator above its denominator or a denominator of 0.
[[nodiscard]] Result<MeasureResult> measure(const Dataset& dataset,
                                            const std::filesystem::path& rows_file,
                                            const std::string& rows_name);

}  // namespace isonomia::fairness
