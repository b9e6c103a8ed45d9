// Model files: damaged and hostile ones first. Agreement with the programs that write them is
// measured by tests/peers/python; here every rule stands on a file small enough to check by hand.
#include <cmath>

#include "core/json.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/ubjson.hpp"
#include "explain/rows.hpp"
#include "tests/catch.hpp"
#include "tests/explain/onnx_file.hpp"
#include "tests/explain/refusal.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using tests::code_of;

namespace {

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

double answer(const Model& model, const std::map<std::string, std::string>& values) {
    const auto row = row_from(model, values);
    REQUIRE(row.has_value());
    return model.predict(*row).front();
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

// What these versions answer was asked of them: a stump trained with base_score 0.2 and both ends.
TEST_CASE("XGBoost: the base of binary:logitraw is a probability up to version 1.2 alone") {
    const std::string raw = replaced(xgboost, "reg:squarederror", "binary:logitraw");
    const auto base = [&](const std::string& version) {
        const std::string text =
            replaced(replaced(raw, "[1,7,6]", version), "\"5E-1\"", "\"2E-1\"");
        const auto model = read_xgboost(text, "m.json");
        REQUIRE(model.has_value());
        return model->base.front();
    };
    for (const char* version : {"[1,0,2]", "[1,2,1]"})
        CHECK(base(version) == Approx(-1.3862944).epsilon(1e-7));
    for (const char* version : {"[1,3,3]", "[1,4,2]", "[1,6,2]", "[2,0,3]", "[3,2,0]"})
        CHECK(base(version) == Approx(0.2).epsilon(1e-7));
}

// As XGBoost 3.2 answers; tests/peers/python compares with it.
TEST_CASE("XGBoost's linear booster adds the first of its base scores to every output") {
    const auto model = read_xgboost(
        R"({"learner":{"feature_names":[],"feature_types":[],"gradient_booster":{"model":
{"boosted_rounds":1,"weights":[1,2,3,0.5,0.25,0.125]},"name":"gblinear"},"learner_model_param":
{"base_score":"[1E0,8E0,16E0]","boost_from_average":"1","num_class":"3","num_feature":"1",
"num_target":"1"},"objective":{"name":"multi:softprob"}},"version":[3,2,0]})",
        "m.json");
    REQUIRE(model.has_value());
    CHECK(model->base == std::vector<double>{1.5, 1.25, 1.125});
}

TEST_CASE("XGBoost: a member that is not known is refused by name, wherever it stands") {
    for (const std::string place :
         {"{\"learner\":", "\"feature_names\":", "\"tree_info\":", "\"default_left\":",
          "\"num_nodes\":", "\"base_score\":", "\"name\":\"gbtree\"", "\"name\":\"reg:"}) {
        CAPTURE(place);
        const std::size_t before = place.front() == '{' ? 1 : 0;
        const auto model = read_xgboost(
            replaced(xgboost, place,
                     place.substr(0, before) + "\"leaf_damping\":2," + place.substr(before)),
            "m.json");
        REQUIRE_FALSE(model);
        CHECK(model.error().code == "E0402");
        CHECK(model.error().message.find("the member 'leaf_damping'") != std::string::npos);
    }
    // What users write into attributes is theirs.
    CHECK(code_of(read_xgboost, replaced(xgboost, "\"feature_names\":",
                                         "\"attributes\":{\"who\":\"me\"},\"feature_names\":")) ==
          "read");
    const std::string linear =
        replaced(xgboost,
                 xgboost.substr(xgboost.find("\"model\":"),
                                xgboost.find("\"name\":\"gbtree\"") - xgboost.find("\"model\":")),
                 "\"model\":{\"weights\":[1,2,3]},");
    const std::string gblinear = replaced(linear, "gbtree", "gblinear");
    CHECK(code_of(read_xgboost, gblinear) == "read");
    CHECK(code_of(read_xgboost, replaced(gblinear, "\"weights\":", "\"decay\":1,\"weights\":")) ==
          "E0402");
    const std::string tree = xgboost.substr(xgboost.find("{\"model\":"));
    const std::string inner =
        tree.substr(0, tree.find("\"name\":\"gbtree\"}")) + "\"name\":\"gbtree\"}";
    const std::string dart = replaced(
        xgboost, inner, "{\"gbtree\":" + inner + ",\"name\":\"dart\",\"weight_drop\":[0.5]}");
    const auto halved = read_xgboost(dart, "m.json");
    REQUIRE(halved.has_value());
    CHECK(answer(*halved, {{"a", "0"}, {"b", "9"}}) == 1.0);
    CHECK(code_of(read_xgboost, replaced(dart, "\"weight_drop\"",
                                         "\"weight_add\":[1],\"weight_drop\"")) == "E0402");
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

TEST_CASE(
    "XGBoost that stopped early: all rounds, or the best where scikit-learn's interface saved") {
    // Two rounds that add 2 and 4 to the base of 1.
    const std::string tree =
        R"({"default_left":[0],"left_children":[-1],"right_children":[-1],"split_conditions":[X],
"split_indices":[0],"sum_hessian":[4],"tree_param":{"num_nodes":"1","size_leaf_vector":"0"}})";
    const auto file = [&](const std::string& attributes, const std::string& ends) {
        return R"({"learner":{"attributes":{)" + attributes +
               R"(},"gradient_booster":{"model":{"tree_info":[0,0],)" + ends + R"("trees":[)" +
               replaced(tree, "X", "2") + "," + replaced(tree, "X", "4") +
               R"(],"gbtree_model_param":{"num_parallel_tree":"1"}},"name":"gbtree"},
"learner_model_param":{"base_score":"1","num_class":"0","num_feature":"1"},
"objective":{"name":"reg:squarederror"}},"version":[2,1,0]})";
    };
    const auto result = [&](const std::string& attributes, const std::string& ends) {
        const auto model = read_xgboost(file(attributes, ends), "m");
        REQUIRE(model.has_value());
        return std::pair(answer(*model, {{"f0", "0"}}), model->kind);
    };
    CHECK(result("", "") == std::pair(7.0, std::string("XGBoost 2.1.0")));
    CHECK(result(R"("best_iteration":"0")", "") ==
          std::pair(7.0, std::string("XGBoost 2.1.0, all 2 rounds (the best: 1)")));
    for (const char* ends : {"", R"("iteration_indptr":[0,1,2],)"})
        CHECK(result(R"("best_iteration":"0","scikit_learn":"{}")", ends) ==
              std::pair(3.0, std::string("XGBoost 2.1.0, the first 1 of 2 rounds")));
    for (const char* ends : {"", R"("iteration_indptr":[0,1,2],)", R"("iteration_indptr":[],)",
                             R"("iteration_indptr":[0,1,2,9],)"})
        CHECK(code_of(read_xgboost, file(R"("best_iteration":"2")", ends)) == "E0401");
}

