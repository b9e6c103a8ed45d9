#include "explain/further.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/effects.hpp"
#include "explain/interval_level.hpp"
#include "stats/intervals.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t further_rows_max = 500;

Measurement series(const Subject& subject, const std::string& metric, std::string title,
                   std::string unit) {
    return begin(subject, metric, std::move(title), std::move(unit), ResultForm::series);
}

std::string label_of(const Subject& subject, std::size_t f) {
    return fmt::format("{} = {}", subject.inputs[f].name,
                       input_text(subject.inputs[f], subject.row[f]));
}

std::optional<double> known(double x) { return std::isfinite(x) ? std::optional(x) : std::nullopt; }

// Effects need every row many times over: at most so many, evenly spread.
std::vector<Row> thinned(const std::vector<Row>& rows) {
    std::vector<Row> result;
    const std::size_t skip = (rows.size() + further_rows_max - 1) / further_rows_max;
    for (std::size_t i = 0; i < rows.size(); i += skip)
        result.push_back(rows[i]);
    return result;
}

}  // namespace

Measurement begin(const Subject& subject, const std::string& metric, std::string title,
                  std::string unit, ResultForm form) {
    Measurement m;
    m.id = fmt::format("{}/{}", subject.id, metric);
    m.metric = metric.substr(0, metric.find('/'));
    m.title = std::move(title);
    m.unit = std::move(unit);
    m.form = form;
    m.seed = subject.seed;
    return m;
}

Measurement sampled_attribution(const Subject& subject, const Scorer& score,
                                std::uint64_t samples) {
    Measurement m =
        series(subject, "shapley_attribution", "What each feature added to the result", "points");
    m.not_shown =
        "That a feature causes what the result is said to predict. The figures explain the "
        "program, not the person, and change with the persons compared with.";
    std::uint64_t lost = 0;
    const auto sampled = sampled_shapley(score, subject.row, subject.background,
                                         {samples, subject.seed, interval_level}, &lost);
    if (!sampled) {
        m.form = ResultForm::scalar;
        m.undefined_reason = sampled.error().message;
        return m;
    }
    m.n = subject.background.size();
    m.population = fmt::format("{} comparison persons", subject.background.size());
    for (std::size_t f = 0; f < subject.inputs.size(); ++f)
        m.series.push_back({label_of(subject, f),
                            {},
                            sampled->values[f],
                            sampled->low[f],
                            sampled->high[f],
                            sampled->samples});
    double sum = sampled->base;
    for (const double value : sampled->values)
        sum += value;
    m.partial = lost > 0;
    m.parameters["method"] = "sampled Shapley values, pairs of reversed orders";
    m.parameters["ranges_over"] = "95% interval of sampling, by feature (Student's t)";
    m.parameters["samples"] = fmt::format("{}", sampled->samples);
    m.parameters["samples_lost"] = fmt::format("{}", lost);
    m.parameters["queries"] = fmt::format("{}", sampled->queries);
    m.parameters["base"] = shortest(sampled->base);
    m.parameters["margin"] = shortest(sampled->score);
    m.parameters["additivity_error"] = shortest(std::abs(sum - sampled->score));
    return m;
}

std::vector<Measurement> effect_measurements(const Subject& subject, const Scorer& score,
                                             std::size_t input) {
    const ModelInput& about = subject.inputs[input];
    const auto rows = thinned(subject.background);
    Measurement mean = series(subject, "partial_dependence/" + about.name,
                              fmt::format("The mean result by '{}'", about.name), "result");
    Measurement own = series(subject, "individual_expectation/" + about.name,
                             fmt::format("This person's result by '{}'", about.name), "result");
    for (const EffectPoint& p : partial_dependence(score, about, input, rows, subject.row)) {
        const std::string label = input_text(about, p.x);
        mean.series.push_back({label, p.x, known(p.value), known(p.low), known(p.high), p.n});
        own.series.push_back({label, p.x, known(p.own), p.ice_low, p.ice_high, p.n});
    }
    mean.n = own.n = rows.size();
    mean.not_shown =
        "What would happen to a person whose value changed: the mean also runs over combinations "
        "of values that nobody has. n says how many persons have about this value.";
    own.not_shown =
        "That this person could have had another value alone. The range is the middle 90% of the "
        "other persons' own curves.";
    std::vector<Measurement> all{std::move(mean), std::move(own)};
    if (about.type != InputType::number) return all;
    Measurement local = series(
        subject, "accumulated_effects/" + about.name,
        fmt::format("The effect of '{}' among persons who have about that value", about.name),
        "result");
    for (const LocalEffect& e : accumulated_effects(score, input, rows))
        local.series.push_back({shortest(e.x), e.x, e.value, e.low, e.high, e.n});
    local.n = rows.size();
    local.not_shown = "An effect in the world. Values are relative: their mean is 0.";
    if (!local.series.empty()) all.push_back(std::move(local));
    return all;
}

Measurement importance_measurement(const Subject& subject, const Scorer& score,
                                   const std::vector<double>& truths) {
    Measurement m = series(subject, "permutation_importance",
                           truths.empty() ? "How far results move without each feature"
                                          : "How much worse results get without each feature",
                           truths.empty() ? "absolute difference" : "squared error");
    for (std::size_t f = 0; f < subject.inputs.size(); ++f) {
        const auto importance =
            permutation_importance(score, f, subject.background, truths, subject.seed);
        Point point;
        point.label = subject.inputs[f].name;
        if (importance) {
            point.value = importance->value;
            point.low = importance->low;
            point.high = importance->high;
            point.n = importance->n;
        }
        m.series.push_back(std::move(point));
    }
    m.n = subject.background.size();
    m.parameters["shuffles"] = "5";
    m.not_shown =
        "That a feature does not matter where its figure is near 0: another that goes with it may "
        "stand in for it.";
    return m;
}

