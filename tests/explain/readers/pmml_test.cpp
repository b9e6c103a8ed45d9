// PMML: what is not read exactly is refused with its line; then every rule on a small document.
#include <cmath>

#include "explain/read_model.hpp"
#include "explain/rows.hpp"
#include "tests/catch.hpp"
#include "tests/explain/refusal.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using tests::code_of;

namespace {

std::string pmml(const std::string& model) {
    return "<PMML version=\"4.4\" xmlns=\"http://www.dmg.org/PMML-4_4\"><DataDictionary>"
           "<DataField name=\"age\" optype=\"continuous\" dataType=\"double\"/>"
           "<DataField name=\"job\" optype=\"categorical\" dataType=\"string\">"
           "<Value value=\"clerk\"/><Value value=\"cook\"/></DataField>"
           "<DataField name=\"y\" optype=\"continuous\" dataType=\"double\"/></DataDictionary>" +
           model + "</PMML>";
}
const std::string schema =
    "<MiningSchema><MiningField name=\"age\"/><MiningField name=\"job\"/>"
    "<MiningField name=\"y\" usageType=\"target\"/></MiningSchema>";

double answer(const Model& model, const std::map<std::string, std::string>& values) {
    const auto row = row_from(model, values);
    REQUIRE(row.has_value());
    return model.predict(*row).front();
}

// A document about one number 'x', whose field holds `content`.
std::string about_x(const std::string& model, const std::string& content = "",
                    const std::string& type = "double") {
    return "<PMML version=\"4.4\"><DataDictionary><DataField name=\"x\" optype=\"continuous\" "
           "dataType=\"" +
           type + "\">" + content +
           "</DataField><DataField name=\"y\" optype=\"continuous\" dataType=\"double\"/>"
           "</DataDictionary>" +
           model + "</PMML>";
}
std::string schema_x(const std::string& how = "") {
    return "<MiningSchema><MiningField name=\"y\" usageType=\"target\"/><MiningField name=\"x\" " +
           how + "/></MiningSchema>";
}
std::string regression(const std::string& attributes = "", const std::string& parts = schema_x(),
                       const std::string& slope = "1") {
    return "<RegressionModel functionName=\"regression\" " + attributes + ">" + parts +
           "<RegressionTable intercept=\"0\"><NumericPredictor name=\"x\" coefficient=\"" + slope +
           "\"/></RegressionTable></RegressionModel>";
}
std::string stump(const std::string& op, const std::string& value,
                  const std::string& schema_of = schema_x(), const std::string& attributes = "") {
    const std::string other = op == "lessThan" ? "greaterOrEqual" : "greaterThan";
    return "<TreeModel functionName=\"regression\" missingValueStrategy=\"defaultChild\" " +
           attributes + ">" + schema_of +
           "<Node id=\"0\" defaultChild=\"1\"><True/><Node id=\"1\" score=\"1\">"
           "<SimplePredicate field=\"x\" operator=\"" +
           op + "\" value=\"" + value +
           "\"/></Node><Node id=\"2\" score=\"2\"><SimplePredicate field=\"x\" operator=\"" +
           other + "\" value=\"" + value + "\"/></Node></Node></TreeModel>";
}
std::string ensemble(const std::string& method, const std::string& parts,
                     const std::string& attributes = "") {
    return "<MiningModel functionName=\"regression\" " + attributes + ">" + schema_x() +
           "<Segmentation multipleModelMethod=\"" + method + "\">" + parts +
           "</Segmentation></MiningModel>";
}
std::string segment(const std::string& model) { return "<Segment><True/>" + model + "</Segment>"; }

// A chain of a regression on 'x' that puts out `field`, and an end that turns 'z' into two classes.
std::string chain(const std::string& field, const std::string& end = "") {
    return "<PMML version=\"4.4\"><DataDictionary><DataField name=\"x\" optype=\"continuous\" "
           "dataType=\"double\"/><DataField name=\"y\" optype=\"categorical\" "
           "dataType=\"string\"/></DataDictionary><MiningModel functionName=\"classification\">" +
           schema_x() +
           "<Segmentation multipleModelMethod=\"modelChain\"><Segment><True/>"
           "<RegressionModel functionName=\"regression\"><MiningSchema><MiningField name=\"x\"/>"
           "</MiningSchema><Output>" +
           field +
           "</Output><RegressionTable intercept=\"0\"><NumericPredictor name=\"x\" "
           "coefficient=\"1\"/></RegressionTable></RegressionModel></Segment><Segment><True/>"
           "<RegressionModel functionName=\"classification\" normalizationMethod=\"logit\">"
           "<MiningSchema><MiningField name=\"z\"/></MiningSchema>" +
           end +
           "<RegressionTable targetCategory=\"yes\" intercept=\"0\"><NumericPredictor name=\"z\" "
           "coefficient=\"1\"/></RegressionTable><RegressionTable targetCategory=\"no\" "
           "intercept=\"0\"/></RegressionModel></Segment></Segmentation></MiningModel></PMML>";
}
const std::string handed_on = "<OutputField name=\"z\" optype=\"continuous\" dataType=\"double\"/>";

}  // namespace

