// The human-rights impact assessments on record, for oversight.
#pragma once

#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

// The last assessment on record of each system, in the order of the record.
[[nodiscard]] std::vector<const Recorded<ImpactAssessment>*> last_assessments(const CaseFile& file);

[[nodiscard]] Section assessment_section(const Record& record);

}  // namespace isonomia::reports
