#include "reports/docx_writer.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

std::string bookmark_name(const std::string& anchor) {
    constexpr std::size_t name_max = 40;
    const bool plain_name = anchor.size() < name_max - 2 && !anchor.empty() &&
                            std::all_of(
                                anchor.begin(), anchor.end(),
                                [](char c) {
                                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                           (c >= '0' && c <= '9') || c == '-';
                                });
    if (!plain_name) return "h_" + hex(sha256(anchor)).substr(0, 20);
    std::string name = "a_" + anchor;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

DocxWriter::DocxWriter(const Document& document, DrawPlot draw)
    : document_(document), rtl_(document.direction == "rtl"), draw_(std::move(draw)) {
    for (const Marked& marked : marks_of(document))
        marks_.emplace(marked.run, marked);
}

void DocxWriter::open(const Look& look) {
    xml_.open("w:p").open("w:pPr");
    xml_.open("w:pStyle").attribute("w:val", look.style).close();
    if (look.list > 0) {
        xml_.open("w:numPr");
        xml_.open("w:ilvl").attribute("w:val", std::to_string(look.level)).close();
        xml_.open("w:numId").attribute("w:val", std::to_string(look.list)).close();
        xml_.close();
    }
    if (rtl_) xml_.open("w:bidi").close();
    xml_.close();
    bookmark(look.anchor);
}

void DocxWriter::close() { xml_.close(); }

void DocxWriter::bookmark(const std::string& anchor) {
    if (anchor.empty()) return;
    const std::string id = std::to_string(++bookmarks_);
    xml_.open("w:bookmarkStart").attribute("w:id", id);
    xml_.attribute("w:name", bookmark_name(anchor)).close();
    xml_.open("w:bookmarkEnd").attribute("w:id", id).close();
}

void DocxWriter::properties(const RunLook& look) {
    if (look.style.empty() && !look.strong && !look.right_to_left && look.language.empty()) return;
    xml_.open("w:rPr");
    if (!look.style.empty()) xml_.open("w:rStyle").attribute("w:val", look.style).close();
    if (look.strong) {
        xml_.open("w:b").close();
        xml_.open("w:bCs").close();
    }
    if (look.right_to_left) xml_.open("w:rtl").close();
    if (!look.language.empty()) {
        xml_.open("w:lang");
        for (const char* script : {"w:val", "w:eastAsia", "w:bidi"})
            xml_.attribute(script, look.language);
        xml_.close();
    }
    xml_.close();
}

void DocxWriter::piece(std::string_view text, bool strong, std::string_view style,
                       std::string_view language) {
    if (text.empty()) return;
    xml_.open("w:r");
    properties({style, strong, rtl_, language});
    xml_.open("w:t").attribute("xml:space", "preserve").text(visible(text)).close();
    xml_.close();
}

void DocxWriter::tab() { xml_.open("w:r").open("w:tab").close().close(); }

void DocxWriter::field(std::string_view instruction) {
    xml_.open("w:fldSimple").attribute("w:instr", instruction);
    piece("1");
    xml_.close();
}

void DocxWriter::link(const std::string& anchor, std::string_view text, std::string_view language) {
    xml_.open("w:hyperlink").attribute("w:anchor", bookmark_name(anchor));
    xml_.attribute("w:history", "1");
    piece(text, false, "Hyperlink", language);
    xml_.close();
}

void DocxWriter::note_call(std::string_view number) {
    xml_.open("w:r").open("w:rPr");
    xml_.open("w:rStyle").attribute("w:val", "FootnoteReference").close().close();
    xml_.open("w:footnoteReference").attribute("w:id", number).close().close();
}

// visible() takes out the marks that data bring along; the ones put here are ours.
std::string DocxWriter::isolated(std::string_view text) const {
    const std::string shown = visible(text);
    if (!rtl_ && !runs_right_to_left(shown)) return shown;
    constexpr std::string_view first_strong = "\u2068";
    constexpr std::string_view pop = "\u2069";
    return std::string(first_strong) + shown + std::string(pop);
}

// The control keeps the text editable; its tag finds the text again (reports/marks.hpp).
// LibreOffice drops the tag when it saves, and keeps the bookmark.
void DocxWriter::data(const Run& run) {
    const auto mark = marks_.find(&run);
    const std::string id = std::to_string(mark != marks_.end() ? ++bookmarks_ : 0);
    if (mark != marks_.end()) {
        xml_.open("w:bookmarkStart").attribute("w:id", id);
        xml_.attribute("w:name", mark->second.mark.bookmark()).close();
        xml_.open("w:sdt").open("w:sdtPr");
        xml_.open("w:alias").attribute("w:val", visible(mark->second.support.label)).close();
        xml_.open("w:tag").attribute("w:val", mark->second.mark.text()).close();
        xml_.open("w:id").attribute("w:val", std::to_string(++controls_)).close();
        xml_.close().open("w:sdtContent");
    }
    xml_.open("w:r");
    properties({run.kind == RunKind::code ? "Code" : "", run.strong, runs_right_to_left(run.text),
                run.language});
    data_text(run);
    xml_.close();
    if (mark == marks_.end()) return;
    xml_.close().close();
    xml_.open("w:bookmarkEnd").attribute("w:id", id).close();
}

// A sign of a number stays with its digits: '-0.21' is never broken after the hyphen.
void DocxWriter::data_text(const Run& run) {
    const auto text = [this](std::string_view part) {
        if (!part.empty()) xml_.open("w:t").attribute("xml:space", "preserve").text(part).close();
    };
    const std::string shown = isolated(run.text);
    if (run.kind != RunKind::number) return text(shown);
    std::string_view rest = shown;
    for (auto hyphen = rest.find('-'); hyphen != std::string_view::npos; hyphen = rest.find('-')) {
        text(rest.substr(0, hyphen));
        xml_.open("w:noBreakHyphen").close();
        rest.remove_prefix(hyphen + 1);
    }
    text(rest);
}

void DocxWriter::inline_text(const Inline& text, bool strong_words) {
    for (const Run& run : text) {
        switch (run.kind) {
            case RunKind::words:
                piece(run.text, run.strong || strong_words);
                break;
            case RunKind::value:
            case RunKind::number:
            case RunKind::date:
            case RunKind::code:
                data(run);
                break;
            case RunKind::link:
                link(run.anchor, run.text, run.language);
                break;
            case RunKind::note:
                note_call(run.text);
                break;
        }
    }
}

void DocxWriter::supports(const Supports& list) {
    if (list.empty()) return;
    constexpr std::size_t shown_max = 4;
    piece(" [", false, "Source");
    for (std::size_t i = 0; i < list.size() && i < shown_max; ++i) {
        if (i > 0) piece("; ", false, "Source");
        if (list[i].anchor.empty())
            piece(list[i].label, false, "Source");
        else {
            xml_.open("w:hyperlink").attribute("w:anchor", bookmark_name(list[i].anchor));
            piece(list[i].label, false, "Source");
            xml_.close();
        }
    }
    if (list.size() > shown_max)
        piece("; +" + std::to_string(list.size() - shown_max), false, "Source");
    piece("]", false, "Source");
}

void DocxWriter::statement(const Statement& s) {
    inline_text(s.text);
    supports(printed_supports(s));
}

std::string DocxWriter::footnotes() {
    xml_ = XmlWriter(false);
    xml_.open("w:footnotes").attribute("xmlns:w", docx_main);
    for (const auto& [id, type, element] :
         {std::array<std::string_view, 3>{"-1", "separator", "w:separator"},
          std::array<std::string_view, 3>{"0", "continuationSeparator",
                                          "w:continuationSeparator"}}) {
        xml_.open("w:footnote").attribute("w:type", type).attribute("w:id", id);
        xml_.open("w:p").open("w:r").open(element).close().close().close().close();
    }
    int number = 0;
    for (const Statement* note : notes_of(document_)) {
        xml_.open("w:footnote").attribute("w:id", std::to_string(++number));
        open({.style = "FootnoteText"});
        xml_.open("w:r").open("w:rPr");
        xml_.open("w:rStyle").attribute("w:val", "FootnoteReference").close().close();
        xml_.open("w:footnoteRef").close().close();
        piece(" ");
        inline_text(note->text);
        // A part of its own: links to bookmarks of the body are left to the body.
        for (const Support& support : printed_supports(*note))
            piece(" [" + support.label + "]", false, "Source");
        close();
        xml_.close();
    }
    xml_.close();
    return xml_part(xml_);
}

std::string DocxWriter::header() {
    xml_ = XmlWriter(false);
    xml_.open("w:hdr").attribute("xmlns:w", docx_main);
    open({.style = "Header"});
    inline_text(document_.kind_of_report);
    if (!document_.running_head.text.empty()) {
        piece(" – ");
        inline_text(document_.running_head.text);
    }
    close();
    xml_.close();
    return xml_part(xml_);
}

std::string DocxWriter::footer() {
    xml_ = XmlWriter(false);
    xml_.open("w:ftr").attribute("xmlns:w", docx_main);
    open({.style = "Footer"});
    inline_text(document_.running_foot.text);
    tab();
    std::string_view rest = document_.page_of;
    while (!rest.empty()) {
        const auto place = rest.find('{');
        piece(rest.substr(0, place));
        if (place == std::string_view::npos || place + 2 >= rest.size()) break;
        field(rest[place + 1] == '0' ? "PAGE" : "NUMPAGES");
        rest.remove_prefix(place + 3);
    }
    close();
    xml_.close();
    return xml_part(xml_);
}

std::vector<ZipEntry> DocxWriter::parts() {
    body();
    const std::string document = xml_part(xml_);
    std::vector<ZipEntry> all = fixed_parts(document_, pictures_);
    all.push_back({"word/document.xml", document});
    all.push_back({"word/footnotes.xml", footnotes()});
    all.push_back({"word/header1.xml", header()});
    all.push_back({"word/footer1.xml", footer()});
    return all;
}

}  // namespace isonomia::reports
