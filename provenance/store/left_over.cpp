#include "provenance/store/left_over.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace isonomia::provenance {

namespace {

bool is_held(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    const bool held = handle < 0 || ::flock(handle, LOCK_EX | LOCK_NB) != 0;
    if (handle >= 0) ::close(handle);
    return held;
}

}  // namespace

Status destroy_unfinished(const fs::path& folder, Files& files) {
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(folder, problem))) return {};
    std::vector<fs::path> left;
    fs::directory_iterator entries(folder, problem);
    for (; !problem && entries != fs::directory_iterator(); entries.increment(problem))
        if (entries->path().filename().string().starts_with(unfinished_prefix) &&
            !fs::is_directory(entries->symlink_status(problem)) && !is_held(entries->path()))
            left.push_back(entries->path());
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    for (const fs::path& file : left)
        if (auto gone = files.destroy(file); !gone) return gone;
    return {};
}

}  // namespace isonomia::provenance
