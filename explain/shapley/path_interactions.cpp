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

// What the leaves of one tree give to pairs of features.
class PairsOfLeaf {
public:
    // Exact for paths of at most 2n distinct features with n nodes.
    explicit PairsOfLeaf(std::size_t nodes) : rule_(gauss_legendre(nodes)) {}

    // Adds v (o_i - z_i)(o_j - z_j) * integral of the product over the others, halved, to both
    // halves of `matrix` (inputs x inputs).
    void add(const std::vector<OnPath>& path, double value, std::vector<double>& matrix,
             std::size_t inputs) {
        integrate(path);
        const std::size_t d = path.size();
        const auto gain = [](const OnPath& one) { return (one.met ? 1 : 0) - one.share; };
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t j = i + 1; j < d; ++j) {
                const double effect =
                    value / 2 * gain(path[i]) * gain(path[j]) * integral_[i * d + j];
                matrix[path[i].feature * inputs + path[j].feature] += effect;
                matrix[path[j].feature * inputs + path[i].feature] += effect;
            }
    }

private:
    // For i < j the integral of the product over all others; products run along the path, so that
    // nothing is divided.
    void integrate(const std::vector<OnPath>& path) {
        const std::size_t d = path.size();
        integral_.assign(d * d, 0);
        after_.resize(d + 1);
        for (std::size_t q = 0; q < rule_.node.size(); ++q) {
            const auto factor = [&](std::size_t k) {
                return (path[k].met ? rule_.node[q] : 0) + (1 - rule_.node[q]) * path[k].share;
            };
            after_[d] = rule_.weight[q];
            for (std::size_t k = d; k > 0; --k)
                after_[k - 1] = after_[k] * factor(k - 1);
            double before = 1;
            for (std::size_t i = 0; i < d; ++i) {
                double between = before;
                for (std::size_t j = i + 1; j < d; ++j) {
                    integral_[i * d + j] += between * after_[j + 1];
                    between *= factor(j);
                }
                before *= factor(i);
            }
        }
    }

    Quadrature rule_;
    std::vector<double> integral_;
    std::vector<double> after_;  // product of the factors from there on, with the weight
};

}  // namespace

std::vector<double> PathShapley::interactions(const std::vector<double>& row) const {
    const std::size_t inputs = model_->inputs.size();
    std::vector<double> matrix(inputs * inputs, 0);
    Scratch memory = scratch();
    model_->fill_columns(row.data(), memory.columns.data());
    std::vector<OnPath> path;
    for (const Compiled& compiled : trees_) {
        PairsOfLeaf pairs(compiled.nodes);
        for (std::size_t n = 0; n < compiled.tree->nodes.size(); ++n) {
            if (compiled.tree->nodes[n].test != Test::leaf ||
                std::isnan(compiled.tree->nodes[n].value))
                continue;
            path.clear();
            for (auto at = static_cast<std::int32_t>(n); at > 0;) {
                const Branch& branch = compiled.branches[static_cast<std::size_t>(at)];
                const Node& asked = compiled.tree->nodes[static_cast<std::size_t>(branch.parent)];
                const bool met =
                    compiled.tree->next(asked, memory.columns[place(asked.column)]) == at;
                std::size_t known = 0;
                while (known < path.size() && path[known].feature != branch.feature)
                    ++known;
                if (known == path.size()) path.push_back({branch.feature, branch.share, true});
                path[known].met = path[known].met && met;
                at = branch.parent;
            }
            pairs.add(path, model_->tree_scale() * compiled.tree->nodes[n].value, matrix, inputs);
        }
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
