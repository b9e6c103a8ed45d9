// Footnotes where a lawyer looks for them: whose formula a figure is, how it was derived, and the
// authority of a rule that is named away from its card. All may be empty: then nothing is called.
#pragma once

#include <set>
#include <string>

#include "reports/record.hpp"

namespace isonomia::reports {

// The source of the metric's formula and of its interval; nothing where `named` holds that note,
// which is put there.
[[nodiscard]] Inline formula_note(const Record& record, const Recorded<Measurement>& recorded,
                                  std::set<std::string>& named);

// From which counts, or which two rates, a figure was computed, and the source of its interval.
[[nodiscard]] Inline derivation_note(const Record& record, const Recorded<Measurement>& recorded);

// Which instrument asks for what stands here; nothing for "".
[[nodiscard]] Inline asked_note(const Record& record, std::string_view instrument);

// The authorities of a rule that somebody verified, with pinpoint and standing; in full where one
// stands first, in short behind that: `named` holds what was named.
[[nodiscard]] Inline authority_note(const Record& record, const Recorded<Outcome>& outcome,
                                    std::set<std::string>& named);

// The rule that asks for what stands there, where the matter's jurisdiction begins so: 'GB-EAW'.
[[nodiscard]] Inline rule_note(const Record& record, std::string_view jurisdiction,
                               std::string_view rule);
[[nodiscard]] bool is_before(const Record& record, std::string_view jurisdiction);

}  // namespace isonomia::reports
