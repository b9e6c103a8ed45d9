// Matters from text, for the tests of the reader.
#pragma once

#include <map>
#include <string>

#include "core/matter_file.hpp"

namespace isonomia::tests {

// Files that exist in memory only; writing is refused.
class TextFiles final : public Files {
public:
    explicit TextFiles(std::map<fs::path, std::string> texts) : texts_(std::move(texts)) {}

    [[nodiscard]] Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override;
    Status write(const fs::path& path, std::string_view content) override;
    [[nodiscard]] Result<FileFacts> take_in(
        const fs::path& source, const fs::path& folder,
        const std::function<std::string(const Digest&)>& name_from) override;
    [[nodiscard]] Result<FileFacts> facts(const fs::path& path) override;
    Status make_folder(const fs::path& path) override;

private:
    std::map<fs::path, std::string> texts_;
};

// A whole matter.xml with `inside` between <question> and the end.
[[nodiscard]] std::string matter_with(std::string_view inside);

[[nodiscard]] Result<MatterFile> read_text(std::string text);

// The error as diagnostics print it, without the line of the source.
[[nodiscard]] std::string rendered(const Error& error);

// The grammar alone, without the reader.
[[nodiscard]] bool grammar_accepts(const std::string& text);

}  // namespace isonomia::tests
