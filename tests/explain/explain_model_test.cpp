#include "explain/explain_model.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

ModelQuestion question(Row row) {
    ModelQuestion q;
    q.id = "M";
    q.row = std::move(row);
    return q;
}

// 10 * x0 + 1 where x1 = 1; logistic.
Model model_of_two() {
    Model model = tests::plain_model(2);
    model.base = {-5};
    model.weights = {{10, 0}};
    Tree tree;
    tree.nodes.resize(3);
    tree.nodes[0].test = Test::equal;
    tree.nodes[0].column = 1;
    tree.nodes[0].threshold = 1;
    tree.nodes[0].yes = 1;
    tree.nodes[0].no = tree.nodes[0].missing = 2;
    tree.nodes[1].value = 1;
    model.trees.push_back(*sealed(tree, 2, "model", "tree"));
    model.link = Link::logistic;
    return model;
}

}  // namespace

TEST_CASE("no answer, no such result, nobody to compare with") {
    const Model model = model_of_two();
    CHECK(explain_model(model, question({std::nan(""), 1})).error().code == "E0704");
    auto q = question({0, 1});
    q.threshold = 1.5;
    CHECK(explain_model(model, q).error().code == "E0705");
    const auto alone = explain_model(model, question({0, 1}));
    REQUIRE(alone->size() == 2);
    CHECK(alone->at(1).undefined_reason ==
          "a linear score does not say what its training data were; there are no comparison "
          "persons");
}

TEST_CASE("the result, its attribution with a range, what would change it, and one attribute") {
    const Model model = model_of_two();
    auto q = question({.45, 1});
    q.background = {{0, 0}, {0, 1}, {1, 0}, {.45, 0}};
    q.threshold = .5;
    q.protected_inputs = {1};
    q.limits.resize(2);
    q.limits[0].high = .45;
    const auto result = explain_model(model, q);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 4);
    CHECK(result->at(0).value == Approx(1 / (1 + std::exp(-.5))).epsilon(1e-15));
    const Measurement& shares = result->at(1);
    REQUIRE(shares.series.size() == 2);
    CHECK(shares.series[0].label == "f0 = 0.45");
    CHECK(*shares.series[0].value == Approx(10 * (.45 - 1.45 / 4)));
    CHECK(*shares.series[0].low == Approx(10 * (.45 - 1.45 / 2)));
    CHECK(*shares.series[0].high == Approx(4.5));
    CHECK(*shares.series[1].value == Approx(.75));
    CHECK(shares.parameters.at("method") == "exact interventional Shapley values");
    const Measurement& change = result->at(2);
    CHECK(change.parameters.at("certificate") == "minimal");
    CHECK(change.series.size() == 1);
    const Measurement& swap = result->at(3);
    CHECK(swap.series.at(0).value == 1);
    CHECK(swap.parameters.at("changed:f1") == "1");  // the last person: -0.5 and 0.5
    CHECK(swap.series.at(0).n == 4);
}

TEST_CASE("the side of a threshold is that of the printed result") {
    Model model = tests::plain_model(1);
    model.link = Link::logistic;
    model.single = true;
    model.base = {-1e-9};  // prints 0.5 all the same
    model.weights = {{1}};
    auto q = question({0});
    q.threshold = .5;
    const auto change = explain_model(model, q)->at(2);
    CHECK(change.parameters.at("goal") == "below 0.5");
    CHECK(change.parameters.at("certificate") == "minimal");
}

TEST_CASE("several classes: a threshold does not end the explanation") {
    Model model = tests::plain_model(2);
    model.outputs = {"no", "yes"};
    model.base = {0, 0};
    model.weights = {{1, 0}, {0, 1}};
    model.link = Link::softmax;
    auto q = question({2, 1});
    q.threshold = .5;
    q.protected_inputs = {0};
    q.background = {{0, 0}, {2, 0}};
    const auto result = explain_model(model, q);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 4);
    CHECK(result->at(2).undefined_reason.find("several scores") != std::string::npos);
    CHECK(result->at(3).series.at(0).value == 1);  // the printed result falls below 0.5
}

TEST_CASE("a model that mixes features is explained by every coalition") {
    Model model = tests::plain_model(2);
    model.weights = {{1, 1}};
    model.row_norm = RowNorm::l1;
    auto q = question({3, 1});
    q.background = {{1, 3}, {0, -1}};
    const auto result = explain_model(model, q);
    CHECK(result->at(1).parameters.at("method") == "exact Shapley values over every coalition");
    q.threshold = 0;
    CHECK(explain_model(model, q)->at(2).undefined_reason.find("scales each row") !=
          std::string::npos);
}
