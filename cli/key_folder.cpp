#include "cli/key_folder.hpp"

namespace isonomia::cli {

Result<fs::path> key_folder(const Context& context) {
    const auto value = [&](const char* name) {
        return fs::path(context.environment(name).value_or(""));
    };
    if (const fs::path keys = value("ISONOMIA_KEYS"); !keys.empty())
        return context.working_folder / keys;
    if (const fs::path data = value("XDG_DATA_HOME"); data.is_absolute())
        return data / "isonomia/keys";
    if (const fs::path home = value("HOME"); home.is_absolute())
        return home / ".local/share/isonomia/keys";
    return fail(system_error("U0014", "there is no folder for signing keys")
                    .note("neither ISONOMIA_KEYS, XDG_DATA_HOME nor HOME names one")
                    .hinted("set ISONOMIA_KEYS to a folder that only you can read"));
}

}  // namespace isonomia::cli
