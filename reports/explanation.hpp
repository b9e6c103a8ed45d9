// Explanations of one result and probes of a claim, in words and tables: what belongs to each
// metric of explain/ and probe/.
#pragma once

#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

// The body of a measurement's card, where its metric has one of its own: the counterfactual as a
// sentence, what changing an attribute does, how alike the case is, a table of other series. Empty
// for attributions and for what is unknown.
[[nodiscard]] std::vector<Block> explanation_blocks(const Record& record,
                                                    const Recorded<Measurement>& recorded);

// 'The result would have been below 7 with this change: priors: 5 to 2. …'; empty when the
// measurement is undefined or is no counterfactual.
[[nodiscard]] Inline counterfactual_sentence(const Catalogue& words, const Measurement& m);

// What the ranges of an attribution are; empty when the measurement does not say.
[[nodiscard]] Inline range_of_attribution(const Catalogue& words, const Measurement& m);

// Measurements of a probe stand in a section of their own.
[[nodiscard]] bool is_of_probe(const Measurement& m);
[[nodiscard]] std::optional<Section> probe_section(const Record& record);

// The label of a point, or its place on the axis; "" where it has neither.
[[nodiscard]] std::string name_of(const Point& point);

}  // namespace isonomia::reports
