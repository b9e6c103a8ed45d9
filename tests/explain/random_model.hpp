// Random forests for tests, and path-dependent Shapley values by their definition.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "core/random.hpp"
#include "explain/model.hpp"

namespace isonomia::tests {

class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    double unit() {
        std::array<std::uint8_t, 4> b{};
        random_.fill(b);
        return (b[0] * 16777216.0 + b[1] * 65536.0 + b[2] * 256.0 + b[3]) / 4294967296.0;
    }
    std::size_t below(std::size_t n) {
        return static_cast<std::size_t>(unit() * static_cast<double>(n));
    }

private:
    SeededRandom random_;
};

// A random tree in any order of nodes; leaves at the given depth or before.
inline explain::Tree random_tree(Draw& draw, std::size_t features, std::size_t depth) {
    explain::Tree tree;
    struct Open {
        std::size_t node, depth;
    };
    tree.nodes.emplace_back();
    tree.nodes[0].cover = 1000;
    std::vector<Open> open{{0, 0}};
    while (!open.empty()) {
        const Open at = open.back();
        open.pop_back();
        if (at.depth == depth || draw.unit() < 0.1) {
            tree.nodes[at.node].value = draw.unit() * 20 - 10;
            continue;
        }
        const auto yes = static_cast<std::int32_t>(tree.nodes.size());
        const double share = draw.unit() < 0.05 ? 0 : draw.unit();
        for (const double part : {share, 1 - share}) {
            tree.nodes.emplace_back();
            tree.nodes.back().cover = tree.nodes[at.node].cover * part;
            open.push_back({tree.nodes.size() - 1, at.depth + 1});
        }
        explain::Node& node = tree.nodes[at.node];
        node.column = static_cast<std::int32_t>(draw.below(features));
        node.threshold = std::floor(draw.unit() * 10) / 10;
        node.yes = yes;
        node.no = yes + 1;
        node.missing = draw.unit() < 0.5 ? node.yes : node.no;
        const std::size_t kind = draw.below(4);
        node.test = kind == 0   ? explain::Test::less
                    : kind == 1 ? explain::Test::less_or_equal
                    : kind == 2 ? explain::Test::in_set
                                : explain::Test::is_missing;
        if (kind == 2) {
            node.set = static_cast<std::int32_t>(tree.sets.size());
            tree.sets.emplace_back().add(static_cast<std::uint32_t>(draw.below(2)));
        }
    }
    return tree;
}

inline explain::Model plain_model(std::size_t features) {
    explain::Model model;
    model.file = "model";
    for (std::size_t f = 0; f < features; ++f) {
        model.inputs.push_back({"f" + std::to_string(f)});
        model.columns.push_back({f});
    }
    model.outputs = {"score"};
    model.base = {0};
    return model;
}

inline explain::Model random_forest(Draw& draw, std::size_t features, std::size_t trees,
                                    std::size_t depth) {
    explain::Model model = plain_model(features);
    model.base = {draw.unit()};
    for (std::size_t t = 0; t < trees; ++t)
        model.trees.push_back(*explain::sealed(random_tree(draw, features, depth), features,
                                               "model", "tree " + std::to_string(t)));
    return model;
}

inline std::vector<double> random_row(Draw& draw, std::size_t features) {
    std::vector<double> row(features);
    for (double& x : row)
        x = draw.unit() < 0.15 ? std::numeric_limits<double>::quiet_NaN()
                               : std::floor(draw.unit() * 20) / 10;
    return row;
}

// v(S) of the path-dependent game, by recursion over the tree (the trees of tests are shallow).
inline double path_worth(const explain::Tree& tree, const std::vector<double>& row,
                         std::uint32_t coalition, std::int32_t at = 0) {
    const explain::Node& node = tree.nodes[static_cast<std::size_t>(at)];
    if (node.test == explain::Test::leaf) return node.value;
    const auto column = static_cast<std::size_t>(node.column);
    if ((coalition >> column & 1U) != 0)
        return path_worth(tree, row, coalition, tree.next(node, row[column]));
    double sum = 0;
    for (const std::int32_t child : {node.yes, node.no}) {
        const double cover = tree.nodes[static_cast<std::size_t>(child)].cover;
        if (cover > 0 && node.cover > 0)
            sum += cover / node.cover * path_worth(tree, row, coalition, child);
    }
    return sum;
}

}  // namespace isonomia::tests
