#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/onnx_node.hpp"

namespace isonomia::explain::onnx {

namespace {

using Fields = std::vector<WireField>;

class GraphReader {
public:
    GraphReader(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {}

    Result<Graph> run() {
        const auto model = WireMessage(bytes_, 0, file_).fields();
        if (!model) return fail(model.error());
        const WireField* body = nullptr;
        for (const WireField& field : *model) {
            if (field.number == 2 && field.type == 2) graph_.producer = field.bytes;
            if (field.number == 3 && field.type == 2)
                graph_.producer += fmt::format(" {}", field.bytes);
            if (field.number == 7 && field.type == 2) body = &field;
        }
        if (body == nullptr || !valid_utf8(graph_.producer))
            return fail(input_error("E0400", "the file is not an ONNX model: it holds no graph")
                            .at({file_, 0, 0})
                            .hinted("save the model again as ONNX"));
        const auto fields = parts(*body);
        if (!fields) return fail(fields.error());
        for (const WireField& field : *fields) {
            if (field.type != 2) continue;
            Status status;
            if (field.number == 1) status = read_node(field);
            if (field.number == 11) status = read_input(field);
            if (!status) return fail(status.error());
        }
        return std::move(graph_);
    }

private:
    [[nodiscard]] Result<Fields> parts(const WireField& field) const {
        const auto place = static_cast<std::size_t>(field.bytes.data() - bytes_.data());
        return WireMessage(field.bytes, place, file_).fields();
    }

    Result<std::string> text(const WireField& field) const {
        if (field.type != 2 || !valid_utf8(field.bytes))
            return fail(
                input_error("E0403", fmt::format("a name is not UTF-8, at byte {}", field.place))
                    .at({file_, 0, 0})
                    .hinted("the file is damaged; get it again"));
        return std::string(field.bytes);
    }

    Status read_node(const WireField& at) {
        const auto fields = parts(at);
        if (!fields) return fail(fields.error());
        GraphNode node;
        node.file = file_;
        node.name = fmt::format("node {}", graph_.nodes.size());
        for (const WireField& field : *fields) {
            if (field.number == 5 && field.type == 2) {
                if (auto status = read_attribute(field, node); !status) return status;
                continue;
            }
            if (field.type != 2) continue;
            auto value = text(field);
            if (!value) return fail(value.error());
            if (field.number == 1) node.inputs.push_back(*value);
            if (field.number == 2) node.outputs.push_back(*value);
            if (field.number == 3 && !value->empty()) node.name = *value;
            if (field.number == 4) node.op = *value;
            if (field.number == 7) node.domain = *value;
        }
        graph_.nodes.push_back(std::move(node));
        return {};
    }

    Status read_attribute(const WireField& at, GraphNode& node) const {
        const auto fields = parts(at);
        if (!fields) return fail(fields.error());
        Attribute attribute;
        std::string name;
        for (const WireField& field : *fields) {
            if (field.number == 2 && field.type == 5)
                attribute.number = static_cast<double>(field.as_float());
            if (field.number == 3 && field.type == 0) attribute.integer = field.as_integer();
            if (field.number == 5) attribute.tensor = true;
            if (field.number != 1 && field.number != 4 && field.number != 9) continue;
            auto value = text(field);
            if (!value) return fail(value.error());
            if (field.number == 9)
                attribute.texts.push_back(std::move(*value));
            else
                (field.number == 1 ? name : attribute.text) = std::move(*value);
        }
        auto numbers = WireMessage::floats(*fields, 7, file_);
        if (!numbers) return fail(numbers.error());
        attribute.numbers = std::move(*numbers);
        auto integers = WireMessage::integers(*fields, 8, file_);
        if (!integers) return fail(integers.error());
        attribute.integers = std::move(*integers);
        if (!node.attributes.emplace(name, std::move(attribute)).second)
            return node.wrong(fmt::format("has the attribute '{}' twice", name));
        return {};
    }

    // ValueInfo { name = 1, type = 2 { tensor = 1 { element = 1, shape = 2 { dim = 1 { value = 1
    // } } } } }; the last dimension is the width.
    Status read_input(const WireField& at) {
        const auto info = parts(at);
        if (!info) return fail(info.error());
        GraphInput input;
        for (const WireField& field : *info) {
            if (field.number == 1) {
                auto name = text(field);
                if (!name) return fail(name.error());
                input.name = *name;
            }
            if (field.number != 2 || field.type != 2) continue;
            const auto type = parts(field);
            if (!type) return fail(type.error());
            for (const WireField& kind : *type) {
                if (kind.number != 1 || kind.type != 2) continue;
                if (auto status = read_tensor_type(kind, input); !status) return status;
            }
        }
        graph_.inputs.push_back(std::move(input));
        return {};
    }

    Status read_tensor_type(const WireField& at, GraphInput& input) const {
        const auto tensor = parts(at);
        if (!tensor) return fail(tensor.error());
        for (const WireField& field : *tensor) {
            if (field.number == 1 && field.type == 0) input.element = field.as_integer();
            if (field.number != 2 || field.type != 2) continue;
            const auto shape = parts(field);
            if (!shape) return fail(shape.error());
            for (const WireField& dimension : *shape) {
                if (dimension.type != 2) continue;
                const auto values = parts(dimension);
                if (!values) return fail(values.error());
                input.width = 0;
                for (const WireField& value : *values)
                    if (value.number == 1 && value.type == 0) input.width = value.value;
            }
        }
        return {};
    }

    std::string_view bytes_;
    const std::string& file_;
    Graph graph_;
};

}  // namespace

Result<Graph> read_graph(std::string_view bytes, const std::string& file) {
    return GraphReader(bytes, file).run();
}

std::vector<float> GraphNode::floats(std::string_view key) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? std::vector<float>{} : at->second.numbers;
}
std::vector<std::int64_t> GraphNode::integers(std::string_view key) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? std::vector<std::int64_t>{} : at->second.integers;
}
std::vector<std::string> GraphNode::texts(std::string_view key) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? std::vector<std::string>{} : at->second.texts;
}
std::string GraphNode::text(std::string_view key, std::string_view fallback) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? std::string(fallback) : at->second.text;
}
std::int64_t GraphNode::integer(std::string_view key, std::int64_t fallback) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? fallback : at->second.integer;
}

std::vector<std::string> GraphNode::labels() const {
    std::vector<std::string> result = texts("classlabels_strings");
    for (const char* key : {"classlabels_ints", "classlabels_int64s"})
        for (const std::int64_t label : integers(key))
            result.push_back(fmt::format("{}", label));
    return result;
}

tl::unexpected<Error> GraphNode::wrong(const std::string& what) const {
    return fail(input_error("E0401", fmt::format("{} ({}) {}", name, op, what))
                    .at({file, 0, 0})
                    .hinted("save the model again from the program that trained it"));
}
tl::unexpected<Error> GraphNode::unsupported(const std::string& what) const {
    return fail(input_error("E0402", fmt::format("{} ({}): {} is not supported", name, op, what))
                    .at({file, 0, 0})
                    .hinted("nothing is approximated; ask for the model in another form"));
}

}  // namespace isonomia::explain::onnx