TEST_CASE("PMML: what is not read is refused by name, with its line") {
    const auto refused = read_pmml(
        about_x(ensemble("average", "\n" + segment(regression("normalizationMethod=\"logit\"")))),
        "m");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "E0402");
    CHECK(refused.error().message == "normalizationMethod=\"logit\" of a part is not supported");
    CHECK(refused.error().where->line == 2);
    const std::vector<std::string> documents{
        // of fields
        about_x(regression(), "<Interval closure=\"closedClosed\" leftMargin=\"0\"/>"),
        about_x(regression(), "<Value value=\"-9\" property=\"invalid\"/>"),
        about_x(regression(), "<Value value=\"1\"/>"),
        about_x(regression("", schema_x("missingValueTreatment=\"returnInvalid\""))),
        about_x(regression("", schema_x("invalidValueTreatment=\"asMissing\""))),
        about_x(regression("", schema_x("optype=\"categorical\""))),
        about_x(stump("lessThan", "1.5"), "", "integer"),
        about_x(regression("", schema_x() + "<LocalTransformations><DerivedField name=\"d\" "
                                            "optype=\"continuous\" dataType=\"integer\"><FieldRef "
                                            "field=\"x\"/></DerivedField></LocalTransformations>")),
        about_x("<TransformationDictionary><DefineFunction/></TransformationDictionary>" +
                regression()),
        about_x(regression("", schema_x("usageType=\"own\""))),
        // of results
        about_x(regression("normalizationMethod=\"exp\"",
                           schema_x() + "<Targets><Target rescaleFactor=\"100\"/></Targets>")),
        about_x(regression("", schema_x() + "<Targets><Target castInteger=\"round\"/></Targets>")),
        about_x(regression("", schema_x() + "<Targets><Target/><Target rescaleFactor=\"2\"/>"
                                            "</Targets>")),
        about_x(regression("normalizationMethod=\"cauchit\"")),
        about_x(regression() + regression()),
        // of trees and ensembles
        about_x(stump("lessThan", "1", schema_x(), "missingValuePenalty=\"0.5\"")),
        about_x(stump("lessThan", "1", schema_x(), "noTrueChildStrategy=\"own\"")),
        about_x(ensemble("sum", segment(stump("lessThan", "1")), "x-mathContext=\"float\"")),
        about_x("<MiningModel functionName=\"regression\">" + schema_x() +
                "<Segmentation multipleModelMethod=\"sum\" "
                "missingPredictionTreatment=\"skipSegment\">" +
                segment(regression()) + "</Segmentation></MiningModel>"),
        about_x("<MiningModel functionName=\"regression\">" + schema_x() +
                "<Segmentation multipleModelMethod=\"sum\" missingThreshold=\"0.5\">" +
                segment(regression()) + "</Segmentation></MiningModel>"),
        about_x(regression("own=\"1\"")),
        about_x(regression("", schema_x() + "<Own/>")),
        // of chains
        chain("<OutputField name=\"z\" optype=\"continuous\" dataType=\"double\" "
              "feature=\"transformedValue\"><Apply function=\"*\"><Constant>3</Constant><FieldRef "
              "field=\"raw\"/></Apply></OutputField>"),
        chain("<OutputField name=\"z\" optype=\"continuous\" dataType=\"float\"/>"),
        chain(handed_on,
              "<LocalTransformations><DerivedField name=\"w\" optype=\"continuous\" "
              "dataType=\"double\"><Constant>1</Constant></DerivedField>"
              "</LocalTransformations>"),
        chain(handed_on, "<Targets><Target rescaleFactor=\"2\"/></Targets>"),
    };
    for (const std::string& document : documents) {
        INFO(document);
        CHECK(code_of(read_pmml, document) == "E0402");
    }
}

