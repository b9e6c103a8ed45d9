// How each kind of block stands in a DOCX report.
#include <algorithm>
#include <numeric>

#include "core/text.hpp"
#include "reports/docx_writer.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

void DocxWriter::body() {
    xml_ = XmlWriter(false);
    xml_.open("w:document").attribute("xmlns:w", docx_main);
    xml_.attribute("xmlns:r", docx_relations);
    xml_.open("w:body");
    cover();
    bool first = true;
    for (const Section& s : document_.sections) {
        section(s);
        if (first && document_.contents) contents();  // the findings come before the contents
        first = false;
    }
    xml_.open("w:sectPr");
    const auto reference = [&](std::string_view element, std::string_view id) {
        xml_.open(element).attribute("w:type", "default").attribute("r:id", id).close();
    };
    reference("w:headerReference", "header1");
    reference("w:footerReference", "footer1");
    xml_.open("w:pgSz").attribute("w:w", std::to_string(page_width));
    xml_.attribute("w:h", std::to_string(page_height)).close();
    const std::string margin = std::to_string(page_margin);
    xml_.open("w:pgMar");
    for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"})
        xml_.attribute(side, margin);
    for (const char* edge : {"w:header", "w:footer"})
        xml_.attribute(edge, "567");
    xml_.attribute("w:gutter", "0").close();
    if (rtl_) xml_.open("w:bidi").close();
    xml_.close().close().close();
}

void DocxWriter::cover() {
    open({.style = "Kind"});
    inline_text(document_.kind_of_report);
    close();
    open({.style = "Title"});
    inline_text(document_.title.text);
    close();
    for (const Callout& banner : document_.banners)
        write(banner);
    write(document_.cover);
}

void DocxWriter::contents() {
    open({.style = "Contents"});
    inline_text(document_.contents_title);
    close();
    for (const Section& s : document_.sections) {
        open({});
        link(s.anchor, s.number + "\u2003" + plain(s.title.text));
        close();
    }
}

void DocxWriter::section(const Section& s) {
    appendix_ = s.appendix;
    open({.style = "Heading1", .list = appendix_ ? 2 : 1, .anchor = s.anchor});
    inline_text(s.title.text);
    close();
    for (const Block& block : s.blocks)
        write(block);
}

void DocxWriter::write(const Block& block) {
    std::visit([this](const auto& content) { write(content); }, block.content);
}

void DocxWriter::write(const Paragraph& paragraph) {
    if (paragraph.number.empty())
        open({.anchor = paragraph.anchor});
    else
        open({.style = "Numbered",
              .list = appendix_ ? 2 : 1,
              .level = 1,
              .anchor = paragraph.anchor});
    statement(paragraph.statement);
    close();
}

void DocxWriter::write(const List& list) {
    for (const Statement& item : list.items) {
        open({.style = "Bullet", .list = 3});
        statement(item);
        close();
    }
}

void DocxWriter::write(const Callout& callout) {
    open({.style = "Callout"});
    inline_text(callout.statement.text);
    close();
}

void DocxWriter::write(const DefinitionList& list) {
    const Supports* shown = nullptr;  // the same support is not repeated line after line
    for (const Definition& entry : list.entries) {
        open({.style = list.compact ? "Fact" : "Term"});
        inline_text(entry.term, true);
        if (!list.compact) close();
        bool first = list.compact;
        for (const Statement& detail : entry.details) {
            if (first)
                tab();
            else
                open({.style = "Detail"});
            inline_text(detail.text);
            if (shown == nullptr || *shown != detail.supports) supports(detail.supports);
            shown = &detail.supports;
            close();
            first = false;
        }
        if (first) close();  // a term alone
    }
}

