// LightGBM models saved as text. The program computes in doubles and adds trees in their order.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/text.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/lightgbm_block.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t lightgbm_bytes_max = std::size_t{512} << 20U;
constexpr std::size_t lightgbm_columns_max = 100'000;
constexpr std::size_t lightgbm_trees_max = 1'000'000;
constexpr std::size_t words_max = 32'768;  // of one set of categories: a million codes

// How a sum becomes a result, and which words may follow the objective's name in the file.
struct LightgbmObjective {
    std::string_view name;
    Link link;
    std::string_view options;
};
constexpr std::array<LightgbmObjective, 17> lightgbm_objectives{{
    {"regression", Link::identity, "sqrt"},
    {"regression_l2", Link::identity, "sqrt"},
    {"regression_l1", Link::identity, "sqrt"},
    {"fair", Link::identity, "sqrt"},
    {"quantile", Link::identity, "sqrt"},
    {"mape", Link::identity, "sqrt"},
    {"huber", Link::identity, ""},
    {"lambdarank", Link::identity, ""},
    {"rank_xendcg", Link::identity, ""},
    {"custom", Link::identity, ""},
    {"poisson", Link::exponential, ""},
    {"gamma", Link::exponential, ""},
    {"tweedie", Link::exponential, ""},
    {"cross_entropy", Link::logistic, ""},
    {"multiclass", Link::softmax, "num_class"},
    {"binary", Link::logistic, "sigmoid"},
    {"multiclassova", Link::logistic, "num_class sigmoid"},
}};

using Block = LightgbmBlock;

class LightgbmReader {
public:
    LightgbmReader(const std::string& bytes, const std::string& file)
        : bytes_(bytes), file_(file) {}

    Result<Model> run() {
        model_.file = file_;
        Block head = next_block();
        if (auto status = fill(head); !status) return fail(status.error());
        if (auto status = read_head(head); !status) return fail(status.error());
        while (true) {
            Block block = next_block();
            if (auto status = fill(block); !status) return fail(status.error());
            if (ended_) break;
            if (model_.trees.size() == lightgbm_trees_max)
                return block.wrong("E0406", line_, "the file holds too many trees");
            if (auto status = read_tree(block); !status) return fail(status.error());
        }
        if (model_.trees.size() % model_.outputs.size() != 0)
            return head.wrong("E0401", line_, "the last round has fewer trees than outputs");
        if (head.has("average_output") && !model_.trees.empty())
            model_.tree_divisor = static_cast<double>(model_.trees.size() / model_.outputs.size());
        if (auto status = read_categories(head); !status) return fail(status.error());
        if (auto status = check_model(model_); !status) return fail(status.error());
        return std::move(model_);
    }

private:
    Block next_block() const { return {file_, line_ + 1}; }

    // Reads up to and including the empty line that ends a block; skips empty lines before it.
    Status fill(Block& block) {
        bool any = false;
        while (at_ < bytes_.size()) {
            const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
            const std::string_view text = trim(std::string_view(bytes_).substr(at_, end - at_));
            at_ = end + 1;
            ++line_;
            if (text == "end of trees") {
                ended_ = true;
                return {};
            }
            if (text.empty()) {
                if (any) return {};
                continue;
            }
            any = true;
            if (auto status = block.add(text, line_); !status) return status;
        }
        return block.wrong("E0401", line_, "the file ends before 'end of trees'");
    }

