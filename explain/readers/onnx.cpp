// ONNX graphs that are one linear model or tree ensemble, with scaling before it and a tidying-up
// of the result after it.
#include <cmath>

#include <fmt/format.h>

#include "explain/read_model.hpp"
#include "explain/readers/onnx_node.hpp"

namespace isonomia::explain {

namespace {

using onnx::Graph;
using onnx::GraphNode;

constexpr std::size_t width_max = 100'000;

class OnnxReader {
public:
    OnnxReader(Graph graph, const std::string& file) : graph_(std::move(graph)) {
        model_.file = file;
        model_.single = true;
        model_.kind = graph_.producer.empty() ? "ONNX" : fmt::format("ONNX ({})", graph_.producer);
        model_.missing_rule = "goes the way that each node names for missing values";
    }

    Result<Model> run() {
        if (auto status = read_inputs(); !status) return fail(status.error());
        for (const GraphNode& node : graph_.nodes)
            if (auto status = read_node(node); !status) return fail(status.error());
        if (!done_)
            return fail(input_error("E0402", "the graph holds no linear model and no tree ensemble")
                            .at({model_.file, 0, 0})
                            .hinted("other operators are not supported"));
        if (auto status = check_model(model_); !status) return fail(status.error());
        return std::move(model_);
    }

private:
    // What a name in the graph stands for: columns of features in the making, or a result.
    struct Value {
        std::vector<ModelColumn> columns;
        RowNorm norm = RowNorm::none;
        bool result = false;
        bool label = false;  // the name of the class, not its score
    };

    Status read_inputs() {
        for (const onnx::GraphInput& input : graph_.inputs) {
            if (input.width == 0 || input.width > width_max)
                return fail(input_error("E0402", fmt::format("the input '{}' has no fixed width",
                                                             input.name))
                                .at({model_.file, 0, 0})
                                .hinted("save the model with the number of its features"));
            if (input.element != 1 && input.element != 7)
                return fail(
                    input_error("E0402", fmt::format("the input '{}' is of {}", input.name,
                                                     input.element == 11
                                                         ? "doubles, which is not supported"
                                                         : "neither floats nor whole numbers"))
                        .at({model_.file, 0, 0})
                        .hinted("save the model with float inputs"));
            Value value;
            for (std::size_t i = 0; i < input.width; ++i) {
                const std::size_t feature = model_.inputs.size();
                model_.inputs.push_back(
                    {input.width == 1 ? input.name : fmt::format("f{}", feature)});
                value.columns.push_back({feature, {{.kind = StepKind::round32}}});
            }
            if (!values_.emplace(input.name, std::move(value)).second)
                return fail(input_error("E0401", fmt::format("the graph has the input '{}' twice",
                                                             input.name))
                                .at({model_.file, 0, 0})
                                .hinted("the file is damaged"));
        }
        return {};
    }

    Status read_node(const GraphNode& node) {
        if (node.inputs.empty() || node.outputs.empty())
            return node.wrong("has no input or no output");
        if (auto status = onnx::check_operator(node); !status) return status;
        if (node.op == "Concat" || node.op == "FeatureVectorizer") return join(node);
        const auto at = values_.find(node.inputs.front());
        if (at == values_.end())
            return node.unsupported(
                fmt::format("the input '{}', which no earlier node computes", node.inputs.front()));
        if (node.inputs.size() > 1) return node.unsupported("a second input");
        if (at->second.result) return after(node, at->second);
        Value value = at->second;
        Status status;
        if (node.op == "Scaler")
            status = scale(node, value);
        else if (node.op == "Imputer")
            status = impute(node, value);
        else if (node.op == "Normalizer")
            status = normalize(node, value);
        else if (node.op == "Cast")
            status = cast(node, value);
        else if (node.op == "ZipMap")
            return node.unsupported("this operator before the model");
        else if (node.op != "Identity")
            return model(node, value);
        if (!status) return status;
        return put(node, std::move(value));
    }

    Status put(const GraphNode& node, Value value) {
        for (const std::string& name : node.outputs)
            if (!name.empty() && !values_.emplace(name, value).second)
                return node.wrong(fmt::format("computes '{}' a second time", name));
        return {};
    }

    Status join(const GraphNode& node) {
        if (node.op == "Concat" && node.integer("axis", 0) != 1 && node.integer("axis", 0) != -1)
            return node.unsupported("joining anything but columns");
        Value joined;
        const auto widths = node.integers("inputdimensions");
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            const std::string& name = node.inputs[i];
            const auto part = values_.find(name);
            if (part == values_.end() || part->second.result || part->second.norm != RowNorm::none)
                return node.unsupported(fmt::format("joining '{}'", name));
            if (node.op == "FeatureVectorizer" &&
                (i >= widths.size() ||
                 widths[i] != static_cast<std::int64_t>(part->second.columns.size())))
                return node.unsupported(fmt::format("taking a part of '{}'", name));
            joined.columns.insert(joined.columns.end(), part->second.columns.begin(),
                                  part->second.columns.end());
            if (joined.columns.size() > width_max) return node.wrong("is too wide");
        }
        return put(node, std::move(joined));
    }

    // Steps of the result and what may follow it: labels, a dictionary, another type.
    Status after(const GraphNode& node, const Value& value) {
        if (node.op == "Normalizer" && node.text("norm", "MAX") == "L1") {
            if (model_.outputs.size() == 1 && !sums_to_one_)
                return node.unsupported("a Normalizer behind one score");
            model_.shares_of_sum = !sums_to_one_;
        } else if (node.op == "Cast") {
            const std::int64_t to = node.integer("to", 0);  // 1 float, 11 double
            if (!value.label && to != 1 && to != 11)
                return node.unsupported("casting the result to anything but floats");
        } else if (node.op != "ZipMap" && node.op != "Identity")
            return node.unsupported("this operator behind the model");
        return put(node, value);
    }

