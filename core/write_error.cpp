#include "core/write_error.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace isonomia {

namespace {

const char* remedy(const std::filesystem::path& path, int number) {
    std::error_code ignored;
    switch (number) {
        case ENOENT:
            return std::filesystem::exists(path, ignored)
                       ? "nothing can be made there; name another folder"
                       : "the folder is not there; make it, or name another";
        case ENOTDIR:
            return "part of that name is a file, not a folder; name another place";
        case EISDIR:
        case EEXIST:
        case ENOTEMPTY:
            return "a folder of that name is there; name a file in it, or another";
        case EACCES:
        case EPERM:
            return "you may not write there; change permissions, or name another folder";
        case EROFS:
            return "the medium is read-only; name a folder elsewhere";
        case ENAMETOOLONG:
            return "the name is too long; give a shorter one";
        case ENOSPC:
        case EDQUOT:
            return "no space is left; free some, then run the command again";
        default:
            return "check the disk, then run the command again";
    }
}

}  // namespace

Error cannot_write(const std::filesystem::path& path, int number) {
    return system_error("F0002",
                        fmt::format("cannot write '{}': {}", path.string(), std::strerror(number)))
        .hinted(fmt::format("{}; nothing was left half-written", remedy(path, number)));
}

}  // namespace isonomia
