// What a switch is compared with: the values of its case labels, of ranges both ends.
#pragma once

#include <map>
#include <vector>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

class Labels {
public:
    explicit Labels(const Function& function);

    // Nodes, in the order of the text. `asked` is the switch, or its condition.
    [[nodiscard]] const std::vector<Index>& of(Index asked) const;

private:
    std::map<Index, std::vector<Index>> values_;  // by the switch and by its condition
    std::vector<Index> nothing_;
};

}  // namespace isonomia::analyzer
