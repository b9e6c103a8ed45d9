// One digest for a folder of files, so that an act notices when any of them changed.
#pragma once

#include "core/files.hpp"

namespace isonomia::cli {

// SHA-256, hex, over the names and digests of all regular files below `folder`, in the order of
// their names; what lies below `left_out` does not count. Errors: those of Files, M0108 more than
// 50,000 files.
[[nodiscard]] Result<std::string> tree_digest(Files& files, const fs::path& folder,
                                              const fs::path& left_out = {});

}  // namespace isonomia::cli
