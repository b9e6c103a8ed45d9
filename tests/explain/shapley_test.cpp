#include <limits>

#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/coalitions.hpp"
#include "explain/shapley/gauss_legendre.hpp"
#include "explain/shapley/path_shapley.hpp"
#include "tests/catch.hpp"
#include "tests/explain/brute_force.hpp"
#include "tests/explain/random_model.hpp"
#include "tests/explain/trees_by_hand.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

using namespace tests::by_hand;

// 80 where both features are 1, else 0; as many training rows in every leaf.
Model and_tree() {
    Model model = tests::plain_model(2);
    Tree tree;
    tree.nodes = {split(0, .5, 1, 2, 4),
                  split(1, .5, 3, 4, 2),
                  split(1, .5, 5, 6, 2),
                  leaf(0, 1),
                  leaf(0, 1),
                  leaf(0, 1),
                  leaf(80, 1)};
    model.trees.push_back(*sealed(tree, 2, "model", "tree"));
    return model;
}

}  // namespace

TEST_CASE("attributions are undefined where the model cannot bear them, and say why") {
    Model model = and_tree();
    CHECK(BackgroundShapley::of(model, 0, {}).error().code == "E0502");
    model.trees[0].nodes[1].cover = std::numeric_limits<double>::quiet_NaN();
    CHECK(PathShapley::of(model, 0).error().message ==
          "tree 0 does not say how many training rows went where");
    CHECK(BackgroundShapley::of(model, 0, {{0, 0}}).has_value());
    model = and_tree();
    model.row_norm = RowNorm::l2;
    CHECK(PathShapley::of(model, 0).error().code == "E0501");
    CHECK(BackgroundShapley::of(model, 0, {{0, 0}}).error().code == "E0502");
    model = and_tree();
    model.weights = {{1, 1}};
    CHECK(PathShapley::of(model, 0).error().code == "E0501");
    model = and_tree();
    model.trees[0].nodes[2].value = std::numeric_limits<double>::quiet_NaN();
    CHECK(PathShapley::of(model, 0).error().code == "E0501");
    const Model holes = [] {
        Model m = and_tree();
        m.trees[0].nodes[2].value = std::nan("");
        return m;
    }();
    CHECK(BackgroundShapley::of(holes, 0, {{0, 0}}).error().code == "E0502");
    CHECK(std::isnan(BackgroundShapley::of(holes, 0, {{1, 0}})->attribute({0, 1}).values[0]));
    const Model wide = chain(65);
    const auto refused = BackgroundShapley::of(wide, 0, {std::vector<double>(65, 1)});
    CHECK(refused.error().message == "tree 0 asks about more than 64 features on one path");
    CHECK(coalition_shapley([](const auto&) { return 0; }, {1}, {}).error().code == "E0503");
    CHECK(coalition_shapley([](const auto&) { return 0; }, std::vector<double>(17, 1),
                            {std::vector<double>(17, 0)})
              .error()
              .code == "E0503");
    CHECK(coalition_shapley([](const auto&) { return std::nan(""); }, {1}, {{0}}).error().code ==
          "E0503");
}

TEST_CASE("quadrature with n nodes integrates powers up to 2n - 1") {
    for (const std::size_t n : {1U, 2U, 3U, 8U, 30U, 100U}) {
        const Quadrature rule = gauss_legendre(n);
        for (std::size_t power = 0; power <= 2 * n - 1; ++power) {
            double sum = 0;
            for (std::size_t q = 0; q < n; ++q)
                sum += rule.weight[q] * std::pow(rule.node[q], static_cast<double>(power));
            CHECK(std::abs(sum - 1 / static_cast<double>(power + 1)) <= 2e-15);
        }
    }
}

TEST_CASE("a tree of one leaf attributes nothing") {
    Model model = tests::plain_model(2);
    Tree tree;
    tree.nodes = {leaf(7, 1)};
    model.trees.push_back(*sealed(tree, 2, "model", "tree"));
    const auto path = PathShapley::of(model, 0)->attribute({1, 2});
    CHECK(path.base == 7);
    CHECK(path.values == std::vector<double>{0, 0});
    const auto others = BackgroundShapley::of(model, 0, {{3, 4}})->attribute({1, 2});
    CHECK(others.base == 7);
    CHECK(others.values == std::vector<double>{0, 0});
}

