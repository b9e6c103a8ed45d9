// The body of an HTML report: landmarks, headings in order, tables with headers, figures with their
// data.
#pragma once

#include <string>
#include <string_view>

#include "reports/document.hpp"

namespace isonomia::reports {

class HtmlWriter {
public:
    explicit HtmlWriter(const Document& document) : document_(document) {}

    [[nodiscard]] std::string body();

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

    void row(const Row& row, const Table& table);
    void inline_text(const Inline& text);
    void statement(const Statement& statement);
    void supports(const Supports& supports);
    [[nodiscard]] static std::string id(const std::string& anchor);  // ' id="…"' or nothing

    const Document& document_;
    std::string out_;
    int figures_ = 0;
};

}  // namespace isonomia::reports
