// Small questions about the nodes of a function that flow and checks share.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

[[nodiscard]] bool is_comparison(std::string_view op);  // '<', '==', '&&', …

// All nodes below `node` and itself, in the order of the text.
void each_below(const Function& function, Index node,
                const std::function<void(const Node&, Index)>& visit);

// The nearest node above `node` of that kind, or none.
[[nodiscard]] Index enclosing(const Function& function, Index node, NodeKind kind);

// The node has `ancestor` above it, or is it.
[[nodiscard]] bool is_below(const Function& function, Index node, Index ancestor);

// The cells that are read or named anywhere below `node`.
[[nodiscard]] std::vector<Index> cells_below(const Function& function, Index node);

// The cell that `node` reads or writes at its core: of `v[i].w` and `*w` that of w; none for other
// nodes.
[[nodiscard]] Index core_cell(const Function& function, Index node);

// Fills in `settings`: every question "what is this local given" would else read the whole
// function.
void list_settings(Function& function);

// The declarations and assignments of `cell`, in the order of the text.
[[nodiscard]] std::span<const Setting> settings_of(const Function& function, Index cell);

// What the first declaration of `cell` with a value gives it, or none.
[[nodiscard]] Index declared_value(const Function& function, Index cell);

}  // namespace isonomia::analyzer
