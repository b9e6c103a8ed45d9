// What drove the result of a model read from a file: the result computed again, exact attributions
// with their range over comparison groups, the smallest change that would have altered it, and what
// changing a protected attribute alone does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "explain/counterfactual.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

struct ModelQuestion {
    std::string id;                   // of the measurements: 'ID/shapley_attribution'
    std::size_t output = 0;           // of the model
    Row row;                          // the person
    std::vector<Row> background;      // comparison persons; may be empty
    std::optional<double> threshold;  // of the printed result; at or above it is adverse or good
    std::vector<Limit> limits;        // one per input; empty: everything may change
    std::vector<std::size_t> protected_inputs;
    std::uint64_t boxes_max = 200'000;  // budget of the counterfactual
};

// The measurements, in this order:
//   recomputed_score      scalar, with the margin among its parameters
//   shapley_attribution   series, one point per input; `low` and `high` are the least and the
//                         greatest value over the comparison groups that `ranges_over` names: all
//                         comparison persons, the lower and the upper half of them by result, and
//                         the training rows where the model file counts them. Interventional
//                         against all comparison persons; without any, path-dependent; for models
//                         that mix features, by every coalition. Undefined with its reason else.
//                         Parameters: method, base, margin, additivity_error (at most 1e-12).
//   counterfactual        series, one point per changed input (x: from, value: to), with a
//   threshold;
//                         parameters: in_words, certificate, changed_features, size, boxes
//   attribute_swap        series, one per protected input, with a threshold (further.hpp)
// Errors: E0704 the model gives no answer for the person; E0705 a threshold with every
// result on one side; E0901.
[[nodiscard]] Result<std::vector<Measurement>> explain_model(const Model& model,
                                                             const ModelQuestion& question);

}  // namespace isonomia::explain