    Status read_head(const Block& head) {
        if (!head.has("tree")) return head.wrong("E0400", 1, "the first line is not 'tree'");
        if (auto status =
                head.only("average_output feature_infos feature_names label_index max_feature_idx "
                          "monotone_constraints num_class num_tree_per_iteration objective tree "
                          "tree_sizes version");
            !status)
            return status;
        const auto version = head.text("version");
        if (!version) return fail(version.error());
        if (*version != "v2" && *version != "v3" && *version != "v4")
            return head.wrong("E0402", head.place("version"),
                              fmt::format("version '{}' of the format is not supported", *version));
        model_.kind = fmt::format("LightGBM text, format {}", *version);
        model_.family = head.has("average_output") ? "averaged trees" : "boosted trees";
        const auto outputs = head.count("num_tree_per_iteration", 10'000);
        if (!outputs) return fail(outputs.error());
        if (*outputs == 0) return head.wrong("E0401", 1, "the model has no output");
        const auto last = head.count("max_feature_idx", lightgbm_columns_max - 1);
        if (!last) return fail(last.error());
        const auto names = head.text("feature_names");
        if (!names) return fail(names.error());
        for (const std::string_view name : split(*names, ' '))
            if (!name.empty()) {
                model_.columns.push_back({model_.inputs.size(), {}});
                model_.inputs.push_back({std::string(name)});
            }
        if (model_.inputs.size() != *last + 1)
            return head.wrong("E0401", head.place("feature_names"),
                              fmt::format("{} features are named, and there are {}",
                                          model_.inputs.size(), *last + 1));
        for (std::size_t k = 0; k < *outputs; ++k)
            model_.outputs.push_back(*outputs == 1 ? "result" : fmt::format("class {}", k));
        model_.base.assign(*outputs, 0);
        model_.missing_rule =
            "follows the rule of each node: its own way, or as if the value were 0";
        return read_objective(head);
    }

    Status read_objective(const Block& head) {
        if (!head.has("objective")) return {};  // a custom objective: the sum is the result
        const auto text = head.text("objective");
        const std::size_t place = head.place("objective");
        const std::vector<std::string> parts = words(*text);
        const LightgbmObjective* known = nullptr;
        for (const LightgbmObjective& one : lightgbm_objectives)
            if (!parts.empty() && one.name == parts.front()) known = &one;
        if (known == nullptr)
            return head.wrong("E0402", place,
                              fmt::format("the objective '{}' is not supported", *text));
        model_.link = known->link;
        const auto options = split(known->options, ' ');
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const std::string_view part = parts[i];
            const std::string_view option = part.substr(0, part.find(':'));
            if (std::find(options.begin(), options.end(), option) == options.end())
                return head.wrong(
                    "E0402", place,
                    fmt::format("'{}' of the objective '{}' is not supported", part, *text));
            if (option == "sqrt") model_.link = Link::square;
            if (option != "sigmoid") continue;
            const auto scale = parse_number(part.substr(std::min(part.size(), option.size() + 1)));
            if (!scale || !(*scale > 0))
                return head.wrong("E0401", place, fmt::format("'{}' is no scale", part));
            model_.link_scale = *scale;
        }
        return {};
    }

    Status read_tree(const Block& block) {
        const std::size_t tree_place = block.place("num_leaves");
        if (block.has("is_linear")) {
            const auto linear = block.text("is_linear");
            if (*linear != "0")
                return block.wrong("E0402", block.place("is_linear"),
                                   "trees with linear leaves are not supported");
        }
        if (auto status =
                block.only("Tree cat_boundaries cat_threshold decision_type internal_count "
                           "internal_value internal_weight is_linear leaf_count leaf_value "
                           "leaf_weight left_child num_cat num_leaves right_child shrinkage "
                           "split_feature split_gain threshold");
            !status)
            return status;
        const auto leaves = block.count("num_leaves", TreeLimits{}.nodes_max / 2);
        if (!leaves) return fail(leaves.error());
        if (*leaves == 0) return block.wrong("E0401", tree_place, "a tree has no leaves");
        const auto values = block.numbers("leaf_value", *leaves);
        if (!values) return fail(values.error());
        const std::size_t splits = *leaves - 1;
        Tree tree;
        tree.output = model_.trees.size() % model_.outputs.size();
        tree.nodes.resize(splits + *leaves);
        for (std::size_t l = 0; l < *leaves; ++l)
            tree.nodes[splits + l].value = (*values)[l];
        if (splits > 0) {
            if (auto status = read_splits(block, splits, tree); !status) return status;
        } else {
            tree.nodes[0].cover = 1;
        }
        auto done = sealed(std::move(tree), model_.inputs.size(), file_,
                           fmt::format("tree {}", model_.trees.size()));
        if (!done) return fail(done.error());
        model_.trees.push_back(std::move(*done));
        return {};
    }

    // A child below 0 is the leaf -child - 1. Bits of a decision: 1 category, 2 missing goes left,
    // then what counts as missing: 0 nothing, 4 zero, 8 NaN.
    Status read_splits(const Block& block, std::size_t splits, Tree& tree) {
        const double most = static_cast<double>(splits);
        const auto left = block.whole("left_child", splits, -most - 1, most);
        const auto right = block.whole("right_child", splits, -most - 1, most);
        const auto feature =
            block.whole("split_feature", splits, 0, static_cast<double>(model_.inputs.size()) - 1);
        const auto decision = block.whole("decision_type", splits, 0, 15);
        const auto threshold = block.numbers("threshold", splits);
        for (const auto* list : {&left, &right, &feature, &decision})
            if (!*list) return fail(list->error());
        if (!threshold) return fail(threshold.error());
        if (auto status = read_sets(block, tree); !status) return status;
        if (auto status = read_cover(block, splits, tree); !status) return status;
        const auto child = [&](std::int32_t given) {
            return given >= 0 ? given : static_cast<std::int32_t>(splits) - given - 1;
        };
        for (std::size_t n = 0; n < splits; ++n) {
            Node& node = tree.nodes[n];
            const auto bits = static_cast<unsigned>((*decision)[n]);
            node.column = (*feature)[n];
            node.yes = child((*left)[n]);
            node.no = child((*right)[n]);
            node.threshold = (*threshold)[n];
            if ((bits & 1U) != 0) {
                node.test = Test::in_set;
                node.set = static_cast<std::int32_t>((*threshold)[n]);
                node.missing = node.no;
                model_.inputs[place(node.column)].type = InputType::category;
                continue;
            }
            node.test = Test::less_or_equal;
            const unsigned missing = bits >> 2U;
            if (missing == 3)
                return block.wrong("E0402", block.place("decision_type"),
                                   "a rule for missing values that is not known");
            const std::int32_t way = (bits & 2U) != 0 ? node.yes : node.no;
            node.zero_is_missing = missing == 1;
            // Without a rule a missing value is read as 0.
            node.missing = missing != 0 ? way : (0 <= node.threshold ? node.yes : node.no);
        }
        return {};
    }