TEST_CASE("the published values of the AND tree") {
    const Model model = and_tree();
    const auto path = PathShapley::of(model, 0);
    REQUIRE(path.has_value());
    CHECK(path->base() == 20);
    const Rows rows{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    const Rows expected{{-10, -10}, {-30, 10}, {10, -30}, {30, 30}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(distance(path->attribute(rows[i]).values, expected[i]) <= 1e-15);
        const auto others = BackgroundShapley::of(model, 0, rows);
        CHECK(distance(others->attribute(rows[i]).values, expected[i]) <= 1e-15);
    }
}

TEST_CASE("a missing value follows the model's rule and is attributed as a value") {
    Model model = tests::plain_model(2);  // 1 where x0 < 0 or missing; 4 of 5 training rows there
    Tree tree;
    tree.nodes = {split(0, 0, 1, 2, 5), leaf(1, 1), leaf(0, 4)};
    model.trees.push_back(*sealed(tree, 2, "model", "tree"));
    const auto path = PathShapley::of(model, 0);
    const double nan = std::nan("");
    CHECK(distance(path->attribute({nan, 0}).values, {.8, 0}) <= 1e-15);
    CHECK(distance(path->attribute({1, 0}).values, {-.2, 0}) <= 1e-15);
}

TEST_CASE("random forests agree with every coalition, path-dependent and interventional") {
    tests::Draw draw(5);
    double worst = 0;
    double additivity = 0;
    for (std::size_t round = 0; round < 40; ++round) {
        const std::size_t features = 1 + round % 10;
        Model model = tests::random_forest(draw, features, 3, 1 + round % 8);
        if (round % 3 == 0) model.tree_divisor = 3;
        const auto row = tests::random_row(draw, features);
        const auto path = PathShapley::of(model, 0);
        REQUIRE(path.has_value());
        const auto given = path->attribute(row);
        const auto expected = tests::brute_force_shapley(features, [&](std::uint32_t on) {
            double sum = 0;
            for (const Tree& tree : model.trees)
                sum += tests::path_worth(tree, row, on);
            return sum * model.tree_scale();
        });
        worst = std::max(worst, distance(given.values, expected));
        additivity = std::max(additivity, given.additivity_error);

        Rows others;
        for (std::size_t i = 0; i < 9; ++i)
            others.push_back(tests::random_row(draw, features));
        if (round % 2 == 0) {  // a linear part beside the trees
            model.weights = {std::vector<double>(features, draw.unit())};
            for (auto& column : model.columns)
                column.steps = {{.kind = StepKind::replace_missing, .value = -1}};
        }
        const auto counted = BackgroundShapley::of(model, 0, others);
        REQUIRE(counted.has_value());
        const auto by_counts = counted->attribute(row);
        const auto score = [&](const std::vector<double>& x) {
            std::vector<double> columns(features);
            model.fill_columns(x.data(), columns.data());
            return model.margin(columns.data(), 0);
        };
        const auto by_definition = coalition_shapley(score, row, others);
        REQUIRE(by_definition.has_value());
        worst = std::max(worst, distance(by_counts.values, by_definition->values));
        additivity =
            std::max({additivity, by_counts.additivity_error, by_definition->additivity_error});
    }
    CHECK(worst <= 1e-12);
    CHECK(additivity <= 1e-12);
}

TEST_CASE("sixteen features, by definition") {
    tests::Draw draw(7);
    const Model model = tests::random_forest(draw, 16, 1, 6);
    const auto row = tests::random_row(draw, 16);
    const auto expected = tests::brute_force_shapley(
        16, [&](std::uint32_t on) { return tests::path_worth(model.trees[0], row, on); });
    CHECK(distance(PathShapley::of(model, 0)->attribute(row).values, expected) <= 1e-12);
}

TEST_CASE("columns made from one feature share its attribution") {
    Model model = tests::plain_model(2);
    model.columns = {
        {0},
        {1},
        {0, {{.kind = StepKind::look_up, .value = 0, .if_missing = 0, .knots = {{1, 5}}}}}};
    Tree tree;
    tree.nodes = {split(0, .5, 1, 2, 4), leaf(1, 1), split(2, 2, 3, 4, 3), leaf(2, 1), leaf(9, 2)};
    model.trees.push_back(*sealed(tree, 3, "model", "tree"));
    const auto path = PathShapley::of(model, 0)->attribute({1, 0});
    CHECK(path.values[0] == Approx(9 - (1 + 2 + 18) / 4.0).epsilon(1e-15));
    CHECK(path.values[1] == 0);
}

TEST_CASE("interactions: symmetric, rows sum to the values, agree with their definition") {
    tests::Draw draw(3);
    for (std::size_t round = 0; round < 12; ++round) {
        const std::size_t features = 2 + round % 5;
        const Model model = tests::random_forest(draw, features, 2, 5);
        const auto row = tests::random_row(draw, features);
        const auto path = PathShapley::of(model, 0);
        const auto matrix = path->interactions(row);
        const auto values = path->attribute(row).values;
        std::vector<double> expected(features * features, 0);
        const auto worth = [&](std::uint32_t on) {
            return tests::path_worth(model.trees[0], row, on) +
                   tests::path_worth(model.trees[1], row, on);
        };
        for (std::size_t i = 0; i < features; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < features; ++j) {
                sum += matrix[i * features + j];
                CHECK(matrix[i * features + j] == matrix[j * features + i]);
                if (i == j) continue;
                // s! (n - s - 2)! / (2 (n - 1)!) over coalitions of the others
                for (std::uint32_t on = 0; on < 1U << features; ++on) {
                    if ((on >> i & 1U) != 0 || (on >> j & 1U) != 0) continue;
                    const double s = std::popcount(on);
                    const double n = static_cast<double>(features);
                    const double weight =
                        std::tgamma(s + 1) * std::tgamma(n - s - 1) / (2 * std::tgamma(n));
                    expected[i * features + j] +=
                        weight * (worth(on | 1U << i | 1U << j) - worth(on | 1U << i) -
                                  worth(on | 1U << j) + worth(on));
                }
                CHECK(matrix[i * features + j] == Approx(expected[i * features + j]).margin(1e-12));
            }
            CHECK(sum == Approx(values[i]).margin(1e-11));
        }
    }
}

TEST_CASE("the number of threads changes nothing") {
    tests::Draw draw(9);
    const Model model = tests::random_forest(draw, 6, 4, 6);
    Rows rows;
    for (int i = 0; i < 33; ++i)
        rows.push_back(tests::random_row(draw, 6));
    const auto path = PathShapley::of(model, 0);
    const auto others = BackgroundShapley::of(model, 0, rows, 2);
    const auto one = path->attribute_rows(rows, 1);
    const auto two = path->attribute_rows(rows, 2);
    const auto against = others->attribute_rows(rows, 2);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        CHECK(one[r].values == two[r].values);
        CHECK(one[r].values == path->attribute(rows[r]).values);
        CHECK(against[r].values ==
              BackgroundShapley::of(model, 0, rows)->attribute(rows[r]).values);
    }
    CHECK(path->attribute_rows({}, 2).empty());
}
