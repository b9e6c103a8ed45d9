// Trees written out node by node, and how far two attributions lie apart.
#pragma once

#include <cmath>
#include <vector>

#include "explain/model.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

namespace isonomia::tests::by_hand {

using namespace isonomia::explain;

using Rows = std::vector<std::vector<double>>;

// Largest difference, relative to the size of what is compared with.
inline double distance(const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    double most = 0;
    double size = 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        most = std::max(most, std::abs(a[i] - b[i]));
        size += std::abs(b[i]);
    }
    return most / size;
}

inline Node split(int column, double threshold, int yes, int no, double cover) {
    Node node;
    node.test = Test::less;
    node.column = column;
    node.threshold = threshold;
    node.yes = yes;
    node.no = no;
    node.missing = yes;
    node.cover = cover;
    return node;
}

inline Node leaf(double value, double cover) {
    Node node;
    node.value = value;
    node.cover = cover;
    return node;
}

// One feature after the other down to `depth`, each a different one.
inline Model chain(std::size_t depth) {
    Model model = plain_model(depth);
    Tree tree;
    for (std::size_t d = 0; d < depth; ++d) {
        const int at = static_cast<int>(2 * d);
        tree.nodes.push_back(split(static_cast<int>(d), .5, at + 1, at + 2, 1));
        tree.nodes.back().cover = std::pow(.75, static_cast<double>(d));
        tree.nodes.push_back(leaf(d % 2 == 0 ? 1 : -1, tree.nodes.back().cover * .25));
    }
    tree.nodes.push_back(leaf(100, std::pow(.75, static_cast<double>(depth))));
    model.trees.push_back(*sealed(tree, depth, "model", "tree"));
    return model;
}

}  // namespace isonomia::tests::by_hand
