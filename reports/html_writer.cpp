#include "reports/html_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/html_style.hpp"
#include "reports/plot.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

std::string HtmlWriter::text(std::string_view raw) { return escape_xml_text(visible(raw)); }

std::string HtmlWriter::id(const std::string& anchor) {
    return anchor.empty() ? "" : " id=\"" + escape_xml_attribute(anchor) + "\"";
}

std::string HtmlWriter::lang(const std::string& language) {
    return language.empty() ? "" : " lang=\"" + escape_xml_attribute(language) + "\"";
}

namespace {

constexpr std::string_view firm_blank = "\u00A0";

// A long range may break behind its firm blank, never inside a number: with `place` there.
std::string loosened(std::string text, std::string_view place) {
    for (auto at = text.find(firm_blank); at != std::string::npos; at = text.find(firm_blank, at))
        text.insert(at += firm_blank.size(), place);
    return text;
}

// A word that has to break where its column is narrow.
bool has_long_word(const std::string& text) {
    constexpr std::size_t long_word = 18;
    const std::vector<std::string> list = words(text);
    return std::any_of(list.begin(), list.end(),
                       [](const std::string& one) { return utf8_length(one) > long_word; });
}

// The language of the whole text where all of its data share one and no words of the program stand
// between: the element around it then carries the mark once.
std::string shared_language(const Inline& text) {
    std::string language;
    for (const Run& run : text) {
        const bool neutral = run.kind == RunKind::number || run.kind == RunKind::date ||
                             run.kind == RunKind::code || run.kind == RunKind::note;
        if (neutral) continue;
        if (run.language.empty() || (!language.empty() && run.language != language)) return "";
        language = run.language;
    }
    return language;
}

}  // namespace

// Data are isolated where they could reorder the text around them: everywhere on a page that runs
// from right to left, and on others where they hold such letters themselves.
void HtmlWriter::data(const Run& run, const std::string& piece, const std::string& language) {
    const std::string marked = run.language == language ? "" : lang(run.language);
    const bool isolated = document_.direction == "rtl" || runs_right_to_left(run.text);
    const bool is_code = run.kind == RunKind::code;
    if (isolated) out_ += "<bdi" + marked + ">";
    if (is_code)
        out_ += "<code>" + piece + "</code>";
    else if (!isolated && !marked.empty())
        out_ += "<span" + marked + ">" + piece + "</span>";
    else
        out_ += piece;
    if (isolated) out_ += "</bdi>";
}

void HtmlWriter::inline_text(const Inline& runs, const std::string& language) {
    bool strong = false;
    for (const Run& run : runs) {
        if (run.strong != strong) out_ += run.strong ? "<strong>" : "</strong>";
        strong = run.strong;
        const std::string piece = text(run.text);
        switch (run.kind) {
            case RunKind::words:
                out_ += piece;
                break;
            case RunKind::number:
                data(run, loose_ ? loosened(piece, "<wbr/>") : piece, language);
                break;
            case RunKind::date:
            case RunKind::value:
            case RunKind::code:
                data(run, piece, language);
                break;
            case RunKind::link:
                out_ += "<a href=\"#" + escape_xml_attribute(run.anchor) + "\">";
                data(run, piece, language);
                out_ += "</a>";
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
    out_ += " <small>[";
    for (std::size_t i = 0; i < list.size() && i < shown_max; ++i) {
        if (i > 0) out_ += "; ";
        const std::string label = text(list[i].label);
        out_ += list[i].anchor.empty()
                    ? label
                    : "<a href=\"#" + escape_xml_attribute(list[i].anchor) + "\">" + label + "</a>";
    }
    if (list.size() > shown_max) out_ += "; +" + std::to_string(list.size() - shown_max);
    out_ += "]</small>";
}

void HtmlWriter::statement(const Statement& s) {
    inline_text(s.text);
    supports(printed_supports(s));
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
        out_ += list.compact ? "<div><dt>" : "<dt>";
        inline_text(entry.term);
        out_ += "</dt>";
        for (const Statement& detail : entry.details) {
            const std::string language = shared_language(detail.text);
            out_ += "<dd" + lang(language) + ">";
            inline_text(detail.text, language);
            if (shown == nullptr || *shown != detail.supports) supports(detail.supports);
            shown = &detail.supports;
            out_ += "</dd>";
        }
        out_ += list.compact ? "</div>\n" : "\n";
    }
    out_ += "</dl>\n";
}

HtmlWriter::Columns HtmlWriter::columns_of(const Table& table) {
    Columns columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns.names.push_back(plain(table.columns[i]));
        columns.numeric.push_back(std::any_of(
            table.rows.begin(), table.rows.end(),
            [&](const Row& row) { return i < row.cells.size() && row.cells[i].numeric; }));
    }
    return columns;
}

void HtmlWriter::row(const Row& row, const Table& table, const Columns& columns) {
    out_ += "<tr" + id(row.anchor) + ">";
    bool first = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Cell& cell = row.cells[i];
        const char* element = cell.header ? "th" : "td";
        const std::string language = shared_language(cell.text);
        out_ += std::string("<") + element + id(cell.anchor) + lang(language);
        if (cell.header) out_ += " scope=\"row\"";
        const bool figures = i < columns.numeric.size() && columns.numeric[i];
        const std::string shown = plain(cell.text);
        loose_ = figures && has_long_word(shown);
        if (loose_ && has_long_word(loosened(shown, " "))) out_ += " class=\"w\"";
        out_ += ">";
        inline_text(cell.text, language);
        loose_ = false;
        if (cell.header && first) {
            if (row.supports != table.caption.supports) supports(row.supports);
            first = false;
        }
        out_ += std::string("</") + element + ">";
    }
    out_ += "</tr>\n";
}

void HtmlWriter::write(const Table& table) {
    const Columns columns = columns_of(table);
    const auto number = columns_.emplace(columns, columns_.size() + 1).first->second;
    out_ += "<table class=\"k" + std::to_string(number) + (table.dense ? " dense" : "") +
            "\">\n<caption>";
    inline_text(table.caption.text);
    out_ += "</caption>\n<thead><tr>";
    for (const Inline& column : table.columns) {
        out_ +=
            has_long_word(plain(column)) ? "<th scope=\"col\" class=\"w\">" : "<th scope=\"col\">";
        inline_text(column);
        out_ += "</th>";
    }
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Row& r : table.rows)
        row(r, table, columns);
    out_ += "</tbody>\n</table>\n";
}

std::string HtmlWriter::table_style() const {
    std::string style;
    std::string narrow;
    for (const auto& [columns, number] : columns_)
        for (std::size_t i = 0; i < columns.names.size(); ++i) {
            const std::string cells = fmt::format(".k{} td:nth-child({})", number, i + 1);
            if (columns.numeric[i])
                style +=
                    cells + " { font-variant-numeric: tabular-nums; overflow-wrap: normal; }\n";
            narrow += cells + "::before { content: " + css_string(columns.names[i]) + "; }\n";
        }
    if (!narrow.empty()) style += "@media screen and (max-width: 44rem) {\n" + narrow + "}\n";
    return style;
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
            out_ += " <small>[";
            inline_text(document_.unlinked_mark);
            out_ += "]</small>";
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
    out_ = document_.contents ? "<body>\n" : "<body class=\"short\">\n";
    out_ += "<a class=\"skip\" href=\"#" + main + "\">";
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
