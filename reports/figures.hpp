// Figures built from the record: which plot answers which question, with its words and its table.
#pragma once

#include <optional>

#include "reports/families.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

// A series or matrix as the plot that its metric asks for; nothing where it holds no point.
[[nodiscard]] std::optional<Figure> measured_figure(const Record& record,
                                                    const Recorded<Measurement>& recorded);

[[nodiscard]] Figure matrix_figure(const Record& record, const Recorded<Measurement>& recorded);

// 'About 45 in every 100' as 100 places, for everybody or the highest and lowest group. Nothing
// where the share is too small for 1,000 places to show it.
[[nodiscard]] std::optional<Figure> icon_figure(const Record& record, const Family& family);

// Around the table of an act's candidates, best first.
[[nodiscard]] std::optional<Figure> candidate_figure(const Record& record,
                                                     const Recorded<Activity>& recorded,
                                                     const Table& table);

// One lane per exhibit whose custody has dates. Nothing where no exhibit changed hands.
[[nodiscard]] std::optional<Figure> custody_figure(const Record& record);

// Around the table of a rule's tests: the rule, its tests, the facts they read, their exhibits.
[[nodiscard]] std::optional<Figure> rule_figure(const Record& record,
                                                const Recorded<Outcome>& outcome,
                                                const Table& table);

// Words of the catalogue as one string, numbers in the notation of the language: labels of plots.
[[nodiscard]] std::string label_of(const Catalogue& catalogue, Inline text);

// For tables of figures: two decimals, more where those would show a zero that is none.
[[nodiscard]] std::string short_digits(double x, bool sign);

}  // namespace isonomia::reports
