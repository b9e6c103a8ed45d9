#include "explain/shapley/path_shapley.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "explain/exact_sum.hpp"
#include "explain/shapley/gauss_legendre.hpp"
#include "stats/in_threads.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t quadrature_steps_max = std::size_t{1} << 31U;  // nodes x depth of a tree
constexpr std::size_t block = 64;                         // rows that pass one tree after the other
constexpr std::size_t table_max = std::size_t{1} << 25U;  // nodes x quadrature nodes: 1 GiB

tl::unexpected<Error> no_path_values(const Model& model, const std::string& reason) {
    return fail(input_error("E0501", reason)
                    .at({model.file, 0, 0})
                    .hinted("compare with persons instead: give a background"));
}

}  // namespace

Result<PathShapley> PathShapley::of(const Model& model, std::size_t output) {
    if (!model.weights.empty())
        return no_path_values(model, "a linear score does not say what its training data were");
    if (model.row_norm != RowNorm::none)
        return no_path_values(model,
                              "the model scales each row as a whole, which mixes its features");
    PathShapley result(model, output);
    for (std::size_t i = 0; i < model.trees.size(); ++i)
        if (model.trees[i].output == output)
            if (auto status = result.compile(model.trees[i], fmt::format("tree {}", i)); !status)
                return fail(status.error());
    ExactSum base;
    for (const Compiled& compiled : result.trees_)
        for (std::size_t n = 0; n < compiled.tree->nodes.size(); ++n) {
            if (compiled.tree->nodes[n].test != Test::leaf) continue;
            double share = 1;  // of all training rows
            for (std::int32_t at = static_cast<std::int32_t>(n); at > 0;
                 at = compiled.branches[place(at)].parent) {
                const Branch& b = compiled.branches[place(at)];
                const double above = b.before >= 0 ? compiled.branches[place(b.before)].share : 1;
                share *= above > 0 ? b.share / above : 0;
            }
            if (share != 0) base.add(share * compiled.tree->nodes[n].value);
        }
    result.base_ = model.base[output] + model.tree_scale() * base.value();
    return result;
}

Status PathShapley::compile(const Tree& tree, const std::string& what) {
    if (tree.nodes.size() * std::max<std::size_t>(tree.depth, 1) > quadrature_steps_max)
        return no_path_values(*model_, what + " is too large and too deep at once");
    Compiled compiled;
    compiled.tree = &tree;
    compiled.branches.resize(tree.nodes.size());
    std::vector<std::uint32_t> distinct(tree.nodes.size(), 0);
    std::uint32_t most = 0;
    for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
        const Node& node = tree.nodes[n];
        if (node.test == Test::leaf) {
            if (std::isnan(node.value) && node.cover != 0)
                return no_path_values(*model_, what + " has a leaf without an answer");
            continue;
        }
        if (!(node.cover >= 0))
            return no_path_values(*model_,
                                  what + " does not say how many training rows went where");
        const auto feature =
            static_cast<std::uint32_t>(model_->columns[place(node.column)].feature);
        auto before = static_cast<std::int32_t>(n);
        while (before > 0 && compiled.branches[place(before)].feature != feature)
            before = compiled.branches[place(before)].parent;
        if (before == 0) before = -1;
        const double above = before >= 0 ? compiled.branches[place(before)].share : 1;
        for (const std::int32_t child : {node.yes, node.no, node.third()}) {
            if (child < 0) continue;
            const double cover = tree.nodes[place(child)].cover;
            if (!(cover >= 0))
                return no_path_values(*model_,
                                      what + " does not say how many training rows went where");
            Branch& branch = compiled.branches[place(child)];
            branch.parent = static_cast<std::int32_t>(n);
            branch.before = before;
            branch.feature = feature;
            branch.share = node.cover > 0 ? above * (cover / node.cover) : 0;
            distinct[place(child)] = distinct[n] + (before < 0 ? 1U : 0U);
            most = std::max(most, distinct[place(child)]);
        }
    }
    compiled.nodes = std::max<std::size_t>(1, (most + 1) / 2);
    if (tree.nodes.size() * compiled.nodes > table_max)
        return no_path_values(*model_, what + " is too large for the memory allowed");
    tabulate(compiled);
    trees_.push_back(std::move(compiled));
    return {};
}

void PathShapley::tabulate(Compiled& compiled) {
    const Quadrature rule = gauss_legendre(compiled.nodes);
    const std::size_t size = compiled.branches.size() * compiled.nodes;
    compiled.times_met.assign(size, 0);
    compiled.times_failed.assign(size, 0);
    compiled.gives_met.assign(size, 0);
    compiled.gives_failed.assign(size, 0);
    for (std::size_t n = 1; n < compiled.branches.size(); ++n) {
        const Branch& branch = compiled.branches[n];
        const bool again = branch.before >= 0;
        const double z = branch.share;
        const double z_before = again ? compiled.branches[place(branch.before)].share : 1;
        for (std::size_t q = 0; q < compiled.nodes; ++q) {
            const double t = rule.node[q];
            const double weight = rule.weight[q];
            const double met = t + (1 - t) * z;
            const double met_before = t + (1 - t) * z_before;
            const double gave = again ? (1 - z_before) / met_before : 0;
            const std::size_t at = n * compiled.nodes + q;
            compiled.times_met[at] = met / met_before;
            compiled.times_failed[at] = (1 - t) * z / met_before;
            compiled.gives_met[at] = weight * ((1 - z) / met - gave);
            compiled.gives_failed[at] = weight * (-1 / (1 - t) - gave);
        }
    }
}

