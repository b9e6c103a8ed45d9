// The file system as the rest of the product sees it: whole files in, whole files out, nothing
// torn.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/error.hpp"

namespace isonomia {

namespace fs = std::filesystem;

struct FileFacts {
    Digest sha256{};
    std::uint64_t size = 0;
    std::optional<Digest> sha512_256 = std::nullopt;  // from take_in only, in the same pass
};

// The seam for tests that make files fail. Errors: F0001 cannot read, F0002 cannot write,
// F0003 not a regular file, F0004 larger than allowed.
class Files {
public:
    virtual ~Files() = default;

    [[nodiscard]] virtual Result<std::string> read(const fs::path& path,
                                                   std::uint64_t bytes_max = 1ULL << 32U) = 0;

    // Written beside the target, synced, then renamed: the target is the old or the new content,
    // never a part. The folder is synced too.
    virtual Status write(const fs::path& path, std::string_view content) = 0;

    // Copies while hashing, in constant memory; the copy is synced, read-only, and appears under
    // its name only when whole. `name_from` gives the name inside `folder` from the digest. A file
    // already there under that name is replaced by the same bytes.
    [[nodiscard]] virtual Result<FileFacts> take_in(
        const fs::path& source, const fs::path& folder,
        const std::function<std::string(const Digest&)>& name_from) = 0;

    [[nodiscard]] virtual Result<FileFacts> facts(const fs::path& path) = 0;  // streams and hashes
    virtual Status make_folder(const fs::path& path) = 0;                     // with parents

    // Moves a file into `folder` under its own name, durably; a file already there stays, and the
    // one to be moved goes. Both folders are of one file system.
    virtual Status move_into(const fs::path& file, const fs::path& folder);

    // Overwrites a regular file with zeros and removes it, both durably; what is not there is
    // removed already. Copies that the storage itself keeps are out of reach.
    virtual Status destroy(const fs::path& file);
};

// POSIX files.
class DiskFiles final : public Files {
public:
    [[nodiscard]] Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override;
    Status write(const fs::path& path, std::string_view content) override;
    [[nodiscard]] Result<FileFacts> take_in(
        const fs::path& source, const fs::path& folder,
        const std::function<std::string(const Digest&)>& name_from) override;
    [[nodiscard]] Result<FileFacts> facts(const fs::path& path) override;
    Status make_folder(const fs::path& path) override;
};

}  // namespace isonomia
