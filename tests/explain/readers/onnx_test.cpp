// ONNX files: damaged and unsupported ones first. What onnxruntime answers to graphs like these is
// compared in tests/peers/python; here are its answers.
#include <cmath>

#include "explain/read_model.hpp"
#include "explain/readers/protobuf.hpp"
#include "explain/rows.hpp"
#include "tests/catch.hpp"
#include "tests/explain/onnx_file.hpp"
#include "tests/explain/refusal.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using namespace isonomia::tests;

namespace {

double answer(const Model& model, const std::map<std::string, std::string>& values) {
    const auto row = row_from(model, values);
    REQUIRE(row.has_value());
    return model.predict(*row).front();
}

std::string linear_classes(const std::vector<std::uint64_t>& labels,
                           const std::vector<float>& weights, const std::vector<float>& base,
                           const std::string& post) {
    return onnx_node("LinearClassifier", "X", "P",
                     integers("classlabels_ints", labels) + floats("coefficients", weights) +
                         floats("intercepts", base) + word("post_transform", post));
}
const std::string l1 = onnx_node("Normalizer", "P", "Q", word("norm", "L1"));

// One split of f0 at 0.5; the leaves give values to the classes that are named.
std::string tree_classes(const std::vector<std::uint64_t>& labels,
                         const std::vector<std::uint64_t>& leaves,
                         const std::vector<std::uint64_t>& classes,
                         const std::vector<float>& values, const std::string& more = "") {
    return onnx_node(
        "TreeEnsembleClassifier", "X", "P",
        integers("classlabels_int64s", labels) + integers("nodes_treeids", {0, 0, 0}) +
            integers("nodes_nodeids", {0, 1, 2}) + integers("nodes_featureids", {0, 0, 0}) +
            floats("nodes_values", {.5F, 0, 0}) +
            texts("nodes_modes", {"BRANCH_LEQ", "LEAF", "LEAF"}) +
            integers("nodes_truenodeids", {1, 0, 0}) + integers("nodes_falsenodeids", {2, 0, 0}) +
            integers("class_treeids", std::vector<std::uint64_t>(leaves.size(), 0)) +
            integers("class_nodeids", leaves) + integers("class_ids", classes) +
            floats("class_weights", values) + more);
}

}  // namespace

TEST_CASE("ONNX: damaged bytes and unsupported operators are refused") {
    const std::string good = onnx_file({onnx_stump("BRANCH_LEQ", 2)});
    CHECK(code_of(read_onnx, good) == "read");
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(code_of(read_onnx, good.substr(0, size)).starts_with("E040"));
    CHECK(code_of(read_onnx, onnx_file({onnx_stump("BRANCH_LEQ", 7)})) == "E0404");
    CHECK(code_of(read_onnx, onnx_file({onnx_stump("BRANCH_LEQ", 0)})) == "E0405");
    CHECK(code_of(read_onnx, onnx_file({onnx_stump("BRANCH_OWN", 2)})) == "E0402");
    CHECK(code_of(read_onnx, onnx_file({onnx_node("Gemm", "X", "Y", "")})) == "E0402");
    CHECK(code_of(read_onnx, onnx_file({onnx_node("Scaler", "Z", "Y", "")})) == "E0402");
    CHECK(code_of(read_onnx, onnx_file({onnx_node("LinearRegressor", "X", "Y",
                                                  floats("coefficients", {1, 2, 3}))})) == "E0401");
    CHECK(WireMessage(std::string(10, '\xff'), 0, "m").fields().error().code == "E0403");
    CHECK(WireMessage(std::string_view("\x0b", 1), 0, "m").fields().error().code == "E0403");
}