    static Status read_sets(const Block& block, Tree& tree) {
        const auto count = block.has("num_cat") ? block.count("num_cat", 1'000'000)
                                                : Result<std::size_t>(std::size_t{0});
        if (!count) return fail(count.error());
        if (*count == 0) return {};
        const auto bounds = block.whole("cat_boundaries", *count + 1, 0, 2147483647.0);
        if (!bounds) return fail(bounds.error());
        const auto words32 =
            block.numbers("cat_threshold", static_cast<std::size_t>(bounds->back()));
        if (!words32) return fail(words32.error());
        for (std::size_t s = 0; s < *count; ++s) {
            const std::int32_t from = (*bounds)[s];
            const std::int32_t to = (*bounds)[s + 1];
            if (to < from || static_cast<std::size_t>(to - from) > words_max)
                return block.wrong("E0401", block.place("cat_boundaries"),
                                   "the bounds of the sets do not ascend, or a set is too large");
            CategorySet set;
            set.words.assign(static_cast<std::size_t>(to - from + 1) / 2, 0);
            for (std::int32_t w = from; w < to; ++w) {
                const double given = (*words32)[static_cast<std::size_t>(w)];
                if (!(given >= 0 && given <= 4294967295.0))
                    return block.wrong("E0401", block.place("cat_threshold"),
                                       "a set of categories is not a 32-bit number");
                const auto at = static_cast<std::size_t>(w - from);
                set.words[at / 2] |= static_cast<std::uint64_t>(given) << (32 * (at % 2));
            }
            tree.sets.push_back(std::move(set));
        }
        return {};
    }

    // Rows of the training data by node, where the file has them.
    static Status read_cover(const Block& block, std::size_t splits, Tree& tree) {
        if (!block.has("internal_count") || !block.has("leaf_count")) return {};
        const auto inner = block.numbers("internal_count", splits);
        if (!inner) return fail(inner.error());
        const auto leaf = block.numbers("leaf_count", splits + 1);
        if (!leaf) return fail(leaf.error());
        for (std::size_t n = 0; n < tree.nodes.size(); ++n)
            tree.nodes[n].cover = n < splits ? (*inner)[n] : (*leaf)[n - splits];
        return {};
    }

    // The last line holds, for each categorical column in turn, the values of the codes 0, 1, ….
    // Which columns those are stands in feature_infos: lists with ':' and without brackets.
    Status read_categories(const Block& head) {
        constexpr std::string_view key = "\npandas_categorical:";
        const std::size_t start = bytes_.rfind(key);
        if (start == std::string::npos) return {};
        const std::string_view text = trim(std::string_view(bytes_).substr(start + key.size()));
        if (text == "null" || text == "[]") return {};
        const auto lists = parse_json(text, file_);
        if (!lists) return fail(lists.error());
        const auto infos = head.text("feature_infos");
        if (!infos) return fail(infos.error());
        if (lists->array() == nullptr)
            return head.wrong("E0401", 0, "pandas_categorical is no list");
        std::size_t next = 0;
        std::size_t feature = 0;
        for (const std::string_view info : split(*infos, ' ')) {
            if (info.empty() || feature >= model_.inputs.size()) continue;
            ModelInput& input = model_.inputs[feature++];
            if (info.front() == '[' || info == "none" || next >= lists->array()->size()) continue;
            const Json& list = (*lists->array())[next++];
            if (list.array() == nullptr)
                return head.wrong("E0401", 0, "pandas_categorical holds something that is no list");
            input.type = InputType::category;
            for (const Json& value : *list.array())
                input.categories.push_back(value.string() != nullptr   ? *value.string()
                                           : value.number() != nullptr ? shortest(*value.number())
                                                                       : canonical(value));
        }
        if (next != lists->array()->size())
            return head.wrong("E0402", head.place("feature_infos"),
                              "it is not clear which columns the lists of categories belong to");
        return {};
    }

    const std::string& bytes_;
    const std::string& file_;
    Model model_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
    bool ended_ = false;
};

}  // namespace

Result<Model> read_lightgbm(const std::string& bytes, const std::string& file) {
    if (bytes.size() > lightgbm_bytes_max)
        return fail(input_error("E0406", "the model file is too large")
                        .at({file, 0, 0})
                        .hinted(fmt::format("at most {} bytes are read", lightgbm_bytes_max)));
    return LightgbmReader(bytes, file).run();
}

}  // namespace isonomia::explain
