// Files that a review writes, and the wiping of what it keeps.
#pragma once

#include "analyzer/review.hpp"
#include "cli/command.hpp"

namespace isonomia::cli {

// --sarif and --html. Error: F0002.
[[nodiscard]] Status write_review_files(Context& context, const Arguments& arguments,
                                        const analyzer::ReviewRequest& request,
                                        const analyzer::ReviewResult& result);

// Overwrites and removes every kept file of facts; prints a record of what was there and when it
// went: number, bytes, and the digest of each. Copies that the storage itself keeps are out of
// reach.
[[nodiscard]] Result<ExitCode> wipe_review_cache(Context& context, const Arguments& arguments);

}  // namespace isonomia::cli
