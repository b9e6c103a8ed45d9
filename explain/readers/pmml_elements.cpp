#include "explain/readers/pmml_elements.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/pmml_scope.hpp"

namespace isonomia::explain::pmml {

namespace {

// 'name' stands for any value, 'name=a|b' for these alone, '@name' for a group. Values that a
// reader decides on, and says why, are left to it.
struct Element {
    std::string_view name;
    std::string_view attributes;
    std::string_view children;
};

constexpr std::array groups{
    std::pair<std::string_view, std::string_view>{
        "@predicates", "True False SimplePredicate SimpleSetPredicate CompoundPredicate"},
    std::pair<std::string_view, std::string_view>{
        "@models", "RegressionModel Scorecard TreeModel MiningModel"},
    std::pair<std::string_view, std::string_view>{
        "@expressions", "FieldRef NormContinuous NormDiscrete Discretize MapValues Apply Constant"},
    std::pair<std::string_view, std::string_view>{
        "@model",
        "modelName functionName=regression|classification algorithmName isScorable "
        "x-mathContext=float|double"},
    std::pair<std::string_view, std::string_view>{
        "@parts",
        "Extension MiningSchema Output ModelStats ModelExplanation Targets LocalTransformations "
        "ModelVerification"},
};

constexpr std::array elements{
    Element{"PMML", "version baseVersion x-baseVersion",
            "Header MiningBuildTask DataDictionary TransformationDictionary Extension @models"},
    Element{"DataDictionary", "numberOfFields", "Extension DataField"},
    Element{"DataField", "name displayName optype dataType isCyclic=0", "Extension Interval Value"},
    Element{"Value", "value displayValue property=valid|invalid|missing", "Extension"},
    Element{"Interval",
            "closure=openOpen|openClosed|closedOpen|closedClosed leftMargin rightMargin",
            "Extension"},
    Element{"TransformationDictionary", "", "Extension DerivedField"},
    Element{"LocalTransformations", "", "Extension DerivedField"},
    Element{"DerivedField", "name displayName optype dataType", "Extension Value @expressions"},
    Element{"Constant", "dataType", ""},
    Element{"FieldRef", "field mapMissingTo", "Extension"},
    Element{"NormContinuous", "field mapMissingTo outliers=asIs|asMissingValues|asExtremeValues",
            "Extension LinearNorm"},
    Element{"LinearNorm", "orig norm", "Extension"},
    Element{"NormDiscrete", "field value mapMissingTo method=indicator", "Extension"},
    Element{"Discretize", "field mapMissingTo defaultValue dataType", "Extension DiscretizeBin"},
    Element{"DiscretizeBin", "binValue", "Extension Interval"},
    Element{"MapValues", "mapMissingTo defaultValue outputColumn dataType",
            "Extension FieldColumnPair InlineTable"},
    Element{"FieldColumnPair", "field column", "Extension"},
    Element{"InlineTable", "", "Extension row"},
    Element{"Apply", "function mapMissingTo defaultValue invalidValueTreatment=returnInvalid",
            "Extension @expressions"},
    Element{"MiningSchema", "", "Extension MiningField"},
    Element{"MiningField",
            "name optype importance "
            "usageType=active|predicted|target|supplementary|group|order|frequencyWeight|"
            "analysisWeight outliers lowValue highValue missingValueReplacement "
            "missingValueTreatment=asIs|asMean|asMode|asMedian|asValue invalidValueTreatment",
            "Extension"},
    Element{"Targets", "", "Extension Target"},
    Element{"Target", "field optype rescaleFactor rescaleConstant", "Extension TargetValue"},
    Element{"TargetValue", "value displayValue", "Extension"},
    Element{"RegressionModel",
            "@model modelType=linearRegression|logisticRegression targetFieldName "
            "normalizationMethod",
            "@parts RegressionTable"},
    Element{"RegressionTable", "intercept targetCategory",
            "Extension NumericPredictor CategoricalPredictor"},
    Element{"NumericPredictor", "name exponent coefficient", "Extension"},
    Element{"CategoricalPredictor", "name value coefficient", "Extension"},
    Element{"Scorecard",
            "@model initialScore useReasonCodes reasonCodeAlgorithm baselineScore baselineMethod",
            "@parts Characteristics"},
    Element{"Characteristics", "", "Extension Characteristic"},
    Element{"Characteristic", "name reasonCode baselineScore", "Extension Attribute"},
    Element{"Attribute", "partialScore reasonCode", "Extension @predicates"},
    Element{"TreeModel",
            "@model missingValueStrategy missingValuePenalty=1|1.0 "
            "noTrueChildStrategy=returnNullPrediction|returnLastPrediction "
            "splitCharacteristic=binarySplit|multiSplit",
            "@parts Node"},
    Element{"Node", "id score recordCount defaultChild",
            "Extension Partition ScoreDistribution Node @predicates"},
    Element{"ScoreDistribution", "value recordCount confidence probability", "Extension"},
    Element{"True", "", "Extension"},
    Element{"False", "", "Extension"},
    Element{"SimplePredicate", "field operator value", "Extension"},
    Element{"SimpleSetPredicate", "field booleanOperator", "Extension Array"},
    Element{"Array", "n type=string|int|real", ""},
    Element{"CompoundPredicate", "booleanOperator", "Extension @predicates"},
    Element{"MiningModel", "@model", "@parts Segmentation"},
    Element{"Segmentation", "multipleModelMethod missingPredictionTreatment=continue|returnMissing",
            "Extension "
            "Segment"},
    Element{"Segment", "id weight", "Extension @predicates @models"},
};

// Descriptions, and figures beside the result. What an <Output> computes further is not explained.
constexpr std::array<std::string_view, 9> not_looked_into{
    "Extension",         "Header", "MiningBuildTask", "Output", "ModelStats", "ModelExplanation",
    "ModelVerification", "row",    "Partition"};

class Checker {
public:
    Checker() {
        for (const Element& element : elements) {
            Known known;
            for (const std::string_view word : words_of(element.attributes)) {
                const std::size_t sign = word.find('=');
                std::vector<std::string_view> values;
                if (sign != std::string_view::npos) values = split(word.substr(sign + 1), '|');
                known.attributes.emplace(word.substr(0, sign), std::move(values));
            }
            known.children = words_of(element.children);
            known_.emplace(element.name, std::move(known));
        }
    }

