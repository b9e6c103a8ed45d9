// The values of one input, cut into cells in which the model cannot tell values apart but by a
// straight line. For counterfactuals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/model.hpp"

namespace isonomia::explain {

// What may be changed about one input.
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
};

// The cells of an input for a person's value. A missing value is never changed: one cell. Error
// E0702 when the model changes the input in a way whose cells are not known.
[[nodiscard]] Result<InputCells> cells_of(const Model& model, std::size_t output, std::size_t input,
                                          double own, const Limit& limit);

}  // namespace isonomia::explain
