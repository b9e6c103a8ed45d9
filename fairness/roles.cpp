#include "fairness/roles.hpp"

#include <fmt/format.h>

#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

tl::unexpected<Error> refuse_data(std::string code, const Dataset& dataset,
                                  std::string_view problem, std::string hint) {
    return fail(input_error(std::move(code), fmt::format("data set '{}' {}", dataset.id, problem))
                    .hinted(std::move(hint)));
}

Result<Roles> roles_of(const Dataset& dataset) {
    if (auto status = check_columns_once(dataset); !status) return fail(status.error());
    auto outcomes = columns_with(dataset, ColumnRole::outcome);
    auto predictions = columns_with(dataset, ColumnRole::prediction);
    if (dataset.form == DataForm::attempts) {
        outcomes = columns_with(dataset, ColumnRole::not_acquired);
        for (const Column& column : columns_with(dataset, ColumnRole::not_enrolled))
            outcomes.push_back(column);
        predictions = outcomes;
    }
    const auto scores = columns_with(dataset, ColumnRole::score);
    if (outcomes.size() != 1)
        return refuse_data("S0101", dataset,
                           fmt::format("has {} {} columns, not one", outcomes.size(),
                                       dataset.form == DataForm::attempts ? "failure" : "outcome"),
                           dataset.form == DataForm::attempts
                               ? "give exactly one column the role 'not-acquired' or 'not-enrolled'"
                               : "give exactly one column the role 'outcome'");
    if (predictions.size() > 1 || scores.size() > 1 || predictions.size() + scores.size() == 0)
        return refuse_data("S0102", dataset, "needs one prediction column, or one score column",
                           "give one column the role 'prediction', or 'score' with a threshold");
    if (predictions.empty() && !dataset.threshold)
        return refuse_data(
            "S0102", dataset,
            fmt::format("has the score column '{}' but no threshold", scores[0].name),
            "state the threshold at and above which the system flags");
    Roles roles;
    roles.outcome = outcomes[0];
    if (!predictions.empty())
        roles.prediction = predictions[0];
    else
        roles.score = scores[0];
    roles.groups = columns_with(dataset, ColumnRole::group);
    roles.strata = columns_with(dataset, ColumnRole::stratum);
    if (roles.groups.size() + roles.strata.size() > group_columns_max)
        return refuse_data(
            "S0104", dataset,
            fmt::format("has more than {} group and stratum columns", group_columns_max),
            "split it into several data sets over the same file");
    for (const auto& [role, column] : {std::pair{ColumnRole::person, &Roles::person},
                                       std::pair{ColumnRole::weight, &Roles::weight}}) {
        auto found = at_most_one(dataset, role);
        if (!found) return fail(found.error());
        roles.*column = std::move(*found);
    }
    return roles;
}

}  // namespace isonomia::fairness
