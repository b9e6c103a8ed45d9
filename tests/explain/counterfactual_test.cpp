#include "explain/counterfactual.hpp"

#include <limits>

#include "explain/table_model.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

double margin_of(const Model& model, const Row& row) {
    std::vector<double> columns(model.columns.size());
    model.fill_columns(row.data(), columns.data());
    return model.margin(columns.data(), 0);
}

std::vector<Limit> free_limits(const Model& model) {
    return std::vector<Limit>(model.inputs.size());
}

Model linear(std::vector<double> weights, double base) {
    Model model = tests::plain_model(weights.size());
    model.base = {base};
    model.weights = {std::move(weights)};
    return model;
}

// Every combination of points of the cells, for the smallest change that does it.
struct Best {
    std::size_t changed = 1000;
    double size = 1e300;
};
Best by_trying_all(const Model& model, const Row& row, const Goal& goal,
                   const std::vector<Limit>& limits) {
    std::vector<InputCells> cells;
    for (std::size_t f = 0; f < row.size(); ++f)
        cells.push_back(*cells_of(model, 0, f, row[f], limits[f]));
    Best best;
    std::vector<std::size_t> at(row.size(), 0);
    while (true) {
        Row tried = row;
        Best now{0, 0};
        for (std::size_t f = 0; f < row.size(); ++f) {
            if (at[f] == cells[f].own) continue;
            tried[f] = cells[f].cells[at[f]].point;
            ++now.changed;
            now.size += cells[f].cells[at[f]].cost;
        }
        const double margin = margin_of(model, tried);
        if (goal.at_least ? margin >= goal.margin : margin < goal.margin)
            if (now.changed < best.changed || (now.changed == best.changed && now.size < best.size))
                best = now;
        std::size_t f = 0;
        while (f < row.size() && ++at[f] == cells[f].cells.size())
            at[f++] = 0;
        if (f == row.size()) return best;
    }
}

}  // namespace

TEST_CASE("what cannot be searched is refused, not guessed") {
    Model model = linear({1}, 0);
    model.row_norm = RowNorm::l1;
    const Goal goal{0, 1, true};
    CHECK(counterfactual(model, {0}, goal, free_limits(model)).error().code == "E0701");
    model = linear({1}, 0);
    model.link = Link::softmax;
    CHECK(counterfactual(model, {0}, goal, free_limits(model)).error().code == "E0701");
    model = linear({1}, 0);
    CHECK(counterfactual(model, {std::nan("")}, goal, free_limits(model)).error().code == "E0701");
    model.columns[0].steps = {{.kind = StepKind::interpolate, .knots = {{0, 0}, {1, 5}}}};
    CHECK(counterfactual(model, {0}, goal, free_limits(model)).error().code == "E0702");
    auto limits = free_limits(model);
    limits[0].frozen = true;
    CHECK(counterfactual(model, {0}, goal, limits)->certificate == Certificate::impossible);
}

TEST_CASE("no change is needed, none is allowed, or no budget is left") {
    const Model model = linear({1, 2}, 0);
    const auto already = counterfactual(model, {3, 0}, {0, 3, true}, free_limits(model));
    CHECK(already->certificate == Certificate::minimal);
    CHECK(already->changes.empty());
    CHECK(in_words(model, *already, "at least 3") == "The result is at least 3 as it stands.");
    auto limits = free_limits(model);
    limits[0].frozen = limits[1].frozen = true;
    const auto none = counterfactual(model, {0, 0}, {0, 1, true}, limits);
    CHECK(none->certificate == Certificate::impossible);
    const auto unpaid = counterfactual(model, {0, 0}, {0, 1, true}, free_limits(model), 0);
    CHECK(unpaid->certificate == Certificate::none_found);
    CHECK(in_words(model, *unpaid, "at least 1").find("does not show") != std::string::npos);
}

