// Model files: damaged and hostile ones first. Agreement with the programs that write them is
// measured by tests/peers/python; here every rule stands on a file small enough to check by hand.
#include <cmath>

#include "core/json.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/protobuf.hpp"
#include "explain/readers/ubjson.hpp"
#include "explain/rows.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

using Reader = Result<Model> (*)(const std::string&, const std::string&);

std::string code_of(Reader reader, const std::string& bytes) {
    const auto model = reader(bytes, "model");
    if (model) return "read";
    if (model.error().code.front() == 'E') CHECK_FALSE(model.error().hint.empty());
    CHECK(model.error().where.has_value());
    return model.error().code;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// One tree: a < 0.1 (missing: right) ? 1 : (b < 2 (missing: left) ? 2 : 4).
const std::string xgboost = R"({"learner":{"feature_names":["a","b"],"feature_types":[],
"gradient_booster":{"model":{"tree_info":[0],"trees":[{"default_left":[0,0,1,0,0],
"left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],
"split_conditions":[1E-1,1,2,2,4],"split_indices":[0,0,1,0,0],"sum_hessian":[4,1,3,2,1],
"tree_param":{"num_nodes":"5","size_leaf_vector":"0"}}]},"name":"gbtree"},
"learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2"},
"objective":{"name":"reg:squarederror"}},"version":[1,7,6]})";

const std::string lightgbm =
    "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\n"
    "objective=binary sigmoid:2\nfeature_names=a b\nfeature_infos=[0:1] 0:1:2\n\n"
    "Tree=0\nnum_leaves=3\nnum_cat=1\nsplit_feature=0 1\nthreshold=0.5 0\ndecision_type=8 1\n"
    "left_child=-1 -2\nright_child=1 -3\nleaf_value=1 2 4\nleaf_count=1 2 3\ninternal_count=6 5\n"
    "cat_boundaries=0 1\ncat_threshold=5\nis_linear=0\n\nend of trees\n\n"
    "pandas_categorical:[[\"x\",\"y\",\"z\"]]\n";

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

// A message of the wire format.
std::string varint(std::uint64_t n) {
    std::string out;
    for (; n > 127; n >>= 7U)
        out += static_cast<char>((n & 127U) | 128U);
    return out + static_cast<char>(n);
}
std::string field(unsigned number, const std::string& bytes) {
    return varint(number << 3U | 2U) + varint(bytes.size()) + bytes;
}
std::string whole(unsigned number, std::uint64_t n) { return varint(number << 3U) + varint(n); }
std::string floats(const std::string& name, const std::vector<float>& values) {
    std::string packed(reinterpret_cast<const char*>(values.data()), values.size() * 4);
    return field(5, field(1, name) + field(7, packed));
}
std::string integers(const std::string& name, const std::vector<std::uint64_t>& values) {
    std::string list;
    for (const auto value : values)
        list += whole(8, value);
    return field(5, field(1, name) + list);
}
std::string texts(const std::string& name, const std::vector<std::string>& values) {
    std::string list;
    for (const auto& value : values)
        list += field(9, value);
    return field(5, field(1, name) + list);
}
std::string onnx(const std::string& node) {
    const std::string shape = field(2, field(1, "") + field(1, whole(1, 2)));
    const std::string input = field(1, "X") + field(2, field(1, whole(1, 1) + shape));
    return whole(1, 8) + field(2, "test") + field(7, field(1, node) + field(11, input));
}
std::string stump(const std::string& mode, std::uint64_t child) {
    return field(1, "X") + field(2, "Y") + field(4, "TreeEnsembleRegressor") +
           integers("nodes_treeids", {0, 0, 0}) + integers("nodes_nodeids", {0, 1, 2}) +
           integers("nodes_featureids", {1, 0, 0}) + floats("nodes_values", {.5F, 0, 0}) +
           texts("nodes_modes", {mode, "LEAF", "LEAF"}) + integers("nodes_truenodeids", {1, 0, 0}) +
           integers("nodes_falsenodeids", {child, 0, 0}) + integers("target_treeids", {0, 0}) +
           integers("target_nodeids", {1, 2}) + integers("target_ids", {0, 0}) +
           floats("target_weights", {10, 20});
}

}  // namespace

