// The values of each input, cut into cells in which the model cannot tell values apart but by a
// straight line. For counterfactuals.
#pragma once

#include <optional>
#include <vector>

#include "explain/model.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

// What may be changed about one input. Of a category only `frozen` counts.
struct Limit {
    bool frozen = false;
    int direction = 0;  // 1: only up, -1: only down
    std::optional<double> low;
    std::optional<double> high;
    bool whole = false;  // whole numbers only
    double scale = 1;    // a change of this much counts 1
};

struct Cell {
    double low = 0;  // ends, both allowed values
    double high = 0;
    double point = 0;  // the allowed value nearest to the person's
    double cost = 0;   // |point - own| / scale; 1 for another category
};

struct InputCells {
    std::vector<Cell> cells;  // ascending; those that the limits forbid are left out
    std::size_t own = 0;      // the cell of the person's own value
    double slope = 0;         // of the margin, from the linear part
    bool category = false;
    bool single = false;  // the model rounds the input to a float: cells end at floats
};

// The cells of every input for a person's row and one output. A missing or frozen value is never
// changed: one cell. A category without texts is its code; the codes that every question treats
// alike are one cell, and the first code beyond all sets stands for every other. Error E0702: an
// input in ways that are no cells (a curve of straight lines, tests on a scaled column).
[[nodiscard]] Result<std::vector<InputCells>> cells_of(const Model& model, std::size_t output,
                                                       const Row& row,
                                                       const std::vector<Limit>& limits);

}  // namespace isonomia::explain
