// How much of the system was read: by language and file, and by unit. Evidence systems are often
// partly in languages that nothing here reads, and that share must be seen first.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/finding.hpp"

namespace isonomia::analyzer {

// Everything under `source_folder` that looks like source code, by its ending. Hidden folders and
// `build_folder` (unless it is the source folder) are left out. `read` holds absolute paths;
// of links that lead out of the folder only what was read counts.
[[nodiscard]] std::vector<LanguageShare> languages(const fs::path& source_folder,
                                                   const fs::path& build_folder,
                                                   const std::set<std::string>& read);

// "12 of 19 units were read without error; …": what every result stands under.
[[nodiscard]] std::string coverage_text(const Coverage& coverage);

}  // namespace isonomia::analyzer