TEST_CASE("ONNX: every comparison, and a linear model behind a scaler") {
    const auto at = [](const std::string& mode, const std::string& x) {
        return answer(*read_onnx(onnx_file({onnx_stump(mode, 2)}), "m"), {{"f0", "0"}, {"f1", x}});
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
    const auto linear = read_onnx(
        onnx_file({onnx_node("LinearRegressor", "X", "Y",
                             floats("coefficients", {2, -1}) + floats("intercepts", {5}))}),
        "m");
    CHECK(answer(*linear, {{"f0", "3"}, {"f1", "1"}}) == 10);
}

TEST_CASE("ONNX: what runtimes read in their own way is refused") {
    const auto code = [](const std::vector<std::string>& nodes, std::uint64_t element = 1) {
        return code_of(read_onnx, onnx_file(nodes, element));
    };
    CHECK(code({onnx_stump("BRANCH_LEQ", 2)}, 11) == "E0402");  // doubles
    CHECK(code({onnx_stump("BRANCH_LEQ", 2)}, 7) == "read");
    CHECK(code({onnx_stump("BRANCH_LEQ", 2)}, 8) == "E0402");
    CHECK(code({linear_classes({1}, {1, .5F}, {.2F}, "LOGISTIC")}) == "E0401");
    CHECK(code({linear_classes({0, 1}, {1, .5F}, {.2F}, "SOFTMAX")}) == "E0402");
    CHECK(code({linear_classes({0, 1}, {1, .5F}, {.2F}, "NONE"), l1}) == "E0402");
    CHECK(code({onnx_node("LinearRegressor", "X", "P",
                          floats("coefficients", {1, 2}) + word("post_transform", "LOGISTIC"))}) ==
          "E0402");
    CHECK(code({onnx_node("LinearRegressor", "X", "P", floats("coefficients", {1, 2})), l1}) ==
          "E0402");
    CHECK(code({tree_classes({1}, {1, 2}, {0, 0}, {1, .3F})}) == "E0402");
    CHECK(code({tree_classes({0, 1}, {1, 2}, {0, 0}, {1, .3F}), l1}) == "E0402");
    CHECK(code({tree_classes({0, 1}, {1, 2}, {0, 1}, {1, .3F})}) == "E0402");
    CHECK(code({tree_classes({0, 1}, {1, 2}, {1, 1}, {1, .3F}, floats("base_values", {.4F}))}) ==
          "E0402");
    CHECK(code({tree_classes({0, 1}, {1, 1, 2, 2}, {0, 1, 0, 1}, {1, .3F, 1, .3F},
                             floats("base_values", {.4F, .1F}))}) == "E0402");
    CHECK(code({tree_classes({0, 1}, {1, 2}, {0, 0}, {1, .3F}, floats("base_values", {.4F}))}) ==
          "read");
    CHECK(code({tree_classes({0, 1, 2}, {1, 2}, {0, 1}, {1, .3F})}) == "read");
}

TEST_CASE("ONNX: norms as onnxruntime has them") {
    const auto scored = [](const std::string& norm, const std::string& a, const std::string& b) {
        const auto model = read_onnx(
            onnx_file({onnx_node("Normalizer", "X", "N", word("norm", norm)),
                       onnx_node("LinearRegressor", "N", "Y", floats("coefficients", {1, 10}))}),
            "m");
        REQUIRE(model.has_value());
        return answer(*model, {{"f0", a}, {"f1", b}});
    };
    CHECK(scored("MAX", "-4", "2") == 8);  // the largest, not the largest in size
    CHECK(scored("MAX", "3", "-9") == -29);
    CHECK(scored("MAX", "-1", "-2") == 21);
    CHECK(scored("MAX", "-1", "0") == -1);
    CHECK(scored("L1", "-4", "2") == Approx(2.6666667461395264).epsilon(1e-7));
    CHECK(scored("L2", "3", "-9") == Approx(-9.170604705810547).epsilon(1e-7));
}

TEST_CASE("ONNX: shares of a sum are those of the sizes; one score of two classes is its share") {
    const auto three = read_onnx(
        onnx_file({linear_classes({0, 1, 2}, {1, 0, 0, 1, -1, -1}, {0, 0, .5F}, "NONE"), l1}), "m");
    REQUIRE(three.has_value());
    const auto shares = three->predict({2, static_cast<double>(.2F)});
    CHECK(shares[0] == Approx(.5128205).epsilon(1e-6));
    CHECK(shares[2] == Approx(-.43589744).epsilon(1e-6));
    const auto one =
        read_onnx(onnx_file({linear_classes({0, 1}, {1, .5F}, {.2F}, "LOGISTIC"), l1}), "m");
    REQUIRE(one.has_value());
    CHECK(one->predict({static_cast<double>(.1F), static_cast<double>(.2F)})[0] ==
          Approx(.59868765).epsilon(1e-6));
}

TEST_CASE("ONNX: what is not known of an operator is refused by name") {
    const auto message = [](const std::vector<std::string>& nodes) {
        const auto model = read_onnx(onnx_file(nodes), "m.onnx");
        if (model) return std::string("read");
        CHECK(model.error().code == "E0402");
        return model.error().message;
    };
    const std::string stump = onnx_stump("BRANCH_LT", 2);
    CHECK(message({stump}) == "read");
    CHECK(message({stump + word("damping", "half")}) ==
          "node 0 (TreeEnsembleRegressor): the attribute 'damping' is not supported");
    CHECK(
        message({stump + floats("nodes_values_as_tensor", {1})}) ==
        "node 0 (TreeEnsembleRegressor): the attribute 'nodes_values_as_tensor' is not supported");
    CHECK(message({stump + field(7, "com.vendor")}) ==
          "node 0 (TreeEnsembleRegressor): an operator of 'com.vendor' is not supported");
    CHECK(message({stump + field(7, "ai.onnx.ml")}) == "read");
    CHECK(message({field(1, "Z") + stump}) != "read");  // X is the second input then
    CHECK(message({onnx_node("ZipMap", "X", "Z", "")}).find("before the model") !=
          std::string::npos);
}

TEST_CASE("ONNX: a result that is cut to whole numbers, and parts of columns, are refused") {
    const auto code = [](const std::vector<std::string>& nodes) {
        return code_of(read_onnx, onnx_file(nodes));
    };
    const auto cast = [](const std::string& from, std::uint64_t to) {
        return onnx_node("Cast", from, "Z", field(5, field(1, "to") + whole(3, to)));
    };
    const std::string stump = onnx_stump("BRANCH_LT", 2);
    for (const std::uint64_t to : {1U, 11U})
        CHECK(code({stump, cast("Y", to)}) == "read");
    for (const std::uint64_t to : {6U, 7U, 9U, 10U})
        CHECK(code({stump, cast("Y", to)}) == "E0402");
    const std::string classes =
        field(2, "L") + linear_classes({0, 1}, {1, 2, 3, 4}, {0, 0}, "NONE");
    CHECK(code({classes, cast("L", 7)}) == "read");  // the name of the class
    CHECK(code({classes, cast("P", 7)}) == "E0402");

    const auto joined = [&](const std::vector<std::uint64_t>& widths) {
        return code({onnx_node("FeatureVectorizer", "X", "W", integers("inputdimensions", widths)),
                     onnx_node("LinearRegressor", "W", "Y", floats("coefficients", {1, 2}))});
    };
    CHECK(joined({2}) == "read");
    CHECK(joined({1}) == "E0402");
    CHECK(joined({}) == "E0402");
    const auto targets = [&](const std::string& more) {
        return code(
            {onnx_node("LinearRegressor", "X", "Y", floats("coefficients", {1, 2, 3, 4}) + more)});
    };
    CHECK(targets(field(5, field(1, "targets") + whole(3, 2))) == "read");
    CHECK(targets("") == "E0401");
}