PathShapley::Scratch PathShapley::scratch() const {
    Scratch scratch;
    std::size_t values = 1;
    std::size_t nodes = 1;
    for (const Compiled& compiled : trees_) {
        values = std::max(values, compiled.branches.size() * compiled.nodes);
        nodes = std::max(nodes, compiled.branches.size());
    }
    scratch.columns.resize(block * model_->columns.size());
    scratch.down.resize(values);
    scratch.up.resize(values);
    scratch.met.resize(nodes);
    return scratch;
}

template <std::size_t Known>
void PathShapley::pass(const Compiled& c, const double* columns, double* values, Scratch& s) const {
    const std::size_t q_count = Known > 0 ? Known : c.nodes;
    const std::size_t count = c.branches.size();
    const auto& nodes = c.tree->nodes;
    std::fill_n(s.down.begin(), q_count, 1.0);
    std::fill_n(s.up.begin(), count * q_count, 0.0);
    s.met[0] = 1;
    for (std::size_t n = 0; n < count; ++n) {
        const double* __restrict own = &s.down[n * q_count];
        if (nodes[n].test == Test::leaf) {
            // A leaf without an answer has no training rows: its product is 0 unless the row is
            // there, and then the margin says so.
            const double value =
                std::isnan(nodes[n].value) ? 0 : model_->tree_scale() * nodes[n].value;
            for (std::size_t q = 0; q < q_count; ++q)
                s.up[n * q_count + q] = value * own[q];
            continue;
        }
        const std::int32_t goes = c.tree->next(nodes[n], columns[place(nodes[n].column)]);
        for (const std::int32_t child : {nodes[n].yes, nodes[n].no, nodes[n].third()}) {
            if (child < 0) continue;
            const std::size_t to = place(child);
            const Branch& branch = c.branches[to];
            const bool met_before = branch.before < 0 || s.met[place(branch.before)] != 0;
            const bool met = met_before && child == goes;
            s.met[to] = met ? 1 : 0;
            double* __restrict down = &s.down[to * q_count];
            if (!met_before) {
                const double above = c.branches[place(branch.before)].share;
                const double ratio = above > 0 ? branch.share / above : 0;
                for (std::size_t q = 0; q < q_count; ++q)
                    down[q] = own[q] * ratio;
                continue;
            }
            const double* __restrict times =
                (met ? c.times_met : c.times_failed).data() + to * q_count;
            for (std::size_t q = 0; q < q_count; ++q)
                down[q] = own[q] * times[q];
        }
    }
    for (std::size_t n = count - 1; n > 0; --n) {
        const Branch& branch = c.branches[n];
        const double* __restrict own = &s.up[n * q_count];
        double* __restrict above = &s.up[place(branch.parent) * q_count];
        for (std::size_t q = 0; q < q_count; ++q)
            above[q] += own[q];
        if (branch.before >= 0 && s.met[place(branch.before)] == 0) continue;
        const double* __restrict gives =
            (s.met[n] != 0 ? c.gives_met : c.gives_failed).data() + n * q_count;
        double sum = 0;
        for (std::size_t q = 0; q < q_count; ++q)
            sum += gives[q] * own[q];
        values[branch.feature] += sum;
    }
}

void PathShapley::add_tree(const Compiled& compiled, const double* columns, double* values,
                           Scratch& scratch) const {
    switch (compiled.nodes) {
        case 1:
            return pass<1>(compiled, columns, values, scratch);
        case 2:
            return pass<2>(compiled, columns, values, scratch);
        case 3:
            return pass<3>(compiled, columns, values, scratch);
        case 4:
            return pass<4>(compiled, columns, values, scratch);
        case 5:
            return pass<5>(compiled, columns, values, scratch);
        case 6:
            return pass<6>(compiled, columns, values, scratch);
        default:
            return pass<0>(compiled, columns, values, scratch);
    }
}

void PathShapley::attribute_block(std::span<const std::vector<double>> rows, Attribution* into,
                                  Scratch& scratch) const {
    const std::size_t width = model_->columns.size();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        model_->fill_columns(rows[r].data(), &scratch.columns[r * width]);
        into[r].values.assign(model_->inputs.size(), 0);
        into[r].base = base_;
        into[r].margin = model_->margin(&scratch.columns[r * width], output_);
    }
    for (const Compiled& compiled : trees_)
        for (std::size_t r = 0; r < rows.size(); ++r)
            add_tree(compiled, &scratch.columns[r * width], into[r].values.data(), scratch);
    for (std::size_t r = 0; r < rows.size(); ++r)
        check_additivity(into[r]);
}

Attribution PathShapley::attribute(const std::vector<double>& row) const {
    Attribution result;
    Scratch memory = scratch();
    attribute_block(std::span(&row, 1), &result, memory);
    return result;
}

std::vector<Attribution> PathShapley::attribute_rows(std::span<const std::vector<double>> rows,
                                                     unsigned threads) const {
    std::vector<Attribution> result(rows.size());
    stats::in_threads(rows.size(), threads, [&](std::uint64_t from, std::uint64_t to) {
        Scratch memory = scratch();
        for (std::uint64_t r = from; r < to; r += block)
            attribute_block(rows.subspan(r, std::min<std::uint64_t>(block, to - r)), &result[r],
                            memory);
    });
    return result;
}

}  // namespace isonomia::explain
