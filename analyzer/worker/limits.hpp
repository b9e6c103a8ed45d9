// The limits of a program: names such as 'threshold' or 'max_rate', and the numbers that the code
// gives them in its various places.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/worker/check.hpp"

namespace isonomia::analyzer {

struct Limit {
    double value = 0;
    std::string text;  // as written
    Place place;
    const Function* function = nullptr;
    Index node = none;  // of the value
    Index cell = none;  // what is given the value
};

// By name, in words: the limits to which the code gives more than one value, each in the order of
// the text.
[[nodiscard]] std::map<std::string, std::vector<Limit>> conflicting_limits(const Review& review);

// '0.5 at match.cpp:12'
[[nodiscard]] std::string place_of(const Review& review, const Limit& limit);

}  // namespace isonomia::analyzer
