// The comparison persons: what each feature adds to their scores on average.
#pragma once

#include <cstdint>
#include <vector>

#include "explain/additive_model.hpp"

namespace isonomia::explain {

struct BackgroundMeans {
    std::vector<double> contribution;  // by feature of the model
    double score = 0;  // mean of the whole scores, summed by person rather than by feature
    std::uint64_t persons = 0;
};

// Columns that are no feature of the model are not read. Errors: E0301, E0302, E0303 (explain.hpp).
[[nodiscard]] Result<BackgroundMeans> background_means(const AdditiveModel& model,
                                                       const fs::path& table);

}  // namespace isonomia::explain