namespace {

// Every column gets room for its longest word, up to a bound behind which words break; what is left
// goes to the columns by what stands in them. In twips.
std::vector<int> column_widths(const Table& table) {
    constexpr std::size_t word_max = 16;
    const double letter = table.dense ? 105 : 120;  // of the widest of the usual typefaces
    constexpr double margins = 160;
    std::vector<double> least;
    std::vector<double> wanted;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        std::size_t word = 4;
        std::size_t letters = 1;
        const auto look = [&](const Inline& text) {
            const std::string shown = plain(text);
            letters = std::max(letters, std::min<std::size_t>(utf8_length(shown), 240));
            for (const std::string& part : words(shown))
                word = std::max(word, std::min(utf8_length(part), word_max));
        };
        look(table.columns[column]);
        std::size_t seen = 0;
        for (const Row& row : table.rows)
            if (column < row.cells.size() && ++seen <= 200) look(row.cells[column].text);
        least.push_back(static_cast<double>(word) * letter + margins);
        wanted.push_back(static_cast<double>(letters));
    }
    const double taken = std::accumulate(least.begin(), least.end(), 0.0);
    const double sum = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    const double room = std::max(0.0, text_width - taken);
    const double scale = std::min(1.0, text_width / taken);
    std::vector<int> widths;
    for (std::size_t i = 0; i < least.size(); ++i)
        widths.push_back(static_cast<int>(least[i] * scale + room * wanted[i] / sum));
    return widths;
}

}  // namespace

void DocxWriter::cell_start(int width, bool dense) {
    xml_.open("w:tc").open("w:tcPr");
    xml_.open("w:tcW").attribute("w:w", std::to_string(width)).attribute("w:type", "dxa").close();
    xml_.close();
    open({.style = dense ? "CellDense" : "Cell"});
}

void DocxWriter::cell_end() {
    close();
    xml_.close();
}

void DocxWriter::row(const Row& row, const Table& table, const std::vector<int>& widths) {
    xml_.open("w:tr").open("w:trPr").open("w:cantSplit").close().close();
    bool first = true;
    for (std::size_t i = 0; i < row.cells.size() && i < widths.size(); ++i) {
        const Cell& cell = row.cells[i];
        cell_start(widths[i], table.dense);
        if (i == 0) bookmark(row.anchor);
        bookmark(cell.anchor);
        inline_text(cell.text);
        if (cell.header && first) {
            if (row.supports != table.caption.supports) supports(row.supports);
            first = false;
        }
        cell_end();
    }
    xml_.close();
}

void DocxWriter::grid(const Table& table, const std::vector<int>& widths) {
    xml_.open("w:tblPr");
    xml_.open("w:tblStyle").attribute("w:val", "Grid").close();
    if (rtl_) xml_.open("w:bidiVisual").close();
    xml_.open("w:tblW").attribute("w:w", "5000").attribute("w:type", "pct").close();
    xml_.open("w:tblLayout").attribute("w:type", "fixed").close();
    xml_.open("w:tblLook").attribute("w:firstColumn", "1").attribute("w:firstRow", "1");
    xml_.attribute("w:val", "00A0").close();
    xml_.open("w:tblCaption").attribute("w:val", visible(plain(table.caption.text))).close();
    xml_.close().open("w:tblGrid");
    for (const int width : widths)
        xml_.open("w:gridCol").attribute("w:w", std::to_string(width)).close();
    xml_.close();
}

void DocxWriter::write(const Table& table) {
    open({.style = "Caption"});
    inline_text(table.caption.text);
    close();
    const std::vector<int> widths = column_widths(table);
    xml_.open("w:tbl");
    grid(table, widths);
    xml_.open("w:tr").open("w:trPr").open("w:cantSplit").close();
    xml_.open("w:tblHeader").close().close();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        cell_start(widths[i], table.dense);
        inline_text(table.columns[i], true);
        cell_end();
    }
    xml_.close();
    for (const Row& r : table.rows)
        row(r, table, widths);
    xml_.close();
    open({.style = "CellDense"});  // keeps this table apart from the next
    close();
}

