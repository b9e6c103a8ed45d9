#include "explain/tree.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace isonomia::explain {

namespace {

struct Waiting {
    std::int32_t node;
    std::int32_t parent;  // in the new order; -1 for the root
    std::int32_t Node::* link;
    std::size_t depth;
};

class Sealer {
public:
    Sealer(Tree& tree, std::size_t columns, const std::string& file, const std::string& what,
           TreeLimits limits)
        : tree_(tree), columns_(columns), file_(file), what_(what), limits_(limits) {}

    Status run() {
        if (tree_.nodes.empty()) return problem("E0404", "has no nodes", "");
        if (tree_.nodes.size() > limits_.nodes_max)
            return problem("E0406", fmt::format("has {} nodes", tree_.nodes.size()),
                           fmt::format("at most {} are read", limits_.nodes_max));
        reached_.assign(tree_.nodes.size(), false);
        order_.reserve(tree_.nodes.size());
        waiting_.push_back({0, -1, nullptr, 0});
        while (!waiting_.empty()) {
            const Waiting next = waiting_.back();
            waiting_.pop_back();
            if (auto status = visit(next); !status) return status;
        }
        if (order_.size() + limits_.unreached != tree_.nodes.size())
            return problem("E0405",
                           fmt::format("has {} nodes that no path reaches",
                                       tree_.nodes.size() - order_.size()),
                           "the file is damaged or was edited");
        tree_.nodes = std::move(order_);
        return {};
    }

private:
    Status visit(const Waiting& next) {
        const auto count = static_cast<std::int32_t>(tree_.nodes.size());
        if (next.node < 0 || next.node >= count)
            return problem("E0404", fmt::format("names node {}, but has {}", next.node, count),
                           "the file is damaged or was cut short");
        const auto at = static_cast<std::size_t>(next.node);
        if (reached_[at])
            return problem("E0405", fmt::format("reaches node {} on two paths", next.node),
                           "a tree has one path to each node; the file is damaged");
        reached_[at] = true;
        if (next.depth > limits_.depth_max)
            return problem("E0406", "is too deep",
                           fmt::format("at most {} levels are read", limits_.depth_max));
        tree_.depth = std::max(tree_.depth, next.depth);
        const auto self = static_cast<std::int32_t>(order_.size());
        if (next.parent >= 0) relink(order_[static_cast<std::size_t>(next.parent)], next, self);
        order_.push_back(tree_.nodes[at]);
        if (order_.back().test == Test::leaf) return {};
        return enter(order_.back(), self, next.depth);
    }

    // A missing child that was one of the two others follows it to its new place.
    static void relink(Node& parent, const Waiting& next, std::int32_t self) {
        const bool same = parent.missing == next.node && next.link != &Node::missing;
        parent.*next.link = self;
        if (same) parent.missing = ~self;  // marked, so that it is not taken for an old index
    }

    Status enter(const Node& node, std::int32_t self, std::size_t depth) {
        if (node.column < 0 || place(node.column) >= columns_)
            return problem("E0407",
                           fmt::format("asks about column {} of {}", node.column, columns_),
                           "the file is damaged, or its list of features belongs to another model");
        if (node.test == Test::in_set && (node.set < 0 || place(node.set) >= tree_.sets.size()))
            return problem("E0404", "names a set of categories that it does not have",
                           "the file is damaged");
        if (node.test != Test::is_missing && node.missing != node.yes && node.missing != node.no)
            waiting_.push_back({node.missing, self, &Node::missing, depth + 1});
        waiting_.push_back({node.no, self, &Node::no, depth + 1});
        waiting_.push_back({node.yes, self, &Node::yes, depth + 1});
        return {};
    }

    [[nodiscard]] Status problem(std::string code, const std::string& text,
                                 std::string hint) const {
        return fail(input_error(std::move(code), fmt::format("{} {}", what_, text))
                        .at({file_, 0, 0})
                        .hinted(hint.empty() ? "the file is damaged" : std::move(hint)));
    }

    Tree& tree_;
    std::size_t columns_;
    const std::string& file_;
    const std::string& what_;
    TreeLimits limits_;
    std::vector<bool> reached_;
    std::vector<Node> order_;
    std::vector<Waiting> waiting_;
};

}  // namespace

Result<Tree> sealed(Tree tree, std::size_t columns, const std::string& file,
                    const std::string& what, TreeLimits limits) {
    if (auto status = Sealer(tree, columns, file, what, limits).run(); !status)
        return fail(status.error());
    for (Node& node : tree.nodes)
        if (node.test == Test::is_missing)
            node.missing = -1;
        else if (node.test != Test::leaf && node.missing < 0)
            node.missing = ~node.missing;
    return tree;
}

}  // namespace isonomia::explain
