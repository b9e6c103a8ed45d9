// Interactions, leaf by leaf: d^2 terms for the d features of its path.
#include <cmath>

#include "explain/shapley/gauss_legendre.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace isonomia::explain {

namespace {

struct OnPath {
    std::uint32_t feature = 0;
    double share = 1;  // z
    bool met = false;  // o
};

// Adds v (o_i - z_i)(o_j - z_j) * integral of the product over the others, halved, to both halves
// of `matrix` (inputs x inputs).
void add_leaf(const std::vector<OnPath>& path, double value, std::vector<double>& matrix,
              std::size_t inputs) {
    if (path.size() < 2) return;
    const Quadrature rule = gauss_legendre(std::max<std::size_t>(1, path.size() / 2));
    for (std::size_t i = 0; i < path.size(); ++i)
        for (std::size_t j = i + 1; j < path.size(); ++j) {
            double integral = 0;
            for (std::size_t q = 0; q < rule.node.size(); ++q) {
                double product = rule.weight[q];
                for (std::size_t k = 0; k < path.size(); ++k)
                    if (k != i && k != j)
                        product *=
                            (path[k].met ? rule.node[q] : 0) + (1 - rule.node[q]) * path[k].share;
                integral += product;
            }
            const double effect = value / 2 * ((path[i].met ? 1 : 0) - path[i].share) *
                                  ((path[j].met ? 1 : 0) - path[j].share) * integral;
            matrix[path[i].feature * inputs + path[j].feature] += effect;
            matrix[path[j].feature * inputs + path[i].feature] += effect;
        }
}

}  // namespace

std::vector<double> PathShapley::interactions(const std::vector<double>& row) const {
    const std::size_t inputs = model_->inputs.size();
    std::vector<double> matrix(inputs * inputs, 0);
    Scratch memory = scratch();
    model_->fill_columns(row.data(), memory.columns.data());
    std::vector<OnPath> path;
    for (const Compiled& compiled : trees_)
        for (std::size_t n = 0; n < compiled.tree->nodes.size(); ++n) {
            if (compiled.tree->nodes[n].test != Test::leaf ||
                std::isnan(compiled.tree->nodes[n].value))
                continue;
            path.clear();
            for (auto at = static_cast<std::int32_t>(n); at > 0;) {
                const Branch& branch = compiled.branches[static_cast<std::size_t>(at)];
                const Node& asked = compiled.tree->nodes[static_cast<std::size_t>(branch.parent)];
                const bool met =
                    compiled.tree->next(
                        asked, memory.columns[static_cast<std::size_t>(asked.column)]) == at;
                std::size_t known = 0;
                while (known < path.size() && path[known].feature != branch.feature)
                    ++known;
                if (known == path.size()) path.push_back({branch.feature, branch.share, true});
                path[known].met = path[known].met && met;
                at = branch.parent;
            }
            add_leaf(path, model_->tree_scale() * compiled.tree->nodes[n].value, matrix, inputs);
        }
    std::vector<double> values(inputs, 0);
    for (const Compiled& compiled : trees_)
        add_tree(compiled, memory.columns.data(), values.data(), memory);
    for (std::size_t i = 0; i < inputs; ++i) {
        double others = 0;
        for (std::size_t j = 0; j < inputs; ++j)
            if (j != i) others += matrix[i * inputs + j];
        matrix[i * inputs + i] = values[i] - others;
    }
    return matrix;
}

}  // namespace isonomia::explain
