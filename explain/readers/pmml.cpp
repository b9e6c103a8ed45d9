// PMML 4.x documents.
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/pmml_chain.hpp"
#include "explain/readers/pmml_elements.hpp"
#include "explain/readers/pmml_tree.hpp"

namespace isonomia::explain {

namespace {

using namespace pmml;

constexpr std::size_t pmml_trees_max = 100'000;

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
        if (auto status = check_elements(root_); !status) return fail(status.error());
        if (auto status = scope_.read_dictionary(root_.child("DataDictionary")); !status)
            return fail(status.error());
        if (auto status = scope_.read_derived(root_.child("TransformationDictionary")); !status)
            return fail(status.error());
        XmlNode node;
        for (const XmlNode child : root_.children()) {
            if (child.name() != "Scorecard" && !child.name().ends_with("Model")) continue;
            if (node) return unsupported(child, "a second model in the document");
            node = child;
        }
        if (!node) return wrong(root_, "the document holds no model");
        model_.single = text(node, "x-mathContext") == "float";
        model_.kind = fmt::format("PMML {} {}", version, node.name());
        model_.missing_rule = "follows the document's rule for missing values";
        if (auto status = read_top(node); !status) return fail(status.error());
        return finish();
    }

private:
    Result<Model> finish() {
        // The dictionary also holds the outcome and what is not used; only what feeds a column is
        // an input.
        if (model_.columns.empty()) scope_.add_all_columns();  // one answer for everybody
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
        if (text(node, "isScorable") == "false")
            return unsupported(node, "a model that says it cannot be used to score");
        if ((text(node, "x-mathContext") == "float") != model_.single)
            return unsupported(node, "sums in floats in one part and in doubles in another");
        if (auto status = scope.read_mining_schema(node.child("MiningSchema")); !status)
            return status;
        return scope.read_derived(node.child("LocalTransformations"));
    }

    Status read_top(XmlNode node) {
        if (auto status = enter(node, scope_); !status) return status;
        const bool classes = text(node, "functionName") == "classification";
        if (!classes) {
            model_.outputs = {"score"};
            model_.base = {0};
            if (auto status = read_link(node); !status) return status;
            return read_part(node, scope_, 0, 1, true);
        }
        if (auto status = no_targets(node); !status) return status;
        if (node.name() == "RegressionModel") return read_classes(node, scope_);
        if (node.name() == "TreeModel") return read_class_tree(node, scope_, 1, false);
        if (node.name() == "MiningModel") return read_class_ensemble(node);
        return unsupported(node, fmt::format("<{}> for classes", node.name()));
    }

    // What turns the sum of a regression into its result; only of the whole document.
    Status read_link(XmlNode node) {
        const std::string method = text(node, "normalizationMethod");
        if (method.empty() || method == "none") return {};
        if (method == "logit" || method == "softmax")
            model_.link = Link::logistic;
        else if (method == "exp")
            model_.link = Link::exponential;
        else
            return unsupported(node, fmt::format("normalizationMethod=\"{}\"", method));
        return no_targets(node);
    }

    // Adds what one model contributes to a margin, times `factor`; the link is that of the `whole`.
    Status read_part(XmlNode node, Scope& scope, std::size_t output, double factor,
                     bool whole = false) {
        if (text(node, "functionName") != "regression")
            return unsupported(node, fmt::format("functionName=\"{}\" of a part that is added",
                                                 text(node, "functionName")));
        const std::string method = text(node, "normalizationMethod");
        if (!whole && !method.empty() && method != "none")
            return unsupported(node, fmt::format("normalizationMethod=\"{}\" of a part", method));
        const XmlNode targets = node.child("Targets");
        for (const XmlNode target : targets ? targets.children("Target") : std::vector<XmlNode>{}) {
            if (targets.children("Target").size() > 1)
                return unsupported(target, "more than one target");
            const auto by = number(target, "rescaleFactor", 1.0);
            const auto plus = number(target, "rescaleConstant", 0.0);
            if (!by) return fail(by.error());
            if (!plus) return fail(plus.error());
            model_.base[output] += factor * *plus;
            factor *= *by;
        }
        if (model_.single && factor != 1)
            return unsupported(node, "sums in floats that are rescaled or weighted");
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
        if (model_.trees.size() == pmml_trees_max)
            return fail(input_error("E0406", "the document holds too many trees")
                            .at(place.location())
                            .hinted(fmt::format("at most {} are read", pmml_trees_max)));
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
            if (inner.name() != "TreeModel" || text(inner, "functionName") != "classification")
                return unsupported(inner, fmt::format("<{}> for {} as a voter", inner.name(),
                                                      text(inner, "functionName")));
            if (auto status = no_targets(inner); !status) return status;
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
        const auto chain = read_chain_end(parts, model_.single);
        if (!chain) return fail(chain.error());
        if ((text(parts.back().first, "x-mathContext") == "float") != model_.single)
            return unsupported(parts.back().first,
                               "sums in floats in one part and in doubles in another");
        model_.link = chain->two ? Link::logistic : Link::softmax;
        for (const ChainScore& score : chain->scores)
            model_.outputs.push_back(score.category);
        model_.base.assign(chain->scores.size(), 0);
        for (std::size_t k = 0; k < chain->scores.size(); ++k) {
            const ChainScore& score = chain->scores[k];
            model_.base[k] += score.intercept;
            Scope own = scope_;
            if (auto status = enter(score.source, own); !status) return status;
            if (auto status = read_part(score.source, own, k, score.weight); !status) return status;
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
