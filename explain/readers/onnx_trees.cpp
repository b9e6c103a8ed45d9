#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "explain/readers/onnx_node.hpp"

namespace isonomia::explain::onnx {

namespace {

constexpr std::size_t outputs_max = 10'000;

struct Mode {
    std::string_view name;
    Test test;
    bool swapped;
    bool missing_is_yes;  // what a comparison with NaN answers
};
constexpr std::array<Mode, 6> modes{{{"BRANCH_LEQ", Test::less_or_equal, false, false},
                                     {"BRANCH_LT", Test::less, false, false},
                                     {"BRANCH_GTE", Test::less, true, false},
                                     {"BRANCH_GT", Test::less_or_equal, true, false},
                                     {"BRANCH_EQ", Test::equal, false, false},
                                     {"BRANCH_NEQ", Test::equal, true, true}}};

class EnsembleReader {
public:
    EnsembleReader(const GraphNode& node, const std::vector<std::size_t>& columns, Model& model)
        : node_(node), columns_(columns), model_(model) {
        classes_ = node.op == "TreeEnsembleClassifier";
    }

    Status run() {
        model_.family = "tree ensemble";
        for (const auto step : {&EnsembleReader::read_lists, &EnsembleReader::read_outputs,
                                &EnsembleReader::read_post, &EnsembleReader::build})
            if (auto status = (this->*step)(); !status) return status;
        return {};
    }

private:
    [[nodiscard]] std::string key(std::string_view name) const {
        return fmt::format("{}_{}", classes_ ? "class" : "target", name);
    }

    Status read_lists() {
        tree_ = node_.integers("nodes_treeids");
        id_ = node_.integers("nodes_nodeids");
        feature_ = node_.integers("nodes_featureids");
        yes_ = node_.integers("nodes_truenodeids");
        no_ = node_.integers("nodes_falsenodeids");
        mode_ = node_.texts("nodes_modes");
        value_ = node_.floats("nodes_values");
        hits_ = node_.floats("nodes_hitrates");
        tracks_ = node_.integers("nodes_missing_value_tracks_true");
        for (const std::size_t size :
             {id_.size(), feature_.size(), yes_.size(), no_.size(), mode_.size(), value_.size()})
            if (size != tree_.size()) return node_.wrong("has lists of nodes of different lengths");
        if (tree_.empty()) return node_.wrong("has no nodes");
        for (std::size_t i = 0; i < tree_.size(); ++i) {
            const auto [at, fresh] = place_.emplace(std::pair{tree_[i], id_[i]}, i);
            if (!fresh)
                return node_.wrong(fmt::format("has node {} of tree {} twice", id_[i], tree_[i]));
            if (order_.empty() || order_.back() != tree_[i]) order_.push_back(tree_[i]);
        }
        std::set<std::int64_t> distinct(order_.begin(), order_.end());
        if (distinct.size() != order_.size()) return node_.wrong("mixes the nodes of its trees");
        return {};
    }

    Status read_outputs() {
        const auto trees = node_.integers(key("treeids"));
        const auto ids = node_.integers(key("nodeids"));
        const auto outputs = node_.integers(key("ids"));
        const auto weights = node_.floats(key("weights"));
        if (ids.size() != trees.size() || outputs.size() != trees.size() ||
            weights.size() != trees.size())
            return node_.wrong("has lists of leaves of different lengths");
        std::set<std::int64_t> used;
        for (std::size_t i = 0; i < trees.size(); ++i) {
            const auto at = place_.find({trees[i], ids[i]});
            if (at == place_.end())
                return node_.wrong(
                    fmt::format("gives a value to node {} of tree {}, which is not "
                                "there",
                                ids[i], trees[i]));
            leaves_[{at->second, outputs[i]}] += static_cast<double>(weights[i]);
            used.insert(outputs[i]);
        }
        std::vector<std::string> names = classes_ ? node_.labels() : std::vector<std::string>{};
        if (!classes_) {
            const std::int64_t count = node_.integer("n_targets", 1);
            if (count < 1 || count > static_cast<std::int64_t>(outputs_max))
                return node_.wrong("has no targets, or too many");
            for (std::int64_t k = 0; k < count; ++k)
                names.push_back(count == 1 ? "score" : fmt::format("score {}", k));
        }
        if (names.empty() || names.size() > outputs_max)
            return node_.wrong("names no classes, or too many");
        if (classes_ && names.size() == 1)
            return node_.unsupported("a classifier that names one class");
        one_for_two_ = classes_ && names.size() == 2 && used.size() == 1;
        if (classes_ && names.size() == 2)
            if (auto status = check_two_classes(used); !status) return status;
        if (one_for_two_) names.erase(names.begin());
        for (const std::int64_t output : used)
            if (!one_for_two_ && (output < 0 || output >= static_cast<std::int64_t>(names.size())))
                return node_.wrong(
                    fmt::format("gives a value to output {}, of {}", output, names.size()));
        only_ = used.empty() ? 0 : *used.begin();
        model_.outputs = std::move(names);
        return {};
    }

