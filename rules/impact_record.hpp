// An impact assessment as the record keeps it (core/impact.hpp), and how two of them differ.
#pragma once

#include <string>
#include <vector>

#include "core/impact.hpp"
#include "rules/hria.hpp"

namespace isonomia::rules {

// The answers with what was found to follow from them, in the words of that language. `follows` and
// `changes` are left to the caller, who knows what is on record.
[[nodiscard]] ImpactAssessment impact_record(const Questionnaire& questionnaire,
                                             const Assessment& assessment, const Hria& hria,
                                             const std::string& language);

// What changed between two assessments of the same system, as sentences; none when nothing did. A
// right, question or group that only one of them has counts as a change.
[[nodiscard]] std::vector<std::string> changes(const ImpactAssessment& older,
                                               const ImpactAssessment& newer,
                                               std::string_view language);

// The last assessment on record of the same system that was made before this one, or nullptr.
[[nodiscard]] const ImpactAssessment* before(const CaseFile& case_file,
                                             const ImpactAssessment& assessment);

}  // namespace isonomia::rules
