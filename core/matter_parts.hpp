// Readers of the parts of matter.xml, one per element of docs/formats/matter.md. Each returns what
// it read or the first problem. What needs several parts at once is checked by
// core/matter_checks.cpp.
#pragma once

#include "core/matter_fields.hpp"

namespace isonomia::matter_reader {

[[nodiscard]] Result<Agent> read_party(XmlNode node, Names& names);
[[nodiscard]] Result<System> read_system(XmlNode node, Names& names);
[[nodiscard]] Result<Exhibit> read_exhibit(XmlNode node, Names& names);
[[nodiscard]] Result<Activity> read_activity(XmlNode node, Names& names);
[[nodiscard]] Result<Dataset> read_dataset(XmlNode node, Names& names);
[[nodiscard]] Result<ScoreModel> read_model(XmlNode node, Names& names);
[[nodiscard]] Result<SourceTree> read_source_tree(XmlNode node, Names& names);
[[nodiscard]] Result<Fact> read_fact(XmlNode node, Names& names);

// What the forms scores, comparisons, likelihood-ratios, areas and attempts need, and what no other
// form may have.
void check_scores(Fields& fields, const Dataset& dataset);

// An act lies not after the hearing of the matter, where that is known. Error: M0005.
[[nodiscard]] Status check_act_times(const Matter& matter, const Activity& activity,
                                     const Location& where);

// Times against the hearing, exhibits that share a file, reference groups.
[[nodiscard]] Status check_together(const MatterFile& matter);

}  // namespace isonomia::matter_reader