std::vector<double> occlusion(const Scorer& score, const Row& row,
                              const std::vector<Row>& background) {
    std::vector<Row> mixed;
    const auto others = thinned(background);
    for (std::size_t f = 0; f < row.size(); ++f)
        for (const Row& other : others) {
            mixed.push_back(row);
            mixed.back()[f] = other[f];
        }
    const double own = score(std::span(&row, 1)).front();
    const auto results = score(mixed);
    std::vector<double> values(row.size(), own);
    for (std::size_t i = 0; i < results.size(); ++i)
        values[i / others.size()] -= results[i] / static_cast<double>(others.size());
    return values;
}

namespace {

Measurement stability_measurement(const Subject& subject, const Attributor& attribute) {
    Measurement m = begin(subject, "explanation_stability",
                          "Same most important feature after small changes", "share of neighbours");
    const Stability s =
        stability(attribute, subject.row, subject.background, subject.inputs, subject.seed);
    m.not_shown = "That the explanation is right: only that small changes leave it as it is.";
    if (s.tried == 0) {
        m.undefined_reason = "no neighbour has an attribution";
        return m;
    }
    m.value = static_cast<double>(s.same_leader) / static_cast<double>(s.tried);
    m.numerator = s.same_leader;
    m.denominator = m.n = s.tried;
    if (const auto bounds = stats::clopper_pearson({s.same_leader, s.tried}, interval_level))
        m.interval = Interval{bounds->low, bounds->high, interval_level, "clopper-pearson"};
    m.parameters["worst_rank_agreement"] = shortest(s.worst_agreement);
    m.parameters["largest_change"] = shortest(s.largest_change);
    m.parameters["reach"] = "0.05 standard deviations, whole numbers by 1";
    return m;
}

Measurement faithfulness_measurement(const Subject& subject, const Scorer& score,
                                     const std::vector<double>& attribution) {
    Measurement m = series(subject, "explanation_faithfulness",
                           "Do the features that are named carry the result?", "mean result");
    m.not_shown =
        "Faithfulness to the world: only whether the order of the features is the "
        "program's own.";
    const Faithfulness f =
        faithfulness(score, attribution, subject.row, subject.background, subject.seed);
    if (f.deletion.empty()) {
        m.form = ResultForm::scalar;
        m.undefined_reason = "there are no comparison persons, or a mixture has no answer";
        return m;
    }
    const auto add = [&](const char* label, double value) {
        m.series.push_back({label, {}, value, {}, {}, {}});
    };
    add("taken away, most raising first", f.deletion_area);
    add("taken away, in random order", f.deletion_area_random);
    add("put in, most raising first", f.insertion_area);
    add("put in, in random order", f.insertion_area_random);
    m.parameters["faithful"] =
        f.deletion_area <= f.deletion_area_random && f.insertion_area >= f.insertion_area_random
            ? "true"
            : "false";
    return m;
}

Measurement spread_measurement(const Subject& subject, const Attributor& attribute,
                               const std::vector<double>& attribution) {
    Measurement m = series(subject, "background_spread",
                           "The same attribution against other comparison persons", "points");
    m.not_shown = "All groups that could reasonably be compared with: only halves of this one.";
    const BackgroundSpread s =
        background_spread(attribute, subject.row, subject.background, subject.seed);
    if (s.backgrounds == 0) {
        m.form = ResultForm::scalar;
        m.undefined_reason = "there are fewer than 4 comparison persons";
        return m;
    }
    std::vector<std::string> both;
    for (std::size_t f = 0; f < subject.inputs.size(); ++f) {
        m.series.push_back(
            {label_of(subject, f), {}, attribution[f], s.low[f], s.high[f], s.backgrounds});
        if (s.sign_changes[f]) both.push_back(subject.inputs[f].name);
    }
    m.parameters["persons_each"] = fmt::format("{}", s.persons);
    m.parameters["sign_changes"] = both.empty() ? "none" : join(both, ", ");
    return m;
}

}  // namespace

std::vector<Measurement> quality_measurements(
    const Subject& subject, const Scorer& score, const Attributor& attribute,
    const std::vector<std::pair<std::string, std::vector<double>>>& methods) {
    std::vector<Measurement> all{stability_measurement(subject, attribute)};
    if (methods.empty()) return all;
    all.push_back(faithfulness_measurement(subject, score, methods.front().second));
    all.push_back(spread_measurement(subject, attribute, methods.front().second));
    if (methods.size() < 2) return all;
    Measurement m = begin(subject, "explanation_agreement",
                          "Do methods agree on which features matter?", "rank correlation");
    m.form = ResultForm::matrix;
    m.not_shown = "Which of them is right: they answer different questions.";
    for (const auto& [name, values] : methods) {
        m.rows.push_back(name);
        m.columns.push_back(name);
        for (const auto& [other, others] : methods)
            m.cells.push_back({"", {}, known(rank_agreement(values, others)), {}, {}, {}});
    }
    all.push_back(std::move(m));
    return all;
}

}  // namespace isonomia::explain
