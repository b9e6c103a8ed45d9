// What a model does to an input before it uses it: each column is made from one feature by a chain
// of steps. A missing value is NaN throughout.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace isonomia::explain {

struct Knot {
    double from = 0;
    double to = 0;
};

struct Bin {
    std::optional<double> low;  // nothing: open end
    std::optional<double> high;
    bool low_belongs = false;
    bool high_belongs = false;
    double value = 0;
};

enum class StepKind : std::uint8_t {
    replace_missing,  // by `value`
    round32,          // to the nearest float
    subtract,         // `value`
    multiply,         // by `value`
    divide,           // by `value`
    look_up,          // knots: exactly `from` gives `to`; else `value`, missing gives `if_missing`
    interpolate,      // knots in ascending order, straight lines between them
    bin,              // the first bin that holds it; else `value`, missing gives `if_missing`
};

enum class Outliers : std::uint8_t { as_is, as_missing, as_extreme };  // beyond the knots

struct Step {
    StepKind kind = StepKind::round32;
    double value = std::numeric_limits<double>::quiet_NaN();
    double if_missing = std::numeric_limits<double>::quiet_NaN();
    bool single = false;  // the result of this step is rounded to a float
    Outliers outliers = Outliers::as_is;
    std::vector<Knot> knots = {};
    std::vector<Bin> bins = {};
};

struct ModelColumn {
    std::size_t feature = 0;  // the input that it is made from
    std::vector<Step> steps = {};

    [[nodiscard]] double value(double x) const;
    [[nodiscard]] bool plain() const;  // the input itself, at most rounded to a float
};

}  // namespace isonomia::explain
