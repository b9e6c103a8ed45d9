// A decision tree in one form, whatever program wrote it.
//
// A node asks one question about one column; a value that is missing goes its own way. Every
// question is answered by one number, so which leaf a row reaches is a conjunction of conditions,
// one set per feature. The Shapley values and the counterfactuals rest on nothing else.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace isonomia::explain {

enum class Test : std::uint8_t {
    leaf,
    less,           // x < threshold
    less_or_equal,  // x <= threshold
    equal,          // x == threshold
    in_set,         // x, cut to a whole number, is in the set
    is_missing,     // there is no value; `missing` is not used
};

// Where a node, column or set stands in its list.
[[nodiscard]] constexpr std::size_t place(std::int32_t i) { return static_cast<std::size_t>(i); }

struct Node {
    Test test = Test::leaf;
    bool zero_is_missing = false;  // |x| <= 1e-35 goes the way of a missing value
    std::int32_t column = -1;
    std::int32_t yes = -1;  // indices into Tree::nodes
    std::int32_t no = -1;
    std::int32_t missing = -1;  // `yes`, `no`, or a node of its own
    std::int32_t set = -1;      // index into Tree::sets
    double threshold = 0;
    double value = 0;  // of a leaf; NaN: the model gives no answer here
    double cover = std::numeric_limits<double>::quiet_NaN();  // weight of training rows

    // The node that only a missing value goes to, or -1.
    [[nodiscard]] std::int32_t third() const {
        return missing != yes && missing != no ? missing : -1;
    }
};

// Members are whole numbers below 64 * words.size(); a number is cut to a whole one.
struct CategorySet {
    std::vector<std::uint64_t> words;
    bool from_zero = false;  // what is below 0 is no member; else -0.5 is cut to 0

    void add(std::uint32_t code) {
        if (words.size() <= code / 64) words.resize(code / 64 + 1);
        words[code / 64] |= std::uint64_t{1} << (code % 64);
    }
    [[nodiscard]] bool holds(double x) const {
        if (!(x > -1) || (from_zero && x < 0) || x >= 64.0 * static_cast<double>(words.size()))
            return false;
        const auto code = static_cast<std::uint64_t>(x);
        return (words[code / 64] >> (code % 64) & 1U) != 0;
    }
};

struct Tree {
    std::vector<Node> nodes;  // in preorder: the root first, a child after its parent
    std::vector<CategorySet> sets;
    std::size_t output = 0;
    std::size_t depth = 0;  // edges of the longest path

    [[nodiscard]] std::int32_t next(const Node& node, double x) const {
        if (node.test == Test::is_missing) return std::isnan(x) ? node.yes : node.no;
        if (std::isnan(x) || (node.zero_is_missing && std::abs(x) <= zero_width))
            return node.missing;
        switch (node.test) {
            case Test::less:
                return x < node.threshold ? node.yes : node.no;
            case Test::less_or_equal:
                return x <= node.threshold ? node.yes : node.no;
            case Test::equal:
                return x == node.threshold ? node.yes : node.no;
            default:
                return sets[place(node.set)].holds(x) ? node.yes : node.no;
        }
    }
    [[nodiscard]] double leaf(const double* columns) const {
        std::size_t at = 0;
        while (nodes[at].test != Test::leaf)
            at = static_cast<std::size_t>(next(nodes[at], columns[place(nodes[at].column)]));
        return nodes[at].value;
    }

    static constexpr double zero_width = 1e-35F;  // as LightGBM has it, a float
};

struct TreeLimits {
    std::size_t nodes_max = std::size_t{1} << 22U;  // of one tree
    std::size_t depth_max = 10'000;
    std::size_t unreached = 0;  // nodes that the file says it has deleted
};

// The tree with its nodes in preorder. `what` names it in errors ("tree 3"), `columns` bounds the
// column numbers. Errors: E0404 a child that does not exist, E0405 a node that is reached twice
// (a cycle, or branches that join) or never, E0406 too many nodes or too deep, E0407 a column that
// does not exist.
[[nodiscard]] Result<Tree> sealed(Tree tree, std::size_t columns, const std::string& file,
                                  const std::string& what, TreeLimits limits = {});

}  // namespace isonomia::explain
