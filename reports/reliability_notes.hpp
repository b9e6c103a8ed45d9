// What stands below the tables of a card: how far "no difference" reaches, and what missing values,
// wrong labels and many comparisons do to the figures.
#pragma once

#include "reports/families.hpp"

namespace isonomia::reports {

void add_reliability_notes(DefinitionList& list, const Record& record, const Family& family);

}  // namespace isonomia::reports
