#include "explain/explain_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/further.hpp"
#include "explain/least_margin.hpp"
#include "explain/scorer.hpp"
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/coalitions.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace isonomia::explain {

namespace {

struct Reading {
    Attribution attribution;
    std::string method;
    std::string compared_with;
};

class Explainer {
public:
    Explainer(const Model& model, const ModelQuestion& question) : model_(model), q_(question) {}

    Result<std::vector<Measurement>> run() {
        columns_.resize(model_.columns.size());
        model_.fill_columns(q_.row.data(), columns_.data());
        const auto margins = model_.margins(columns_.data());
        if (!std::isfinite(margins[q_.output]))
            return fail(input_error("E0704", "the model gives no answer for these values")
                            .at({model_.file, 0, 0})
                            .hinted("a value is missing, or in no branch of the model"));
        std::vector<Measurement> result{score(margins)};
        auto shares = attribution();
        if (!shares) return fail(shares.error());
        result.push_back(std::move(*shares));
        if (!q_.threshold) return result;
        if (!weighs_outputs(model_) && !least_margin(model_, *q_.threshold))
            return fail(input_error("E0705", fmt::format("every result of this model is on the "
                                                         "same side of {}",
                                                         shortest(*q_.threshold)))
                            .at({model_.file, 0, 0})
                            .hinted("name a threshold that the printed result can meet"));
        const Goal goal{q_.output, *q_.threshold,
                        model_.results(margins)[q_.output] < *q_.threshold};
        result.push_back(change(goal));
        if (!q_.protected_inputs.empty()) result.push_back(swaps(goal));
        return result;
    }

private:
    Measurement common(std::string metric, std::string title, std::string unit) const {
        Measurement m;
        m.id = fmt::format("{}/{}", q_.id, metric);
        m.metric = std::move(metric);
        m.title = std::move(title);
        m.unit = std::move(unit);
        m.parameters["model"] = model_.kind;
        return m;
    }

    Measurement score(const std::vector<double>& margins) const {
        Measurement m = common("recomputed_score", "Result computed again from the model", "");
        const double result = model_.results(margins)[q_.output];
        const bool shares = model_.link == Link::logistic || model_.link == Link::softmax ||
                            model_.link == Link::shares;
        m.unit = shares ? "probability" : "points";
        m.value = result;
        m.n = 1;
        m.parameters["output"] = model_.outputs[q_.output];
        m.parameters["margin"] = shortest(margins[q_.output]);
        m.parameters["missing_values"] = model_.missing_rule;
        m.not_shown =
            "That the result is right about the person: only what the model file and the values "
            "give.";
        return m;
    }

    [[nodiscard]] std::vector<std::vector<Row>> halves() const {
        std::vector<std::pair<double, std::size_t>> order;
        std::vector<double> columns(columns_.size());
        for (std::size_t i = 0; i < q_.background.size(); ++i) {
            model_.fill_columns(q_.background[i].data(), columns.data());
            order.emplace_back(model_.margin(columns.data(), q_.output), i);
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<std::vector<Row>> result(2);
        for (std::size_t i = 0; i < order.size(); ++i)
            result[2 * i < order.size() ? 0 : 1].push_back(q_.background[order[i].second]);
        return result;
    }

    Result<Reading> against(const std::vector<Row>& rows, const std::string& described) const {
        Reading reading;
        reading.compared_with = described;
        const auto counted = BackgroundShapley::of(model_, q_.output, rows);
        if (counted) {
            reading.attribution = counted->attribute(q_.row);
            reading.method = "exact interventional Shapley values";
            if (std::isfinite(reading.attribution.additivity_error)) return reading;
        }
        const auto score = [&](const std::vector<double>& row) {
            std::vector<double> columns(model_.columns.size());
            model_.fill_columns(row.data(), columns.data());
            return model_.margin(columns.data(), q_.output);
        };
        auto tried = coalition_shapley(score, q_.row, rows);
        if (!tried) return fail(counted ? tried.error() : counted.error());
        reading.attribution = std::move(*tried);
        reading.method = "exact Shapley values over every coalition";
        return reading;
    }

    Result<Reading> training_rows() const {
        const auto path = PathShapley::of(model_, q_.output);
        if (!path) return fail(path.error());
        return Reading{path->attribute(q_.row), "exact path-dependent Shapley values",
                       "the training rows that the model file counts"};
    }

    // A points table is one tree for each feature: what it adds is what the table says.
    [[nodiscard]] std::string points_of_row() const {
        std::vector<std::string> parts;
        for (std::size_t f = 0; f < model_.trees.size() && f < model_.inputs.size(); ++f)
            parts.push_back(fmt::format("{} = {}: {}", model_.inputs[f].name,
                                        input_text(model_.inputs[f], q_.row[f]),
                                        shortest(model_.trees[f].leaf(columns_.data()))));
        return join(parts, "; ");
    }

    Result<Measurement> attribution() const {
        Measurement m = common("shapley_attribution", "What each feature added to the result",
                               model_.link == Link::identity ? "points" : "margin");
        m.not_shown =
            "That a feature causes what the result is said to predict. The figures explain the "
            "model, not the person, and change with the persons compared with.";
        std::vector<Reading> readings;
        std::string reason;
        const auto take = [&](Result<Reading> reading) {
            if (reading)
                readings.push_back(std::move(*reading));
            else if (reason.empty())
                reason = reading.error().message;
        };
        if (!q_.background.empty()) {
            take(
                against(q_.background, fmt::format("{} comparison persons", q_.background.size())));
            if (!readings.empty() && q_.background.size() >= 2) {
                const auto parts = halves();
                take(against(parts[0], "the half of them with the lower results"));
                take(against(parts[1], "the half of them with the higher results"));
            }
        }
        take(training_rows());
        if (readings.empty() && q_.background.empty() && model_.family == "points table") {
            m.undefined_reason =
                "a points table says nothing of other persons to compare with: "
                "give --background; the points of this row: " +
                points_of_row();
            return m;
        }
        if (readings.empty()) {
            m.undefined_reason = reason + "; there are no comparison persons";
            if (!q_.background.empty()) m.undefined_reason = reason;
            return m;
        }
        return filled(std::move(m), readings);
    }

    Result<Measurement> filled(Measurement m, const std::vector<Reading>& readings) const {
        const Attribution& main = readings.front().attribution;
        double worst = 0;
        std::vector<std::string> names;
        for (const Reading& reading : readings) {
            worst = std::max(worst, reading.attribution.additivity_error);
            names.push_back(reading.compared_with);
        }
        if (!(worst <= additivity_error_max))
            return fail(
                internal_error("E0901", fmt::format("the attributions of '{}' do not add up: "
                                                    "relative error {}",
                                                    q_.id, shortest(worst)))
                    .hinted("report this, with the model and the values"));
        m.form = ResultForm::series;
        m.population = readings.front().compared_with;
        if (!q_.background.empty()) m.n = q_.background.size();
        for (std::size_t f = 0; f < model_.inputs.size(); ++f) {
            Point point;
            point.label = fmt::format("{} = {}", model_.inputs[f].name,
                                      input_text(model_.inputs[f], q_.row[f]));
            point.value = point.low = point.high = main.values[f];
            for (const Reading& reading : readings) {
                point.low = std::min(*point.low, reading.attribution.values[f]);
                point.high = std::max(*point.high, reading.attribution.values[f]);
            }
            m.series.push_back(std::move(point));
        }
        m.parameters["method"] = readings.front().method;
        m.parameters["ranges_over"] = join(names, "; ");
        m.parameters["base"] = shortest(main.base);
        m.parameters["margin"] = shortest(main.margin);
        m.parameters["additivity_error"] = shortest(worst);
        return m;
    }

    [[nodiscard]] std::string goal_in_words(const Goal& goal) const {
        return fmt::format("{} {}", goal.at_least ? "at least" : "below", shortest(*q_.threshold));
    }

    Measurement change(const Goal& goal) const {
        Measurement m = common("counterfactual", "What would have changed the result", "");
        m.not_shown =
            "That the change is possible or fair to ask for, or that the world would have followed "
            "the model.";
        const std::vector<Limit> limits =
            q_.limits.empty() ? std::vector<Limit>(model_.inputs.size()) : q_.limits;
        const auto found = counterfactual(model_, q_.row, goal, limits, q_.boxes_max);
        if (!found) {
            m.undefined_reason = found.error().message;
            return m;
        }
        static constexpr std::array<std::string_view, 5> certificates{
            "minimal", "impossible", "best-found", "none-found", "not-decided"};
        m.parameters["certificate"] = certificates[static_cast<std::size_t>(found->certificate)];
        m.parameters["in_words"] = in_words(model_, *found, goal_in_words(goal));
        m.parameters["goal"] = goal_in_words(goal);
        m.parameters["threshold"] = shortest(*q_.threshold);
        m.parameters["boxes"] = fmt::format("{}", found->boxes);
        if (!found->left_missing.empty()) {
            std::vector<std::string> names;
            for (const std::size_t f : found->left_missing)
                names.push_back(model_.inputs[f].name);
            m.parameters["left_missing"] = join(names, ", ");
        }
        const bool shown = found->certificate == Certificate::minimal ||
                           found->certificate == Certificate::best_found;
        if (!shown) {
            m.undefined_reason = m.parameters["in_words"];
            return m;
        }
        m.form = ResultForm::series;
        m.parameters["changed_features"] = fmt::format("{}", found->changes.size());
        m.parameters["size"] = shortest(found->size);
        m.series = points_of(model_.inputs, found->changes);
        return m;
    }

    Measurement swaps(const Goal& goal) const {
        const Subject subject{q_.id, model_.inputs, q_.row, q_.background};
        Measurement m =
            swap_measurement(subject, result_scorer(model_, goal.output), goal.result,
                             q_.protected_inputs, std::numeric_limits<std::uint64_t>::max());
        m.parameters["model"] = model_.kind;
        return m;
    }

    const Model& model_;
    const ModelQuestion& q_;
    std::vector<double> columns_;
};

}  // namespace

Result<std::vector<Measurement>> explain_model(const Model& model, const ModelQuestion& question) {
    return Explainer(model, question).run();
}

}  // namespace isonomia::explain
