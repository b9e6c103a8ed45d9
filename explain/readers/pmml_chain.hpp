// The end of a chain of PMML models: a regression that turns earlier scores into shares of classes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/xml.hpp"

namespace isonomia::explain::pmml {

struct ChainScore {
    XmlNode source;  // the model whose score it is
    std::string category;
    double weight = 1;
    double intercept = 0;
};

struct Chain {
    std::vector<ChainScore> scores;
    bool two = false;  // one score decides between two classes
};

// `parts` as segments() gives them; `single`: the document is computed in floats. Errors: E0401,
// E0402 where the end does more than that, or takes what an earlier segment transformed.
[[nodiscard]] Result<Chain> read_chain_end(const std::vector<std::pair<XmlNode, double>>& parts,
                                           bool single);

// E0402 where results are rescaled.
[[nodiscard]] Status no_targets(XmlNode model);

}  // namespace isonomia::explain::pmml