TEST_CASE("damaged XGBoost files are refused with the place") {
    CHECK(code_of(read_xgboost, "{\"") == "J0001");
    CHECK(code_of(read_xgboost, "{\n}") == "E0401");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"[1,-1,3,-1,-1]", "[1,-1,3,-1]"},
             {"[1,-1,3,-1,-1]", "[1,-1,3.5,-1,-1]"},
             {"[1,-1,3,-1,-1]", "[1,-1,99,-1,-1]"},
             {"\"num_feature\":\"2\"", "\"num_feature\":\"3\""},
             {"\"num_feature\":\"2\"", "\"num_feature\":\"-2\""},
             {"\"5E-1\"", "\"[1,2]\""},
             {"\"5E-1\"", "\"x\""},
             {"[1E-1,1,2,2,4]", "[1E-1,1,2,2,null]"},
             {"[0]", "[1]"}})
        CHECK(code_of(read_xgboost, replaced(xgboost, from, to)) == "E0401");
    CHECK(code_of(read_xgboost, replaced(xgboost, "[2,-1,4,-1,-1]", "[0,-1,4,-1,-1]")) == "E0405");
    CHECK(code_of(read_xgboost, replaced(xgboost, "[2,-1,4,-1,-1]", "[5,-1,4,-1,-1]")) == "E0404");
    CHECK(code_of(read_xgboost, replaced(xgboost, "[2,-1,4,-1,-1]", "[1,-1,4,-1,-1]")) == "E0405");
    CHECK(code_of(read_xgboost, replaced(xgboost, "[0,0,1,0,0],\"sum", "[7,0,1,0,0],\"sum")) ==
          "E0407");
    CHECK(code_of(read_xgboost, replaced(xgboost, "reg:squarederror", "reg:own")) == "E0402");
    CHECK(code_of(read_xgboost, replaced(xgboost, "gbtree", "forest")) == "E0402");
    CHECK(code_of(read_xgboost, replaced(xgboost, "[\"a\",\"b\"]", "[\"a\",\"a\"]")) == "E0408");
    CHECK(code_of(read_xgboost, replaced(xgboost, "\"5E-1\",", "\"5E-1\",\"num_target\":\"2\",")) ==
          "E0402");
    const auto refused = read_xgboost(replaced(xgboost, "reg:squarederror", "reg:own"), "m.json");
    CHECK(refused.error().message ==
          "learner.objective.name: the objective 'reg:own' is not supported");
}

TEST_CASE("XGBoost compares and adds floats") {
    const auto model = read_xgboost(xgboost, "model");
    REQUIRE(model.has_value());
    CHECK(model->kind == "XGBoost 1.7.6");
    CHECK(answer(*model, {{"a", "0"}, {"b", "9"}}) == 1.5);
    CHECK(answer(*model, {{"a", "0.1"}, {"b", "1"}}) == 2.5);
    CHECK(answer(*model, {{"a", "0.1000000001"}, {"b", "2"}}) == 4.5);
    CHECK(answer(*model, {{"a", "0.09999999999"}, {"b", "2"}}) == 4.5);  // the float nearest to .1
    CHECK(answer(*model, {{"a", ""}, {"b", ""}}) == 2.5);
    CHECK(row_from(*model, {{"a", "1"}}).error().code == "E0201");
    CHECK(row_from(*model, {{"a", "1"}, {"b", "2"}, {"c", "2"}}).error().code == "E0202");
    CHECK(row_from(*model, {{"a", "x"}, {"b", "2"}}).error().code == "E0602");
}

