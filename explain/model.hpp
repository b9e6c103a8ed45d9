// A scoring model read from its file, in the one form that attributions and counterfactuals use:
//
//     margin_k(x) = base_k + (sum of the trees of output k) / divisor + sum over c of weight_kc *
//     column_c(x)
//
// and a link that turns margins into the printed result. Linear scores, scorecards, single trees
// and boosted or averaged forests are all of this form. What is not is refused by the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "explain/column.hpp"
#include "explain/tree.hpp"

namespace isonomia::explain {

enum class InputType { number, category };

struct ModelInput {
    std::string name;
    InputType type = InputType::number;
    std::vector<std::string> categories = {};  // of a category: the texts of the codes 0, 1, …
    std::vector<double> invalid = {};          // numbers that stand for "missing"
};

enum class Link {
    identity,
    logistic,     // 1 / (1 + exp(-scale * margin))
    softmax,      // over all outputs
    exponential,  // exp(margin)
    square,       // sign(margin) * margin^2
    shares,       // margins that are shares already: the result is the margin
};

// How a row of numbers becomes unit length before columns are used (ONNX Normalizer). It mixes
// features, so the exact methods for sums do not apply.
enum class RowNorm { none, largest, l1, l2 };

struct Model {
    std::string file;
    std::string kind;    // 'XGBoost 3.2.0 (JSON)'
    std::string family;  // 'boosted trees', 'linear score', …: for people
    std::vector<ModelInput> inputs;
    std::vector<ModelColumn> columns;
    RowNorm row_norm = RowNorm::none;
    std::vector<std::string> outputs;          // names of the margins; one at least
    std::vector<double> base;                  // by output
    std::vector<std::vector<double>> weights;  // by output, then column; empty: no linear part
    std::vector<Tree> trees;
    double tree_divisor = 1;  // the number of trees where they are averaged
    Link link = Link::identity;
    double link_scale = 1;
    bool shares_of_sum = false;  // results are divided by the sum of their sizes at the end
    bool single = false;         // the writing program sums and links in 32-bit floats
    std::string missing_rule;    // in words: what happens to a value that is not there

    [[nodiscard]] double tree_scale() const { return 1 / tree_divisor; }
    [[nodiscard]] std::optional<std::size_t> input(std::string_view name) const;

    // The columns of a row of inputs (NaN: missing; a category: its code).
    void fill_columns(const double* row, double* columns) const;

    // The margin as a sum of doubles in the order of the file: what attributions add up to.
    [[nodiscard]] double margin(const double* columns, std::size_t output) const;

    // The margins as the writing program computes them, in its precision and order.
    [[nodiscard]] std::vector<double> margins(const double* columns) const;

    // The result of every output, in the precision of the writing program.
    [[nodiscard]] std::vector<double> results(const std::vector<double>& margins) const;

    // One row of inputs, all in one call.
    [[nodiscard]] std::vector<double> predict(const std::vector<double>& row) const;
};

// Checks what every reader must have filled in; for readers. E0408 with what is missing.
[[nodiscard]] Status check_model(const Model& model);

}  // namespace isonomia::explain
