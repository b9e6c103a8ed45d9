// The stages of a run, in their order. Each states what should be on record; none writes to the
// ledger.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/data_folder.hpp"
#include "cli/progress.hpp"
#include "cli/run/journal.hpp"
#include "core/matter_file.hpp"
#include "provenance/ledger.hpp"
#include "rules/profile.hpp"

namespace isonomia::cli {

struct RunState {
    Context& context;
    const fs::path& folder;  // the case folder
    MatterFile& matter;
    provenance::Ledger& ledger;
    Journal& journal;
    Progress& progress;
    std::vector<Error> warnings;
    std::size_t acts_done = 0;
    std::size_t acts_kept = 0;

    // Where an object was declared, for errors.
    [[nodiscard]] Location place(const std::string& slot) const;
    void count(bool done) { ++(done ? acts_done : acts_kept); }
};

// Before anything is touched: every exhibit is there and inside the matter's folder, nothing is
// left to fill in. Errors: M0101 an exhibit that is missing, M0103 one that leads outside, M0104
// 'FILL IN'.
[[nodiscard]] Status check_inputs(Files& files, const MatterFile& matter);

// Copies and hashes exhibits; states them. Error: M0102 not the bytes that the matter expects.
[[nodiscard]] Status take_in_exhibits(RunState& state);

// The matter, its agents, systems, activities, data sets, models, sources and facts.
void state_declarations(RunState& state);

[[nodiscard]] Status measure_datasets(RunState& state);
[[nodiscard]] Status explain_scores(RunState& state);
[[nodiscard]] Status review_sources(RunState& state);

// The packs that the matter names, from its own folder 'packs' or from the program's. Errors:
// M0105, R0014, and those of load_pack().
[[nodiscard]] Result<std::vector<rules::Pack>> load_packs(Context& context,
                                                          const MatterFile& matter);

// Warnings about packs that are applied: rules that two of them hold (R0112), and, as lint finds
// them, texts without translation (R0101) and rules without citation (R0102).
[[nodiscard]] std::vector<Error> incomplete_packs(Context& context,
                                                  const std::vector<rules::Pack>& packs);

// The profile that the matter names, or none.
[[nodiscard]] Result<std::optional<rules::Profile>> load_profile(
    Context& context, const MatterFile& matter, const std::vector<rules::Pack>& packs);

// States the outcomes over the case file as recorded so far.
[[nodiscard]] Status evaluate_rules(RunState& state, const std::vector<rules::Pack>& packs,
                                    const std::optional<rules::Profile>& profile);

}  // namespace isonomia::cli