TEST_CASE("a linear score: the cheapest single feature, then as many as the limits need") {
    const Model model = linear({1, -2, .5}, 0);
    auto limits = free_limits(model);
    const auto one = counterfactual(model, {0, 0, 0}, {0, 4, true}, limits);
    REQUIRE(one->changes.size() == 1);
    CHECK(one->changes[0].input == 1);
    CHECK(one->changes[0].to == Approx(-2).epsilon(1e-15));
    CHECK(one->margin >= 4);
    CHECK(one->certificate == Certificate::minimal);

    limits[1].low = -1;  // gives at most 2
    limits[0].high = 1;  // gives at most 1
    limits[2].direction = -1;
    CHECK(counterfactual(model, {0, 0, 0}, {0, 4, true}, limits)->certificate ==
          Certificate::impossible);
    const auto two = counterfactual(model, {0, 0, 0}, {0, 2.5, true}, limits);
    REQUIRE(two->changes.size() == 2);
    CHECK(two->changes[0].to == Approx(.5));
    CHECK(two->changes[1].to == -1);
    CHECK(two->size == Approx(1.5));

    limits = free_limits(model);
    limits[1].frozen = limits[2].frozen = true;
    limits[0].whole = true;
    const auto whole = counterfactual(model, {0, 0, 0}, {0, 2.5, true}, limits);
    CHECK(whole->changes[0].to == 3);
    limits[0].scale = 2;
    CHECK(counterfactual(model, {0, 0, 0}, {0, 2.5, true}, limits)->size == 1.5);
    CHECK(counterfactual(model, {0, 0, 0}, {0, -1, false}, limits)->changes[0].to == -2);
}

TEST_CASE("forests: the answer of every combination of cells, with limits") {
    tests::Draw draw(21);
    for (std::size_t round = 0; round < 60; ++round) {
        const std::size_t features = 2 + round % 3;
        const Model model = tests::random_forest(draw, features, 3, 3);
        Row row = tests::random_row(draw, features);
        auto limits = free_limits(model);
        for (Limit& limit : limits) {
            limit.frozen = draw.unit() < .1;
            limit.direction = static_cast<int>(draw.below(3)) - 1;
            limit.scale = .5 + draw.unit();
            limit.whole = draw.unit() < .2;
            if (draw.unit() < .3) limit.high = draw.unit();
        }
        const Goal goal{0, margin_of(model, row) + draw.unit() * 12 - 6, draw.unit() < .5};
        const auto found = counterfactual(model, row, goal, limits);
        REQUIRE(found.has_value());
        const Best best = by_trying_all(model, row, goal, limits);
        if (best.changed == 1000) {
            CHECK(found->certificate == Certificate::impossible);
            continue;
        }
        REQUIRE(found->certificate == Certificate::minimal);
        CHECK(found->changes.size() == best.changed);
        CHECK(found->size == Approx(best.size).margin(1e-12));
        Row changed = row;
        for (const Change& change : found->changes) {
            changed[change.input] = change.to;
            const Limit& limit = limits[change.input];
            CHECK_FALSE(limit.frozen);
            CHECK((change.to - change.from) * limit.direction >= 0);
            if (limit.high) CHECK(change.to <= *limit.high);
        }
        const double margin = margin_of(model, changed);
        CHECK((goal.at_least ? margin >= goal.margin : margin < goal.margin));
    }
}

TEST_CASE("categories: any other is one change of size 1") {
    Model model = tests::plain_model(1);
    model.inputs[0].type = InputType::category;
    model.inputs[0].categories = {"red", "green", "blue"};
    Tree tree;
    tree.nodes.resize(3);
    tree.nodes[0].test = Test::equal;
    tree.nodes[0].column = 0;
    tree.nodes[0].threshold = 2;
    tree.nodes[0].yes = 1;
    tree.nodes[0].no = tree.nodes[0].missing = 2;
    tree.nodes[1].value = 10;
    model.trees.push_back(*sealed(tree, 1, "model", "tree"));
    const auto found = counterfactual(model, {0}, {0, 5, true}, free_limits(model));
    CHECK(found->size == 1);
    CHECK(in_words(model, *found, "at least 5") ==
          "The result would have been at least 5 if 'f0' had been blue instead of red. No smaller "
          "change does it.");
}

TEST_CASE("results and margins") {
    Model model = linear({1}, 0);
    CHECK(margin_at(model, 3) == 3);
    model.link = Link::logistic;
    CHECK(margin_at(model, .5) == 0);
    CHECK_FALSE(margin_at(model, 1).has_value());
    model.link = Link::exponential;
    CHECK_FALSE(margin_at(model, 0).has_value());
    model.link = Link::square;
    CHECK(margin_at(model, -4) == -2);
    model.link = Link::softmax;
    CHECK_FALSE(margin_at(model, .5).has_value());
}
