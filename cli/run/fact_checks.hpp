// Facts of a matter against what the rules of its packs read.
#pragma once

#include <vector>

#include "core/matter_file.hpp"
#include "rules/pack.hpp"

namespace isonomia::cli {

// A fact has the type that the rules read it as. Error: M0109.
[[nodiscard]] Status check_fact_types(const MatterFile& matter,
                                      const std::vector<rules::Pack>& packs);
// A warning (M0110) for each fact that no rule reads: it serves the report alone, or is misspelt.
[[nodiscard]] std::vector<Error> unread_facts(const MatterFile& matter,
                                              const std::vector<rules::Pack>& packs);

}  // namespace isonomia::cli
