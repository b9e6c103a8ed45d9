// Scores that are sums: a points table, or a linear score. Read from a CSV file as somebody
// published it.
//
// Points table, columns `feature`, `points` and one of
//   value      the text exactly as it stands in the person's data, or
//   from, to   a band of numbers; both ends belong to it, an empty end is open.
// Linear score, columns `feature`, `weight`, and `baseline` where there are no comparison persons.
// Optional: `share`, the part of the comparison population that has this value (points tables; the
// shares of a feature sum to 1), and `unit`. The feature `(intercept)` is added to every score.
//
// Errors, with line and column in the table: E0101 a column is missing, E0102 an unknown column,
// E0103 not a number, E0104 a row that repeats another, E0105 bands that overlap, E0106 a row with
// both a value and a band or with neither, E0107 a band that ends before it begins, E0108 no
// feature, E0109 shares that do not sum to 1.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/score_model.hpp"

namespace isonomia::explain {

struct Band {
    std::optional<std::string> value;  // exact text; otherwise from <= x <= to
    std::optional<double> from;
    std::optional<double> to;
    double points = 0;
    std::optional<double> share;
    Location place;

    [[nodiscard]] std::string text() const;  // 'under 25', '18 to 25', 'from 26'
};

struct Feature {
    std::string name;
    std::vector<Band> bands;         // points tables
    double weight = 0;               // linear scores
    std::optional<double> baseline;  // linear scores: the value to compare with
    Location place;
};

struct AdditiveModel {
    ModelForm form = ModelForm::points_table;
    std::string file;
    double intercept = 0;
    std::vector<Feature> features;  // in the order of the table

    // What this value of the feature adds to the score. E0203 a value that is in no row, E0204 not
    // a number.
    [[nodiscard]] Result<double> contribution(const Feature& feature, std::string_view value) const;

    // What the feature adds on average over the shares, or at its baseline; nothing when the table
    // has neither.
    [[nodiscard]] std::optional<double> expected(const Feature& feature) const;
};

[[nodiscard]] Result<AdditiveModel> read_additive_model(ModelForm form, const fs::path& table);

}  // namespace isonomia::explain
