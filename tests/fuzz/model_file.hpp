// A model that a reader accepts can be asked anything without harm.
#pragma once

#include <cmath>
#include <limits>

#include "core/ensure.hpp"
#include "explain/counterfactual.hpp"

namespace isonomia::fuzz {

inline void ask(const Result<explain::Model>& model) {
    if (!model) {
        ensure(!model.error().code.empty(), "a code for every refusal");
        return;
    }
    ensure(explain::check_model(*model).has_value(), "an accepted model to be whole");
    for (const double value : {0.0, 1.0, -1e300, std::numeric_limits<double>::quiet_NaN()}) {
        const std::vector<double> row(model->inputs.size(), value);
        const auto results = model->predict(row);
        ensure(results.size() == model->outputs.size(), "a result per output");
        const explain::Goal goal{0, results.front() + .5, true};
        const auto found =
            explain::counterfactual(*model, row, goal, std::vector<explain::Limit>(row.size()), 20);
        if (!found || found->changes.empty()) continue;
        std::vector<double> changed = row;
        for (const explain::Change& change : found->changes)
            changed[change.input] = change.to;
        ensure(model->predict(changed).front() >= goal.result, "a change that does what it says");
    }
}

}  // namespace isonomia::fuzz