TEST_CASE("PMML: what is refused elsewhere is read where it changes nothing") {
    const auto as_is = schema_x("invalidValueTreatment=\"asIs\"");
    const auto free = read_pmml(about_x(regression("", as_is),
                                        "<Interval closure=\"openOpen\" "
                                        "leftMargin=\"0\"/>"),
                                "m");
    REQUIRE(free.has_value());
    CHECK(answer(*free, {{"x", "-4"}}) == -4);
    const auto chained = read_pmml(chain(handed_on), "m");
    REQUIRE(chained.has_value());
    CHECK(answer(*chained, {{"x", "1"}}) == 1 / (1 + std::exp(-1.)));
    const auto rescaled =
        read_pmml(about_x(regression("", schema_x() + "<Targets><Target rescaleFactor=\"100\" "
                                                      "rescaleConstant=\"1\"/></Targets>")),
                  "m");
    CHECK(answer(*rescaled, {{"x", "2"}}) == 201);
}

TEST_CASE("PMML: a field of floats is compared with floats") {
    for (const auto& [value, op, result] :
         std::vector<std::tuple<std::string, std::string, double>>{
             {"0.7", "lessThan", 2}, {"0.1", "lessOrEqual", 1}, {"0.7", "lessOrEqual", 1}}) {
        const auto model = read_pmml(about_x(stump(op, value), "", "float"), "m");
        REQUIRE(model.has_value());
        CHECK(answer(*model, {{"x", value}}) == result);
    }
}

TEST_CASE("PMML: sums in floats, where every part says so") {
    const std::string in_floats = "x-mathContext=\"float\"";
    std::string trees;
    for (int i = 0; i < 3; ++i)
        trees += segment("<TreeModel functionName=\"regression\" " + in_floats + ">" + schema_x() +
                         "<Node score=\"0.1\"><True/></Node></TreeModel>");
    const auto model = read_pmml(about_x(ensemble("sum", trees, in_floats)), "m");
    REQUIRE(model.has_value());
    CHECK(answer(*model, {{"x", "0"}}) == static_cast<double>(0.1F + 0.1F + 0.1F));
}

TEST_CASE("PMML: a tree of one leaf gives one answer") {
    const auto model = read_pmml(about_x("<TreeModel functionName=\"regression\">" + schema_x() +
                                         "<Node score=\"5\"><True/></Node></TreeModel>"),
                                 "m");
    REQUIRE(model.has_value());
    CHECK(model->inputs.size() == 1);
    CHECK(answer(*model, {{"x", "3"}}) == 5);
}

TEST_CASE("PMML: other documents and unsupported parts are refused") {
    CHECK(code_of(read_pmml, "<PMML") == "X0001");
    CHECK(code_of(read_pmml, "<model/>") == "E0401");
    CHECK(code_of(read_pmml, "<PMML version=\"3.0\"/>") == "E0402");
    CHECK(code_of(read_pmml, pmml("")) == "E0401");
    CHECK(code_of(read_pmml, pmml("<NeuralNetworkModel/>")) == "E0402");
    const auto regression = [](const std::string& term) {
        return pmml("<RegressionModel functionName=\"regression\">" + schema +
                    "<RegressionTable intercept=\"1\">" + term +
                    "</RegressionTable></RegressionModel>");
    };
    CHECK(code_of(read_pmml, regression("<NumericPredictor name=\"age\" coefficient=\"x\"/>")) ==
          "E0401");
    CHECK(code_of(read_pmml, regression("<NumericPredictor name=\"agee\" coefficient=\"1\"/>")) ==
          "E0401");
    CHECK(code_of(read_pmml, regression("<PredictorTerm coefficient=\"1\"/>")) == "E0402");
    CHECK(code_of(read_pmml, regression("<NumericPredictor name=\"age\" exponent=\"2\" "
                                        "coefficient=\"1\"/>")) == "E0402");
    CHECK(code_of(read_pmml, pmml("<TreeModel functionName=\"regression\" "
                                  "missingValueStrategy=\"weightedConfidence\">" +
                                  schema + "<Node score=\"1\"><True/></Node></TreeModel>")) ==
          "E0402");
    const auto model = read_pmml(regression("<NumericPredictor name=\"age\" coefficient=\"2\"/>"
                                            "<CategoricalPredictor name=\"job\" value=\"cook\" "
                                            "coefficient=\"10\"/>"),
                                 "m");
    REQUIRE(model.has_value());
    CHECK(answer(*model, {{"age", "3"}, {"job", "cook"}}) == 17);
    CHECK(answer(*model, {{"age", "3"}, {"job", "clerk"}}) == 7);
    CHECK(answer(*model, {{"age", "3"}, {"job", ""}}) == 7);
    CHECK(std::isnan(answer(*model, {{"age", ""}, {"job", "cook"}})));
}

