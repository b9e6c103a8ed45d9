// A leaf that compares measurements with a limit. It decides only where the whole deciding interval
// lies on one side of the limit; an interval that straddles it decides nothing.
#pragma once

#include "rules/grounds.hpp"
#include "rules/pack.hpp"
#include "rules/profile.hpp"

namespace isonomia::rules {

struct MeasureResult {
    Truth strict = Truth::unknown;    // computed figures only
    Truth trusting = Truth::unknown;  // published figures taken at their word
    std::string detail;               // one clause per figure, in English
    std::vector<FactRead> reads;
    std::vector<std::string> elsewhere;  // systems that were measured, and are not what was used
};

// The limit that the instrument states, or the pack or its profile gives; or nothing.
[[nodiscard]] std::optional<double> limit_of(const Measure& measure, const Pack& pack,
                                             const Profile* profile);

// Only figures of the systems that were used decide, in the version that was used; what else was
// measured is named in `detail` and `elsewhere`. A system that was used and not measured, of the
// kind of one that was, leaves open what all have to meet.
// `limit` is nothing where neither the instrument nor a profile gives one: then nothing is decided.
[[nodiscard]] MeasureResult evaluate_measure(const Measure& measure, std::optional<double> limit,
                                             const Grounds& grounds);

// Where the interval [low, high] stands against the limit. A closed interval: for `lt` the end must
// lie truly below.
[[nodiscard]] Truth compare_interval(double low, double high, Comparison comparison, double limit);

}  // namespace isonomia::rules
