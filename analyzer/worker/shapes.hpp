// Forms of code that several checks look for: numbers as written, calls by name, guards, what is
// said on a branch, and the test that an expert can run at a guard.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/patterns.hpp"

namespace isonomia::analyzer {

// Visits every node of every function that takes part in the result.
void each_on_slice(const Review& review,
                   const std::function<void(const Function&, const Node&, Index)>& visit);

[[nodiscard]] bool is_word_of(std::string_view name, std::span<const std::string_view> words);
[[nodiscard]] bool is_one_of(std::string_view name, std::span<const std::string_view> names);

// The number that stands at `node`: a literal, with or without a sign, or a constant that was
// given one. Nothing for what is not a number or is computed.
[[nodiscard]] std::optional<double> number_at(const Review& review, const Function& function,
                                              Index node);
// A number, an extreme value of a type, or a NaN or infinity of the library, as written; or "".
[[nodiscard]] std::string fixed_value(const Review& review, const Function& function, Index node);

// The type of what the cell holds, without qualifiers, reference and template arguments:
// 'unsigned int', 'std::unordered_map'.
[[nodiscard]] std::string_view type_of(const Cell& cell);

// The unqualified name of what is called at `node`, or "".
[[nodiscard]] std::string_view called(const Review& review, const Function& function, Index node);
// Somewhere below `node` one of these is called; gives that call, or none.
[[nodiscard]] Index call_below(const Review& review, const Function& function, Index node,
                               std::span<const std::string_view> names);

// The cell that takes the value of the expression `node`: of the declaration, assignment or return
// above it; none where the value goes elsewhere.
[[nodiscard]] Index taken_by(const Function& function, Index node);

// The call around the argument `node` may change it.
[[nodiscard]] bool is_out_argument(const Review& review, const Function& function, Index node);

// The arm of the nearest `if` around `node`, within its function, or none; and that `if`.
[[nodiscard]] Index arm_around(const Function& function, Index node);

// Something below `node` tells somebody: output, a call made for its effect on what is not the
// result, an error thrown or returned. Returning or setting a plain number tells nobody.
[[nodiscard]] bool tells(const Review& review, const Function& function, Index node);

// An `if` after `node` asks for one of the cells and tells somebody.
[[nodiscard]] bool told_after(const Review& review, const Function& function, Index node,
                              std::span<const Index> cells);

// `if (x > limit) x = limit;`, `if (v.size() > limit) v.resize(limit);`: what is cut, and at what.
struct Cut {
    Index node = none;  // the assignment or call
    Index cell = none;
    std::string bound;
    bool from_below = false;  // what is smaller becomes the bound
};
// All in the first arm of the `if` at `node`.
[[nodiscard]] std::vector<Cut> cuts_in(const Review& review, const Function& function, Index node);

// The condition compares sizes: '<', '>', '<=', '>='.
[[nodiscard]] bool compares_order(const Function& function, Index condition);

// A lead at a node, with the test to run where a guard there compares an input with a number.
[[nodiscard]] Lead lead_here(const Review& review, const Function& function, Index node,
                             Index cell);

// The test for the comparison at or around `node`, or "".
[[nodiscard]] std::string witness_at(const Review& review, const Function& function, Index node);

}  // namespace isonomia::analyzer
