// A scoring model given as data, and the person or item that was scored.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/names.hpp"

namespace isonomia {

enum class ModelForm {
    points_table,  // CSV: feature,value,points — each value of a feature earns points
    linear,        // CSV: feature,weight[,baseline] — score = intercept + sum of weight * value
};
constexpr std::array<std::string_view, 2> names_of(ModelForm) { return {"points-table", "linear"}; }

struct ScoreModel {
    std::string id;
    std::string title;
    ModelForm form = ModelForm::points_table;
    std::string system;
    std::string exhibit;     // the table
    std::string background;  // exhibit with rows of comparison persons, or "" (then the baselines
                             // in the table)
    std::string subject;     // agent who was scored
    std::map<std::string, std::string> inputs;  // feature -> value for this person
    std::optional<double> claimed_score;        // what the system is said to have answered
    std::string not_shown;
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
}

}  // namespace isonomia
