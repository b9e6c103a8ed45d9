// Figures of the same tables: value, interval and test. Those that have to be resampled read the
// same draws.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/metric.hpp"
#include "stats/bootstrap.hpp"

namespace isonomia::fairness {

// The tables as counts (tables.hpp) and as units: rows or, `clustered`, persons who repeat.
struct Material {
    std::vector<std::uint64_t> counts;
    std::vector<stats::Pattern> units;
    bool clustered = false;
};

struct JointFigure {
    const Metric* metric;  // of a kind whose tables these are, see is_figure()
    Measurement m;
};

// Sets value, n, interval, test and their parameters. An interval comes from the metric's formula
// where it has one and rows are independent, else from resampling. `stream` names the draws, and is
// another one for every material of a data set: so a figure is the same whatever else is asked for.
void measure_together(const Plan& plan, const Material& material, const std::string& stream,
                      std::span<JointFigure> figures);

}  // namespace isonomia::fairness