TEST_CASE("UBJSON: cut short anywhere, lying about lengths, too deep") {
    const std::string good = std::string("{U\x01") + "a[$d#U\x02" +
                             std::string("\x3f\x80\x00\x00\x40\x00\x00\x00", 8) + "U\x01" +
                             "bSU\x01" + "xU\x01" + "cL" + std::string(7, '\0') + "\x07}";
    const auto value = parse_ubjson(good, "m");
    REQUIRE(value.has_value());
    CHECK(canonical(*value) == R"({"a":[1,2],"b":"x","c":7})");
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(parse_ubjson(std::string_view(good).substr(0, size), "m").error().code == "E0403");
    CHECK(parse_ubjson(good + "Z", "m").error().code == "E0403");
    for (const std::string_view bad :
         {std::string_view("[$d#L\x7f\xff\xff\xff\xff\xff\xff\xff", 13), std::string_view("[$d", 3),
          std::string_view("[$Z#l\x7f\xff\xff\xff", 9), std::string_view("SU\x02\xff\xfe", 5),
          std::string_view("SU\xff"
                           "x",
                           4),
          std::string_view("Q"), std::string_view("Si\xff", 3),
          std::string_view("{U\x01"
                           "aZU\x01"
                           "aZ}")})
        CHECK(parse_ubjson(bad, "m").error().code == "E0403");
    CHECK(parse_ubjson(std::string(1000, '['), "m").error().code == "E0403");
    CHECK(parse_ubjson(std::string("d\x7f\xc0\x00\x00", 5), "m")->is_null());
}

TEST_CASE("damaged LightGBM files are refused with the line") {
    CHECK(code_of(read_lightgbm, "tree\n") == "E0401");
    CHECK(code_of(read_lightgbm, lightgbm.substr(0, lightgbm.find("end of"))) == "E0401");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"leaf_value=1 2 4", "leaf_value=1 2"},
             {"leaf_value=1 2 4", "leaf_value=1 2 x"},
             {"num_leaves=3", "num_leaves=0"},
             {"num_leaves=3", "num_leaves=99999999999"},
             {"num_leaves=3\n", ""},
             {"cat_boundaries=0 1", "cat_boundaries=1 0"},
             {"cat_threshold=5", "cat_threshold=-5"},
             {"feature_names=a b", "feature_names=a"},
             {"threshold=0.5 0", "threshold=0.5 0\nthreshold=0.5 0"},
             {"left_child=-1 -2", "left_child=-1 -9"}})
        CHECK(code_of(read_lightgbm, replaced(lightgbm, from, to)) == "E0401");
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "right_child=1 -3", "right_child=0 -3")) ==
          "E0405");
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "threshold=0.5 0", "threshold=0.5 3")) ==
          "E0404");
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "is_linear=0", "is_linear=1")) == "E0402");
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "binary sigmoid:2", "own")) == "E0402");
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "version=v4", "version=v9")) == "E0402");
    const auto refused = read_lightgbm(replaced(lightgbm, "is_linear=0", "is_linear=1"), "m");
    CHECK(refused.error().where->line == 24);
}

