// Where tests find things: the source tree, the programs built, and public data kept beside the
// tree.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace isonomia::tests {

namespace fs = std::filesystem;

[[nodiscard]] fs::path source_dir();
[[nodiscard]] fs::path binary_dir();

// The program `isonomia` or `isonomia-review` of this build.
[[nodiscard]] fs::path program(std::string_view name);

// A file such as "vectors/jcs/input/weird.json" of the folder that the environment variable
// ISONOMIA_SHARED names, or of ../shared beside the source tree. Absent: the test must say "not
// run".
[[nodiscard]] std::optional<fs::path> shared_data(std::string_view relative);

// A new empty folder under the system's temporary folder, removed with everything in it at the end.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace isonomia::tests