TEST_CASE("PMML trees: each strategy for missing values") {
    const auto tree = [](const std::string& strategy) {
        return read_pmml(
            pmml("<TreeModel functionName=\"regression\" missingValueStrategy=\"" + strategy +
                 "\">" + schema +
                 "<Node id=\"0\" score=\"9\" recordCount=\"10\" defaultChild=\"2\"><True/>"
                 "<Node id=\"1\" score=\"1\" recordCount=\"4\"><SimplePredicate field=\"age\" "
                 "operator=\"lessThan\" value=\"30\"/></Node>"
                 "<Node id=\"2\" score=\"2\" recordCount=\"6\"><SimplePredicate field=\"age\" "
                 "operator=\"greaterOrEqual\" value=\"30\"/></Node></Node></TreeModel>"),
            "m");
    };
    for (const std::string strategy :
         {"none", "lastPrediction", "nullPrediction", "defaultChild"}) {
        const auto model = tree(strategy);
        REQUIRE(model.has_value());
        CHECK(model->inputs.size() == 1);
        CHECK(answer(*model, {{"age", "29.9"}}) == 1);
        CHECK(answer(*model, {{"age", "30"}}) == 2);
        const double missing = answer(*model, {{"age", ""}});
        if (strategy == "lastPrediction")
            CHECK(missing == 9);
        else if (strategy == "defaultChild")
            CHECK(missing == 2);
        else
            CHECK(std::isnan(missing));
    }
}

TEST_CASE("PMML: words for missing values, and infinity that tells them apart") {
    const auto document = [](const std::string& word, const std::string& bound) {
        return "<PMML version=\"4.4\"><DataDictionary><DataField name=\"age\" "
               "optype=\"continuous\" dataType=\"double\"><Value value=\"" +
               word +
               "\" property=\"missing\"/></DataField></DataDictionary><TreeModel "
               "functionName=\"regression\" missingValueStrategy=\"defaultChild\">"
               "<MiningSchema><MiningField name=\"age\"/></MiningSchema>"
               "<Node id=\"0\" score=\"9\" recordCount=\"10\" defaultChild=\"2\"><True/>"
               "<Node id=\"1\" score=\"1\" recordCount=\"4\"><SimplePredicate field=\"age\" "
               "operator=\"lessOrEqual\" value=\"" +
               bound +
               "\"/></Node><Node id=\"2\" score=\"2\" recordCount=\"6\"><SimplePredicate "
               "field=\"age\" operator=\"greaterThan\" value=\"" +
               bound + "\"/></Node></Node></TreeModel></PMML>";
    };
    CHECK(code_of(read_pmml, document("unknown", "30")) == "E0402");
    CHECK(code_of(read_pmml, document("NaN", "infinite")) == "E0401");
    const auto model = read_pmml(document("NaN", "INF"), "m");
    REQUIRE(model.has_value());
    CHECK(answer(*model, {{"age", "1e300"}}) == 1);
    CHECK(answer(*model, {{"age", "-5"}}) == 1);
    CHECK(answer(*model, {{"age", "NaN"}}) == 2);
    const auto below = read_pmml(document("-9", "-INF"), "m");
    REQUIRE(below.has_value());
    CHECK(answer(*below, {{"age", "3"}}) == 2);
    CHECK(answer(*below, {{"age", "-9"}}) == 2);
}

TEST_CASE("PMML scorecards: bands, sets, compound predicates, derived fields") {
    const std::string card =
        "<Scorecard functionName=\"regression\" initialScore=\"100\">" + schema +
        "<LocalTransformations><DerivedField name=\"band\" optype=\"categorical\" "
        "dataType=\"string\"><Discretize field=\"age\" defaultValue=\"other\" "
        "mapMissingTo=\"none\"><DiscretizeBin binValue=\"young\"><Interval "
        "closure=\"closedOpen\" leftMargin=\"18\" rightMargin=\"25\"/></DiscretizeBin>"
        "</Discretize></DerivedField></LocalTransformations><Characteristics>"
        "<Characteristic name=\"a\"><Attribute partialScore=\"5\"><SimplePredicate field=\"band\" "
        "operator=\"equal\" value=\"young\"/></Attribute><Attribute partialScore=\"7\">"
        "<SimplePredicate field=\"band\" operator=\"equal\" value=\"none\"/></Attribute>"
        "<Attribute partialScore=\"1\"><True/></Attribute></Characteristic>"
        "<Characteristic name=\"b\"><Attribute partialScore=\"20\"><CompoundPredicate "
        "booleanOperator=\"and\"><SimplePredicate field=\"age\" operator=\"greaterOrEqual\" "
        "value=\"20\"/><SimpleSetPredicate field=\"job\" booleanOperator=\"isIn\"><Array n=\"1\" "
        "type=\"string\">\"cook\"</Array></SimpleSetPredicate></CompoundPredicate></Attribute>"
        "<Attribute partialScore=\"0\"><True/></Attribute></Characteristic></Characteristics>"
        "</Scorecard>";
    const auto model = read_pmml(pmml(card), "m");
    REQUIRE(model.has_value());
    CHECK(answer(*model, {{"age", "18"}, {"job", "cook"}}) == 105);
    CHECK(answer(*model, {{"age", "24.9"}, {"job", "cook"}}) == 125);
    CHECK(answer(*model, {{"age", "25"}, {"job", "clerk"}}) == 101);
    CHECK(answer(*model, {{"age", ""}, {"job", "cook"}}) == 107);
}

