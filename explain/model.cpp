#include "explain/model.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace isonomia::explain {

namespace {

// The same formulas in the precision of the program that wrote the model.
double logistic(double x) { return 1 / (1 + std::exp(-x)); }
float logistic(float x) {
    return 1 / (1 + std::exp(std::min(-x, 88.7F)));  // as XGBoost has it: e^88.7 is still a float
}

template <class Real>
void softmax(std::vector<double>& margins) {
    Real most = static_cast<Real>(margins.front());
    for (const double m : margins)
        most = std::max(most, static_cast<Real>(m));
    double sum = 0;  // in double also where the terms are floats, as XGBoost has it
    for (double& m : margins) {
        m = static_cast<double>(std::exp(static_cast<Real>(m) - most));
        sum += m;
    }
    for (double& m : margins)
        m = static_cast<double>(static_cast<Real>(m) / static_cast<Real>(sum));
}

template <class Real>
double linked(Link link, double scale, double margin) {
    const auto x = static_cast<Real>(margin);
    switch (link) {
        case Link::logistic:
            return static_cast<double>(logistic(static_cast<Real>(scale) * x));
        case Link::exponential:
            return static_cast<double>(std::exp(x));
        case Link::square:
            return static_cast<double>(std::copysign(x * x, x));
        case Link::identity:
        case Link::softmax:
        case Link::shares:
            break;
    }
    return margin;
}

// As ONNX has it: the largest number is not that of sizes, and a norm of 0 changes nothing.
template <class Real>
void normalise(RowNorm kind, std::vector<Real> values, double* columns) {
    Real norm = kind == RowNorm::largest ? *std::max_element(values.begin(), values.end()) : 0;
    for (const Real x : values) {
        if (kind == RowNorm::l1) norm += std::abs(x);
        if (kind == RowNorm::l2) norm += x * x;
    }
    if (norm == 0) return;
    for (std::size_t c = 0; c < values.size(); ++c)
        columns[c] = static_cast<double>(
            kind == RowNorm::l2 ? std::copysign(std::sqrt(values[c] * values[c] / norm), values[c])
                                : values[c] / norm);
}

template <class Real>
void share_of_sizes(std::vector<double>& results) {
    normalise<Real>(RowNorm::l1, {results.begin(), results.end()}, results.data());
}

template <class Real>
void sum_margins(const Model& model, const double* columns, std::vector<double>& out) {
    std::vector<Real> sums(model.outputs.size(), Real{0});
    for (std::size_t k = 0; k < sums.size(); ++k)
        sums[k] = static_cast<Real>(model.base[k]);
    const bool averaged = model.tree_divisor != 1;
    std::vector<Real> forest(averaged ? sums.size() : 0, Real{0});
    for (const Tree& tree : model.trees)
        (averaged ? forest : sums)[tree.output] += static_cast<Real>(tree.leaf(columns));
    for (std::size_t k = 0; k < forest.size(); ++k)
        sums[k] += forest[k] / static_cast<Real>(model.tree_divisor);
    for (std::size_t k = 0; k < model.weights.size(); ++k)
        for (std::size_t c = 0; c < model.columns.size(); ++c)
            if (model.weights[k][c] != 0)
                sums[k] += static_cast<Real>(model.weights[k][c]) * static_cast<Real>(columns[c]);
    out.assign(sums.begin(), sums.end());
}

}  // namespace

std::optional<std::size_t> Model::input(std::string_view name) const {
    const auto at = std::find_if(inputs.begin(), inputs.end(),
                                 [&](const ModelInput& i) { return i.name == name; });
    if (at == inputs.end()) return std::nullopt;
    return static_cast<std::size_t>(at - inputs.begin());
}

void Model::fill_columns(const double* row, double* values) const {
    for (std::size_t c = 0; c < columns.size(); ++c)
        values[c] = columns[c].value(row[columns[c].feature]);
    if (row_norm == RowNorm::none) return;
    if (single)
        normalise<float>(row_norm, {values, values + columns.size()}, values);
    else
        normalise<double>(row_norm, {values, values + columns.size()}, values);
}

double Model::margin(const double* values, std::size_t output) const {
    double sum = 0;
    for (const Tree& tree : trees)
        if (tree.output == output) sum += tree.leaf(values);
    sum = base[output] + sum / tree_divisor;
    if (!weights.empty())
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (weights[output][c] != 0) sum += weights[output][c] * values[c];
    return sum;
}

std::vector<double> Model::margins(const double* values) const {
    std::vector<double> result;
    if (single)
        sum_margins<float>(*this, values, result);
    else
        sum_margins<double>(*this, values, result);
    return result;
}

std::vector<double> Model::results(const std::vector<double>& given) const {
    std::vector<double> result = given;
    if (link == Link::softmax) {
        if (single)
            softmax<float>(result);
        else
            softmax<double>(result);
        return result;
    }
    for (double& value : result)
        value = single ? linked<float>(link, link_scale, value)
                       : linked<double>(link, link_scale, value);
    if (!shares_of_sum) return result;
    if (single)
        share_of_sizes<float>(result);
    else
        share_of_sizes<double>(result);
    return result;
}

std::vector<double> Model::predict(const std::vector<double>& row) const {
    std::vector<double> values(columns.size());
    fill_columns(row.data(), values.data());
    return results(margins(values.data()));
}

Status check_model(const Model& model) {
    const auto incomplete = [&](const std::string& text) -> Status {
        return fail(input_error("E0408", text)
                        .at({model.file, 0, 0})
                        .hinted("the file is damaged, or not a model of the kind that it says"));
    };
    if (model.inputs.empty()) return incomplete("the model names no features");
    if (model.outputs.empty()) return incomplete("the model has no output");
    std::vector<std::string_view> names;
    for (const ModelInput& input : model.inputs)
        names.emplace_back(input.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        return incomplete(fmt::format("the model names the feature '{}' twice", *twice));
    for (const double value : model.base)
        if (!std::isfinite(value)) return incomplete("the base of the score is not a number");
    for (const auto& row : model.weights)
        for (const double value : row)
            if (!std::isfinite(value)) return incomplete("a weight is not a number");
    for (const Tree& tree : model.trees)
        if (tree.output >= model.outputs.size())
            return incomplete(fmt::format("a tree counts towards output {}, of {}", tree.output,
                                          model.outputs.size()));
    return {};
}

}  // namespace isonomia::explain
