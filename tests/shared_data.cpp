#include "tests/shared_data.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace isonomia::tests {

fs::path source_dir() { return ISONOMIA_SOURCE_DIR; }

fs::path binary_dir() { return ISONOMIA_BINARY_DIR; }

fs::path program(std::string_view name) { return binary_dir() / "bin" / name; }

std::optional<fs::path> shared_data(std::string_view relative) {
    const char* set = std::getenv("ISONOMIA_SHARED");
    const fs::path root =
        set != nullptr && *set != '\0' ? fs::path(set) : source_dir() / "../shared";
    fs::path path = (root / relative).lexically_normal();
    std::error_code error;
    if (!fs::exists(path, error)) return std::nullopt;
    return path;
}

ScratchFolder::ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "isonomia-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    // Exhibits are kept read-only; give the permissions back so that the folder can go.
    std::error_code error;
    for (fs::recursive_directory_iterator it(path_, error), end; !error && it != end;
         it.increment(error))
        if (fs::is_directory(it->symlink_status(error)))
            fs::permissions(it->path(), fs::perms::owner_all, error);
    fs::remove_all(path_, error);
}

}  // namespace isonomia::tests
