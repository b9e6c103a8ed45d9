// Predicates of PMML as questions of a tree. For the PMML readers only.
//
// A predicate is true, false or unknown. It becomes a few nodes whose open ends are collected by
// answer and filled in later; where several ends lead to the same thing, it is written out for
// each.
#pragma once

#include <functional>
#include <vector>

#include "explain/readers/pmml_scope.hpp"

namespace isonomia::explain::pmml {

class TreeWriter {
public:
    struct Ends {
        std::vector<std::int32_t> yes, no, unknown;
    };

    TreeWriter(Scope& scope, std::size_t output) : scope_(&scope) {
        tree_.output = output;
        tree_.nodes.emplace_back();
    }

    // Asks the predicate at an open end. With `unknown_is_false`, no end is unknown.
    [[nodiscard]] Result<Ends> ask(std::int32_t end, XmlNode predicate, bool unknown_is_false);

    // The same for two predicates of which the second is the opposite of the first: `no` are the
    // ends of the second. Nothing when they are not opposites.
    [[nodiscard]] static bool opposites(XmlNode first, XmlNode second);

    void leaf(std::int32_t end, double value) { node(end).value = value; }
    Node& node(std::int32_t n) { return tree_.nodes[static_cast<std::size_t>(n)]; }
    // A missing value goes where another answer goes.
    void merge_unknown(std::int32_t asked, bool into_yes) {
        node(asked).missing = into_yes ? node(asked).yes : node(asked).no;
    }
    Tree take() { return std::move(tree_); }
    [[nodiscard]] std::size_t size() const { return tree_.nodes.size(); }

    static constexpr std::size_t nodes_max = std::size_t{1} << 20U;

private:
    [[nodiscard]] Result<Ends> ask_simple(std::int32_t end, XmlNode predicate, bool merge);
    [[nodiscard]] Result<Ends> ask_set(std::int32_t end, XmlNode predicate, bool merge);
    [[nodiscard]] Result<Ends> ask_compound(std::int32_t end, XmlNode predicate, bool merge);
    [[nodiscard]] Result<std::optional<Field>> interval(XmlNode predicate);
    Ends split(std::int32_t end, Node test, bool swapped, bool merge);

    Scope* scope_;
    Tree tree_;
};

// The predicate of a node, segment or attribute: the first child that is one.
[[nodiscard]] Result<XmlNode> predicate_of(XmlNode node);

// <TreeModel>. `score` gives the value of a <Node> that is reached.
[[nodiscard]] Result<Tree> read_tree(XmlNode tree_model, Scope& scope, std::size_t output,
                                     const std::function<Result<double>(XmlNode)>& score);

// One <Characteristic> of a scorecard.
[[nodiscard]] Result<Tree> read_characteristic(XmlNode characteristic, Scope& scope);

// The models of a <MiningModel> with their shares of the result; `method` is how they are combined.
[[nodiscard]] Result<std::vector<std::pair<XmlNode, double>>> segments(XmlNode node,
                                                                       std::string& method);

}  // namespace isonomia::explain::pmml
