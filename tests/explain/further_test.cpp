// Effects, importance, quality, proxies and likeness: degenerate data first, then answers by hand.
#include "explain/further.hpp"

#include <cmath>
#include <fstream>

#include "explain/effects.hpp"
#include "explain/likeness.hpp"
#include "explain/proxies.hpp"
#include "explain/schema.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

const ModelInput number{"x"};

// 3 * first + second * third.
std::vector<double> curved(std::span<const Row> rows) {
    std::vector<double> results;
    for (const Row& row : rows)
        results.push_back(3 * row[0] + row[1] * row[2]);
    return results;
}

std::vector<Row> random_rows(std::size_t n, std::size_t features) {
    tests::Draw draw(5);
    std::vector<Row> rows(n, Row(features));
    for (Row& row : rows)
        for (double& x : row)
            x = draw.unit();
    return rows;
}

}  // namespace

TEST_CASE("effects: values that are always missing, one value, nobody") {
    const std::vector<Row> missing{{NAN, 1, 1}, {NAN, 2, 2}};
    CHECK(partial_dependence(curved, number, 0, missing, {1, 1, 1}).empty());
    CHECK(accumulated_effects(curved, 0, missing).empty());
    CHECK(accumulated_effects(curved, 0, {{1, 1, 1}, {1, 2, 2}}).empty());
    CHECK_FALSE(permutation_importance(curved, 0, {}, {}, 1));
    CHECK_FALSE(permutation_importance(curved, 0, {{1, 1, 1}}, {}, 1));
}

TEST_CASE("effects: a line stays a line, with counts, and what is not used has no importance") {
    auto rows = random_rows(400, 3);
    for (Row& row : rows)
        row[2] = 0.5;  // the second input counts half
    const Row person{0.5, 0.5, 0.5};
    const auto curve = partial_dependence(curved, number, 0, rows, person);
    REQUIRE(curve.size() == 11);
    const double slope =
        (curve.back().value - curve.front().value) / (curve.back().x - curve.front().x);
    CHECK(slope == Approx(3));
    CHECK(curve[5].own == Approx(3 * curve[5].x + .25));
    CHECK(curve[5].low < curve[5].value);
    std::uint64_t counted = 0;
    for (const EffectPoint& point : curve)
        counted += point.n;
    CHECK(counted == 400);
    const auto local = accumulated_effects(curved, 0, rows);
    REQUIRE(local.size() == 10);
    CHECK((local.back().value - local.front().value) / (local.back().x - local.front().x) ==
          Approx(3));
    std::vector<double> truths = curved(rows);
    CHECK(permutation_importance(curved, 2, rows, truths, 1)->value == 0);
    const auto important = permutation_importance(curved, 0, rows, truths, 1);
    CHECK(important->low > 0);
    CHECK(important->value == Approx(2 * 9. / 12).epsilon(0.2));  // twice the variance of 3x
    CHECK(permutation_importance(curved, 0, rows, {}, 1)->value == Approx(1).epsilon(0.2));
}

TEST_CASE("quality: agreement of ranks, and orders that carry the result or do not") {
    CHECK(std::isnan(rank_agreement({1, 1}, {1, 2})));
    CHECK(rank_agreement({1, -2, 3}, {10, 20, -30}) == Approx(1));
    CHECK(rank_agreement({1, 2, 3}, {3, 2, 1}) == Approx(-1));
    const auto rows = random_rows(50, 3);
    const Row person{2, 2, 2};
    const auto good = faithfulness(curved, {6, 3, 3}, person, rows, 1);
    const auto bad = faithfulness(curved, {-6, 3, 3}, person, rows, 1);
    CHECK(good.deletion_area < good.deletion_area_random);
    CHECK(good.insertion_area > good.insertion_area_random);
    CHECK(bad.deletion_area > good.deletion_area);
    CHECK(faithfulness(curved, {1, 2, 3}, person, {}, 1).deletion.empty());
    CHECK(good.deletion.front() == Approx(10));
    CHECK(good.insertion.back() == Approx(10));
}

