// Which points of a neighbourhood are tried. For probe.cpp only.
#pragma once

#include <vector>

#include "explain/probe/neighbourhood.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

// One position, uniform over the axis.
[[nodiscard]] double draw_position(const Axis& axis, stats::RandomStream& random);
[[nodiscard]] Coordinates draw_point(const std::vector<Axis>& axes, stats::RandomStream& random);

struct Grid {
    std::vector<Coordinates> points;
    bool whole = false;  // no axis is continuous, and every combination is there
};

// All combinations of positions when they are at most `tries`; else each axis is thinned to as many
// positions, spread evenly and with both ends, as fit. Where not even both ends of every axis fit,
// the points with the fewest axes moved come first: the query itself, each end alone, then two…
[[nodiscard]] Grid grid_of(const std::vector<Axis>& axes, std::uint64_t tries);

// A point near `point`: some positions moved, by `reach` (a share of the axis) at most.
[[nodiscard]] Coordinates step_from(const Coordinates& point, const std::vector<Axis>& axes,
                                    double reach, stats::RandomStream& random);

}  // namespace isonomia::explain
