// Looks up a measurement by its id; a missing one fails the test with the ids that there are.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "fairness/measure.hpp"

namespace isonomia::tests {

[[nodiscard]] inline const Measurement& find_measurement(const fairness::MeasureResult& result,
                                                         const std::string& id) {
    for (const Measurement& m : result.measurements)
        if (m.id == id) return m;
    std::string ids;
    for (const Measurement& m : result.measurements)
        ids += "\n  " + m.id;
    throw std::runtime_error("no measurement '" + id + "' among" + ids);
}

}  // namespace isonomia::tests
