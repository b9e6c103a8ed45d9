// The documentation page of a pack, as Markdown: written from the pack and its instruments, so that
// it cannot differ from them. docs/packs/*.md are such pages.
#pragma once

#include <string>

#include "rules/pack.hpp"

namespace isonomia::rules {

// In English. `instruments` is the folder of the authorities; errors as in load_instrument().
[[nodiscard]] Result<std::string> pack_page(Files& files, const Pack& pack,
                                            const fs::path& instruments);

}  // namespace isonomia::rules
