#include "explain/shapley/background_shapley.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "explain/exact_sum.hpp"
#include "stats/in_threads.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t slots_max = 64;

tl::unexpected<Error> no_background_values(const Model& model, const std::string& reason) {
    return fail(input_error("E0502", reason)
                    .at({model.file, 0, 0})
                    .hinted("the message says which part of the model or data stands in the way"));
}

// (a-1)! b! / (a+b)! for a, b up to 64; [0][b] is not used.
using Weights = std::array<std::array<double, slots_max + 1>, slots_max + 1>;

const Weights& weights() {
    static const Weights table = [] {
        Weights w{};
        for (std::size_t a = 1; a <= slots_max; ++a) {
            w[a][0] = 1 / static_cast<double>(a);
            for (std::size_t b = 1; b <= slots_max; ++b)
                w[a][b] = w[a][b - 1] * static_cast<double>(b) / static_cast<double>(a + b);
        }
        return w;
    }();
    return table;
}

}  // namespace

Result<BackgroundShapley> BackgroundShapley::of(const Model& model, std::size_t output,
                                                const std::vector<std::vector<double>>& rows,
                                                unsigned threads) {
    if (rows.empty()) return no_background_values(model, "there are no comparison persons");
    if (model.row_norm != RowNorm::none)
        return no_background_values(
            model, "the model scales each row as a whole, which mixes its features");
    BackgroundShapley result(model, output);
    std::vector<std::vector<double>> columns;
    std::vector<ExactSum> sums(model.columns.size());
    ExactSum base;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        columns.emplace_back(model.columns.size());
        model.fill_columns(rows[r].data(), columns.back().data());
        const double margin = model.margin(columns.back().data(), output);
        if (!std::isfinite(margin))
            return no_background_values(
                model, fmt::format("comparison person {} gets no answer from the model", r + 1));
        base.add(margin);
        for (std::size_t c = 0; c < sums.size(); ++c)
            sums[c].add(columns.back()[c]);
    }
    const auto n = static_cast<double>(rows.size());
    result.base_ = base.value() / n;
    for (const ExactSum& sum : sums)
        result.mean_columns_.push_back(sum.value() / n);
    for (std::size_t i = 0; i < model.trees.size(); ++i) {
        if (model.trees[i].output != output) continue;
        if (auto status = result.compile(model.trees[i], fmt::format("tree {}", i)); !status)
            return fail(status.error());
    }
    stats::in_threads(result.trees_.size(), threads, [&](std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t t = from; t < to; ++t)
            result.count(result.trees_[t], columns);
    });
    return result;
}

Status BackgroundShapley::compile(const Tree& tree, const std::string& what) {
    Compiled compiled;
    compiled.tree = &tree;
    compiled.edges.resize(tree.nodes.size());
    std::vector<std::uint32_t> path;
    for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
        const Node& node = tree.nodes[n];
        path.clear();  // features from the root down, first mentions only
        for (auto at = static_cast<std::int32_t>(n); at > 0; at = compiled.edges[place(at)].parent)
            if (!compiled.edges[place(at)].again) path.push_back(compiled.edges[place(at)].feature);
        std::reverse(path.begin(), path.end());
        if (node.test == Test::leaf) {
            compiled.leaves.push_back({static_cast<std::int32_t>(n), 0, 0, path});
            continue;
        }
        const auto feature =
            static_cast<std::uint32_t>(model_->columns[place(node.column)].feature);
        const auto known = std::find(path.begin(), path.end(), feature);
        if (known == path.end() && path.size() == slots_max)
            return no_background_values(
                *model_,
                fmt::format("{} asks about more than {} features on one path", what, slots_max));
        for (const std::int32_t child : {node.yes, node.no, node.third()})
            if (child >= 0)
                compiled.edges[place(child)] = {static_cast<std::int32_t>(n),
                                                static_cast<std::uint8_t>(known - path.begin()),
                                                known != path.end(), feature};
    }
    trees_.push_back(std::move(compiled));
    return {};
}