TEST_CASE("LightGBM: missing values, categories, the scale of the sigmoid") {
    const auto model = read_lightgbm(lightgbm, "model");
    REQUIRE(model.has_value());
    const auto p = [](double margin) { return 1 / (1 + std::exp(-2 * margin)); };
    CHECK(answer(*model, {{"a", "0.5"}, {"b", "x"}}) == p(1));
    CHECK(answer(*model, {{"a", "0.6"}, {"b", "x"}}) == p(2));
    CHECK(answer(*model, {{"a", ""}, {"b", "y"}}) == p(4));  // NaN goes right
    CHECK(answer(*model, {{"a", "1"}, {"b", "z"}}) == p(2));
    CHECK(answer(*model, {{"a", "1"}, {"b", ""}}) == p(4));
    CHECK(row_from(*model, {{"a", "1"}, {"b", "w"}}).error().code == "E0601");
    const auto zero =
        read_lightgbm(replaced(lightgbm, "decision_type=8 1", "decision_type=4 1"), "model");
    CHECK(answer(*zero, {{"a", "0"}, {"b", "y"}}) == p(4));  // zero is missing: right
    const auto none =
        read_lightgbm(replaced(lightgbm, "decision_type=8 1", "decision_type=0 1"), "model");
    CHECK(answer(*none, {{"a", ""}, {"b", "y"}}) == p(1));  // read as 0
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

TEST_CASE("ONNX: damaged bytes and unsupported operators are refused") {
    const std::string good = onnx(stump("BRANCH_LEQ", 2));
    CHECK(code_of(read_onnx, good) == "read");
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(code_of(read_onnx, good.substr(0, size)).starts_with("E040"));
    CHECK(code_of(read_onnx, onnx(stump("BRANCH_LEQ", 7))) == "E0404");
    CHECK(code_of(read_onnx, onnx(stump("BRANCH_LEQ", 0))) == "E0405");
    CHECK(code_of(read_onnx, onnx(stump("BRANCH_OWN", 2))) == "E0402");
    CHECK(code_of(read_onnx, onnx(field(1, "X") + field(2, "Y") + field(4, "Gemm"))) == "E0402");
    CHECK(code_of(read_onnx, onnx(field(1, "Z") + field(2, "Y") + field(4, "Scaler"))) == "E0402");
    CHECK(code_of(read_onnx, onnx(field(1, "X") + field(2, "Y") + field(4, "LinearRegressor") +
                                  floats("coefficients", {1, 2, 3}))) == "E0401");
    CHECK(WireMessage(std::string(10, '\xff'), 0, "m").fields().error().code == "E0403");
    CHECK(WireMessage(std::string_view("\x0b", 1), 0, "m").fields().error().code == "E0403");
}

TEST_CASE("ONNX: every comparison, and a linear model behind a scaler") {
    const auto at = [](const std::string& mode, const std::string& x) {
        return answer(*read_onnx(onnx(stump(mode, 2)), "m"), {{"f0", "0"}, {"f1", x}});
    };
    CHECK(at("BRANCH_LEQ", ".5") == 10);
    CHECK(at("BRANCH_LT", ".5") == 20);
    CHECK(at("BRANCH_GTE", ".5") == 10);
    CHECK(at("BRANCH_GT", ".5") == 20);
    CHECK(at("BRANCH_GT", ".6") == 10);
    CHECK(at("BRANCH_EQ", ".5") == 10);
    CHECK(at("BRANCH_NEQ", ".5") == 20);
    CHECK(at("BRANCH_LEQ", "") == 20);
    CHECK(at("BRANCH_NEQ", "") == 10);
    const auto linear = read_onnx(onnx(field(1, "X") + field(2, "Y") + field(4, "LinearRegressor") +
                                       floats("coefficients", {2, -1}) + floats("intercepts", {5})),
                                  "m");
    CHECK(answer(*linear, {{"f0", "3"}, {"f1", "1"}}) == 10);
}

TEST_CASE("a file of no known kind is refused") {
    tests::ScratchFolder folder;
    DiskFiles files;
    const auto code = [&](const std::string& name, std::string_view text) {
        REQUIRE(files.write(folder.path() / name, text).has_value());
        const auto model = read_model(files, folder.path() / name);
        return model ? std::string("read") : model.error().code;
    };
    CHECK(code("empty", "") == "E0400");
    CHECK(code("text", "hello") == "E0400");
    CHECK(code("old", "binf....") == "E0402");
    CHECK(code("pickle", "\x80\x04hello") == "E0402");
    CHECK(code("m.json", xgboost) == "read");
    CHECK(code("m.txt", lightgbm) == "read");
    CHECK(code("m.onnx", onnx(stump("BRANCH_LT", 2))) == "read");
    CHECK(code("m.csv", "feature,value,points\nage,old,2\nage,young,4\n") == "read");
    CHECK(code("l.csv", "feature,weight\nage,2\n") == "read");
    CHECK(code("mixed.csv", "feature,value,from,to,points\nage,old,,,1\nage,,1,2,3\n") == "E0402");
    CHECK(read_model(files, folder.path() / "none").error().code == "F0001");
}
