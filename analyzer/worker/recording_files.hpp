// The files that a parse opens, and those that it looks for in vain. Includes Clang's support
// library.
#pragma once

#include <set>
#include <string>

#include <llvm/Support/VirtualFileSystem.h>

namespace isonomia::analyzer {

struct SeenFiles {
    std::set<std::string> opened;
    std::set<std::string> absent;
};

class RecordingFiles final : public llvm::vfs::ProxyFileSystem {
public:
    RecordingFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk, SeenFiles& seen)
        : ProxyFileSystem(std::move(disk)), seen_(seen) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override {
        auto result = ProxyFileSystem::status(path);
        if (!result) note(path, seen_.absent);
        return result;
    }
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(
        const llvm::Twine& path) override {
        auto result = ProxyFileSystem::openFileForRead(path);
        note(path, result ? seen_.opened : seen_.absent);
        return result;
    }

private:
    void note(const llvm::Twine& path, std::set<std::string>& set) {
        llvm::SmallString<256> absolute;
        path.toVector(absolute);
        if (!makeAbsolute(absolute)) set.insert(absolute.str().str());
    }

    SeenFiles& seen_;
};

}  // namespace isonomia::analyzer