TEST_CASE("codes of categories: XGBoost knows none below 0, LightGBM cuts to whole numbers") {
    CategorySet set;
    set.add(0);
    CHECK(set.holds(-.5));
    set.from_zero = true;
    CHECK_FALSE(set.holds(-.5));
    CHECK(set.holds(.9));
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

TEST_CASE("LightGBM: a line or a word of the objective that is not known is refused by name") {
    const auto message = [](const std::string& from, const std::string& to) {
        const auto model = read_lightgbm(replaced(lightgbm, from, to), "m.txt");
        REQUIRE_FALSE(model);
        CHECK(model.error().code == "E0402");
        return model.error().message;
    };
    // Written by versions before 2.1: the trees start from an average that is kept elsewhere.
    CHECK(message("label_index=0", "label_index=0\nboost_from_average") ==
          "the line 'boost_from_average' is not supported");
    CHECK(message("is_linear=0", "is_linear=0\nleaf_const=1 2 3") ==
          "the line 'leaf_const' is not supported");
    CHECK(message("binary sigmoid:2", "binary sqrt") ==
          "'sqrt' of the objective 'binary sqrt' is not supported");
    CHECK(message("binary sigmoid:2", "huber sqrt") ==
          "'sqrt' of the objective 'huber sqrt' is not supported");
    for (const char* scale : {"sigmoid", "sigmoid:", "sigmoid:x", "sigmoid:0", "sigmoid:-1"})
        CHECK(code_of(read_lightgbm, replaced(lightgbm, "sigmoid:2", scale)) == "E0401");
}

TEST_CASE("LightGBM: trained on roots, every objective that can be gives back squares") {
    for (const char* name :
         {"regression", "regression_l2", "regression_l1", "fair", "quantile", "mape"}) {
        CAPTURE(name);
        const auto plain = read_lightgbm(replaced(lightgbm, "binary sigmoid:2", name), "m.txt");
        const auto root = read_lightgbm(
            replaced(lightgbm, "binary sigmoid:2", std::string(name) + " sqrt"), "m.txt");
        REQUIRE(plain.has_value());
        REQUIRE(root.has_value());
        CHECK(answer(*plain, {{"a", "1"}, {"b", "y"}}) == 4);
        CHECK(answer(*root, {{"a", "1"}, {"b", "y"}}) == 16);
    }
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
    const auto all =
        read_lightgbm(replaced(lightgbm, "threshold=0.5 0", "threshold=inf 0"), "model");
    REQUIRE(all.has_value());
    CHECK(answer(*all, {{"a", "1.7e308"}, {"b", "y"}}) == p(1));
    CHECK(code_of(read_lightgbm, replaced(lightgbm, "leaf_value=1 2 4", "leaf_value=1 inf 4")) ==
          "E0401");
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
    CHECK(code("m.onnx", tests::onnx_file({tests::onnx_stump("BRANCH_LT", 2)})) == "read");
    CHECK(code("m.csv", "feature,value,points\nage,old,2\nage,young,4\n") == "read");
    CHECK(code("l.csv", "feature,weight\nage,2\n") == "read");
    CHECK(code("mixed.csv", "feature,value,from,to,points\nage,old,,,1\nage,,1,2,3\n") == "E0402");
    CHECK(read_model(files, folder.path() / "none").error().code == "F0001");
}
