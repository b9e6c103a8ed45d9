#include "reports/html_writer.hpp"

#include "core/xml.hpp"
#include "reports/plot.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

std::string HtmlWriter::text(std::string_view raw) { return escape_xml_text(visible(raw)); }

std::string HtmlWriter::id(const std::string& anchor) {
    return anchor.empty() ? "" : " id=\"" + escape_xml_attribute(anchor) + "\"";
}

void HtmlWriter::inline_text(const Inline& runs) {
    bool strong = false;
    for (const Run& run : runs) {
        if (run.strong != strong) out_ += run.strong ? "<strong>" : "</strong>";
        strong = run.strong;
        const std::string piece = text(run.text);
        switch (run.kind) {
            case RunKind::words:
                out_ += piece;
                break;
            case RunKind::date:
                out_ += "<bdi>" + piece + "</bdi>";
                break;
            case RunKind::number:
                // Isolation changes nothing where all text runs the same way.
                out_ += document_.direction == "rtl" ? "<bdi>" + piece + "</bdi>" : piece;
                break;
            case RunKind::value:
                out_ += "<bdi>" + piece + "</bdi>";
                break;
            case RunKind::code:
                out_ += "<bdi><code>" + piece + "</code></bdi>";
                break;
            case RunKind::link:
                out_ += "<a href=\"#" + escape_xml_attribute(run.anchor) + "\"><bdi>" + piece +
                        "</bdi></a>";
                break;
            case RunKind::note:
                out_ += "<sup><a role=\"doc-noteref\" id=\"call-" + piece + "\" href=\"#note-" +
                        piece + "\">" + piece + "</a></sup>";
                break;
        }
    }
    if (strong) out_ += "</strong>";
}

void HtmlWriter::supports(const Supports& list) {
    if (list.empty()) return;
    constexpr std::size_t shown_max = 4;
    out_ += " <span class=\"on\">[";
    for (std::size_t i = 0; i < list.size() && i < shown_max; ++i) {
        if (i > 0) out_ += "; ";
        const std::string label = text(list[i].label);
        out_ += list[i].anchor.empty()
                    ? label
                    : "<a href=\"#" + escape_xml_attribute(list[i].anchor) + "\">" + label + "</a>";
    }
    if (list.size() > shown_max) out_ += "; +" + std::to_string(list.size() - shown_max);
    out_ += "]</span>";
}

void HtmlWriter::statement(const Statement& s) {
    inline_text(s.text);
    supports(s.supports);
}

void HtmlWriter::write(const Block& block) {
    std::visit([this](const auto& content) { write(content); }, block.content);
}

void HtmlWriter::write(const Paragraph& paragraph) {
    out_ += "<p" + id(paragraph.anchor) + (paragraph.number.empty() ? ">" : " class=\"num\">");
    if (!paragraph.number.empty()) out_ += "<span class=\"no\">" + paragraph.number + "</span> ";
    statement(paragraph.statement);
    out_ += "</p>\n";
}

void HtmlWriter::write(const List& list) {
    out_ += "<ul>\n";
    for (const Statement& item : list.items) {
        out_ += "<li>";
        statement(item);
        out_ += "</li>\n";
    }
    out_ += "</ul>\n";
}

void HtmlWriter::write(const Callout& callout) {
    out_ += "<p class=\"callout " + callout.kind + "\">";
    inline_text(callout.statement.text);
    out_ += "</p>\n";
}

void HtmlWriter::write(const DefinitionList& list) {
    out_ += list.compact ? "<dl class=\"compact\">\n" : "<dl>\n";
    const Supports* shown = nullptr;  // the same support is not repeated line after line
    for (const Definition& entry : list.entries) {
        out_ += "<div><dt>";
        inline_text(entry.term);
        out_ += "</dt>";
        for (const Statement& detail : entry.details) {
            out_ += "<dd>";
            inline_text(detail.text);
            if (shown == nullptr || *shown != detail.supports) supports(detail.supports);
            shown = &detail.supports;
            out_ += "</dd>";
        }
        out_ += "</div>\n";
    }
    out_ += "</dl>\n";
}

void HtmlWriter::row(const Row& row, const Table& table) {
    out_ += "<tr" + id(row.anchor) + ">";
    bool first = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Cell& cell = row.cells[i];
        const char* element = cell.header ? "th" : "td";
        out_ += std::string("<") + element + id(cell.anchor);
        if (cell.header) out_ += " scope=\"row\"";
        if (cell.numeric) out_ += " class=\"r\"";
        // On a narrow screen every cell stands on its own line and names its column.
        if (!cell.header && i < table.columns.size())
            out_ += " data-col=\"" + escape_xml_attribute(visible(plain(table.columns[i]))) + "\"";
        out_ += ">";
        inline_text(cell.text);
        if (cell.header && first) {
            if (row.supports != table.caption.supports) supports(row.supports);
            first = false;
        }
        out_ += std::string("</") + element + ">";
    }
    out_ += "</tr>\n";
}

void HtmlWriter::write(const Table& table) {
    out_ += table.dense ? "<table class=\"dense\">\n<caption>" : "<table>\n<caption>";
    inline_text(table.caption.text);
    out_ += "</caption>\n<thead><tr>";
    for (const Inline& column : table.columns) {
        out_ += "<th scope=\"col\">";
        inline_text(column);
        out_ += "</th>";
    }
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Row& r : table.rows)
        row(r, table);
    out_ += "</tbody>\n</table>\n";
}

