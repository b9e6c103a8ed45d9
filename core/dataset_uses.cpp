#include "core/dataset_uses.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fmt/format.h>

namespace isonomia {

namespace {

using enum DataForm;

constexpr unsigned bit(DataForm form) { return 1U << static_cast<unsigned>(form); }

constexpr unsigned in(std::initializer_list<DataForm> forms) {
    unsigned set = 0;
    for (const DataForm form : forms)
        set |= bit(form);
    return set;
}

constexpr unsigned forms_of(ColumnRole role) {
    switch (role) {
        case ColumnRole::outcome:
            return in({rows, scores, comparisons, likelihood_ratios});
        case ColumnRole::prediction:
        case ColumnRole::weight:
            return in({rows});
        case ColumnRole::score:
            return in({rows, scores, comparisons});
        case ColumnRole::group:
            return in({rows, counts, rates, scores, likelihood_ratios, attempts});
        case ColumnRole::person:
            return in({rows, scores, likelihood_ratios, attempts});
        case ColumnRole::time:
            return in({scores, areas});
        case ColumnRole::stratum:
            return in({rows, attempts});
        case ColumnRole::probe:
        case ColumnRole::gallery:
        case ColumnRole::probe_group:
        case ColumnRole::gallery_group:
        case ColumnRole::probe_sample:
            return in({comparisons});
        case ColumnRole::likelihood_ratio:
        case ColumnRole::log10_likelihood_ratio:
        case ColumnRole::ln_likelihood_ratio:
            return in({likelihood_ratios});
        case ColumnRole::area:
        case ColumnRole::residents:
        case ColumnRole::exposure:
        case ColumnRole::stops:
        case ColumnRole::hits:
            return in({areas});
        case ColumnRole::not_acquired:
        case ColumnRole::not_enrolled:
            return in({attempts});
    }
    return 0;
}

// A declaration, the forms that use it, and what else it needs.
struct Declaration {
    const char* name;
    bool (*given)(const Dataset&);
    unsigned forms;
    const char* (*lacks)(const Dataset&);  // what it is not used without; nullptr: nothing
    const char* hint;
};

const char* nothing(const Dataset&) { return nullptr; }
const char* equal_weights(const Dataset& d) {
    return has_role(d, ColumnRole::weight) ? "equal weights" : nullptr;
}
const char* groups_of_equal_weights(const Dataset& d) {
    if (d.form == rows && !has_role(d, ColumnRole::group)) return "a group column";
    return equal_weights(d);
}
// Counts name their groups themselves.
const char* two_groups(const Dataset& d) {
    const auto columns = std::count_if(d.columns.begin(), d.columns.end(), [](const Column& c) {
        return c.role == ColumnRole::group || c.role == ColumnRole::probe_group;
    });
    return d.form == counts || columns > 1 ? nullptr : "two group columns";
}
const char* time_column(const Dataset& d) {
    return has_role(d, ColumnRole::time) ? nullptr : "a time column";
}

constexpr std::array declarations{
    Declaration{"threshold", [](const Dataset& d) { return d.threshold.has_value(); },
                in({rows, rates, scores, comparisons}),
                [](const Dataset& d) {
                    if (d.form == scores) return time_column(d);
                    const bool score = d.form != rows || has_role(d, ColumnRole::score);
                    return score ? nullptr : "a score column";
                },
                "declare the column, or delete threshold"},
    Declaration{"layout", [](const Dataset& d) { return d.layout.has_value(); }, in({comparisons}),
                nothing, ""},
    Declaration{"case-score", [](const Dataset& d) { return d.case_score.has_value(); },
                in({comparisons, likelihood_ratios}), nothing, ""},
    Declaration{"gallery-size", [](const Dataset& d) { return d.gallery_size.has_value(); },
                in({comparisons}),
                [](const Dataset& d) { return d.case_score ? nullptr : "a score of the case"; },
                "add case-score, or delete gallery-size"},
    Declaration{"period", [](const Dataset& d) { return d.period.has_value(); },
                in({scores, areas}), time_column,
                "say which column holds the time, or delete period and baseline"},
    Declaration{"baseline", [](const Dataset& d) { return !d.baseline.empty(); }, in({scores}),
                time_column, "say which column holds the time, or delete period and baseline"},
    Declaration{"intersections", [](const Dataset& d) { return d.intersections; },
                in({rows, counts, scores, comparisons, likelihood_ratios, attempts}), two_groups,
                "they combine group columns: declare another one, or delete intersections"},
    Declaration{"family", [](const Dataset& d) { return !d.family.empty(); },
                in({rows, counts, attempts}), nothing, ""},
    Declaration{"truth-sensitivity",
                [](const Dataset& d) { return d.truth_sensitivity.has_value(); },
                in({rows, counts}), equal_weights,
                "bounds under errors of the ground truth are those of unweighted rows; delete it"},
    Declaration{"truth-specificity",
                [](const Dataset& d) { return d.truth_specificity.has_value(); },
                in({rows, counts}), equal_weights,
                "bounds under errors of the ground truth are those of unweighted rows; delete it"},
    Declaration{"group-label-error",
                [](const Dataset& d) { return d.group_label_error.has_value(); },
                in({rows, counts}), groups_of_equal_weights,
                "bounds under errors of group labels are those of unweighted rows in groups; "
                "delete it"},
    Declaration{"reference",
                [](const Dataset& d) {
                    return std::any_of(d.columns.begin(), d.columns.end(), [](const Column& c) {
                        return c.role == ColumnRole::group && !c.reference.empty();
                    });
                },
                in({rows, counts, scores, attempts}), nothing, ""},
    Declaration{"seed", [](const Dataset& d) { return d.seed.has_value(); },
                in({rows, counts, scores, comparisons, likelihood_ratios, areas, attempts}),
                nothing, ""},
};

}  // namespace

bool has_role(const Dataset& dataset, ColumnRole role) {
    return std::any_of(dataset.columns.begin(), dataset.columns.end(),
                       [&](const Column& column) { return column.role == role; });
}

bool uses(DataForm form, ColumnRole role) { return (forms_of(role) & bit(form)) != 0; }

std::vector<Unused> unused_in(const Dataset& dataset) {
    std::vector<Unused> list;
    const std::string_view form = to_text(dataset.form);
    for (const std::string_view name : all_names<ColumnRole>()) {
        const auto role = from_text<ColumnRole>(name);
        if (!has_role(dataset, *role) || uses(dataset.form, *role)) continue;
        list.push_back(
            {std::string(name), true,
             fmt::format("is of the form {} and yet has a column with the role {}", form, name),
             "correct the role, or the form"});
    }
    if (dataset.form == rows && has_role(dataset, ColumnRole::prediction) &&
        has_role(dataset, ColumnRole::score))
        list.push_back({"score", true,
                        "has a prediction and a score column, and only one says who was flagged",
                        "keep the prediction, or the score with a threshold; for figures of the "
                        "score declare a data set of the form scores over the same file"});
    for (const Declaration& one : declarations) {
        if (!one.given(dataset)) continue;
        if ((one.forms & bit(dataset.form)) == 0)
            list.push_back({one.name, false,
                            fmt::format("is of the form {}, which has no {}", form, one.name),
                            "delete it, or correct the form"});
        else if (const char* lacking = one.lacks(dataset))
            list.push_back({one.name, false,
                            fmt::format("declares {} without {}", one.name, lacking), one.hint});
    }
    return list;
}

}  // namespace isonomia