TEST_CASE("quality: an attribution that depends on nothing is stable, one that jumps is not") {
    const std::vector<ModelInput> inputs{{"a"}, {"b"}};
    const auto rows = random_rows(50, 2);
    const Attributor fixed = [](const Row&, const std::vector<Row>&) {
        return std::vector<double>{1, 2};
    };
    const Attributor jumping = [](const Row& row, const std::vector<Row>&) {
        return row[0] > .5 ? std::vector<double>{1, 2} : std::vector<double>{2, 1};
    };
    const Attributor silent = [](const Row&, const std::vector<Row>&) {
        return std::vector<double>{};
    };
    CHECK(stability(silent, {.5, .5}, rows, inputs, 1).tried == 0);
    CHECK(stability(fixed, {.5, .5}, rows, inputs, 1).same_leader == 50);
    const auto jumps = stability(jumping, {.5, .5}, rows, inputs, 1);
    CHECK(jumps.same_leader < 50);
    CHECK(jumps.worst_agreement == Approx(-1));
    CHECK(background_spread(fixed, {0, 0}, {{0, 0}}, 1).backgrounds == 0);
    const Attributor against = [](const Row& row, const std::vector<Row>& others) {
        double mean = 0;
        for (const Row& other : others)
            mean += other[0] / static_cast<double>(others.size());
        return std::vector<double>{row[0] - mean, 0};
    };
    const auto spread = background_spread(against, {.5, .5}, rows, 1);
    CHECK(spread.backgrounds == 40);
    CHECK(spread.low[0] < spread.high[0]);
    CHECK(spread.sign_changes[0]);
    CHECK_FALSE(spread.sign_changes[1]);
}

TEST_CASE("proxies: one that is the attribute, one that is noise, and labels that are missing") {
    const std::vector<ModelInput> inputs{{"copy"}, {"noise"}};
    auto rows = random_rows(400, 2);
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        labels.emplace_back(i % 2 == 0 ? "A" : "B");
        rows[i][0] = static_cast<double>(i % 2);
    }
    CHECK(proxy_strength(inputs, rows, std::vector<std::string>(400), 1).empty());
    const auto strengths = proxy_strength(inputs, rows, labels, 1);
    REQUIRE(strengths.size() == 2);
    CHECK(strengths[0].information == Approx(1 - strengths[0].chance));
    CHECK(strengths[0].informs);
    CHECK(strengths[0].aucs[1].value == 1);
    CHECK(strengths[0].aucs[1].high == 1);
    CHECK(*strengths[0].aucs[1].low < 1);  // of so many people: bounded, not certain
    CHECK_FALSE(strengths[1].informs);
    CHECK(strengths[1].information < 0.05);
    CHECK(strengths[1].aucs[0].low < .5);
    CHECK(strengths[1].aucs[0].high > .5);
    const Scorer first = [](std::span<const Row> given) {
        std::vector<double> results;
        for (const Row& row : given)
            results.push_back(row[0]);
        return results;
    };
    const auto swaps = swap_proxies(first, .5, {0}, {1, 0}, rows, labels, 1);
    REQUIRE(swaps.size() == 2);
    CHECK(swaps[0].group == "A");
    CHECK(swaps[0].changed == swaps[0].tried);
    CHECK(swaps[0].rows_changed == swaps[0].rows);
    CHECK(swaps[1].changed == 0);
    CHECK(swaps[1].tried == 200);
}

TEST_CASE("proxies: every interval holds its figure, of six persons too") {
    const std::vector<ModelInput> inputs{{"age"}};
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        tests::Draw draw(seed);
        std::vector<Row> rows(6, Row(1));
        for (Row& row : rows)
            row[0] = draw.unit();
        const auto s = proxy_strength(inputs, rows, {"A", "B", "A", "B", "A", "B"}, seed).front();
        CHECK(s.low <= s.information);
        CHECK(s.information <= s.high);
    }
    const auto few = proxy_strength(inputs, {{1}, {2}, {3}}, {"A", "B", "B"}, 1).front();
    REQUIRE(few.aucs.size() == 2);
    CHECK(few.aucs[0].value == 0);
    CHECK_FALSE(few.aucs[0].low.has_value());
    CHECK(few.aucs[0].no_interval.find("fewer than two") != std::string::npos);
}

TEST_CASE("proxies: noise is rarely called a proxy") {
    const std::vector<ModelInput> inputs{{"noise"}};
    int called = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        tests::Draw draw(seed);
        std::vector<Row> rows(200, Row(1));
        std::vector<std::string> labels;
        for (Row& row : rows) {
            row[0] = draw.unit();
            labels.emplace_back(draw.unit() < .4 ? "A" : "B");
        }
        called += proxy_strength(inputs, rows, labels, seed)[0].informs ? 1 : 0;
    }
    CHECK(called <= 6);
}

