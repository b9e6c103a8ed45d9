#include "fairness/asked.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Status keep_asked(const Dataset& dataset, std::vector<Measurement>& measurements) {
    const auto& asked = dataset.measures;
    if (asked.empty() || std::find(asked.begin(), asked.end(), "rates") != asked.end()) return {};
    std::set<std::string> given;
    for (const Measurement& m : measurements)
        given.insert(m.metric);
    const std::vector<std::string> known(given.begin(), given.end());
    for (const std::string& id : asked)
        if (!given.contains(id))
            return fail(
                input_error(
                    "S0112",
                    fmt::format("data set '{}' asks for '{}', which is {}", dataset.id, id,
                                find_metric(id) ? "not computed from these columns" : "no metric"))
                    .note("computed from them: " + join(known, ", "))
                    .hinted("give one of these ids" + did_you_mean_suffix(id, known)));
    std::erase_if(measurements, [&](const Measurement& m) {
        return std::find(asked.begin(), asked.end(), m.metric) == asked.end();
    });
    return {};
}

Status check_all_there(const Dataset& dataset, const std::vector<Measurement>& measurements) {
    const bool compared =
        std::any_of(dataset.columns.begin(), dataset.columns.end(), [](const Column& column) {
            return column.role == ColumnRole::group && !column.reference.empty();
        });
    for (const std::string& id : dataset.measures) {
        const bool there =
            id == "rates" || std::any_of(measurements.begin(), measurements.end(),
                                         [&](const auto& m) { return m.metric == id; });
        if (there || compared) continue;
        return fail(input_error("S0112", fmt::format("data set '{}' asks for '{}', which needs "
                                                     "groups and a reference group",
                                                     dataset.id, id))
                        .hinted("it needs --group COLUMN and --reference COLUMN=VALUE; in a "
                                "matter, a column with role=\"group\" and reference=\"…\""));
    }
    return {};
}

}  // namespace isonomia::fairness
