// Files for targets that read by path: every read gives the input, but for those below `real`.
#pragma once

#include "core/files.hpp"

namespace isonomia::fuzz {

class MemoryFiles final : public Files {
public:
    explicit MemoryFiles(std::string_view content, fs::path real = {})
        : content_(content), real_(std::move(real)) {}

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override {
        if (!real_.empty() && path.string().starts_with(real_.string()))
            return disk_.read(path, bytes_max);
        return std::string(content_);
    }
    Status write(const fs::path&, std::string_view) override { return refused(); }
    Result<FileFacts> take_in(const fs::path&, const fs::path&,
                              const std::function<std::string(const Digest&)>&) override {
        return fail(refused().error());
    }
    Result<FileFacts> facts(const fs::path&) override {
        return FileFacts{sha256(content_), content_.size()};
    }
    Status make_folder(const fs::path&) override { return refused(); }

private:
    static Status refused() { return fail(system_error("F0002", "a target writes nothing")); }

    std::string_view content_;
    fs::path real_;
    DiskFiles disk_;
};

}  // namespace isonomia::fuzz
