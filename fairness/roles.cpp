#include "fairness/roles.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace isonomia::fairness {

namespace {

tl::unexpected<Error> refuse(std::string code, const Dataset& dataset, std::string_view problem,
                             std::string hint) {
    return fail(input_error(std::move(code), fmt::format("data set '{}' {}", dataset.id, problem))
                    .hinted(std::move(hint)));
}

std::vector<Column> with_role(const Dataset& dataset, ColumnRole role) {
    std::vector<Column> columns;
    for (const Column& column : dataset.columns)
        if (column.role == role) columns.push_back(column);
    return columns;
}

Status check_columns(const Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.columns.size(); ++i) {
        const Column& column = dataset.columns[i];
        for (std::size_t j = 0; j < i; ++j)
            if (dataset.columns[j].name == column.name)
                return refuse("S0105", dataset,
                              fmt::format("declares the column '{}' twice", column.name),
                              "give each column one role");
    }
    return {};
}

}  // namespace

Result<Roles> roles_of(const Dataset& dataset) {
    if (auto status = check_columns(dataset); !status) return fail(status.error());
    auto outcomes = with_role(dataset, ColumnRole::outcome);
    auto predictions = with_role(dataset, ColumnRole::prediction);
    if (dataset.form == DataForm::attempts) {
        outcomes = with_role(dataset, ColumnRole::not_acquired);
        for (const Column& column : with_role(dataset, ColumnRole::not_enrolled))
            outcomes.push_back(column);
        predictions = outcomes;
    }
    const auto scores = with_role(dataset, ColumnRole::score);
    if (outcomes.size() != 1)
        return refuse("S0101", dataset,
                      fmt::format("has {} {} columns, not one", outcomes.size(),
                                  dataset.form == DataForm::attempts ? "failure" : "outcome"),
                      dataset.form == DataForm::attempts
                          ? "give exactly one column the role 'not-acquired' or 'not-enrolled'"
                          : "give exactly one column the role 'outcome'");
    if (predictions.size() > 1 || scores.size() > 1 || predictions.size() + scores.size() == 0)
        return refuse("S0102", dataset, "needs one prediction column, or one score column",
                      "give one column the role 'prediction', or 'score' with a threshold");
    if (predictions.empty() && !dataset.threshold)
        return refuse("S0102", dataset,
                      fmt::format("has the score column '{}' but no threshold", scores[0].name),
                      "state the threshold at and above which the system flags");
    Roles roles;
    roles.outcome = outcomes[0];
    if (!predictions.empty())
        roles.prediction = predictions[0];
    else
        roles.score = scores[0];
    roles.groups = with_role(dataset, ColumnRole::group);
    roles.strata = with_role(dataset, ColumnRole::stratum);
    if (roles.groups.size() + roles.strata.size() > group_columns_max)
        return refuse("S0104", dataset,
                      fmt::format("has more than {} group and stratum columns", group_columns_max),
                      "split it into several data sets over the same file");
    for (const auto& [role, column] : {std::pair{ColumnRole::person, &Roles::person},
                                       std::pair{ColumnRole::weight, &Roles::weight}}) {
        const auto found = with_role(dataset, role);
        if (found.size() > 1)
            return refuse(
                "S0105", dataset,
                fmt::format("has {} columns of the role '{}'", found.size(), to_text(role)),
                "keep one");
        if (!found.empty()) roles.*column = found[0];
    }
    return roles;
}

}  // namespace isonomia::fairness