// The scorecard of the specification (dmg.org, PMML 4.4, Scorecard), with the score that is given
// there for an engineer of 25 with an income of 500: 3 + 0 + 26 = 29. The others by hand.
TEST_CASE("PMML scorecards: the example of the specification") {
    const auto when = [](const std::string& field, const std::string& op,
                         const std::string& value) {
        return "<SimplePredicate field=\"" + field + "\" operator=\"" + op + "\"" +
               (value.empty() ? "" : " value=\"" + value + "\"") + "/>";
    };
    const auto between = [&](const std::string& field, const std::string& low,
                             const std::string& high) {
        return "<CompoundPredicate booleanOperator=\"and\">" + when(field, "greaterThan", low) +
               when(field, "lessOrEqual", high) + "</CompoundPredicate>";
    };
    const auto points = [](const std::string& score, const std::string& predicate) {
        return "<Attribute partialScore=\"" + score + "\">" + predicate + "</Attribute>";
    };
    const std::string document =
        "<PMML version=\"4.4\"><DataDictionary>"
        "<DataField name=\"department\" optype=\"categorical\" dataType=\"string\"/>"
        "<DataField name=\"age\" optype=\"continuous\" dataType=\"integer\"/>"
        "<DataField name=\"income\" optype=\"continuous\" dataType=\"double\"/>"
        "<DataField name=\"overallScore\" optype=\"continuous\" dataType=\"double\"/>"
        "</DataDictionary><Scorecard functionName=\"regression\" initialScore=\"0\" "
        "useReasonCodes=\"true\" reasonCodeAlgorithm=\"pointsBelow\" baselineMethod=\"other\">"
        "<MiningSchema><MiningField name=\"department\"/><MiningField name=\"age\"/>"
        "<MiningField name=\"income\"/><MiningField name=\"overallScore\" "
        "usageType=\"target\"/></MiningSchema><Characteristics>"
        "<Characteristic name=\"departmentScore\" reasonCode=\"RC1\" baselineScore=\"19\">" +
        points("-9", when("department", "isMissing", "")) +
        points("19", when("department", "equal", "marketing")) +
        points("3", when("department", "equal", "engineering")) +
        points("6", when("department", "equal", "business")) + points("0", "<True/>") +
        "</Characteristic>"
        "<Characteristic name=\"ageScore\" reasonCode=\"RC2\" baselineScore=\"18\">" +
        points("-1", when("age", "isMissing", "")) +
        points("-3", when("age", "lessOrEqual", "18")) + points("0", between("age", "18", "29")) +
        points("12", between("age", "29", "39")) + points("18", when("age", "greaterThan", "39")) +
        "</Characteristic>"
        "<Characteristic name=\"incomeScore\" reasonCode=\"RC3\" baselineScore=\"10\">" +
        points("5", when("income", "isMissing", "")) +
        points("26", when("income", "lessOrEqual", "1000")) +
        points("5", between("income", "1000", "2500")) +
        points("-3", when("income", "greaterThan", "2500")) +
        "</Characteristic></Characteristics></Scorecard></PMML>";
    const auto model = read_pmml(document, "m");
    INFO((model ? "" : model.error().message));
    REQUIRE(model.has_value());
    const auto score = [&](const char* department, const char* age, const char* income) {
        return answer(*model, {{"department", department}, {"age", age}, {"income", income}});
    };
    CHECK(score("engineering", "25", "500") == 29);
    CHECK(score("marketing", "18", "1000") == 19 - 3 + 26);
    CHECK(score("business", "29", "2500") == 6 + 0 + 5);
    CHECK(score("business", "39", "2500.5") == 6 + 12 - 3);
    CHECK(score("marketing", "40", "") == 19 + 18 + 5);
    CHECK(score("", "", "") == -9 - 1 + 5);
}
