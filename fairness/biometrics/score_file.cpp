#include "fairness/biometrics/score_file.hpp"

#include <algorithm>
#include <memory>
#include <string>

namespace isonomia::fairness {

namespace {

// Folds blanks; holds back what the caller's space cannot take yet.
class Folder {
public:
    explicit Folder(std::string ready) : ready_(std::move(ready)) {}

    void take(std::string_view bytes) {
        for (const char c : bytes) {
            if (c == ' ' || c == '\t') {
                blank_ = true;
                continue;
            }
            const bool line_end = c == '\n' || c == '\r';
            if (blank_ && !line_end && !at_line_start_) ready_ += ' ';
            blank_ = false;
            at_line_start_ = line_end;
            ready_ += c;
        }
    }

    [[nodiscard]] bool empty() const { return given_ == ready_.size(); }

    [[nodiscard]] std::size_t give(std::span<char> space) {
        const std::size_t count = std::min(space.size(), ready_.size() - given_);
        std::copy_n(ready_.data() + given_, count, space.data());
        given_ += count;
        if (empty()) {
            ready_.clear();
            given_ = 0;
        }
        return count;
    }

private:
    std::string ready_;
    std::size_t given_ = 0;
    bool blank_ = false;
    bool at_line_start_ = true;
};

}  // namespace

std::vector<Column> columns_of(ScoreLayout layout) {
    std::vector<Column> columns{{"claimed", ColumnRole::gallery, "", {}, {}, ""},
                                {"real", ColumnRole::probe, "", {}, {}, ""},
                                {"probe", ColumnRole::probe_sample, "", {}, {}, ""},
                                {"score", ColumnRole::score, "", {}, {}, ""}};
    if (layout == ScoreLayout::table) columns.clear();
    return columns;
}

stats::ByteSource with_header(const stats::ByteSource& source, ScoreLayout layout) {
    auto folder = std::make_shared<Folder>(layout == ScoreLayout::columns_5
                                               ? "claimed model real probe score\n"
                                               : "claimed real probe score\n");
    return [folder, source](std::span<char> space) -> Result<std::size_t> {
        std::string buffer(std::size_t{64} << 10U, '\0');
        while (folder->empty()) {
            const auto read = source(buffer);
            if (!read || *read == 0) return read;
            folder->take({buffer.data(), *read});
        }
        return folder->give(space);
    };
}

Error corrected(Error error) {
    if (error.where && error.where->line > 1) --error.where->line;
    if (error.where) error.where->column = 0;  // blanks were folded
    return error;
}

}  // namespace isonomia::fairness
