// What a person needs to know right after a run.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "core/case_file.hpp"

namespace isonomia::cli {

struct RunFacts {
    fs::path folder;
    std::uint64_t entries_before = 0;
    std::uint64_t entries_after = 0;
    std::uint64_t superseding = 0;  // entries of this run that replaced or withdrew earlier ones
    std::size_t acts_done = 0;
    std::size_t acts_kept = 0;
    std::vector<std::string> written;
    std::string verifier_key;
};

// 2 when a rule is not met, not established or failed, or the recomputed score differs from the
// claimed one; else 0.
[[nodiscard]] ExitCode verdict_of(const CaseFile& case_file);

void print_summary(Context& context, const CaseFile& case_file, const RunFacts& facts);

}  // namespace isonomia::cli
