// 'shapley_interactions': what features added alone and in pairs.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/further.hpp"
#include "explain/shapley/attribution.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t interacting_inputs_max = 1'000;

// Whether the margin is a sum of terms that depend on one input each.
bool adds_up_by_input(const Model& model) {
    if (model.row_norm != RowNorm::none) return false;
    return std::all_of(model.trees.begin(), model.trees.end(), [&](const Tree& tree) {
        std::set<std::size_t> asked;
        for (const Node& node : tree.nodes)
            if (node.test != Test::leaf) asked.insert(model.columns[place(node.column)].feature);
        return asked.size() <= 1;
    });
}

std::vector<Point> points_by_size(const Subject& subject, const std::vector<double>& matrix) {
    const std::size_t inputs = subject.inputs.size();
    const auto label = [&](std::size_t f) {
        return fmt::format("{} = {}", subject.inputs[f].name,
                           input_text(subject.inputs[f], subject.row[f]));
    };
    std::vector<Point> points;
    const auto add = [&](std::string text, double value) {
        if (value != 0) points.push_back({std::move(text), {}, value, {}, {}, {}});
    };
    for (std::size_t i = 0; i < inputs; ++i) {
        add(label(i) + " alone", matrix[i * inputs + i]);
        for (std::size_t j = i + 1; j < inputs; ++j)
            if (const double half = matrix[i * inputs + j]; half != 0)
                add(label(i) + " with " + label(j), 2 * half);
    }
    std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) {
        return std::abs(*a.value) > std::abs(*b.value);
    });
    return points;
}

}  // namespace

Measurement interaction_measurement(const Subject& subject, const Model& model,
                                    std::size_t output) {
    Measurement m = begin(subject, "shapley_interactions", "What features added alone and in pairs",
                          model.link == Link::identity ? "points" : "margin");
    m.not_shown =
        "That features act together in the world: only that the model makes what one adds depend "
        "on the other.";
    if (adds_up_by_input(model)) {
        m.value = 0;
        m.parameters["method"] =
            "the score is a sum of one term for each feature: no two of them "
            "act together";
        return m;
    }
    if (subject.inputs.size() > interacting_inputs_max) {
        m.undefined_reason = fmt::format(
            "the model has {} features; pairs are looked at for {} at "
            "most",
            subject.inputs.size(), interacting_inputs_max);
        return m;
    }
    const auto path = PathShapley::of(model, output);
    if (!path) {
        m.undefined_reason = path.error().message;
        return m;
    }
    Attribution parts = path->attribute(subject.row);
    m.series = points_by_size(subject, path->interactions(subject.row));
    parts.values.clear();
    for (const Point& point : m.series)
        parts.values.push_back(*point.value);
    check_additivity(parts);
    if (!(parts.additivity_error <= additivity_error_max)) {
        m.series.clear();
        m.undefined_reason = fmt::format("the parts do not add up: relative error {}",
                                         shortest(parts.additivity_error));
        return m;
    }
    m.form = ResultForm::series;
    m.population = "the training rows that the model file counts";
    m.parameters["method"] = "exact path-dependent Shapley interactions";
    m.parameters["base"] = shortest(parts.base);
    m.parameters["margin"] = shortest(parts.margin);
    m.parameters["additivity_error"] = shortest(parts.additivity_error);
    return m;
}

}  // namespace isonomia::explain
