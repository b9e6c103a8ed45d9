// One block of a LightGBM text file: lines 'key=value' up to an empty line. Every access checks
// that the line is there and holds what it should; an error names file and line.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::explain {

class LightgbmBlock {
public:
    LightgbmBlock(const std::string& file, std::size_t line) : file_(&file), line_(line) {}

    // Errors: E0401 given twice. The text has to outlive the block.
    Status add(std::string_view text, std::size_t line);
    [[nodiscard]] bool has(const std::string& key) const { return lines_.contains(key); }

    // Errors: E0401 not there, or of another kind.
    [[nodiscard]] Result<std::string_view> text(const std::string& key) const;
    [[nodiscard]] Result<std::size_t> count(const std::string& key, std::size_t most) const;
    // Numbers of the line, of which there must be `size`.
    [[nodiscard]] Result<std::vector<double>> numbers(const std::string& key,
                                                      std::size_t size) const;
    // Whole numbers within [low, high], so many.
    [[nodiscard]] Result<std::vector<std::int32_t>> whole(const std::string& key, std::size_t size,
                                                          double low, double high) const;

    // E0402 with the name of a line that is none of these, separated by spaces: what the reader
    // does not know may change the result.
    [[nodiscard]] Status only(std::string_view known) const;

    [[nodiscard]] std::size_t place(const std::string& key) const;  // its line, or the block's
    [[nodiscard]] tl::unexpected<Error> wrong(std::string code, std::size_t line,
                                              std::string text) const;

private:
    struct Line {
        std::string_view value;
        std::size_t number;
    };
    const std::string* file_;
    std::size_t line_;
    std::map<std::string, Line> lines_;
};

}  // namespace isonomia::explain
