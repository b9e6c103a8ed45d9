// Random models of every kind against the definition of the Shapley value.
#include <cmath>

#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/path_shapley.hpp"
#include "tests/catch.hpp"
#include "tests/explain/brute_force.hpp"
#include "tests/explain/random_model.hpp"
#include "tests/explain/trees_by_hand.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

enum class Kind { linear, scorecard, tree, boosted, averaged, two_outputs, trees_and_line };
constexpr std::size_t features = 5;

// A scorecard: points for each of four bands of every feature.
Model scorecard(tests::Draw& draw) {
    Model model = tests::plain_model(features);
    model.weights = {std::vector<double>(features, 1)};
    for (ModelColumn& column : model.columns) {
        Step bands{.kind = StepKind::look_up, .value = draw.unit(), .if_missing = -1};
        for (int band = 0; band < 20; ++band)
            bands.knots.push_back({band / 10.0, std::floor(draw.unit() * 4) * 5});
        column.steps = {bands};
    }
    return model;
}

Model random_model(tests::Draw& draw, Kind kind) {
    if (kind == Kind::scorecard) return scorecard(draw);
    const std::size_t trees = kind == Kind::linear ? 0 : kind == Kind::tree ? 1 : 4;
    Model model = tests::random_forest(draw, features, trees, 5);
    if (kind == Kind::averaged) model.tree_divisor = 4;
    if (kind == Kind::two_outputs) {
        model.outputs = {"low", "high"};
        model.base = {draw.unit(), draw.unit()};
        for (std::size_t t = 0; t < trees; ++t)
            model.trees[t].output = t % 2;
    }
    if (kind == Kind::linear || kind == Kind::trees_and_line) {
        model.weights = {{}};
        for (std::size_t f = 0; f < features; ++f) {
            model.weights[0].push_back(draw.unit() * 20 - 10);
            model.columns[f].steps = {{.kind = StepKind::replace_missing, .value = 0.5}};
        }
    }
    return model;
}

double margin_of(const Model& model, const std::vector<double>& row, std::size_t output) {
    std::vector<double> columns(model.columns.size());
    model.fill_columns(row.data(), columns.data());
    return model.margin(columns.data(), output);
}

}  // namespace

TEST_CASE("random models of every kind agree with the definition to 1e-12") {
    tests::Draw draw(31);
    for (const Kind kind : {Kind::linear, Kind::scorecard, Kind::tree, Kind::boosted,
                            Kind::averaged, Kind::two_outputs, Kind::trees_and_line})
        for (std::size_t round = 0; round < 6; ++round) {
            const Model model = random_model(draw, kind);
            const auto row = tests::random_row(draw, features);
            std::vector<std::vector<double>> others;
            for (int i = 0; i < 7; ++i)
                others.push_back(tests::random_row(draw, features));
            for (std::size_t output = 0; output < model.outputs.size(); ++output) {
                INFO("kind " << static_cast<int>(kind) << ", output " << output);
                const auto counted = BackgroundShapley::of(model, output, others);
                REQUIRE(counted);
                const auto expected = tests::brute_force_shapley(features, [&](std::uint32_t on) {
                    double sum = 0;
                    for (const auto& other : others) {
                        auto mixed = other;
                        for (std::size_t f = 0; f < features; ++f)
                            if ((on >> f & 1U) != 0) mixed[f] = row[f];
                        sum += margin_of(model, mixed, output);
                    }
                    return sum / static_cast<double>(others.size());
                });
                const auto given = counted->attribute(row);
                CHECK(tests::by_hand::distance(given.values, expected) <= 1e-12);
                CHECK(given.additivity_error <= 1e-12);
                if (!model.weights.empty()) continue;
                const auto along = tests::brute_force_shapley(features, [&](std::uint32_t on) {
                    double sum = 0;
                    for (const Tree& tree : model.trees)
                        if (tree.output == output) sum += tests::path_worth(tree, row, on);
                    return sum * model.tree_scale();
                });
                CHECK(tests::by_hand::distance(
                          PathShapley::of(model, output)->attribute(row).values, along) <= 1e-12);
            }
        }
}
