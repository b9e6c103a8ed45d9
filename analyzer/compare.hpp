// What a new version of the software changed: in findings, in the values on which the result
// depends, in the lines of the slice, and in what could be read.
#pragma once

#include <string>
#include <vector>

#include "analyzer/request.hpp"

namespace isonomia::analyzer {

struct ValueChange {
    std::string function;
    std::string before;  // as written
    std::string after;
    CodePlace before_place;
    CodePlace after_place;
};

struct Comparison {
    std::vector<Finding> appeared;
    std::vector<Finding> gone;
    std::vector<ValueChange> values;     // in the same function, one in the place of the other
    std::vector<SliceLine> lines_added;  // by their text, not by their number
    std::vector<SliceLine> lines_gone;
    std::vector<std::string> remarks;  // what makes the comparison weaker
};

template <class V>
void describe(V& v, ValueChange& c) {
    v("function", c.function);
    v("before", c.before);
    v("after", c.after);
    v("before_place", c.before_place);
    v("after_place", c.after_place);
}

template <class V>
void describe(V& v, Comparison& c) {
    v("appeared", c.appeared);
    v("gone", c.gone);
    v("values", c.values);
    v("lines_added", c.lines_added);
    v("lines_gone", c.lines_gone);
    v("remarks", c.remarks);
}

[[nodiscard]] Comparison compare(const WorkerAnswer& before, const WorkerAnswer& after);

}  // namespace isonomia::analyzer
