// Which rule packs there are, and where their files lie.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/data_folder.hpp"
#include "rules/pack.hpp"

namespace isonomia::cli {

// The ids of the packs in a folder, sorted; none when there is no such folder.
[[nodiscard]] std::vector<std::string> pack_ids(const fs::path& folder);

// A pack by its id, or by the path of its file (ends in .xml, or has a '/'). Error: U0017.
[[nodiscard]] Result<fs::path> pack_path(const Context& context, const DataFolders& data,
                                         const std::string& name);

// The day that it is already somewhere on Earth, YYYY-MM-DD: nothing was signed or approved later.
[[nodiscard]] std::string latest_day(const Clock& clock);

// What a pack says of the lawyer who answers for it, as the end of a line.
[[nodiscard]] std::string signed_by(const rules::Pack& pack);

}  // namespace isonomia::cli
