// An act as the options of 'isonomia record' state it.
#pragma once

#include "cli/command.hpp"
#include "core/case_file.hpp"

namespace isonomia::cli {

// Every option that states a part of an act, --from included.
[[nodiscard]] std::vector<OptionRecord> act_options();

// The act, from --from or from the other options, read by the rules of matter.xml. Where no id is
// given it follows from the content. Errors: M0003 a name that the record does not know, M0004,
// M0005, U0006, U0007 --kind or --title is missing, U0002 --from and another option, T… and M0004
// for the candidate list.
[[nodiscard]] Result<Activity> act_of(Context& context, const Arguments& arguments,
                                      const CaseFile& known);

// A ranked list in CSV or TSV with the columns rank, label, and perhaps score and chosen ('yes' or
// empty). At most 100,000 rows. Errors: those of tables, M0004 with line and column.
[[nodiscard]] Result<std::vector<Candidate>> read_candidates(const fs::path& file);

}  // namespace isonomia::cli
