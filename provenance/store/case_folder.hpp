// Where things lie in a case folder, who may write to it, and how its database is opened for
// reading.
#pragma once

#include <memory>
#include <optional>
#include <set>

#include "core/files.hpp"
#include "provenance/store/store.hpp"

namespace isonomia::provenance {

struct CaseFolder {
    fs::path path;

    [[nodiscard]] fs::path database() const { return path / "ledger.sqlite"; }
    [[nodiscard]] fs::path journal() const { return path / "ledger.sqlite-journal"; }
    [[nodiscard]] fs::path checkpoint() const { return path / "checkpoint"; }
    [[nodiscard]] fs::path exhibits() const { return path / "exhibits"; }
    [[nodiscard]] fs::path incoming() const { return path / "incoming"; }
    [[nodiscard]] fs::path keys() const { return path / "keys"; }
};

// The writer's lock on a folder, released when the program ends in whatever way.
class FolderLock {
public:
    // Waits up to two seconds. Errors: P0101 the folder cannot be opened, P0102 another program
    // holds it.
    [[nodiscard]] static Result<FolderLock> take(const fs::path& folder);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// One snapshot of the database, never written to. A write that a crash interrupted is undone in a
// temporary copy.
class Snapshot {
public:
    // Errors: P0101 there is no database, and those of Store.
    [[nodiscard]] static Result<Snapshot> open(const CaseFolder& folder);

    [[nodiscard]] const Store& store() const { return *store_; }
    [[nodiscard]] bool write_was_interrupted() const { return copy_ != nullptr; }

private:
    struct RemoveFolder {
        void operator()(const fs::path* folder) const;
    };
    using TemporaryFolder = std::unique_ptr<const fs::path, RemoveFolder>;
    [[nodiscard]] static Result<TemporaryFolder> copy_with_journal(const CaseFolder& folder);

    TemporaryFolder copy_;  // declared first: the store closes before its file goes
    std::optional<Store> store_;
};

// A ledger may be founded in this folder: it is new, empty, or was being founded. Errors: P0107 a
// checkpoint is there, P0113 something else is, F0001.
[[nodiscard]] Status check_unfounded(const CaseFolder& folder);

// F0001, for a path of which the machine does not even say whether it is there
// (fs::file_type::none): nobody should call it missing.
[[nodiscard]] Error cannot_look_at(const fs::path& path, const std::error_code& problem);

// The names in a folder, nothing when it is missing. Error: F0001.
[[nodiscard]] Result<std::set<std::string>> names_in(const fs::path& folder);

}  // namespace isonomia::provenance
