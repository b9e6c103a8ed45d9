// A leaf that compares measurements with a limit. It decides only where the whole deciding interval
// lies on one side of the limit; an interval that straddles it decides nothing.
#pragma once

#include "rules/grounds.hpp"
#include "rules/pack.hpp"

namespace isonomia::rules {

struct MeasureResult {
    Truth strict = Truth::unknown;    // computed figures only
    Truth trusting = Truth::unknown;  // published figures taken at their word
    std::string detail;               // one clause per figure, in English
    std::vector<FactRead> reads;
};

// `limit` is nothing where neither the instrument nor a profile gives one: then nothing is decided.
[[nodiscard]] MeasureResult evaluate_measure(const Measure& measure, std::optional<double> limit,
                                             const Grounds& grounds);

// Where the interval [low, high] stands against the limit. A closed interval: for `lt` the end must
// lie truly below.
[[nodiscard]] Truth compare_interval(double low, double high, Comparison comparison, double limit);

}  // namespace isonomia::rules
