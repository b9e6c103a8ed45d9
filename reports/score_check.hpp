// Whether a score that a system is said to have given comes out again.
#pragma once

#include "reports/record.hpp"

namespace isonomia::reports {

// The measurement that holds it, or nullptr.
[[nodiscard]] const Recorded<Measurement>* recomputed_score(const Record& record,
                                                            const ScoreModel& model);

// Nothing where no score is stated, or none could be recomputed.
[[nodiscard]] std::optional<bool> score_comes_out(const Record& record, const ScoreModel& model);

}  // namespace isonomia::reports
