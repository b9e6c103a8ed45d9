// A scoring model given as data, and the person or item that was scored.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

enum class ModelForm {
    points_table,  // CSV: feature,value,points — each value of a feature earns points
    linear,        // CSV: feature,weight[,baseline] — score = intercept + sum of weight * value
    file,          // as a program wrote it: XGBoost, LightGBM, PMML, ONNX
};
constexpr std::array<std::string_view, 3> names_of(ModelForm) {
    return {"points-table", "linear", "file"};
}

struct ScoreModel {
    std::string id;
    std::string title;
    ModelForm form = ModelForm::points_table;
    std::string system;
    std::string exhibit;     // the table or file
    std::string background;  // exhibit with rows of comparison persons, or "" (then the baselines
                             // in the table)
    std::string subject;     // agent who was scored
    std::map<std::string, std::string> inputs;  // feature -> value for this person
    std::optional<double> claimed_score;        // what the system is said to have answered
    std::string not_shown;

    // Of a model file only.
    std::string output;                             // which result, if there are several
    std::optional<double> threshold;                // at or above it the outcome is another
    std::vector<std::string> frozen;                // features that could not have been otherwise
    std::vector<std::string> protected_attributes;  // features, or columns of the background
    std::vector<std::string> feature_names;         // in the file's order, where it has none
    std::string validation;  // exhibit with the rows on which the system was validated, or ""
};

template <class V>
void describe(V& v, ScoreModel& m) {
    v("id", m.id);
    v("title", m.title);
    v("form", m.form);
    v("system", m.system);
    v("exhibit", m.exhibit);
    v("background", m.background);
    v("subject", m.subject);
    v("inputs", m.inputs);
    v("claimed_score", m.claimed_score);
    v("not_shown", m.not_shown);
    v("output", m.output);
    v("threshold", m.threshold);
    v("frozen", m.frozen);
    v("protected_attributes", m.protected_attributes);
    v("feature_names", m.feature_names);
    v("validation", m.validation);
}

}  // namespace isonomia