    [[nodiscard]] Status check(XmlNode node) const {
        const Known& known = known_.find(node.name())->second;  // the caller has looked it up
        if (auto status = check_attributes(node, known); !status) return status;
        for (const XmlNode child : node.children()) {
            const std::string_view name = child.name();
            const bool listed = std::find(known.children.begin(), known.children.end(), name) !=
                                known.children.end();
            if (!listed || (!looked_over(name) && !known_.contains(name)))
                return unsupported(child, fmt::format("<{}> in <{}>", name, node.name()));
            if (looked_over(name)) continue;
            if (auto status = check(child); !status) return status;
        }
        return {};
    }

private:
    struct Known {
        std::map<std::string_view, std::vector<std::string_view>> attributes;
        std::vector<std::string_view> children;
    };

    static bool looked_over(std::string_view name) {
        return std::find(not_looked_into.begin(), not_looked_into.end(), name) !=
               not_looked_into.end();
    }

    static std::vector<std::string_view> words_of(std::string_view text) {
        std::vector<std::string_view> words;
        for (const std::string_view word : split(text, ' ')) {
            const auto group = std::find_if(groups.begin(), groups.end(),
                                            [&](const auto& g) { return g.first == word; });
            if (group == groups.end()) {
                words.push_back(word);
                continue;
            }
            for (const std::string_view member : split(group->second, ' '))
                words.push_back(member);
        }
        return words;
    }

    static Status check_attributes(XmlNode node, const Known& known) {
        for (const auto& [name, value] : node.attributes()) {
            if (name.starts_with("xmlns") || name.starts_with("xsi:")) continue;
            const auto at = known.attributes.find(name);
            if (at != known.attributes.end() &&
                (at->second.empty() ||
                 std::find(at->second.begin(), at->second.end(), value) != at->second.end()))
                continue;
            Error error =
                unsupported(node, fmt::format("{}=\"{}\" of <{}>", name, value, node.name()))
                    .value();
            error.where = node.location(name);
            return fail(std::move(error));
        }
        return {};
    }

    std::map<std::string_view, Known> known_;
};

}  // namespace

Status check_elements(XmlNode root) { return Checker().check(root); }

}  // namespace isonomia::explain::pmml
