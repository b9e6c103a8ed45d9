// What a program that ended in the midst of writing leaves in a folder.
#pragma once

#include <string_view>

#include "core/files.hpp"

namespace isonomia::provenance {

// How the files begin that Files::write and Files::take_in have not finished.
inline constexpr std::string_view unfinished_prefix = ".incoming-";

// Destroys the unfinished files in `folder` that nobody holds a lock on, which whoever writes one
// does. Folders of such a name are somebody else's and stay. A folder that is not there holds none.
// Errors: those of Files.
Status destroy_unfinished(const fs::path& folder, Files& files);

}  // namespace isonomia::provenance
