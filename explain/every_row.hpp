// Attributions of every row of a table: what drives the results of a system as a whole, and the
// figures of each row for those who want to look further.
#pragma once

#include <functional>
#include <vector>

#include "core/measurement.hpp"
#include "explain/model.hpp"
#include "explain/rows.hpp"
#include "explain/shapley/attribution.hpp"

namespace isonomia::explain {

// `row` from 0; `result` as the model prints it. Both are NaN-valued where the model gives no
// answer, and the values where a mixture of the row and a comparison person gets none.
using RowTaker =
    std::function<Status(std::size_t row, double result, const Attribution& attribution)>;

// 'overall_attribution': by input the mean size of what it added to the margins, largest first,
// over the rows with an answer (n); parameter `mean:NAME` is the mean with its sign, `unanswered`
// counts the other rows. Against `background`, interventional; without, path-dependent. `take` gets
// the rows in their order, a block at a time; `threads` changes nothing but the time.
// Undefined when no row has an answer. Errors: those of PathShapley::of() or
// BackgroundShapley::of(), E0901 when values do not add up to 1e-12, and what `take` returns.
[[nodiscard]] Result<Measurement> attribute_every_row(const Model& model, std::size_t output,
                                                      const std::vector<Row>& rows,
                                                      const std::vector<Row>& background,
                                                      unsigned threads, const RowTaker& take);

}  // namespace isonomia::explain
