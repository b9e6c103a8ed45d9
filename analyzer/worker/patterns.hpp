// What several checks ask of the nodes of a function, in the light of the slice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/worker/check.hpp"
#include "analyzer/worker/nodes.hpp"

namespace isonomia::analyzer {

// 'kLabUnit', 'lab_unit', 'lab unit' and 'LAB-UNIT' -> lab, unit. Lower case, a leading single 'k'
// left out.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

// Its result or its object takes part in the result of the entry.
[[nodiscard]] bool on_slice(const Review& review, const Function& function);

// Somewhere below `node` a value of the slice is changed, or the function is left with a value.
[[nodiscard]] bool changes_result(const Review& review, const Function& function, Index node);

// Something below `node` can tell somebody: a call made for its effect, output, a count that
// outlives the function, or an error thrown. `except` and what is below it do not count.
[[nodiscard]] bool reports(const Review& review, const Function& function, Index node,
                           Index except);

// A call that stands by itself as a statement.
[[nodiscard]] bool is_statement(const Function& function, Index node);

// The leads whose cells are nearest to the result first.
void put_nearest_first(const Review& review, std::vector<Lead>& leads);

// A lead at a node; the path starts from `cell`.
[[nodiscard]] Lead lead_at(const Function& function, Index node, Index cell);

}  // namespace isonomia::analyzer
