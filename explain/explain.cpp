#include "explain/explain.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/background.hpp"
#include "explain/exact_sum.hpp"
#include "explain/shapley/attribution.hpp"

namespace isonomia::explain {

namespace {

constexpr double equal_tolerance =
    1e-9;  // decimal fractions of a printed score are not exact in binary

struct Scored {
    std::vector<double> contribution;  // by feature
    double score = 0;
    double size = 1;  // of the terms, for relative errors
};

// What is compared with: the mean of each feature's contribution, and of the score.
struct Reference {
    std::vector<double> contribution;
    double score = 0;
    std::string described;
    std::optional<std::uint64_t> persons;
    std::string undefined;  // why there is none
};

Result<Scored> score_person(const AdditiveModel& additive, const ScoreModel& model) {
    std::vector<std::string> names;
    for (const Feature& feature : additive.features)
        names.push_back(feature.name);
    for (const auto& [name, value] : model.inputs)
        if (std::find(names.begin(), names.end(), name) == names.end())
            return fail(input_error("E0202", fmt::format("the table of '{}' has no feature '{}'",
                                                         model.id, name))
                            .at({additive.file, 0, 0})
                            .note("features in the table: " + join(names, ", "))
                            .hinted("name the inputs as the table does" +
                                    did_you_mean_suffix(name, names)));
    Scored scored;
    ExactSum sum;
    sum.add(additive.intercept);
    scored.size += std::abs(additive.intercept);
    for (const Feature& feature : additive.features) {
        const auto value = model.inputs.find(feature.name);
        if (value == model.inputs.end())
            return fail(input_error("E0201", fmt::format("'{}' has no value for the feature '{}'",
                                                         model.id, feature.name))
                            .at(feature.place)
                            .hinted("add the input; a missing value must not be guessed"));
        const auto part = additive.contribution(feature, value->second);
        if (!part) return fail(part.error());
        scored.contribution.push_back(*part);
        scored.size += std::abs(*part);
        sum.add(*part);
    }
    scored.score = sum.value();
    return scored;
}

Result<Reference> reference_for(const AdditiveModel& additive,
                                const std::optional<fs::path>& background) {
    Reference reference;
    if (background) {
        auto means = background_means(additive, *background);
        if (!means) return fail(means.error());
        reference.contribution = std::move(means->contribution);
        reference.score = means->score;
        reference.persons = means->persons;
        reference.described = fmt::format("the mean of {} comparison persons", means->persons);
        return reference;
    }
    ExactSum sum;
    sum.add(additive.intercept);
    for (const Feature& feature : additive.features) {
        const auto expected = additive.expected(feature);
        if (!expected) {
            reference.undefined = fmt::format(
                "there are no comparison persons, and the table gives no {} for '{}'",
                additive.form == ModelForm::linear ? "baseline" : "shares", feature.name);
            return reference;
        }
        reference.contribution.push_back(*expected);
        sum.add(*expected);
    }
    reference.score = sum.value();
    reference.described = additive.form == ModelForm::linear ? "the baselines in the table"
                                                             : "the shares in the table";
    return reference;
}

Measurement common(const ScoreModel& model, std::string metric, std::string title) {
    Measurement m;
    m.id = fmt::format("{}/{}", model.id, metric);
    m.metric = std::move(metric);
    m.title = std::move(title);
    m.system = model.system;
    m.unit = "points";
    m.exhibits = {model.exhibit};
    return m;
}

Measurement recomputed(const ScoreModel& model, const Scored& scored) {
    Measurement m = common(model, "recomputed_score", "Score computed again from its table");
    m.value = scored.score;
    m.n = 1;
    m.not_shown =
        "That the score is right about the person: only whether the table and the inputs give it.";
    if (model.claimed_score) {
        const double difference = scored.score - *model.claimed_score;
        const bool equal =
            std::abs(difference) <= equal_tolerance * std::max(1.0, std::abs(*model.claimed_score));
        m.parameters["claimed_score"] = shortest(*model.claimed_score);
        m.parameters["equals_claimed"] = equal ? "true" : "false";
        m.parameters["difference"] = shortest(equal ? 0 : difference);
    }
    return m;
}

Result<Measurement> attribution(const AdditiveModel& additive, const ScoreModel& model,
                                const Scored& scored, const Reference& reference) {
    Measurement m = common(model, "shapley_attribution", "What each feature added to the score");
    m.not_shown = model.not_shown.empty() ? "That a feature causes what the score is said to "
                                            "predict. The figures explain the score, not "
                                            "the person, and change with the persons compared with."
                                          : model.not_shown;
    if (!model.background.empty()) m.exhibits.push_back(model.background);
    if (!reference.undefined.empty()) {
        m.undefined_reason = reference.undefined;
        return m;
    }
    m.form = ResultForm::series;
    m.n = reference.persons;
    m.population = reference.described;
    ExactSum sum;
    double size = scored.size;
    for (std::size_t i = 0; i < additive.features.size(); ++i) {
        const std::string& name = additive.features[i].name;
        Point point;
        point.label = fmt::format("{} = {}", name, trim(model.inputs.at(name)));
        point.value = scored.contribution[i] - reference.contribution[i];
        sum.add(*point.value);
        size += std::abs(reference.contribution[i]);
        m.series.push_back(std::move(point));
    }
    const double error = std::abs(sum.value() - (scored.score - reference.score)) / size;
    if (!(error <= additivity_error_max))
        return fail(
            internal_error("E0901",
                           fmt::format("the attributions of '{}' do not add up: relative error {}",
                                       model.id, shortest(error)))
                .hinted("report this, with the table"));
    m.parameters["score"] = shortest(scored.score);
    m.parameters["mean_score"] = shortest(reference.score);
    m.parameters["compared_with"] = reference.described;
    m.parameters["method"] = "exact interventional Shapley values of an additive score";
    m.parameters["additivity_error"] = shortest(error);
    return m;
}

}  // namespace

Result<std::vector<Measurement>> explain(const ScoreModel& model, const fs::path& table,
                                         const std::optional<fs::path>& background) {
    const auto additive = read_additive_model(model.form, table);
    if (!additive) return fail(additive.error());
    const auto scored = score_person(*additive, model);
    if (!scored) return fail(scored.error());
    if (!std::isfinite(scored->score))
        return fail(
            input_error("E0204",
                        fmt::format("the score of '{}' is too large to be a number", model.id))
                .at({additive->file, 0, 0})
                .hinted("check the weights and the inputs"));
    const auto reference = reference_for(*additive, background);
    if (!reference) return fail(reference.error());
    auto shares = attribution(*additive, model, *scored, *reference);
    if (!shares) return fail(shares.error());
    return std::vector<Measurement>{recomputed(model, *scored), std::move(*shares)};
}

}  // namespace isonomia::explain