    static Status per_column(const GraphNode& node, Value& value, std::string_view key,
                             StepKind kind) {
        const auto numbers = node.floats(key);
        if (numbers.size() != 1 && numbers.size() != value.columns.size())
            return node.wrong(fmt::format("has {} numbers '{}' for {} columns", numbers.size(), key,
                                          value.columns.size()));
        for (std::size_t c = 0; c < value.columns.size(); ++c)
            value.columns[c].steps.push_back(
                {.kind = kind,
                 .value = static_cast<double>(numbers[numbers.size() == 1 ? 0 : c]),
                 .single = true});
        return {};
    }

    static Status scale(const GraphNode& node, Value& value) {
        if (value.norm != RowNorm::none) return node.unsupported("scaling after a Normalizer");
        if (auto status = per_column(node, value, "offset", StepKind::subtract); !status)
            return status;
        return per_column(node, value, "scale", StepKind::multiply);
    }

    static Status impute(const GraphNode& node, Value& value) {
        const auto replaced = node.attributes.find("replaced_value_float");
        if (replaced == node.attributes.end() || !std::isnan(replaced->second.number))
            return node.unsupported("replacing anything but NaN");
        return per_column(node, value, "imputed_value_floats", StepKind::replace_missing);
    }

    static Status normalize(const GraphNode& node, Value& value) {
        const std::string norm = node.text("norm", "MAX");
        if (value.norm != RowNorm::none) return node.unsupported("a second Normalizer");
        value.norm = norm == "MAX"  ? RowNorm::largest
                     : norm == "L1" ? RowNorm::l1
                     : norm == "L2" ? RowNorm::l2
                                    : RowNorm::none;
        if (value.norm == RowNorm::none) return node.unsupported(fmt::format("norm {}", norm));
        return {};
    }

    static Status cast(const GraphNode& node, Value& value) {
        const std::int64_t to = node.integer("to", 0);
        if (to != 1) return node.unsupported("casting features to anything but floats");
        for (ModelColumn& column : value.columns)
            column.steps.push_back({.kind = StepKind::round32});
        return {};
    }

    Status model(const GraphNode& node, const Value& value) {
        if (done_) return node.unsupported("a second model in the graph");
        done_ = true;
        model_.columns = value.columns;
        model_.row_norm = value.norm;
        Status status;
        if (node.op.starts_with("Linear")) {
            status = linear(node);
        } else {
            std::vector<std::size_t> columns(model_.columns.size());
            for (std::size_t c = 0; c < columns.size(); ++c)
                columns[c] = c;
            status = onnx::read_trees(node, columns, model_);
        }
        if (!status) return status;
        if (auto done = put(node, {{}, RowNorm::none, true}); !done) return done;
        if (node.op.ends_with("Classifier") && node.outputs.size() > 1)
            values_[node.outputs.front()].label = true;
        return {};
    }

    Status linear(const GraphNode& node) {
        const bool classes = node.op == "LinearClassifier";
        const auto weights = node.floats("coefficients");
        const auto intercepts = node.floats("intercepts");
        const std::size_t width = model_.columns.size();
        const std::size_t count = weights.size() / width;
        if (count == 0 || weights.size() != count * width ||
            (!intercepts.empty() && intercepts.size() != count))
            return node.wrong("has lists of numbers that do not fit together");
        if (!classes && node.integer("targets", 1) != static_cast<std::int64_t>(count))
            return node.wrong(fmt::format("names {} targets and has weights for {}",
                                          node.integer("targets", 1), count));
        model_.family = "linear score";
        model_.missing_rule = "has no rule: the result is not a number";
        auto names = classes ? node.labels() : std::vector<std::string>{};
        const bool one_for_two = classes && names.size() == 2 && count == 1;
        if (one_for_two) names.erase(names.begin());
        if (classes && (names.size() != count || (count == 1 && !one_for_two)))
            return node.wrong(
                fmt::format("names {} classes and has {} scores", names.size(), count));
        for (std::size_t k = 0; k < count; ++k) {
            model_.outputs.push_back(classes      ? names[k]
                                     : count == 1 ? "score"
                                                  : fmt::format("score {}", k));
            model_.base.push_back(intercepts.empty() ? 0 : static_cast<double>(intercepts[k]));
            model_.weights.emplace_back(
                weights.begin() + static_cast<std::ptrdiff_t>(k * width),
                weights.begin() + static_cast<std::ptrdiff_t>((k + 1) * width));
        }
        const std::string post = node.text("post_transform", "NONE");
        if (post == "LOGISTIC" && classes)
            model_.link = Link::logistic;
        else if (post == "SOFTMAX" && classes && count > 1)
            model_.link = Link::softmax;
        else if (post != "NONE")
            return node.unsupported(fmt::format("post_transform {} here", post));
        sums_to_one_ = one_for_two && post == "LOGISTIC";
        return {};
    }

    Graph graph_;
    Model model_;
    std::map<std::string, Value> values_;
    bool done_ = false;
    bool sums_to_one_ = false;  // the one result is that of two classes which are 1 together
};

}  // namespace

Result<Model> read_onnx(const std::string& bytes, const std::string& file) {
    auto graph = onnx::read_graph(bytes, file);
    if (!graph) return fail(graph.error());
    return OnnxReader(std::move(*graph), file).run();
}

}  // namespace isonomia::explain
