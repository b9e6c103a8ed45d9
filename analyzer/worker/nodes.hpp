// Small questions about the nodes of a function that flow and checks share.
#pragma once

#include <functional>
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

}  // namespace isonomia::analyzer
