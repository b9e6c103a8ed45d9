// PMML 4.x documents.
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/pmml_tree.hpp"

namespace isonomia::explain {

namespace {

using namespace pmml;

constexpr std::size_t trees_max = 100'000;

class PmmlReader {
public:
    PmmlReader(XmlNode root, const std::string& file) : root_(root), scope_(model_) {
        model_.file = file;
    }

    Result<Model> run() {
        if (root_.name() != "PMML") return wrong(root_, "the document is not <PMML>");
        const std::string version = text(root_, "version");
        if (!version.starts_with("4"))
            return unsupported(root_, fmt::format("version '{}' of PMML", version));
        if (auto status = scope_.read_dictionary(root_.child("DataDictionary")); !status)
            return fail(status.error());
        if (auto status = scope_.read_derived(root_.child("TransformationDictionary")); !status)
            return fail(status.error());
        XmlNode node;
        for (const XmlNode child : root_.children())
            for (const std::string_view name :
                 {"RegressionModel", "Scorecard", "TreeModel", "MiningModel"})
                if (!node && child.name() == name) node = child;
        for (const XmlNode child : root_.children())
            if (!node && child.name().ends_with("Model"))
                return unsupported(child, fmt::format("<{}>", child.name()));
        if (!node) return wrong(root_, "the document holds no model");
        model_.kind = fmt::format("PMML {} {}", version, node.name());
        model_.missing_rule = "follows the document's rule for missing values";
        if (auto status = read_top(node); !status) return fail(status.error());
        return finish();
    }

private:
    Result<Model> finish() {
        // The dictionary also holds the outcome and what is not used; only what feeds a column is
        // an input.
        std::vector<bool> used(model_.inputs.size(), false);
        for (const ModelColumn& column : model_.columns)
            used[column.feature] = true;
        std::vector<std::size_t> place(model_.inputs.size(), 0);
        std::vector<ModelInput> kept;
        for (std::size_t f = 0; f < used.size(); ++f)
            if (used[f]) {
                place[f] = kept.size();
                kept.push_back(std::move(model_.inputs[f]));
            }
        model_.inputs = std::move(kept);
        for (ModelColumn& column : model_.columns)
            column.feature = place[column.feature];
        for (auto& row : model_.weights)
            row.resize(model_.columns.size(), 0);
        for (std::size_t t = 0; t < model_.trees.size(); ++t) {
            auto done = sealed(std::move(model_.trees[t]), model_.columns.size(), model_.file,
                               fmt::format("tree {}", t));
            if (!done) return fail(done.error());
            model_.trees[t] = std::move(*done);
        }
        if (auto status = check_model(model_); !status) return fail(status.error());
        return std::move(model_);
    }

    Status enter(XmlNode node, Scope& scope) {
        if (auto status = scope.read_mining_schema(node.child("MiningSchema")); !status)
            return status;
        return scope.read_derived(node.child("LocalTransformations"));
    }

    Status read_top(XmlNode node) {
        if (text(node, "isScorable") == "false")
            return unsupported(node, "a model that says it cannot be used to score");
        if (auto status = enter(node, scope_); !status) return status;
        const bool classes = text(node, "functionName") == "classification";
        if (!classes) {
            model_.outputs = {"score"};
            model_.base = {0};
            if (node.name() == "RegressionModel") {
                const std::string method = text(node, "normalizationMethod");
                if (method == "logit" || method == "softmax")
                    model_.link = Link::logistic;
                else if (method == "exp")
                    model_.link = Link::exponential;
                else if (!method.empty() && method != "none")
                    return unsupported(node, fmt::format("normalizationMethod=\"{}\"", method));
            }
            return read_part(node, scope_, 0, 1);
        }
        if (node.name() == "RegressionModel") return read_classes(node, scope_);
        if (node.name() == "TreeModel") return read_class_tree(node, scope_, 1, false);
        if (node.name() == "MiningModel") return read_class_ensemble(node);
        return unsupported(node, fmt::format("<{}> for classes", node.name()));
    }

    // Adds what one model contributes to a margin, times `factor`.
    Status read_part(XmlNode node, Scope& scope, std::size_t output, double factor) {
        double constant = 0;
        if (const XmlNode targets = node.child("Targets")) {
            const XmlNode target = targets.child("Target");
            const auto by = number(target, "rescaleFactor", 1.0);
            const auto plus = number(target, "rescaleConstant", 0.0);
            if (!by) return fail(by.error());
            if (!plus) return fail(plus.error());
            if (target.attribute("castInteger") || target.attribute("min") ||
                target.attribute("max"))
                return unsupported(target, "a result that is cut or rounded");
            constant = *plus;
            factor *= *by;
            model_.base[output] += constant * (factor / *by);
        }
        if (node.name() == "RegressionModel") {
            model_.family = "linear score";
            const auto tables = node.children("RegressionTable");
            if (tables.size() != 1) return wrong(node, "a regression needs one table");
            return read_table(tables[0], scope, output, factor);
        }
        if (node.name() == "Scorecard") return read_scorecard(node, scope, factor);
        if (node.name() == "TreeModel") {
            if (model_.family.empty()) model_.family = "decision tree";
            return add_tree(
                read_tree(node, scope, output, [](XmlNode n) { return number(n, "score"); }),
                factor, node);
        }
        if (node.name() == "MiningModel") return read_ensemble(node, scope, output, factor);
        return unsupported(node, fmt::format("<{}> as a part", node.name()));
    }