// By node, the slots whose conditions on the way there are all met.
void BackgroundShapley::masks(const Compiled& compiled, const double* columns,
                              std::vector<std::uint64_t>& out) {
    out.assign(compiled.edges.size(), 0);
    for (std::size_t n = 0; n < compiled.edges.size(); ++n) {
        const Node& node = compiled.tree->nodes[n];
        if (node.test == Test::leaf) continue;
        const std::int32_t goes = compiled.tree->next(node, columns[place(node.column)]);
        for (const std::int32_t child : {node.yes, node.no, node.third()}) {
            if (child < 0) continue;
            const Edge& edge = compiled.edges[place(child)];
            const std::uint64_t bit = std::uint64_t{1} << edge.slot;
            const bool met = child == goes && (!edge.again || (out[n] & bit) != 0);
            out[place(child)] = met ? out[n] | bit : out[n] & ~bit;
        }
    }
}

void BackgroundShapley::count(Compiled& compiled,
                              const std::vector<std::vector<double>>& columns) const {
    std::vector<std::vector<std::uint64_t>> met(compiled.leaves.size());
    std::vector<std::uint64_t> by_node;
    for (const auto& row : columns) {
        masks(compiled, row.data(), by_node);
        for (std::size_t l = 0; l < met.size(); ++l)
            met[l].push_back(by_node[place(compiled.leaves[l].node)]);
    }
    const auto n = static_cast<double>(columns.size());
    for (std::size_t l = 0; l < met.size(); ++l) {
        std::sort(met[l].begin(), met[l].end());
        compiled.leaves[l].first = compiled.patterns.size();
        for (std::size_t i = 0; i < met[l].size();) {
            const auto end = std::upper_bound(met[l].begin() + static_cast<std::ptrdiff_t>(i),
                                              met[l].end(), met[l][i]);
            const auto stop = static_cast<std::size_t>(end - met[l].begin());
            compiled.patterns.push_back({met[l][i], static_cast<double>(stop - i) / n});
            i = stop;
        }
        compiled.leaves[l].count = compiled.patterns.size() - compiled.leaves[l].first;
    }
}

Attribution BackgroundShapley::attribute(const std::vector<double>& row) const {
    Attribution result;
    std::vector<double> columns(model_->columns.size());
    model_->fill_columns(row.data(), columns.data());
    std::vector<ExactSum> sums(model_->inputs.size());
    std::vector<std::uint64_t> by_node;
    for (const Compiled& compiled : trees_) {
        masks(compiled, columns.data(), by_node);
        for (const Leaf& leaf : compiled.leaves) {
            const double value =
                model_->tree_scale() * compiled.tree->nodes[place(leaf.node)].value;
            const std::uint64_t own = by_node[place(leaf.node)];
            const std::uint64_t full = leaf.features.size() == slots_max
                                           ? ~std::uint64_t{0}
                                           : (std::uint64_t{1} << leaf.features.size()) - 1;
            for (std::size_t p = leaf.first; p < leaf.first + leaf.count; ++p) {
                const Pattern& other = compiled.patterns[p];
                if ((own | other.met) != full) continue;
                std::uint64_t only_own = own & ~other.met;
                std::uint64_t only_other = other.met & ~own;
                const auto a = static_cast<std::size_t>(std::popcount(only_own));
                const auto b = static_cast<std::size_t>(std::popcount(only_other));
                for (; only_own != 0; only_own &= only_own - 1)
                    sums[leaf.features[place(std::countr_zero(only_own))]].add(value * other.share *
                                                                               weights()[a][b]);
                for (; only_other != 0; only_other &= only_other - 1)
                    sums[leaf.features[place(std::countr_zero(only_other))]].add(
                        -value * other.share * weights()[b][a]);
            }
        }
    }
    if (!model_->weights.empty())
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (const double weight = model_->weights[output_][c]; weight != 0)
                sums[model_->columns[c].feature].add(weight * (columns[c] - mean_columns_[c]));
    for (const ExactSum& sum : sums)
        result.values.push_back(sum.value());
    result.base = base_;
    result.margin = model_->margin(columns.data(), output_);
    check_additivity(result);
    return result;
}

std::vector<Attribution> BackgroundShapley::attribute_rows(
    std::span<const std::vector<double>> rows, unsigned threads) const {
    std::vector<Attribution> result(rows.size());
    stats::in_threads(rows.size(), threads, [&](std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t r = from; r < to; ++r)
            result[r] = attribute(rows[r]);
    });
    return result;
}

}  // namespace isonomia::explain
