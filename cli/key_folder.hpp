// Where signing keys lie: apart from every case folder, so that whoever gets a case gets no key.
#pragma once

#include "cli/context.hpp"

namespace isonomia::cli {

// $ISONOMIA_KEYS, else $XDG_DATA_HOME/isonomia/keys, else ~/.local/share/isonomia/keys. The folder
// need not exist. U0014 when none of these is set; relative values of XDG_DATA_HOME are ignored, as
// the XDG base directory specification has it.
[[nodiscard]] Result<fs::path> key_folder(const Context& context);

}  // namespace isonomia::cli
