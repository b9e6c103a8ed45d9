// Attributions of every row, in order, and their means over the rows.
#include "explain/every_row.hpp"

#include <cmath>
#include <limits>

#include "core/text.hpp"
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/path_shapley.hpp"
#include "tests/explain/trees_by_hand.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using tests::by_hand::leaf;
using tests::by_hand::Rows;
using tests::by_hand::split;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

// Below 2: 1 (six of ten training rows); from 2: 3; missing: `otherwise`.
Model one_split(double otherwise) {
    Model model = tests::plain_model(2);
    Tree tree;
    tree.nodes = {split(0, 2, 1, 2, 10), leaf(1, 6), leaf(3, 4), leaf(otherwise, 0)};
    tree.nodes[0].missing = 3;
    model.trees.push_back(*sealed(tree, 2, "model", "tree"));
    return model;
}

struct Taken {
    std::vector<std::size_t> rows;
    std::vector<double> results;
    std::vector<Attribution> attributions;

    RowTaker taker() {
        return [this](std::size_t row, double result, const Attribution& attribution) {
            rows.push_back(row);
            results.push_back(result);
            attributions.push_back(attribution);
            return Status{};
        };
    }
};

Status ignore(std::size_t, double, const Attribution&) { return {}; }

}  // namespace

TEST_CASE("every row gets its values, and the means are those of the rows with an answer") {
    const Model model = one_split(no_value);
    const Rows rows{{1, 7}, {no_value, 7}, {5, 7}, {6, 7}};
    for (const unsigned threads : {1U, 3U}) {
        Taken taken;
        const auto m = attribute_every_row(model, 0, rows, {}, threads, taken.taker());
        REQUIRE(m);
        CHECK(taken.rows == std::vector<std::size_t>{0, 1, 2, 3});
        CHECK(taken.results[0] == 1);
        CHECK(std::isnan(taken.results[1]));
        CHECK(taken.results[3] == 3);
        CHECK(taken.attributions[0].values[0] == Approx(1 - 1.8));
        CHECK(std::isnan(taken.attributions[1].additivity_error));
        CHECK(taken.attributions[2].values == taken.attributions[3].values);
        CHECK(m->n == 3);
        CHECK(m->parameters.at("unanswered") == "1");
        REQUIRE(m->series.size() == 2);
        CHECK(*m->series[0].value == Approx((0.8 + 1.2 + 1.2) / 3));
        CHECK(*m->series[1].value == 0);
        CHECK(parse_number(m->parameters.at("mean:f0")) == Approx((-0.8 + 1.2 + 1.2) / 3));
    }
}

TEST_CASE("against comparison persons every row gets interventional values") {
    const Model model = one_split(no_value);
    Taken taken;
    const auto m =
        attribute_every_row(model, 0, {{1, 0}, {5, 0}}, {{1, 1}, {9, 9}}, 1, taken.taker());
    REQUIRE(m);
    CHECK(taken.attributions[0].base == 2);
    CHECK(taken.attributions[0].values == std::vector<double>{-1, 0});
    CHECK(taken.attributions[1].values == std::vector<double>{1, 0});
    CHECK(*m->series[0].value == 1);
    CHECK(m->parameters.at("mean:f0") == "0");
}

TEST_CASE("blocks of rows join without a seam") {
    tests::Draw draw(11);
    const Model model = tests::random_forest(draw, 4, 3, 4);
    Rows rows;
    for (int i = 0; i < 4099; ++i)
        rows.push_back(tests::random_row(draw, 4));
    Taken taken;
    REQUIRE(attribute_every_row(model, 0, rows, {}, 2, taken.taker()));
    REQUIRE(taken.rows.size() == rows.size());
    const auto path = PathShapley::of(model, 0);
    for (const std::size_t r :
         {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, std::size_t{4098}}) {
        CHECK(taken.rows[r] == r);
        CHECK(taken.attributions[r].values == path->attribute(rows[r]).values);
    }
}

TEST_CASE("without an answer for any row nothing is said of all") {
    const auto m = attribute_every_row(one_split(no_value), 0, {{no_value, 0}}, {}, 1, ignore);
    REQUIRE(m);
    CHECK(m->undefined_reason == "the model gives no answer for any of the rows");
    CHECK(m->series.empty());
    CHECK(attribute_every_row(one_split(no_value), 0, {}, {}, 1, ignore)->series.empty());
}

TEST_CASE("what cannot be attributed or taken ends the work") {
    const Model model = one_split(2);
    const auto refused = attribute_every_row(
        model, 0, {{1, 0}, {2, 0}}, {}, 1, [](std::size_t row, double, const Attribution&) {
            return row == 0 ? Status{} : fail(input_error("F0002", "full"));
        });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "F0002");
    const auto unanswered =
        attribute_every_row(one_split(no_value), 0, {{1, 0}}, {{no_value, 0}}, 1, ignore);
    REQUIRE_FALSE(unanswered);
    CHECK(unanswered.error().code == "E0502");
}
