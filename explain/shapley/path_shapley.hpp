// Exact path-dependent Shapley values of tree ensembles: an absent feature follows both branches,
// weighted by the training rows that the model file counts there (Lundberg, Erion and Lee 2018,
// algorithm 1).
//
// For a leaf of value v on whose path feature j is met by the row or not (o_j = 1 or 0) and
// followed by a share z_j of the training rows,
//
//     phi_i = v (o_i - z_i) * integral over t in (0, 1) of product over j != i of
//             (t o_j + (1 - t) z_j),
//
// a polynomial of degree d - 1 for d distinct features: Gauss-Legendre quadrature with ceil(d / 2)
// nodes has no error but rounding, all terms are positive, and nothing is divided by a small
// difference, so it is stable at any depth (the unwinding of the original algorithm is not). One
// pass down and one pass up the tree per row; nothing is allocated per row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "explain/model.hpp"
#include "explain/shapley/attribution.hpp"

namespace isonomia::explain {

class PathShapley {
public:
    // Error E0501 when the values are undefined for this model, with the reason: a linear part, no
    // counts of training rows, mixed features, leaves without a value. The model must outlive this.
    [[nodiscard]] static Result<PathShapley> of(const Model& model, std::size_t output);

    [[nodiscard]] double base() const { return base_; }
    [[nodiscard]] Attribution attribute(const std::vector<double>& row) const;

    // The same for many rows, shared out to `threads` threads; the result does not depend on how
    // many.
    [[nodiscard]] std::vector<Attribution> attribute_rows(std::span<const std::vector<double>> rows,
                                                          unsigned threads) const;

    // Interactions of one row, inputs x inputs, symmetric, summing to margin - base (Lundberg et
    // al. 2018: off the diagonal half the Shapley interaction index, on it what is left of the
    // value).
    [[nodiscard]] std::vector<double> interactions(const std::vector<double>& row) const;

private:
    // Working memory of one thread.
    struct Scratch {
        std::vector<double> columns;  // of a block of rows, row by row
        std::vector<double> down;     // node by node, quadrature nodes together
        std::vector<double> up;
        std::vector<std::uint8_t> met;  // by node: every condition on its feature so far
    };
    // Edges are named by the node that they lead into.
    struct Branch {
        std::int32_t parent = -1;
        std::int32_t before = -1;  // the last edge above that asks about the same feature
        std::uint32_t feature = 0;
        double share = 1;  // z: the product of the shares of that feature's edges down to here
    };
    struct Compiled {
        const Tree* tree = nullptr;
        std::size_t nodes = 1;  // of the quadrature
        std::vector<Branch> branches;
        // By node and quadrature node: what an edge multiplies the product of the path by, and what
        // the leaves below it give to its feature, when its conditions are met and when they fail
        // here for the first time.
        std::vector<double> times_met, times_failed, gives_met, gives_failed;
    };

    PathShapley(const Model& model, std::size_t output) : model_(&model), output_(output) {}
    Status compile(const Tree& tree, const std::string& what);
    static void tabulate(Compiled& compiled);
    [[nodiscard]] Scratch scratch() const;
    void add_tree(const Compiled& compiled, const double* columns, double* values,
                  Scratch& scratch) const;
    // With a number of quadrature nodes known to the compiler; 0: any.
    template <std::size_t Known>
    void pass(const Compiled& compiled, const double* columns, double* values,
              Scratch& scratch) const;
    // As many rows as the block holds, tree by tree: a tree's tables stay in the processor's cache
    // while the rows pass.
    void attribute_block(std::span<const std::vector<double>> rows, Attribution* into,
                         Scratch& scratch) const;

    const Model* model_;
    std::size_t output_;
    std::vector<Compiled> trees_;
    double base_ = 0;
};

}  // namespace isonomia::explain
