// Attributions whose values are known without the algorithms that are tested: closed forms, all
// coalitions of a tree that is a table, published figures.
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/coalitions.hpp"
#include "explain/shapley/path_shapley.hpp"
#include "tests/explain/brute_force.hpp"
#include "tests/explain/trees_by_hand.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using namespace tests::by_hand;

TEST_CASE("deep trees stay exact: sixty features on one path, in closed form") {
    const std::size_t depth = 60;
    const Model model = chain(depth);
    std::vector<double> row(depth, 1);
    row[59] = 0;
    row[31] = 0;
    CHECK(PathShapley::of(model, 0)->attribute(row).additivity_error <= 1e-12);
    // Against zeros the game is a sum of unanimity games: the step from leaf d to leaf d + 1 is
    // taken when features 0 … d are all present, and is shared by them alike. The row stops at its
    // first 0.
    const auto value = [&](std::size_t d) { return d == depth ? 100.0 : d % 2 == 0 ? 1.0 : -1.0; };
    const auto expected = [&](std::size_t stop, double share) {
        std::vector<double> values(depth, 0);
        for (std::size_t d = 0; d < stop; ++d)
            for (std::size_t i = 0; i <= d; ++i)
                values[i] += share * (value(d + 1) - value(d)) / static_cast<double>(d + 1);
        return values;
    };
    const std::vector<double> zeros(depth, 0);
    const std::vector<double> ones(depth, 1);
    const auto counted = BackgroundShapley::of(model, 0, {zeros});
    REQUIRE(counted.has_value());
    CHECK(distance(counted->attribute(ones).values, expected(depth, 1)) <= 1e-14);
    CHECK(distance(counted->attribute(row).values, expected(31, 1)) <= 1e-14);
    CHECK(counted->attribute(zeros).values == zeros);
    const auto mixed = BackgroundShapley::of(model, 0, {ones, zeros, ones, ones});
    CHECK(distance(mixed->attribute(ones).values, expected(depth, .25)) <= 1e-14);
    // When all 60 features must hold and every share z is the same, all get the same, and every
    // pair too: the product of the absent shares, summed over coalitions.
    Model same = chain(depth);
    for (Node& node : same.trees[0].nodes)
        if (node.test == Test::leaf) node.value = node.value == 100 ? 100 : 0;
    const auto path = PathShapley::of(same, 0);
    const double z = .75;
    for (const double share : path->attribute(ones).values)
        CHECK(share == Approx(100 * (1 - std::pow(z, 60)) / 60).epsilon(1e-12));
    const auto matrix = path->interactions(ones);
    const double pair = 100 * (1 - z) * (1 - std::pow(z, 59)) / 59;
    for (std::size_t i = 0; i < depth; ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK(2 * matrix[i * depth + j] == Approx(pair).epsilon(1e-12));
}

TEST_CASE("a tree of 65,535 nodes agrees with all 32,768 coalitions") {
    tests::Draw draw(11);
    constexpr std::size_t features = 15;
    constexpr std::uint32_t coalitions = 1U << features;
    Model model = tests::plain_model(features);
    Tree tree;
    for (std::size_t n = 0; n < 65'535; ++n) {
        const auto level = static_cast<int>(std::floor(std::log2(static_cast<double>(n + 1))));
        const double cover = std::pow(.5, level);
        if (n < 32'767)
            tree.nodes.push_back(
                split(level, .5, static_cast<int>(2 * n + 1), static_cast<int>(2 * n + 2), cover));
        else
            tree.nodes.push_back(leaf(draw.unit(), cover));
    }
    model.trees.push_back(*sealed(tree, features, "model", "tree"));
    // The leaf of a row, by its features as bits: feature 0 is asked first.
    const auto bits = [](const std::vector<double>& x) {
        std::uint32_t result = 0;
        for (const double value : x)
            result = result << 1U | (value >= .5 ? 1U : 0U);
        return result;
    };
    const auto bit_of = [](std::size_t f) { return 1U << (features - 1 - f); };
    const auto leaf_value = [&](std::uint32_t b) { return tree.nodes[32'767 + b].value; };
    const auto by_coalitions = [&](const std::vector<double>& worth) {
        return tests::brute_force_shapley(features, [&](std::uint32_t on) {
            std::uint32_t absent = 0;
            for (std::size_t f = 0; f < features; ++f)
                if ((on >> f & 1U) == 0) absent |= bit_of(f);
            return worth[absent];
        });
    };
    const std::vector<double> row{1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1};
    const Rows others{{0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0},
                      {1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0},
                      std::vector<double>(features, 0)};
    REQUIRE(model.predict(row)[0] == leaf_value(bits(row)));
    std::vector<double> worth(coalitions, 0);  // by the features that are absent
    for (std::uint32_t absent = 0; absent < coalitions; ++absent)
        for (const auto& other : others)
            worth[absent] += leaf_value((bits(row) & ~absent) | (bits(other) & absent)) / 3;
    const auto against = BackgroundShapley::of(model, 0, others)->attribute(row);
    CHECK(against.additivity_error <= 1e-12);
    CHECK(distance(against.values, by_coalitions(worth)) <= 1e-12);
    // Path-dependent: half of the training rows on either side, so the mean of the leaves that the
    // present features leave, by sums over subsets.
    for (std::uint32_t differs = 0; differs < coalitions; ++differs)
        worth[differs] = leaf_value(bits(row) ^ differs);
    for (std::size_t f = 0; f < features; ++f)
        for (std::uint32_t set = 0; set < coalitions; ++set)
            if ((set & bit_of(f)) != 0) worth[set] = (worth[set] + worth[set ^ bit_of(f)]) / 2;
    const auto path = PathShapley::of(model, 0)->attribute(row);
    CHECK(path.additivity_error <= 1e-12);
    CHECK(distance(path.values, by_coalitions(worth)) <= 1e-12);
}

TEST_CASE("the published values of x0 x2 + x1 + x2 + x2 x3 at ones") {
    const std::size_t features = 5;  // the last plays no part
    Model model = tests::plain_model(features);
    const auto product = [&](std::vector<int> asked) {
        Tree tree;  // 1 where all that are asked are 1
        for (std::size_t d = 0; d < asked.size(); ++d) {
            const int at = static_cast<int>(2 * d);
            tree.nodes.push_back(split(asked[d], .5, at + 1, at + 2, 1));
            tree.nodes.push_back(leaf(0, 1));
        }
        tree.nodes.push_back(leaf(1, 1));
        model.trees.push_back(*sealed(tree, features, "model", "tree"));
    };
    product({0, 2});
    product({1});
    product({2});
    product({2, 3});
    const std::vector<double> ones(features, 1);
    const Rows zeros{std::vector<double>(features, 0)};
    const std::vector<double> published{.5, 1, 2, .5, 0};
    CHECK(distance(BackgroundShapley::of(model, 0, zeros)->attribute(ones).values, published) <=
          1e-15);
    const auto formula = [](const std::vector<double>& x) {
        return x[0] * x[2] + x[1] + x[2] + x[2] * x[3];
    };
    CHECK(model.predict({1, 0, 1, 0, 1})[0] == formula({1, 0, 1, 0, 1}));
    CHECK(distance(coalition_shapley(formula, ones, zeros)->values, published) <= 1e-15);
}
