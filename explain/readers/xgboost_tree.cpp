#include "explain/readers/xgboost_tree.hpp"

#include <cstdint>

namespace isonomia::explain {

namespace {

constexpr double code_max = 65'535;
constexpr std::size_t set_words_max = std::size_t{1} << 21U;  // of one tree, 16 MiB

struct Arrays {
    std::vector<std::int32_t> left, right, feature, default_left, split_type;
    std::vector<double> condition, cover;
    std::vector<CategorySet> sets;
    std::vector<std::int32_t> set_of;  // by node
};

Status read_sets(const JsonWalk& place, Arrays& a) {
    const auto codes_place = place.at("categories");
    const auto codes_count = codes_place->size();
    if (!codes_count) return fail(codes_count.error());
    const auto codes = codes_place->whole(*codes_count, 0, code_max);
    if (!codes) return fail(codes.error());
    const auto nodes_place = place.at("categories_nodes");
    if (!nodes_place) return fail(nodes_place.error());
    const auto count = nodes_place->size();
    if (!count) return fail(count.error());
    const auto nodes = nodes_place->whole(*count, 0, static_cast<double>(a.set_of.size()) - 1);
    if (!nodes) return fail(nodes.error());
    const auto first = place.at("categories_segments").and_then([&](const JsonWalk& w) {
        return w.whole(*count, 0, static_cast<double>(*codes_count));
    });
    if (!first) return fail(first.error());
    const auto sizes = place.at("categories_sizes").and_then([&](const JsonWalk& w) {
        return w.whole(*count, 0, static_cast<double>(*codes_count));
    });
    if (!sizes) return fail(sizes.error());
    std::size_t held = 0;
    for (std::size_t i = 0; i < *count; ++i) {
        const auto from = static_cast<std::size_t>((*first)[i]);
        const auto length = static_cast<std::size_t>((*sizes)[i]);
        if (from + length > *codes_count)
            return place.wrong("has a set of categories beyond the end of the list");
        CategorySet set;
        set.from_zero = true;
        for (std::size_t c = from; c < from + length; ++c)
            set.add(static_cast<std::uint32_t>((*codes)[c]));
        held += set.words.size();
        if (held > set_words_max) return place.wrong("has sets of categories beyond all measure");
        a.set_of[static_cast<std::size_t>((*nodes)[i])] = static_cast<std::int32_t>(a.sets.size());
        a.sets.push_back(std::move(set));
    }
    return {};
}

Result<Arrays> read_arrays(const JsonWalk& place, std::size_t size) {
    Arrays a;
    const auto most = static_cast<double>(size);
    const auto fill = [&](std::string_view key, std::vector<std::int32_t>& out, double low,
                          double high) -> Status {
        const auto list = place.at(key);
        if (!list) return fail(list.error());
        auto given = list->whole(size, low, high);
        if (!given) return fail(given.error());
        out = std::move(*given);
        return {};
    };
    if (auto s = fill("left_children", a.left, -1, most); !s) return fail(s.error());
    if (auto s = fill("right_children", a.right, -1, most); !s) return fail(s.error());
    if (auto s = fill("split_indices", a.feature, 0, 2147483647.0); !s) return fail(s.error());
    if (auto s = fill("default_left", a.default_left, 0, 1); !s) return fail(s.error());
    a.split_type.assign(size, 0);
    if (place.has("split_type"))
        if (auto s = fill("split_type", a.split_type, 0, 1); !s) return fail(s.error());
    const auto numbers = [&](std::string_view key) {
        return place.at(key).and_then([&](const JsonWalk& w) { return w.numbers(size); });
    };
    auto conditions = numbers("split_conditions");
    if (!conditions) return fail(conditions.error());
    a.condition = std::move(*conditions);
    auto cover = numbers("sum_hessian");
    if (!cover) return fail(cover.error());
    a.cover = std::move(*cover);
    a.set_of.assign(size, -1);
    if (place.has("categories"))
        if (auto s = read_sets(place, a); !s) return fail(s.error());
    return a;
}

}  // namespace

Result<Tree> read_xgboost_tree(const JsonWalk& place, std::size_t features, const std::string& file,
                               double weight) {
    if (auto status = place.only(
            "base_weights categories categories_nodes categories_segments "
            "categories_sizes default_left id leaf_child_counts left_children loss_changes parents "
            "right_children split_conditions split_indices split_type sum_hessian "
            "tree_param");
        !status)
        return fail(status.error());
    const auto left_place = place.at("left_children");
    if (!left_place) return fail(left_place.error());
    const auto size = left_place->size();
    if (!size) return fail(size.error());
    auto arrays = read_arrays(place, *size);
    if (!arrays) return fail(arrays.error());
    Tree tree;
    tree.sets = std::move(arrays->sets);
    tree.nodes.resize(*size);
    for (std::size_t n = 0; n < *size; ++n) {
        Node& node = tree.nodes[n];
        node.cover = arrays->cover[n];
        if (arrays->left[n] == -1) {
            node.value = static_cast<double>(single(arrays->condition[n]) * single(weight));
            continue;
        }
        const bool category = arrays->split_type[n] == 1;
        node.column = arrays->feature[n];
        node.test = category ? Test::in_set : Test::less;
        node.threshold = static_cast<double>(single(arrays->condition[n]));
        node.set = arrays->set_of[n];
        node.yes = category ? arrays->right[n] : arrays->left[n];  // members go right
        node.no = category ? arrays->left[n] : arrays->right[n];
        node.missing = arrays->default_left[n] != 0 ? arrays->left[n] : arrays->right[n];
    }
    TreeLimits limits;
    const auto head = place.at("tree_param");
    if (!head) return fail(head.error());
    if (auto status = head->only("num_deleted num_feature num_nodes size_leaf_vector"); !status)
        return fail(status.error());
    if (head->has("size_leaf_vector")) {
        const auto leaf =
            head->at("size_leaf_vector").and_then([](const JsonWalk& w) { return w.count(); });
        if (!leaf) return fail(leaf.error());
        if (*leaf > 1) return place.unsupported("a tree whose leaves hold several values");
    }
    if (head->has("num_deleted")) {
        const auto deleted =
            head->at("num_deleted").and_then([](const JsonWalk& w) { return w.count(); });
        if (!deleted) return fail(deleted.error());
        limits.unreached = *deleted;
    }
    return sealed(std::move(tree), features, file, place.path(), limits);
}

}  // namespace isonomia::explain
