#include "fairness/detectable_gaps.hpp"
#include "fairness/drafts.hpp"
#include "fairness/measure_parts.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::string_view only_rates = "only rates, their differences and ratios have bounds";

// A table without rows still has a line for everybody: undefined, with the reason.
Slice with_nobody(Slice slice) {
    if (slice.cube.attributes().empty() && slice.cube.cells().empty()) (void)slice.cube.at({});
    slice.weights.resize(slice.weighted ? slice.cube.cells().size() * labelings : 0);
    return slice;
}

Plan plan_of(const Dataset& dataset, const Selection& wanted, const Parameters& parameters,
             const std::vector<Slice>& slices) {
    Plan plan{dataset, wanted, parameters, 0, 0};
    for (const Slice& slice : slices) {
        if (slice.cube.attributes().empty()) continue;
        plan.groups += slice.cube.cells().size();
        if (reference_of(dataset, slice.cube).empty()) continue;
        for (const auto& [values, cell] : slice.cube.cells())
            if (!is_unknown(values)) ++plan.comparisons;
        --plan.comparisons;  // the reference itself
    }
    return plan;
}

}  // namespace

void measure_slices(const Dataset& dataset, const Selection& wanted, const Parameters& parameters,
                    const std::vector<Slice>& slices, const Slice& finest,
                    std::vector<Measurement>& measurements) {
    const Plan plan = plan_of(dataset, wanted, parameters, slices);
    for (const Slice& given : slices) {
        const Slice slice = with_nobody(given);
        const MissingLabels missing(slice);
        measure_rates(plan, slice, missing, measurements);
        compare_rates(plan, slice, missing, measurements);
        const std::size_t figures = measurements.size();
        measure_figures(plan, slice, measurements);
        explain_no_bounds(std::span(measurements).subspan(figures), only_rates,
                          missing.any_without_group());
    }
    search_subgroups(plan, finest, measurements);
    explain_no_bounds(measurements, only_rates);
    explain_label_errors(dataset, measurements);
    adjust_family(dataset, measurements);
    add_detectable_gaps(dataset.level, measurements);
}

}  // namespace isonomia::fairness
