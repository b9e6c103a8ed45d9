#include "explain/explain_file.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/explain_model.hpp"
#include "explain/further.hpp"
#include "explain/limits.hpp"
#include "explain/proxies.hpp"
#include "explain/read_model.hpp"

namespace isonomia::explain {

namespace {

Error in_model(const Model& model, std::string code, std::string message, std::string hint) {
    return input_error(std::move(code), std::move(message))
        .at({model.file, 0, 0})
        .hinted(std::move(hint));
}

std::size_t decimals(double x) {
    const std::string text = shortest(x);
    const std::size_t point = text.find('.');
    if (point == std::string::npos || text.find('e') != std::string::npos) return 0;
    return text.size() - point - 1;
}

void compare_with_claim(Measurement& m, double claimed) {
    const double difference = *m.value - claimed;
    const auto places = static_cast<double>(decimals(claimed));
    const double half = 0.5 * std::pow(10, -places) * (1 + 1e-9);
    const bool equal = std::abs(difference) <= half;
    m.parameters["claimed_score"] = shortest(claimed);
    m.parameters["equals_claimed"] = equal ? "true" : "false";
    m.parameters["difference"] = shortest(difference);
}

Status freeze(const Model& model, const std::vector<std::string>& names,
              std::vector<Limit>& limits) {
    for (const std::string& name : names) {
        const auto input = model.input(name);
        if (!input)
            return fail(in_model(model, "E0606", fmt::format("the model has no feature '{}'", name),
                                 "name a feature of the model"));
        limits[*input].frozen = true;
    }
    return {};
}

Result<ModelQuestion> question_about(const Model& model, const ScoreModel& declared,
                                     const ModelFiles& paths) {
    ModelQuestion question;
    question.id = declared.id;
    question.threshold = declared.threshold;
    const auto output = output_named(model, declared.output);
    if (!output) return fail(output.error());
    question.output = *output;
    auto row = row_from(model, declared.inputs);
    if (!row) return fail(row.error());
    question.row = std::move(*row);
    if (paths.background) {
        auto rows = read_rows(model, *paths.background);
        if (!rows) return fail(rows.error());
        question.background = std::move(*rows);
    }
    question.limits = limits_from(question.background, model.inputs.size());
    if (auto status = freeze(model, declared.frozen, question.limits); !status)
        return fail(status.error());
    for (const std::string& name : declared.protected_attributes)
        if (const auto input = model.input(name)) question.protected_inputs.push_back(*input);
    return question;
}

// The protected attributes and the validation rows, where the matter gives them.
Status add_further(const Model& model, const ScoreModel& declared, const ModelFiles& paths,
                   const ModelQuestion& question, std::vector<Measurement>& all) {
    const Subject subject{declared.id, model.inputs, question.row, question.background};
    const Scorer score = result_scorer(model, question.output);
    const auto add = [&all](std::vector<Measurement> more) {
        for (Measurement& m : more)
            all.push_back(std::move(m));
    };
    for (const std::string& attribute : declared.protected_attributes) {
        if (!paths.background) {
            if (model.input(attribute)) continue;
            return fail(in_model(model, "E0606",
                                 fmt::format("the model has no feature '{}'", attribute),
                                 "name a feature of the model, or give comparison persons with a "
                                 "column of that name"));
        }
        const auto labels = read_labels(*paths.background, attribute);
        if (!labels) return fail(labels.error());
        add(proxy_measurements(subject, score, attribute, *labels, declared.threshold));
    }
    if (!paths.validation) return {};
    const auto rows = read_rows(model, *paths.validation);
    if (!rows) return fail(rows.error());
    add(likeness_measurements(subject, *rows));
    return {};
}

}  // namespace

Status name_features(Model& model, const std::vector<std::string>& names) {
    if (names.size() != model.inputs.size())
        return fail(in_model(model, "E0605",
                             fmt::format("the model has {} features, and {} names are given",
                                         model.inputs.size(), names.size()),
                             "name every feature once, in the model's order"));
    for (std::size_t f = 0; f < names.size(); ++f)
        model.inputs[f].name = std::string(trim(names[f]));
    return check_model(model);
}

Result<std::size_t> output_named(const Model& model, const std::string& name) {
    if (name.empty() && model.outputs.size() == 1) return std::size_t{0};
    const auto at = std::find(model.outputs.begin(), model.outputs.end(), name);
    if (at != model.outputs.end()) return static_cast<std::size_t>(at - model.outputs.begin());
    return fail(in_model(model, "E0604",
                         name.empty() ? "the model has several outputs, and none is named"
                                      : fmt::format("the model has no output '{}'", name),
                         "one of: " + join(model.outputs, ", ")));
}

Result<std::vector<Measurement>> explain_file(Files& files, const ScoreModel& declared,
                                              const ModelFiles& paths) {
    auto model = read_model(files, paths.model);
    if (!model) return fail(model.error());
    if (!declared.feature_names.empty())
        if (auto status = name_features(*model, declared.feature_names); !status)
            return fail(status.error());
    const auto question = question_about(*model, declared, paths);
    if (!question) return fail(question.error());
    auto measurements = explain_model(*model, *question);
    if (!measurements) return fail(measurements.error());
    if (auto status = add_further(*model, declared, paths, *question, *measurements); !status)
        return fail(status.error());
    for (Measurement& m : *measurements) {
        m.system = declared.system;
        m.exhibits = {declared.exhibit};
        if (!declared.background.empty() && m.metric != "recomputed_score")
            m.exhibits.push_back(declared.background);
        if (m.metric == "case_likeness" || m.metric == "feature_support")
            m.exhibits = {declared.exhibit, declared.validation};
        if (m.metric == "shapley_attribution" && !declared.not_shown.empty())
            m.not_shown = declared.not_shown;
        if (m.metric == "recomputed_score" && declared.claimed_score)
            compare_with_claim(m, *declared.claimed_score);
    }
    return measurements;
}

}  // namespace isonomia::explain