void HtmlWriter::write(const Figure& figure) {
    const std::string name = "f" + std::to_string(++figures_);
    out_ += "<figure" + id(figure.anchor) + ">\n";
    const std::string title = plain(figure.title.text);
    const std::string description = plain(figure.description.text);
    out_ += "<figcaption>";
    inline_text(figure.title.text);
    out_ += "</figcaption>\n";
    for (const auto& [width, look] : {std::pair{720.0, "wide"}, std::pair{340.0, "narrow"}}) {
        out_ += svg(draw(figure, width), name + look[0], title, description,
                    std::string("plot ") + look);
    }
    write(figure.data);
    out_ += "</figure>\n";
}

void HtmlWriter::write(const Card& card) {
    out_ += "<article class=\"card " + std::string(to_text(card.kind)) + "\"" + id(card.anchor) +
            ">\n<h3>";
    inline_text(card.title.text);
    out_ += "</h3>\n";
    if (card.badge)
        out_ += "<p class=\"badge " + card.badge->tone + "\"><span aria-hidden=\"true\">" +
                text(card.badge->symbol) + "</span> " + text(card.badge->word) + "</p>\n";
    for (const Block& block : card.blocks)
        write(block);
    out_ += "</article>\n";
}

void HtmlWriter::write(const Opinion& opinion) {
    out_ += "<section class=\"opinion\">\n<p class=\"author\">";
    statement(opinion.author);
    out_ += "</p>\n";
    for (const Statement& said : opinion.said) {
        out_ += "<p>";
        statement(said);
        if (said.supports.empty()) {
            out_ += " <span class=\"on\">[";
            inline_text(document_.unlinked_mark);
            out_ += "]</span>";
        }
        out_ += "</p>\n";
    }
    out_ += "</section>\n";
}

void HtmlWriter::write(const Declaration& declaration) {
    out_ += "<section class=\"declaration\"" + id(declaration.anchor) + ">\n<h3>";
    inline_text(declaration.title.text);
    out_ += "</h3>\n";
    for (const Statement& sentence : declaration.wording) {
        out_ += "<blockquote>";
        inline_text(sentence.text);
        out_ += "</blockquote>\n";
    }
    out_ += "<p>";
    statement(declaration.source);
    out_ += "</p>\n";
    for (const Inline& line : declaration.lines) {
        out_ += "<p class=\"sign\">";
        inline_text(line);
        out_ += "</p>\n";
    }
    out_ += "</section>\n";
}

void HtmlWriter::notes() {
    const auto list = notes_of(document_);
    if (list.empty()) return;
    out_ += "<aside aria-labelledby=\"notes\">\n<h2 id=\"notes\">";
    inline_text(document_.notes_title);
    out_ += "</h2>\n<ol>\n";
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        out_ += "<li id=\"note-" + number + "\">";
        statement(*list[i]);
        out_ += " <a role=\"doc-backlink\" href=\"#call-" + number + "\">↩</a></li>\n";
    }
    out_ += "</ol>\n</aside>\n";
}

void HtmlWriter::section(const Section& s) {
    out_ += "<section aria-labelledby=\"" + s.anchor + "\">\n<h2" + id(s.anchor) +
            "><span class=\"no\">" + s.number + "</span> ";
    inline_text(s.title.text);
    out_ += "</h2>\n";
    for (const Block& block : s.blocks)
        write(block);
    out_ += "</section>\n";
}

void HtmlWriter::cover() {
    out_ += "<header>\n<p class=\"kind\">";
    out_ += text(plain(document_.kind_of_report));
    out_ += "</p>\n<h1>";
    inline_text(document_.title.text);
    out_ += "</h1>\n";
    for (const Callout& banner : document_.banners)
        write(banner);
    write(document_.cover);
    out_ += "</header>\n";
}

void HtmlWriter::contents() {
    out_ += "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">";
    inline_text(document_.contents_title);
    out_ += "</h2>\n<ol>\n";
    for (const Section& s : document_.sections) {
        out_ += "<li><a href=\"#" + s.anchor + "\"><span class=\"no\">" + s.number + "</span> ";
        inline_text(s.title.text);
        out_ += "</a></li>\n";
    }
    out_ += "</ol>\n</nav>\n";
}

std::string HtmlWriter::body() {
    const std::string main = document_.sections.empty() ? "" : document_.sections.front().anchor;
    out_ = "<body>\n<a class=\"skip\" href=\"#" + main + "\">";
    inline_text(document_.skip_link);
    out_ += "</a>\n";
    if (!document_.running_head.text.empty()) {
        out_ += "<div class=\"stamp\" aria-hidden=\"true\">";
        inline_text(document_.running_head.text);
        out_ += "</div>\n";
    }
    cover();
    out_ += "<main>\n";
    bool first = true;
    for (const Section& s : document_.sections) {
        section(s);
        if (first && document_.contents)
            contents();  // the findings come before the table of contents
        first = false;
    }
    notes();
    out_ += "</main>\n";
    if (!document_.running_foot.text.empty()) {
        out_ += "<footer><p>";
        inline_text(document_.running_foot.text);
        out_ += "</p></footer>\n";
    }
    return out_ + "</body>\n";
}

}  // namespace isonomia::reports
