// The body of an HTML report: landmarks, headings in order, tables with headers, figures with their
// data.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "reports/document.hpp"

namespace isonomia::reports {

class HtmlWriter {
public:
    explicit HtmlWriter(const Document& document) : document_(document) {}

    [[nodiscard]] std::string body();
    // Once body() is made: the rules by which tables with the same columns share their look and the
    // names that their cells show on a narrow screen.
    [[nodiscard]] std::string table_style() const;

    // Text made visible and escaped: the only way by which data reach the page.
    [[nodiscard]] static std::string text(std::string_view text);

private:
    void cover();
    void contents();
    void notes();
    void section(const Section& section);

    void write(const Block& block);
    void write(const Paragraph& paragraph);
    void write(const List& list);
    void write(const Callout& callout);
    void write(const DefinitionList& list);
    void write(const Table& table);
    void write(const Figure& figure);
    void write(const Card& card);
    void write(const Opinion& opinion);
    void write(const Declaration& declaration);

    // Columns that tables may share: their names, and which of them hold figures.
    struct Columns {
        std::vector<std::string> names;
        std::vector<bool> numeric;
        auto operator<=>(const Columns&) const = default;
    };
    [[nodiscard]] static Columns columns_of(const Table& table);

    void row(const Row& row, const Table& table, const Columns& columns);
    void inline_text(const Inline& text, const std::string& language = "");
    void data(const Run& run, const std::string& piece, const std::string& language);
    void statement(const Statement& statement);
    void supports(const Supports& supports);
    [[nodiscard]] static std::string id(const std::string& anchor);  // ' id="…"' or nothing
    // ' lang="…"' or nothing; XHTML names the language twice only on the root.
    [[nodiscard]] static std::string lang(const std::string& language);

    const Document& document_;
    std::string out_;
    int figures_ = 0;
    bool loose_ = false;                      // long ranges may break between their bounds
    std::map<Columns, std::size_t> columns_;  // -> number of the class
};

}  // namespace isonomia::reports