// DrawingML: the picture across the text, its description as alternative text.
void DocxWriter::picture(const Figure& figure) {
    const auto image = draw_ ? draw_(figure) : std::nullopt;
    if (!image || image->width <= 0) return;
    const std::string number = std::to_string(pictures_.size() + 1);
    pictures_.push_back({"figure-" + number + ".png", image->png});
    constexpr long long emu_per_twip = 635;
    const long long width = text_width * emu_per_twip;
    const auto height =
        static_cast<long long>(static_cast<double>(width) * image->height / image->width);
    const auto extent = [&](std::string_view element) {
        xml_.open(element).attribute("cx", std::to_string(width));
        xml_.attribute("cy", std::to_string(height)).close();
    };
    const auto named = [&](std::string_view element) {
        xml_.open(element).attribute("id", number).attribute("name", "figure-" + number);
        xml_.attribute("descr", visible(plain(figure.description.text)));
        xml_.attribute("title", visible(plain(figure.title.text))).close();
    };
    constexpr std::string_view drawing = "http://schemas.openxmlformats.org/drawingml/2006/";
    const std::string main = std::string(drawing) + "main";
    const std::string pictures = std::string(drawing) + "picture";
    open({});
    xml_.open("w:r").open("w:drawing").open("wp:inline");
    xml_.attribute("xmlns:wp", std::string(drawing) + "wordprocessingDrawing");
    for (const char* side : {"distT", "distB", "distL", "distR"})
        xml_.attribute(side, "0");
    extent("wp:extent");
    named("wp:docPr");
    xml_.open("a:graphic").attribute("xmlns:a", main);
    xml_.open("a:graphicData").attribute("uri", pictures);
    xml_.open("pic:pic").attribute("xmlns:pic", pictures).open("pic:nvPicPr");
    named("pic:cNvPr");
    xml_.open("pic:cNvPicPr").close().close().open("pic:blipFill");
    xml_.open("a:blip").attribute("r:embed", "picture" + number).close();
    xml_.open("a:stretch").open("a:fillRect").close().close().close();
    xml_.open("pic:spPr").open("a:xfrm");
    xml_.open("a:off").attribute("x", "0").attribute("y", "0").close();
    extent("a:ext");
    xml_.close().open("a:prstGeom").attribute("prst", "rect");
    xml_.open("a:avLst").close().close().close();          // spPr
    xml_.close().close().close().close().close().close();  // pic … w:r
    close();
}

void DocxWriter::write(const Figure& figure) {
    open({.style = "Caption", .anchor = figure.anchor});
    inline_text(figure.title.text);
    close();
    picture(figure);
    open({});
    inline_text(figure.description.text);
    close();
    write(figure.data);
}

void DocxWriter::write(const Card& card) {
    open({.style = "Heading2", .anchor = card.anchor});
    inline_text(card.title.text);
    close();
    if (card.badge) {
        open({.style = "Badge"});
        piece(card.badge->symbol + " " + card.badge->word);
        close();
    }
    for (const Block& block : card.blocks)
        write(block);
}

void DocxWriter::write(const Opinion& opinion) {
    open({.style = "Opinion"});
    inline_text(opinion.author.text, true);
    supports(opinion.author.supports);
    close();
    for (const Statement& said : opinion.said) {
        open({.style = "Opinion"});
        statement(said);
        if (said.supports.empty())
            piece(" [" + plain(document_.unlinked_mark) + "]", false, "Source");
        close();
    }
}

void DocxWriter::write(const Declaration& declaration) {
    open({.style = "Heading2", .anchor = declaration.anchor});
    inline_text(declaration.title.text);
    close();
    for (const Statement& sentence : declaration.wording) {
        open({.style = "Declaration"});
        inline_text(sentence.text);
        close();
    }
    open({.style = "Declaration"});
    statement(declaration.source);
    close();
    for (const Inline& line : declaration.lines) {
        open({.style = "Sign"});
        inline_text(line);
        tab();
        close();
    }
}

}  // namespace isonomia::reports