    Status add_tree(Result<Tree> tree, double factor, XmlNode place) {
        if (!tree) return fail(tree.error());
        if (model_.trees.size() == trees_max)
            return fail(input_error("E0406", "the document holds too many trees")
                            .at(place.location())
                            .hinted(fmt::format("at most {} are read", trees_max)));
        for (Node& n : tree->nodes)
            if (factor != 1) n.value *= factor;
        model_.trees.push_back(std::move(*tree));
        return {};
    }

    Status read_scorecard(XmlNode node, Scope& scope, double factor) {
        model_.family = "scorecard";
        const auto initial = number(node, "initialScore", 0.0);
        if (!initial) return fail(initial.error());
        model_.base[0] += factor * *initial;
        const XmlNode list = node.child("Characteristics");
        for (const XmlNode part : list ? list.children("Characteristic") : std::vector<XmlNode>{})
            if (auto s = add_tree(read_characteristic(part, scope), factor, part); !s) return s;
        if (model_.trees.empty()) return wrong(node, "the scorecard has no characteristics");
        return {};
    }

    Status read_table(XmlNode table, Scope& scope, std::size_t output, double factor) {
        const auto intercept = number(table, "intercept", 0.0);
        if (!intercept) return fail(intercept.error());
        model_.base[output] += factor * *intercept;
        if (model_.weights.empty())
            model_.weights.assign(model_.outputs.size(),
                                  std::vector<double>(model_.columns.size(), 0));
        for (const XmlNode term : table.children()) {
            if (term.name() == "Extension") continue;
            const bool category = term.name() == "CategoricalPredictor";
            if (!category && term.name() != "NumericPredictor")
                return unsupported(term, fmt::format("<{}> in a regression", term.name()));
            if (term.attribute("exponent") && text(term, "exponent") != "1")
                return unsupported(term, "an exponent other than 1");
            auto field = scope.field(term, text(term, "name"));
            if (!field) return fail(field.error());
            const auto weight = number(term, "coefficient");
            if (!weight) return fail(weight.error());
            if (category) {
                const auto code = scope.code(term, *field, text(term, "value"));
                if (!code) return fail(code.error());
                field->steps.push_back({.kind = StepKind::look_up,
                                        .value = 0,
                                        .if_missing = 0,
                                        .knots = {{*code, 1}}});
            }
            model_.weights[output][scope.column(*field)] += factor * *weight;
        }
        return {};
    }

    // Two classes with the second as the rest, or one table per class with softmax.
    Status read_classes(XmlNode node, Scope& scope) {
        model_.family = "linear score";
        const std::string method = text(node, "normalizationMethod");
        const auto tables = node.children("RegressionTable");
        const auto empty = [](XmlNode table) {
            return table.children().empty() && parse_number(text(table, "intercept")) == 0.0;
        };
        if ((method == "logit" || method == "softmax") && tables.size() == 2 && empty(tables[1])) {
            model_.outputs = {text(tables[0], "targetCategory")};
            model_.base = {0};
            model_.link = Link::logistic;
            return read_table(tables[0], scope, 0, 1);
        }
        if (method != "softmax" || tables.size() < 2)
            return unsupported(node, fmt::format("normalizationMethod=\"{}\" with {} tables",
                                                 method, tables.size()));
        for (const XmlNode table : tables)
            model_.outputs.push_back(text(table, "targetCategory"));
        model_.base.assign(tables.size(), 0);
        model_.link = Link::softmax;
        for (std::size_t k = 0; k < tables.size(); ++k)
            if (auto status = read_table(tables[k], scope, k, 1); !status) return status;
        return {};
    }

    void name_classes(XmlNode tree) {
        if (!model_.outputs.empty()) return;
        std::vector<XmlNode> open{tree.child("Node")};
        const auto add = [&](const std::string& name) {
            for (const std::string& known : model_.outputs)
                if (known == name) return;
            model_.outputs.push_back(name);
            model_.base.push_back(0);
        };
        while (!open.empty()) {
            const XmlNode node = open.back();
            open.pop_back();
            if (!node) continue;
            for (const XmlNode share : node.children("ScoreDistribution"))
                add(text(share, "value"));
            if (node.attribute("score")) add(text(node, "score"));
            for (const XmlNode child : node.children("Node"))
                open.push_back(child);
        }
    }

