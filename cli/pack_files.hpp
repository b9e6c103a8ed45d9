// Which rule packs there are, and where their files lie.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/data_folder.hpp"
#include "rules/pack.hpp"
#include "rules/speaker.hpp"

namespace isonomia::cli {

// The ids of the packs, or of the rules with fixtures, in a folder: the names of its .xml files
// without that ending, sorted; none when there is no such folder.
[[nodiscard]] std::vector<std::string> pack_ids(const fs::path& folder);

// Whether a pack is named by the path of its file: it ends in .xml, or has a '/'.
[[nodiscard]] bool is_pack_file(const std::string& name);

// U0017: no pack of that id is in any of the folders.
[[nodiscard]] Error unknown_pack(const std::string& id, const std::vector<fs::path>& places);

// A pack by the path of its file, or by its id: from 'packs' in the working folder, else from the
// program. Error: U0017.
[[nodiscard]] Result<fs::path> pack_path(const Context& context, const DataFolders& data,
                                         const std::string& name);

// The day that it is already somewhere on Earth, YYYY-MM-DD: nothing was signed or approved later.
[[nodiscard]] std::string latest_day(const Clock& clock);

// What a pack says of the lawyer who answers for it, as the end of a line.
[[nodiscard]] std::string signed_by(const rules::Pack& pack,
                                    const rules::Speaker& say = rules::Speaker("en"));

}  // namespace isonomia::cli
