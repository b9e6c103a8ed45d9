#include "explain/readers/pmml_tree.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain::pmml {

namespace {

class TreeModelReader {
public:
    TreeModelReader(XmlNode model, Scope& scope, std::size_t output,
                    const std::function<Result<double>(XmlNode)>& score)
        : model_(model), writer_(scope, output), score_(score) {}

    Result<Tree> run() {
        missing_ = text(model_, "missingValueStrategy");
        if (missing_.empty()) missing_ = "none";
        if (missing_ != "none" && missing_ != "lastPrediction" && missing_ != "nullPrediction" &&
            missing_ != "defaultChild")
            return unsupported(model_, fmt::format("missingValueStrategy=\"{}\"", missing_));
        last_ = text(model_, "noTrueChildStrategy") == "returnLastPrediction";
        const XmlNode root = model_.child("Node");
        if (!root) return wrong(model_, "the tree has no <Node>");
        const auto predicate = predicate_of(root);
        if (!predicate) return fail(predicate.error());
        if (predicate->name() != "True")
            return unsupported(*predicate, "a root whose predicate is not <True>");
        work_.push_back({0, root, 0, count_of(root)});
        while (!work_.empty()) {
            const Work next = work_.back();
            work_.pop_back();
            if (auto status = visit(next); !status) return fail(status.error());
        }
        return writer_.take();
    }

private:
    struct Work {
        std::int32_t end;
        XmlNode node;
        std::size_t child;  // those before it have not been true
        double cover;
    };

    static double count_of(XmlNode node) {
        return parse_number(text(node, "recordCount")).value_or(nan);
    }

    Status answer(std::int32_t end, XmlNode node) {
        const auto value = score_(node);
        if (!value) return fail(value.error());
        writer_.leaf(end, *value);
        return {};
    }

    Status visit(const Work& at) {
        writer_.node(at.end).cover = at.cover;
        const auto children = at.node.children("Node");
        if (children.empty()) return answer(at.end, at.node);
        if (at.child == children.size()) {
            if (last_) return answer(at.end, at.node);
            writer_.leaf(at.end, nan);
            return {};
        }
        const auto first = predicate_of(children[at.child]);
        if (!first) return fail(first.error());
        if (at.child == 0 && children.size() == 2) {
            const auto second = predicate_of(children[1]);
            if (!second) return fail(second.error());
            const bool certain = second->name() == "True" && missing_ == "none";
            if (!certain && TreeWriter::opposites(*first, *second))
                return both(at, children[0], children[1], *first, second->name() == "True");
        }
        const auto ends = writer_.ask(at.end, *first, missing_ == "none");
        if (!ends) return fail(ends.error());
        const bool single = ends->yes.size() <= 1 && ends->no.size() <= 1;
        const double count = single ? count_of(children[at.child]) : nan;
        for (const std::int32_t end : ends->yes)
            work_.push_back({end, children[at.child], 0, count});
        for (const std::int32_t end : ends->no)
            work_.push_back({end, at.node, at.child + 1, at.cover - count});
        return unknown(ends->unknown, at.node);
    }

    // Two children of which one is always true when the value is there.
    Status both(const Work& at, XmlNode yes, XmlNode no, XmlNode predicate, bool no_is_true) {
        const auto ends = writer_.ask(at.end, predicate, false);
        if (!ends) return fail(ends.error());
        for (const std::int32_t end : ends->yes)
            work_.push_back({end, yes, 0, ends->yes.size() == 1 ? count_of(yes) : nan});
        for (const std::int32_t end : ends->no)
            work_.push_back({end, no, 0, ends->no.size() == 1 ? count_of(no) : nan});
        if (missing_ != "none") return unknown(ends->unknown, at.node);
        for (const std::int32_t end : ends->unknown) {  // neither child is true
            if (no_is_true)
                work_.push_back({end, no, 0, 0});
            else
                work_.push_back({end, at.node, at.node.children("Node").size(), 0});
        }
        return {};
    }

    Status unknown(const std::vector<std::int32_t>& ends, XmlNode node) {
        for (const std::int32_t end : ends) {
            writer_.node(end).cover = 0;
            if (missing_ == "lastPrediction") {
                if (auto status = answer(end, node); !status) return status;
            } else if (missing_ == "nullPrediction") {
                writer_.leaf(end, nan);
            } else {
                XmlNode chosen;
                for (const XmlNode child : node.children("Node"))
                    if (child.attribute("id") && text(child, "id") == text(node, "defaultChild"))
                        chosen = child;
                if (!chosen) return wrong(node, "a node does not name its default child");
                work_.push_back({end, chosen, 0, 0});
            }
        }
        return {};
    }

    XmlNode model_;
    TreeWriter writer_;
    const std::function<Result<double>(XmlNode)>& score_;
    std::string missing_;
    bool last_ = false;
    std::vector<Work> work_;
};

}  // namespace

Result<Tree> read_tree(XmlNode tree_model, Scope& scope, std::size_t output,
                       const std::function<Result<double>(XmlNode)>& score) {
    return TreeModelReader(tree_model, scope, output, score).run();
}

Result<Tree> read_characteristic(XmlNode characteristic, Scope& scope) {
    TreeWriter writer(scope, 0);
    std::vector<std::int32_t> open{0};
    for (const XmlNode attribute : characteristic.children("Attribute")) {
        if (attribute.child("ComplexPartialScore"))
            return unsupported(attribute, "a partial score that is computed");
        const auto score = number(attribute, "partialScore");
        if (!score) return fail(score.error());
        const auto predicate = predicate_of(attribute);
        if (!predicate) return fail(predicate.error());
        std::vector<std::int32_t> still;
        for (const std::int32_t end : open) {
            const auto ends = writer.ask(end, *predicate, true);
            if (!ends) return fail(ends.error());
            for (const std::int32_t yes : ends->yes)
                writer.leaf(yes, *score);
            still.insert(still.end(), ends->no.begin(), ends->no.end());
        }
        open = std::move(still);
    }
    for (const std::int32_t end : open)
        writer.leaf(end, nan);
    return writer.take();
}

Result<std::vector<std::pair<XmlNode, double>>> segments(XmlNode node, std::string& method) {
    const XmlNode list = node.child("Segmentation");
    if (!list) return wrong(node, "a MiningModel has no <Segmentation>");
    method = text(list, "multipleModelMethod");
    std::vector<std::pair<XmlNode, double>> parts;
    double total = 0;
    for (const XmlNode segment : list.children("Segment")) {
        const auto predicate = predicate_of(segment);
        if (!predicate) return fail(predicate.error());
        if (predicate->name() != "True")
            return unsupported(*predicate, "a segment that is used on a condition");
        const auto weight = number(segment, "weight", 1.0);
        if (!weight) return fail(weight.error());
        XmlNode inner;
        for (const XmlNode child : segment.children())
            if (child.name() != "Extension" && child.name() != predicate->name()) inner = child;
        if (!inner) return wrong(segment, "a segment holds no model");
        parts.emplace_back(inner, *weight);
        total += *weight;
    }
    if (parts.empty()) return wrong(list, "there are no segments");
    const bool weighted = method.starts_with("weighted");
    const bool shared = weighted || method == "average" || method == "majorityVote";
    for (auto& [inner, weight] : parts)
        weight = (weighted ? weight : 1) / (weighted ? total
                                            : shared ? static_cast<double>(parts.size())
                                                     : 1);
    return parts;
}

}  // namespace isonomia::explain::pmml
