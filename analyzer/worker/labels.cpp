#include "analyzer/worker/labels.hpp"

namespace isonomia::analyzer {

Labels::Labels(const Function& function) {
    std::vector<Index> choice(function.nodes.size(), none);  // by node: the switch around it
    for (Index i = 0; i < function.nodes.size(); ++i) {
        const Node& at = function.nodes[i];
        if (at.parent != none)
            choice[i] =
                function.nodes[at.parent].kind == NodeKind::choice ? at.parent : choice[at.parent];
        if (at.kind != NodeKind::label || choice[i] == none) continue;
        const std::size_t count = at.text == "case" ? 1 : at.text == "case..." ? 2 : 0;
        for (std::size_t value = 0; value < count && value < at.children.size(); ++value)
            values_[choice[i]].push_back(at.children[value]);
    }
    const auto by_choice = values_;
    for (const auto& [at, values] : by_choice) {
        // The graph names the value that is asked, below its conversion.
        Index condition = function.nodes[at].condition;
        while (condition != none) {
            values_[condition] = values;
            const Node& outer = function.nodes[condition];
            condition = outer.kind == NodeKind::narrowing && !outer.children.empty()
                            ? outer.children[0]
                            : none;
        }
    }
}

const std::vector<Index>& Labels::of(Index asked) const {
    const auto found = values_.find(asked);
    return found == values_.end() ? nothing_ : found->second;
}

}  // namespace isonomia::analyzer
