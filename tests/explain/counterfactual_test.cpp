#include "explain/counterfactual.hpp"

#include <limits>

#include "explain/least_margin.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

double result_of(const Model& model, const Row& row) { return model.predict(row)[0]; }

Tree stump(Test test, double threshold, double yes, double no) {
    Tree tree;
    tree.nodes.resize(3);
    tree.nodes[0].test = test;
    tree.nodes[0].column = 0;
    tree.nodes[0].threshold = threshold;
    tree.nodes[0].yes = 1;
    tree.nodes[0].no = tree.nodes[0].missing = 2;
    tree.nodes[1].value = yes;
    tree.nodes[2].value = no;
    return *sealed(tree, 1, "model", "tree");
}

// As XGBoost: inputs, thresholds, leaves and sums are floats.
Model in_floats(Model model) {
    model.single = true;
    for (ModelColumn& column : model.columns)
        column.steps = {{.kind = StepKind::round32}};
    for (Tree& tree : model.trees)
        for (Node& node : tree.nodes) {
            node.threshold = static_cast<double>(static_cast<float>(node.threshold));
            node.value = static_cast<double>(static_cast<float>(node.value));
        }
    return model;
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
    const auto cells = *cells_of(model, 0, row, limits);
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
        const double result = result_of(model, tried);
        if (goal.at_least ? result >= goal.result : result < goal.result)
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
    model.link = Link::logistic;
    CHECK(counterfactual(model, {0}, {0, 2, true}, free_limits(model)).error().code == "E0701");
    model.outputs.push_back("other");
    model.base = {0, 0};
    model.weights = {{1}, {-1}};
    model.shares_of_sum = true;  // each result depends on both margins
    CHECK(counterfactual(model, {0}, {0, .6, true}, free_limits(model)).error().code == "E0701");
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

TEST_CASE("a linear score: the number itself is not enough, the next one is") {
    // 5 + x falls below 5 only where x is so far below 0 that the sum is no longer 5.
    for (const auto& [base, from, goal] : std::vector<std::tuple<double, double, double>>{
             {5, 2, 5}, {0, 0, 0}, {5, 0, 5}, {-5, 2, -5}, {1e6, 1, 1e6}, {0, 3, -2}}) {
        for (const double weight : {1.0, -1.0, 1e-3, 7e5}) {
            const Model model = linear({weight}, base);
            const auto found =
                counterfactual(model, {from * weight}, {0, goal, false}, free_limits(model));
            CAPTURE(base, from, goal, weight);
            if (base + weight * weight * from < goal) continue;
            REQUIRE(found->certificate == Certificate::minimal);
            REQUIRE(found->changes.size() == 1);
            const double to = found->changes[0].to;
            CHECK(result_of(model, {to}) < goal);
            CHECK(result_of(model, {std::nextafter(to, from * weight)}) >= goal);
        }
    }
    Model scaled = linear({1}, 0);  // so far from 0 that 1 more is lost between floats
    scaled.columns[0].steps = {{.kind = StepKind::subtract, .value = 1e17}};
    CHECK(counterfactual(scaled, {0}, {0, 5, true}, free_limits(scaled))->certificate ==
          Certificate::minimal);
}

TEST_CASE("a linear score: what lies within the rounding of the sum is not decided") {
    const Model model = linear(std::vector<double>(10, .1), 0);
    auto limits = free_limits(model);
    for (Limit& limit : limits)
        limit.high = 1;
    const Row row(10, 0);
    const auto found = counterfactual(model, row, {0, 1, true}, limits);
    CHECK(result_of(model, Row(10, 1)) < 1);  // ten tenths
    CHECK(found->certificate == Certificate::undecided);
    CHECK(in_words(model, *found, "at least 1").find("Not decided") == 0);
    CHECK(counterfactual(model, row, {0, 1.001, true}, limits)->certificate ==
          Certificate::impossible);
}

TEST_CASE("linear scores: no certificate is false, in doubles and in floats") {
    tests::Draw draw(77);
    int minimal = 0;
    int impossible = 0;
    for (int round = 0; round < 400; ++round) {
        const std::size_t features = 1 + draw.below(4);
        std::vector<double> weights;
        for (std::size_t f = 0; f < features; ++f)
            weights.push_back(std::round(draw.unit() * 40 - 20) / 10);
        Model model = linear(weights, std::round(draw.unit() * 20 - 10) / 4);
        if (round % 2 == 1) model = in_floats(std::move(model));
        auto limits = free_limits(model);
        Row row;
        Row best;  // as far as the limits allow
        const bool up = draw.unit() < .5;
        for (std::size_t f = 0; f < features; ++f) {
            row.push_back(std::round(draw.unit() * 30) / 10);
            limits[f].low = row[f] - std::round(draw.unit() * 10) / 5;
            limits[f].high = row[f] + std::round(draw.unit() * 10) / 5;
            best.push_back((weights[f] > 0) == up ? *limits[f].high : *limits[f].low);
        }
        const double most = result_of(model, best);
        const double own = result_of(model, row);
        const double goal = draw.unit() < .3 ? most : own + (most - own) * draw.unit() * 1.5;
        const auto found = counterfactual(model, row, {0, goal, up}, limits);
        REQUIRE(found.has_value());
        const auto reaches = [&](double result) { return up ? result >= goal : result < goal; };
        CAPTURE(round, goal, most, own, up);
        minimal += found->certificate == Certificate::minimal ? 1 : 0;
        impossible += found->certificate == Certificate::impossible ? 1 : 0;
        if (found->certificate == Certificate::impossible) CHECK_FALSE(reaches(most));
        if (found->certificate != Certificate::minimal) continue;
        Row changed = row;
        for (const Change& change : found->changes)
            changed[change.input] = change.to;
        CHECK(reaches(result_of(model, changed)));
        for (const Change& left_out : found->changes) {  // one feature less does not do it
            Row fewer = best;
            for (std::size_t f = 0; f < features; ++f)
                if (changed[f] == row[f] || f == left_out.input) fewer[f] = row[f];
            CHECK_FALSE(reaches(result_of(model, fewer)));
        }
    }
    CHECK(minimal > 100);
    CHECK(impossible > 50);
}

TEST_CASE("floats: the sum of the writing program counts, not that of doubles") {
    Model model = tests::plain_model(1);
    for (int i = 0; i < 1000; ++i)
        model.trees.push_back(stump(Test::less, .5, .1, .2));
    model = in_floats(std::move(model));
    CHECK(result_of(model, {0}) < 100);  // a thousand floats of 0.1; as doubles they are more
    const auto found = counterfactual(model, {1}, {0, 100, false}, free_limits(model));
    CHECK(found->certificate == Certificate::minimal);
    CHECK(found->changes.size() == 1);
}

TEST_CASE("floats: a limit that is no float is rounded into the next cell") {
    Model model = tests::plain_model(1);
    model.trees.push_back(stump(Test::less, .1, 0, 1));
    model = in_floats(std::move(model));
    auto limits = free_limits(model);
    limits[0].high = .1;  // below the threshold as a double, equal to it as a float
    const auto found = counterfactual(model, {0}, {0, 1, true}, limits);
    REQUIRE(found->certificate == Certificate::minimal);
    CHECK(found->changes[0].to == .1);
    limits[0].high = .09;
    CHECK(counterfactual(model, {0}, {0, 1, true}, limits)->certificate == Certificate::impossible);
}

TEST_CASE("missing values are left, and a certificate says so") {
    Model model = tests::plain_model(2);
    model.trees.push_back(stump(Test::less, .5, 0, 1));
    auto limits = free_limits(model);
    limits[1].frozen = true;
    const auto found = counterfactual(model, {std::nan(""), std::nan("")}, {0, 1, false}, limits);
    CHECK(found->certificate == Certificate::impossible);
    CHECK(in_words(model, *found, "below 1") ==
          "Nothing that may be changed would have made the result below 1. Missing values were "
          "left as they are: 'f0'.");
}

TEST_CASE("forests: the answer of every combination of cells, with limits") {
    tests::Draw draw(21);
    for (std::size_t round = 0; round < 200; ++round) {
        const std::size_t features = 2 + round % 3;
        Model model = tests::random_forest(draw, features, 3, 3);
        if (round % 2 == 1) model = in_floats(std::move(model));
        Row row = tests::random_row(draw, features);
        auto limits = free_limits(model);
        for (Limit& limit : limits) {
            limit.frozen = draw.unit() < .1;
            limit.direction = static_cast<int>(draw.below(3)) - 1;
            limit.scale = .5 + draw.unit();
            limit.whole = draw.unit() < .2;
            if (draw.unit() < .3) limit.high = draw.unit();
        }
        const double near =
            round % 3 == 0 ? result_of(model, tests::random_row(draw, features))  // met exactly
                           : result_of(model, row) + draw.unit() * 12 - 6;
        const Goal goal{0, near, draw.unit() < .5};
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
        const double result = result_of(model, changed);
        CHECK((goal.at_least ? result >= goal.result : result < goal.result));
    }
}

TEST_CASE("categories: any other is one change of size 1") {
    Model model = tests::plain_model(1);
    model.inputs[0].type = InputType::category;
    model.inputs[0].categories = {"red", "green", "blue"};
    model.trees.push_back(stump(Test::equal, 2, 10, 0));
    const auto found = counterfactual(model, {0}, {0, 5, true}, free_limits(model));
    CHECK(found->size == 1);
    CHECK(in_words(model, *found, "at least 5") ==
          "The result would have been at least 5 if 'f0' had been blue instead of red. No smaller "
          "change does it.");
}

TEST_CASE("categories that are codes: no order, whatever the limits say") {
    Model model = tests::plain_model(1);
    model.inputs[0].type = InputType::category;
    Tree tree = stump(Test::equal, 0, 10, 0);
    tree.nodes[0].test = Test::in_set;
    tree.nodes[0].set = 0;
    tree.sets.emplace_back().add(65'000);
    tree.sets[0].add(7);
    for (int i = 0; i < 300; ++i)  // as many cells as codes that differ
        model.trees.push_back(tree);
    auto limits = free_limits(model);
    limits[0].scale = 1e-3;
    limits[0].direction = -1;
    const auto found = counterfactual(model, {3}, {0, 3000, true}, limits);
    REQUIRE(found->certificate == Certificate::minimal);
    CHECK(found->size == 1);
    CHECK((found->changes[0].to == 7 || found->changes[0].to == 65'000));
    CHECK(cells_of(model, 0, {3}, limits)->front().cells.size() < 10);
    const auto away = counterfactual(model, {7}, {0, 3000, false}, limits);
    CHECK(away->size == 1);
    CHECK(away->changes[0].to != 65'000);
    model.weights = {{1}};
    CHECK(counterfactual(model, {3}, {0, 3000, true}, limits).error().code == "E0702");
}

TEST_CASE("the least margin that prints a result") {
    Model model = linear({1}, 0);
    CHECK(least_margin(model, 3) == 3);
    model.link = Link::logistic;
    CHECK(*least_margin(model, .5) == Approx(0).margin(1e-15));
    CHECK_FALSE(least_margin(model, 0).has_value());
    CHECK_FALSE(least_margin(model, 1.5).has_value());
    CHECK(model.results({-700})[0] == Approx(std::exp(-700.)).epsilon(1e-12));  // no float's limit
    model.single = true;
    CHECK(*least_margin(model, .5) < -1e-9);  // -1e-9 prints 0.5 in floats
    CHECK(model.results({*least_margin(model, .9)})[0] >= .9);
    model.single = false;
    model.link = Link::exponential;
    CHECK_FALSE(least_margin(model, 0).has_value());
    model.link = Link::square;
    CHECK(least_margin(model, -4) == -2);
    model.link = Link::softmax;
    CHECK_FALSE(least_margin(model, .5).has_value());
}
