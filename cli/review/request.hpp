// The command line of 'isonomia review', as a request to the analyzer.
#pragma once

#include "analyzer/review.hpp"
#include "cli/command.hpp"

namespace isonomia::cli {

// Where isonomia-review lies: beside this program while it is developed, else where an installation
// keeps helpers.
[[nodiscard]] fs::path review_worker(const Context& context);

// Where facts of earlier reviews are kept: --cache, else $XDG_CACHE_HOME/isonomia/review, else
// ~/.cache/isonomia/review; "" when there is none or with --no-cache.
[[nodiscard]] fs::path review_cache(const Context& context, const Arguments& arguments);

// Errors: C0105 a source that is not there, U0006 a number or place of the wrong form.
[[nodiscard]] Result<analyzer::ReviewRequest> review_request(const Context& context,
                                                             const Arguments& arguments);

}  // namespace isonomia::cli
