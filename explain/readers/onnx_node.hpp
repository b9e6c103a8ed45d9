// One node of an ONNX graph: an operator with its attributes. For the ONNX readers only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "explain/model.hpp"
#include "explain/readers/protobuf.hpp"

namespace isonomia::explain::onnx {

struct Attribute {
    double number = 0;
    std::int64_t integer = 0;
    std::string text;
    std::vector<float> numbers;
    std::vector<std::int64_t> integers;
    std::vector<std::string> texts;
    bool tensor = false;
};

struct GraphNode {
    std::string name;  // or the number of the node
    std::string op;
    std::string domain;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::map<std::string, Attribute, std::less<>> attributes;
    std::string file;

    [[nodiscard]] std::vector<float> floats(std::string_view key) const;
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key, std::string_view fallback) const;
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t fallback) const;
    // Labels of classes, numbers or texts.
    [[nodiscard]] std::vector<std::string> labels() const;

    [[nodiscard]] tl::unexpected<Error> wrong(const std::string& what) const;        // E0401
    [[nodiscard]] tl::unexpected<Error> unsupported(const std::string& what) const;  // E0402
};

// Nodes, and the names and widths of the inputs of the graph.
struct GraphInput {
    std::string name;
    std::int64_t element = 0;  // 1 float, 7 int64, 8 text, 11 double
    std::size_t width = 0;
};
struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<GraphInput> inputs;
    std::string producer;
};

[[nodiscard]] Result<Graph> read_graph(std::string_view bytes, const std::string& file);

// E0402 where the operator, or an attribute of it, is none that is read.
[[nodiscard]] Status check_operator(const GraphNode& node);

// TreeEnsembleRegressor and TreeEnsembleClassifier: adds trees, outputs, bases and link. `columns`
// are those of the node's input.
Status read_trees(const GraphNode& node, const std::vector<std::size_t>& columns, Model& model);

}  // namespace isonomia::explain::onnx
