// Tables: the same rows whatever the chunks in which they arrive, and again when written anew.
#include <algorithm>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "stats/table.hpp"

namespace isonomia::fuzz {

namespace {

using Rows = std::vector<std::vector<std::string>>;

class Collector final : public stats::TableVisitor {
public:
    Status header(const stats::TableRow& names) override { return row(names); }
    Status row(const stats::TableRow& row) override {
        rows.emplace_back(row.fields().begin(), row.fields().end());
        return {};
    }
    Rows rows;
};

struct Outcome {
    Rows rows;
    std::string error;  // with its place, or ""
    bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view text, const stats::TableOptions& options, std::size_t at_once) {
    Collector collector;
    const auto source = [&](std::span<char> space) -> Result<std::size_t> {
        const std::size_t count = std::min({space.size(), text.size(), at_once});
        std::copy_n(text.begin(), count, space.begin());
        text.remove_prefix(count);
        return count;
    };
    const auto facts = stats::read_table(source, "table", options, collector);
    if (facts) return {std::move(collector.rows), ""};
    const Error& error = facts.error();
    ensure(error.where && error.where->line > 0, "a place");
    return {std::move(collector.rows), error.code + " " + to_string(*error.where)};
}

std::string written(const Rows& rows, char separator) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) text += separator;
            text += '"';
            for (const char c : row[i])
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += '\n';
    }
    return text;
}

}  // namespace

void table_fuzz(std::string_view input) {
    if (input.empty()) return;
    stats::TableOptions options;
    options.separator = (input.front() & 1) != 0 ? ',' : '\t';
    options.field_bytes_max = 512;
    options.row_bytes_max = 2048;
    options.columns_max = 64;
    input.remove_prefix(1);
    const Outcome whole = read(input, options, input.size());
    options.chunk_bytes = 7;
    ensure(read(input, options, 3) == whole, "the same rows in small chunks");
    if (!whole.error.empty()) return;
    options.row_bytes_max = 8192;  // quotes take room
    const Outcome again = read(written(whole.rows, options.separator), options, 100);
    ensure(again.error.empty() && again.rows == whole.rows, "the same rows when written anew");
}

}  // namespace isonomia::fuzz
