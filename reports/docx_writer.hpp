// The body of a DOCX report: headings and paragraphs numbered by Word's own lists, footnotes,
// tables with repeated header rows, and a content control around every figure and quotation.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/xml.hpp"
#include "reports/document.hpp"
#include "reports/docx_parts.hpp"
#include "reports/marks.hpp"

namespace isonomia::reports {

class DocxWriter {
public:
    // Without `draw`, figures are their description and their table.
    explicit DocxWriter(const Document& document, DrawPlot draw = nullptr);

    [[nodiscard]] std::vector<ZipEntry> parts();

private:
    // A paragraph of a style; what is written until close() is its content.
    struct Look {
        std::string_view style = "Normal";
        int list = 0;   // of numbering.xml, 0 for none
        int level = 0;  // in that list
        std::string anchor = {};
    };
    struct RunLook {
        std::string_view style;
        bool strong = false;
        bool right_to_left = false;
        std::string_view language;  // of a quotation; "" for that of the document
    };
    void open(const Look& look);
    void close();

    void body();
    void cover();
    void contents();
    void section(const Section& section);
    [[nodiscard]] std::string footnotes();
    [[nodiscard]] std::string header();
    [[nodiscard]] std::string footer();

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

    void grid(const Table& table, const std::vector<int>& widths);
    void row(const Row& row, const Table& table, const std::vector<int>& widths);
    void cell_start(int width, bool dense);
    void cell_end();

    void picture(const Figure& figure);
    void inline_text(const Inline& text, bool strong_words = false);
    void data(const Run& run);
    void data_text(const Run& run);
    void statement(const Statement& statement);
    void supports(const Supports& supports);
    void link(const std::string& anchor, std::string_view text, std::string_view language = "");
    void note_call(std::string_view number);
    void piece(std::string_view text, bool strong = false, std::string_view style = "",
               std::string_view language = "");
    void properties(const RunLook& look);
    void field(std::string_view instruction);
    void tab();
    void bookmark(const std::string& anchor);
    [[nodiscard]] std::string isolated(std::string_view text) const;

    const Document& document_;
    bool rtl_ = false;
    std::map<const Run*, Marked> marks_;
    XmlWriter xml_{false};
    DrawPlot draw_;
    std::vector<Picture> pictures_;
    bool appendix_ = false;
    int bookmarks_ = 0;
    int controls_ = 0;
};

// The anchor as a bookmark's name: letters, digits and '_', at most 40.
[[nodiscard]] std::string bookmark_name(const std::string& anchor);

}  // namespace isonomia::reports
