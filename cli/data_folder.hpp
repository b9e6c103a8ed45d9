// Where the data that comes with the program lies: packs, templates, instruments.
#pragma once

#include "cli/context.hpp"

namespace isonomia::cli {

struct DataFolders {
    fs::path packs;        // rule packs, *.xml
    fs::path templates;    // one folder per kind of matter
    fs::path instruments;  // texts of authorities
    fs::path fixtures;     // one folder per pack: the cases that its rules are tested on
};

// $ISONOMIA_DATA, else share/isonomia beside the folder of the program, else, in a build for
// development, the source tree. U0013 when there is none.
[[nodiscard]] Result<DataFolders> data_folders(const Context& context);

}  // namespace isonomia::cli