TEST_CASE("likeness: a single case, a case like the others, one far away, one outside a range") {
    const std::vector<ModelInput> inputs{
        {"x"}, {"y"}, {"c", InputType::category, {"red", "blue"}, {}}};
    CHECK(likeness(inputs, {0, 0, 0}, {{0, 0, 0}}).sampled == 0);
    auto rows = random_rows(300, 3);
    for (Row& row : rows)
        row[2] = 0;
    const auto inside = likeness(inputs, {.5, .5, 0}, rows);
    CHECK(inside.p > .05);
    CHECK(inside.nearest.size() == 10);
    CHECK(inside.within_radius > 0);
    CHECK(inside.features[0].alike > 30);
    CHECK_FALSE(inside.features[0].outside);
    const auto far = likeness(inputs, {3, -3, 1}, rows);
    CHECK(far.p == Approx(1. / 301));
    CHECK(far.within_radius == 0);
    CHECK(far.features[0].outside);
    CHECK(far.features[2].outside);
    CHECK(likeness(inputs, {NAN, .5, 0}, rows).features[0].outside);
    const Row row{3, -3, 1};
    const auto measured = likeness_measurements({"M", inputs, row, rows}, rows);
    CHECK(measured[0].parameters.at("extrapolation") == "true");
    CHECK(measured[0].parameters.at("outside") == "x, y, c");
}

TEST_CASE("likeness: validation cases themselves are rarely called unlike") {
    const std::vector<ModelInput> inputs{{"x"}, {"y"}};
    int unlike = 0;
    const auto all = random_rows(300, 2);
    for (std::size_t i = 0; i < 100; ++i) {
        auto rest = all;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        unlike += likeness(inputs, all[i], rest).p <= .05 ? 1 : 0;
    }
    CHECK(unlike <= 12);
}

TEST_CASE("a program's inputs are read off its data") {
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "data.csv";
    std::ofstream(file) << "age,charge,truth\n25,F,1\n,M,0\n40,,1\n";
    const auto schema = schema_of(file, {"truth"});
    REQUIRE(schema.has_value());
    REQUIRE(schema->inputs.size() == 2);
    CHECK(schema->inputs[0].type == InputType::number);
    CHECK(schema->inputs[1].categories == std::vector<std::string>{"F", "M"});
    CHECK(schema_of(file, {"other"}).error().code == "E0606");
    std::ofstream(file) << "age\n";
    CHECK(schema_of(file, {}).error().code == "E0302");
    const Row row{NAN, 1};
    CHECK(canonical(query_of(schema->inputs, row)) == R"({"age":null,"charge":"M"})");
}

TEST_CASE("every further measurement says what it does not show") {
    const std::vector<ModelInput> inputs{{"a"}, {"b"}, {"c"}};
    const auto rows = random_rows(60, 3);
    const Row row{.9, .9, .9};
    const Subject subject{"M", inputs, row, rows};
    const Attributor attribute = [](const Row& r, const std::vector<Row>& others) {
        return sampled_shapley(curved, r, others, {20, 1, .95})->values;
    };
    std::vector<Measurement> all{sampled_attribution(subject, curved, 100),
                                 importance_measurement(subject, curved, {})};
    const auto add = [&](std::vector<Measurement> more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    add(effect_measurements(subject, curved, 0));
    add(quality_measurements(
        subject, curved, attribute,
        {{"sampled", attribute(row, rows)}, {"occlusion", occlusion(curved, row, rows)}}));
    std::vector<std::string> labels;
    for (const Row& one : rows)
        labels.emplace_back(one[0] > .5 ? "old" : "young");
    add(proxy_measurements(subject, curved, "age", labels, 2.5));
    add(likeness_measurements(subject, rows));
    CHECK(all.size() == 14);
    for (const Measurement& m : all) {
        INFO(m.id);
        CHECK_FALSE(m.not_shown.empty());
        CHECK(m.id.starts_with("M/" + m.metric));
        CHECK((!m.series.empty() || !m.cells.empty() || m.value || !m.undefined_reason.empty()));
    }
}