    // What onnxruntime makes of these is neither a sum for each class nor one sum for both.
    [[nodiscard]] Status check_two_classes(const std::set<std::int64_t>& used) const {
        const bool base = !node_.floats("base_values").empty();
        if (base && !(used.size() == 1 && *used.begin() == 0))
            return node_.unsupported("two classes with base_values");
        for (std::size_t i = 0; i < tree_.size(); ++i)
            for (const std::int64_t output : used)
                if (mode_[i] == "LEAF" && !leaves_.contains({i, output}))
                    return node_.unsupported("two classes of which a leaf names one only");
        return {};
    }

    Status read_post() {
        const std::string aggregate = node_.text("aggregate_function", "SUM");
        if (aggregate == "AVERAGE")
            model_.tree_divisor = static_cast<double>(order_.size());
        else if (aggregate != "SUM")
            return node_.unsupported(fmt::format("aggregate_function {}", aggregate));
        const std::string post = node_.text("post_transform", "NONE");
        if (post == "LOGISTIC")
            model_.link = Link::logistic;
        else if (post == "SOFTMAX" && !one_for_two_)
            model_.link = Link::softmax;
        else if (post == "NONE")
            model_.link = classes_ ? Link::shares : Link::identity;
        else
            return node_.unsupported(fmt::format("post_transform {}", post));
        const auto base = node_.floats("base_values");
        model_.base.assign(model_.outputs.size(), 0);
        if (!base.empty() && base.size() != model_.base.size())
            return node_.wrong("has another number of base values than of outputs");
        for (std::size_t k = 0; k < base.size(); ++k)
            model_.base[k] = static_cast<double>(base[k]);
        return {};
    }

    Status build() {
        for (const std::int64_t tree : order_)
            for (std::size_t k = 0; k < model_.outputs.size(); ++k) {
                auto built = build_tree(tree, k);
                if (!built) return fail(built.error());
                model_.trees.push_back(std::move(*built));
            }
        return {};
    }

    Result<Tree> build_tree(std::int64_t id, std::size_t output) {
        const auto first = place_.lower_bound({id, std::numeric_limits<std::int64_t>::min()});
        const auto last = place_.upper_bound({id, std::numeric_limits<std::int64_t>::max()});
        std::map<std::int64_t, std::int32_t> number;  // the root first: node 0, else the first
        const auto root = place_.find({id, 0});
        number[root != place_.end() ? 0 : first->first.second] = 0;
        for (auto at = first; at != last; ++at)
            number.emplace(at->first.second, static_cast<std::int32_t>(number.size()));
        Tree tree;
        tree.output = output;
        tree.nodes.resize(number.size());
        for (auto at = first; at != last; ++at) {
            const std::size_t i = at->second;
            Node& node = tree.nodes[static_cast<std::size_t>(number.at(at->first.second))];
            if (hits_.size() == tree_.size() && hits_[i] > 0 && informative())
                node.cover = static_cast<double>(hits_[i]);
            if (mode_[i] == "LEAF") {
                const auto value =
                    leaves_.find({i, one_for_two_ ? only_ : static_cast<std::int64_t>(output)});
                node.value = value == leaves_.end() ? 0 : value->second;
                continue;
            }
            const auto mode = std::find_if(modes.begin(), modes.end(),
                                           [&](const Mode& m) { return m.name == mode_[i]; });
            if (mode == modes.end())
                return node_.unsupported(fmt::format("the node mode '{}'", mode_[i]));
            if (feature_[i] < 0 || feature_[i] >= static_cast<std::int64_t>(columns_.size()))
                return node_.wrong(
                    fmt::format("asks about feature {}, of {}", feature_[i], columns_.size()));
            const auto child = [&](std::int64_t to) {
                const auto known = number.find(to);
                return known == number.end() ? -1 : known->second;
            };
            node.test = mode->test;
            node.column =
                static_cast<std::int32_t>(columns_[static_cast<std::size_t>(feature_[i])]);
            node.threshold = static_cast<double>(value_[i]);
            const std::int32_t yes = child(yes_[i]);
            const std::int32_t no = child(no_[i]);
            node.yes = mode->swapped ? no : yes;
            node.no = mode->swapped ? yes : no;
            const bool tracks = i < tracks_.size() && tracks_[i] != 0;
            node.missing = tracks || mode->missing_is_yes ? yes : no;
        }
        return sealed(std::move(tree), model_.columns.size(), node_.file,
                      fmt::format("tree {} of {}", id, node_.name));
    }

    // Converters write 1 for every node where they do not know the counts.
    [[nodiscard]] bool informative() const {
        return std::any_of(hits_.begin(), hits_.end(), [](float hit) { return hit != 1; });
    }

    const GraphNode& node_;
    const std::vector<std::size_t>& columns_;
    Model& model_;
    bool classes_ = false;
    bool one_for_two_ = false;  // one sum decides between two classes
    std::int64_t only_ = 0;
    std::vector<std::int64_t> tree_, id_, feature_, yes_, no_, tracks_;
    std::vector<std::string> mode_;
    std::vector<float> value_, hits_;
    std::vector<std::int64_t> order_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> place_;
    std::map<std::pair<std::size_t, std::int64_t>, double> leaves_;
};

}  // namespace

Status read_trees(const GraphNode& node, const std::vector<std::size_t>& columns, Model& model) {
    return EnsembleReader(node, columns, model).run();
}

}  // namespace isonomia::explain::onnx