    // The share of each class at the node; with `votes`, 1 for the class that the node names.
    Status read_class_tree(XmlNode node, Scope& scope, double factor, bool votes) {
        model_.link = Link::shares;
        if (model_.family.empty()) model_.family = "decision tree";
        name_classes(node);
        for (std::size_t k = 0; k < model_.outputs.size(); ++k) {
            const std::string& name = model_.outputs[k];
            const auto share = [&](XmlNode n) -> Result<double> {
                const auto shares = n.children("ScoreDistribution");
                if (votes || shares.empty()) {
                    if (!n.attribute("score")) return wrong(n, "a node names no class");
                    return text(n, "score") == name ? 1 : 0;
                }
                double total = 0;
                double own = 0;
                for (const XmlNode s : shares) {
                    const auto given = s.attribute("probability") ? number(s, "probability")
                                                                  : number(s, "recordCount");
                    if (!given) return given;
                    total += *given;
                    if (text(s, "value") == name) own = *given;
                }
                return own / total;
            };
            if (auto status = add_tree(read_tree(node, scope, k, share), factor, node); !status)
                return status;
        }
        return {};
    }

    Status read_ensemble(XmlNode node, Scope& scope, std::size_t output, double factor) {
        std::string method;
        const auto parts = segments(node, method);
        if (!parts) return fail(parts.error());
        if (method != "sum" && method != "average" && method != "weightedAverage")
            return unsupported(node, fmt::format("multipleModelMethod=\"{}\"", method));
        model_.family = method == "sum" ? "boosted trees" : "averaged trees";
        for (const auto& [inner, weight] : *parts) {
            Scope own = scope;
            if (auto status = enter(inner, own); !status) return status;
            if (auto status = read_part(inner, own, output, factor * weight); !status)
                return status;
        }
        return {};
    }

    Status read_class_ensemble(XmlNode node) {
        std::string method;
        const auto parts = segments(node, method);
        if (!parts) return fail(parts.error());
        if (method == "modelChain") return read_chain(*parts);
        const bool votes = method == "majorityVote" || method == "weightedMajorityVote";
        if (!votes && method != "average" && method != "weightedAverage")
            return unsupported(node, fmt::format("multipleModelMethod=\"{}\"", method));
        model_.family = "averaged trees";
        for (const auto& [inner, weight] : *parts)
            if (inner.name() == "TreeModel") name_classes_of_all(inner);
        for (const auto& [inner, weight] : *parts) {
            if (inner.name() != "TreeModel")
                return unsupported(inner, fmt::format("<{}> as a voter", inner.name()));
            Scope own = scope_;
            if (auto status = enter(inner, own); !status) return status;
            if (auto status = read_class_tree(inner, own, weight, votes); !status) return status;
        }
        return {};
    }

    // Classes of every tree before the first is read.
    void name_classes_of_all(XmlNode tree) {
        std::vector<std::string> known = std::move(model_.outputs);
        model_.outputs.clear();
        model_.base.clear();
        name_classes(tree);
        for (const std::string& name : model_.outputs) {
            bool there = false;
            for (const std::string& other : known)
                there = there || other == name;
            if (!there) known.push_back(name);
        }
        model_.outputs = std::move(known);
        model_.base.assign(model_.outputs.size(), 0);
    }

    // Scores first, then a regression that only turns them into shares of classes.
    Status read_chain(const std::vector<std::pair<XmlNode, double>>& parts) {
        const XmlNode last = parts.back().first;
        if (last.name() != "RegressionModel")
            return unsupported(last, "a chain that does not end in a regression");
        const std::string method = text(last, "normalizationMethod");
        std::vector<XmlNode> tables;
        for (const XmlNode table : last.children("RegressionTable"))
            if (!table.children("NumericPredictor").empty()) tables.push_back(table);
        const bool two = tables.size() == 1 && (method == "logit" || method == "softmax");
        if (!two && (method != "softmax" || tables.size() != parts.size() - 1))
            return unsupported(
                last, fmt::format("a chain that ends in normalizationMethod=\"{}\"", method));
        model_.link = two ? Link::logistic : Link::softmax;
        for (const XmlNode table : tables)
            model_.outputs.push_back(text(table, "targetCategory"));
        model_.base.assign(tables.size(), 0);
        for (std::size_t k = 0; k < tables.size(); ++k) {
            const auto intercept = number(tables[k], "intercept", 0.0);
            if (!intercept) return fail(intercept.error());
            model_.base[k] += *intercept;
            const auto terms = tables[k].children();
            if (terms.size() != 1 || terms[0].name() != "NumericPredictor")
                return unsupported(tables[k], "a chain whose end adds anything to the scores");
            const auto weight = number(terms[0], "coefficient");
            if (!weight) return fail(weight.error());
            XmlNode source;
            for (std::size_t p = 0; p + 1 < parts.size(); ++p)
                if (const XmlNode output = parts[p].first.child("Output"))
                    for (const XmlNode field : output.children("OutputField"))
                        if (text(field, "name") == text(terms[0], "name")) source = parts[p].first;
            if (!source) return wrong(terms[0], "no earlier segment puts out this field");
            Scope own = scope_;
            if (auto status = enter(source, own); !status) return status;
            if (auto status = read_part(source, own, k, *weight); !status) return status;
        }
        return {};
    }

    XmlNode root_;
    Model model_;
    Scope scope_;
};

}  // namespace

Result<Model> read_pmml(const std::string& bytes, const std::string& file) {
    auto document = XmlDocument::parse(bytes, file);
    if (!document) return fail(document.error());
    return PmmlReader(document->root(), file).run();
}

}  // namespace isonomia::explain
