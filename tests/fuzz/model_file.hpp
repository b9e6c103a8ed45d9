// A model that a reader accepts can be asked anything without harm.
#pragma once

#include <cmath>
#include <limits>

#include "core/ensure.hpp"
#include "explain/model.hpp"

namespace isonomia::fuzz {

inline void ask(const Result<explain::Model>& model) {
    if (!model) {
        ensure(!model.error().code.empty(), "a code for every refusal");
        return;
    }
    ensure(explain::check_model(*model).has_value(), "an accepted model to be whole");
    for (const double value : {0.0, 1.0, -1e300, std::numeric_limits<double>::quiet_NaN()}) {
        const std::vector<double> row(model->inputs.size(), value);
        ensure(model->predict(row).size() == model->outputs.size(), "a result per output");
    }
}

}  // namespace isonomia::fuzz
