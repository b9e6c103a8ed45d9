// Cards that answer one question each: the first page of a report is made of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

// The last line gets a link to `target`, where the report says more.
[[nodiscard]] Block answer(const Record& record, std::string_view question, Badge badge,
                           std::vector<Statement> lines, const std::string& target);
[[nodiscard]] Block answer(const Record& record, std::string_view question, Badge badge,
                           Inline reason, const Supports& supports, const std::string& target);

// 'COMPAS (not used in this matter)': a line of the first page begins with the system it speaks of.
[[nodiscard]] Inline system_name(const Record& record, const System& system);

// Only where a result was computed again, or source code was read and raised something.
[[nodiscard]] std::optional<Block> score_answer(const Record& record);
[[nodiscard]] std::optional<Block> code_answer(const Record& record);

[[nodiscard]] Block differs_answer(const Record& record);
// How to read the range that differs_answer() gives, where it gives one.
[[nodiscard]] std::optional<Callout> range_note(const Record& record);
[[nodiscard]] Block custody_answer(const Record& record);
[[nodiscard]] Block contest_answer(const Record& record);
[[nodiscard]] Block rules_answer(const Record& record);

}  // namespace isonomia::reports
