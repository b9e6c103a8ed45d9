#include "explain/readers/pmml_chain.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/pmml_scope.hpp"

namespace isonomia::explain::pmml {

namespace {

// The earlier segment that puts out the field: as it predicts it, nothing else.
Result<XmlNode> source_of(XmlNode term, const std::vector<std::pair<XmlNode, double>>& parts,
                          bool single) {
    const std::string name = text(term, "name");
    for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
        const XmlNode output = parts[p].first.child("Output");
        if (!output) continue;
        for (const XmlNode field : output.children("OutputField")) {
            if (text(field, "name") != name) continue;
            for (const auto& [attribute, value] : field.attributes()) {
                const bool plain =
                    attribute == "name" || attribute == "displayName" ||
                    attribute == "isFinalResult" ||
                    (attribute == "optype" && value == "continuous") ||
                    (attribute == "feature" && value == "predictedValue") ||
                    (attribute == "dataType" && value == (single ? "float" : "double"));
                if (!plain)
                    return unsupported(field, fmt::format("{}=\"{}\" of a field that a chain hands "
                                                          "on",
                                                          attribute, value));
            }
            for (const XmlNode child : field.children())
                if (child.name() != "Extension")
                    return unsupported(child, "what a chain hands on and computes further");
            return parts[p].first;
        }
    }
    return wrong(term, "no earlier segment puts out this field");
}

// The end takes its fields as they are.
Status check_end(XmlNode last) {
    if (auto status = no_targets(last); !status) return status;
    if (const XmlNode local = last.child("LocalTransformations");
        local && !local.children().empty())
        return unsupported(local, "a transformation at the end of a chain");
    const XmlNode schema = last.child("MiningSchema");
    for (const XmlNode field : schema ? schema.children("MiningField") : std::vector<XmlNode>{})
        for (const std::string_view attribute :
             {"missingValueReplacement", "outliers", "invalidValueTreatment"})
            if (field.attribute(attribute) && text(field, attribute) != "asIs")
                return unsupported(field, fmt::format("{} at the end of a chain", attribute));
    return {};
}

bool says_nothing(XmlNode table) {
    return table.children().empty() && number(table, "intercept", 0.0) == 0.0;
}

Result<ChainScore> read_score(XmlNode table, const std::vector<std::pair<XmlNode, double>>& parts,
                              bool single) {
    const auto terms = table.children();
    if (terms.size() != 1 || terms[0].name() != "NumericPredictor" ||
        (terms[0].attribute("exponent") && text(terms[0], "exponent") != "1"))
        return unsupported(table, "a chain whose end adds anything to the scores");
    ChainScore score;
    score.category = text(table, "targetCategory");
    const auto intercept = number(table, "intercept", 0.0);
    if (!intercept) return fail(intercept.error());
    score.intercept = *intercept;
    const auto weight = number(terms[0], "coefficient");
    if (!weight) return fail(weight.error());
    score.weight = *weight;
    if (single && score.weight != 1)
        return unsupported(terms[0], "a chain in floats whose end weights the scores");
    const auto source = source_of(terms[0], parts, single);
    if (!source) return fail(source.error());
    score.source = *source;
    return score;
}

}  // namespace

Status no_targets(XmlNode model) {
    const XmlNode targets = model.child("Targets");
    if (!targets) return {};
    for (const XmlNode target : targets.children("Target"))
        for (const std::string_view attribute : {"rescaleFactor", "rescaleConstant"})
            if (target.attribute(attribute))
                return unsupported(target, fmt::format("{} behind a link", attribute));
    return {};
}

Result<Chain> read_chain_end(const std::vector<std::pair<XmlNode, double>>& parts, bool single) {
    const XmlNode last = parts.back().first;
    if (last.name() != "RegressionModel")
        return unsupported(last, "a chain that does not end in a regression");
    if (auto status = check_end(last); !status) return fail(status.error());
    const std::string method = text(last, "normalizationMethod");
    const auto tables = last.children("RegressionTable");
    Chain chain;
    chain.two = tables.size() == 2 && says_nothing(tables[1]) && !says_nothing(tables[0]) &&
                (method == "logit" || method == "softmax");
    if (!chain.two && (method != "softmax" || tables.size() != parts.size() - 1))
        return unsupported(last,
                           fmt::format("a chain that ends in normalizationMethod=\"{}\"", method));
    for (std::size_t k = 0; k < (chain.two ? 1 : tables.size()); ++k) {
        auto score = read_score(tables[k], parts, single);
        if (!score) return fail(score.error());
        chain.scores.push_back(std::move(*score));
    }
    return chain;
}

}  // namespace isonomia::explain::pmml
