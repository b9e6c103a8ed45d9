// Where things stand on a page that is read from right to left, and that identifiers keep their
// order in it.
#include <algorithm>
#include <set>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/label_parts.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/plot.hpp"
#include "reports/record.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/page_text.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

const Support entry{SupportKind::entry, "3", "entry 3", ""};
const std::string arabic = "القضية";
const std::string identifier = "2025/CR/0417";

// A numbered paragraph and a table of two columns.
Document sample(const std::string& direction) {
    Document document;
    document.language = direction == "rtl" ? "ar" : "en";
    document.direction = direction;
    document.page_of = "{0} / {1}";
    document.title.text = {{RunKind::words, arabic, ""}};
    Section section;
    section.anchor = "one";
    section.title.text = {{RunKind::words, arabic, ""}};
    Paragraph paragraph;
    paragraph.statement = {{{RunKind::words, arabic + " ", ""}, {RunKind::value, identifier, ""}},
                           {entry}};
    section.blocks.push_back(paragraph);
    Table table;
    table.caption.text = {{RunKind::words, arabic, ""}};
    table.columns = {{{RunKind::words, "One", ""}}, {{RunKind::words, "Two", ""}}};
    Row row;
    row.supports = {entry};
    row.cells = {head_cell({{RunKind::words, "left", ""}}), cell({{RunKind::words, "right", ""}})};
    table.rows.push_back(row);
    section.blocks.push_back(table);
    document.sections.push_back(section);
    number_paragraphs(document);
    return document;
}

std::string rendered(const Document& document, const char* format) {
    return (*find_format(format))->render(document).value();
}

// Every word of the catalogue is one Arabic word; places for data stay.
class ArabicWords final : public Wording {
public:
    [[nodiscard]] std::string text(std::string_view english) const override {
        std::string out;
        bool in_word = false;
        bool in_place = false;
        for (const char c : english) {
            const bool letter = !in_place && static_cast<unsigned char>(c) < 0x80 && is_letter(c);
            if (c == '{') in_place = true;
            if (letter && !in_word) out += "كلمة";
            if (!letter) out += c;
            if (c == '}') in_place = false;
            in_word = letter;
        }
        return out;
    }
    [[nodiscard]] std::string plural(std::uint64_t n, std::string_view one,
                                     std::string_view many) const override {
        return text(n == 1 ? one : many);
    }
    [[nodiscard]] std::string number(std::string_view text) const override {
        return std::string(text);
    }
    [[nodiscard]] std::string date(std::string_view text) const override {
        return std::string(text);
    }
    [[nodiscard]] bool has(std::string_view) const override { return true; }

private:
    static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
};

Document arabic_report(Audience audience) {
    ReportOptions options;
    options.audience = audience;
    options.catalogue = Catalogue("ar", "rtl", std::make_shared<ArabicWords>());
    return assemble(tests::compas_case(), options).value();
}

// Data that a line of Arabic could take apart: numbers, dates, references, ranges.
std::set<std::string> identifiers_of(Document& document) {
    std::set<std::string> found;
    for_each_text(document, [&](Inline& text, const Supports*) {
        for (const Run& run : text) {
            const bool data = run.kind == RunKind::value || run.kind == RunKind::code ||
                              run.kind == RunKind::number || run.kind == RunKind::date;
            if (data && run.text.find_first_of("0123456789") != std::string::npos &&
                run.text.find_first_of("/-.:") != std::string::npos &&
                run.text.find_first_of("<>&\"'") == std::string::npos)
                found.insert(run.text);
        }
    });
    return found;
}

// Whether the text stands in the page, and wherever an element begins with it that is isolated.
bool isolated(const std::string& html, const std::string& text) {
    bool found = false;
    for (auto at = html.find(">" + text); at != std::string::npos;
         at = html.find(">" + text, at + 1)) {
        const std::string_view tag = std::string_view(html).substr(html.rfind('<', at));
        const bool apart = tag.starts_with("<bdi") || tag.starts_with("<code");
        if (!apart && !tag.starts_with("<text")) return false;  // a label of a plot is one text
        found = true;
    }
    return found;
}

// Left edges of words on the pages of a PDF, in points; nothing where the tool is missing.
std::optional<std::string> boxes_of(const std::string& pdf) {
    const auto result = run_process({"/usr/bin/pdftotext", "-bbox", "-", "-"}, pdf);
    if (!result || result->exit_code != 0) return std::nullopt;
    return result->out;
}

double left_of(const std::string& boxes, const std::string& word) {
    const auto end = boxes.find(">" + word + "</word>");
    const auto begin = boxes.rfind("xMin=\"", std::min(end, boxes.size()));
    if (end == std::string::npos || begin == std::string::npos) return -1;
    const auto from = begin + 6;
    return parse_number(boxes.substr(from, boxes.find('"', from) - from)).value_or(-1);
}

}  // namespace

TEST_CASE("labels without a letter from right to left stay in one piece") {
    for (const char* text : {"", "2025/CR/0417", "threshold: 0.5"}) {
        const auto parts = label_parts(text);
        REQUIRE(parts.size() == 1);
        CHECK_FALSE(parts.front().apart);
    }
    const auto blanks = label_parts(" " + arabic + "  ");
    CHECK(std::none_of(blanks.begin(), blanks.end(), [](const auto& p) { return p.apart; }));
}

TEST_CASE("in PDF numbers of paragraphs and first columns stand on the side where reading begins") {
    const auto ltr = boxes_of(rendered(sample("ltr"), "pdf"));
    const auto rtl = boxes_of(rendered(sample("rtl"), "pdf"));
    if (!ltr || !rtl) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    CHECK(left_of(*ltr, "left") < left_of(*ltr, "right"));
    CHECK(left_of(*rtl, "left") > left_of(*rtl, "right"));
    constexpr double middle = 297;  // of an A4 page
    CHECK(left_of(*ltr, "1.1") < middle);
    CHECK(left_of(*rtl, "1.1") > middle);
    CHECK(left_of(*rtl, identifier) > 0);  // in one piece, its signs in order
}

TEST_CASE("HTML and DOCX say the direction of the page, and DOCX that of every table") {
    CHECK(rendered(sample("rtl"), "html").find("dir=\"rtl\"") != std::string::npos);
    const auto parts = unzip(rendered(sample("rtl"), "docx"), "x").value();
    const std::string& body = parts.at("word/document.xml");
    CHECK(body.find("<w:tblStyle w:val=\"Grid\"></w:tblStyle><w:bidiVisual>") != std::string::npos);
    const auto page = body.find("<w:sectPr>");
    CHECK(body.find("<w:bidi>", page) != std::string::npos);
    const auto left = unzip(rendered(sample("ltr"), "docx"), "x").value();
    CHECK(left.at("word/document.xml").find("bidiVisual") == std::string::npos);
}

TEST_CASE("in a plot an identifier beside Arabic is isolated, for browsers and on paper") {
    Drawing drawing;
    drawing.width = drawing.height = 100;
    drawing.shapes.push_back(
        {.kind = ShapeKind::text, .look = "label", .text = arabic + " " + identifier});
    CHECK(svg(drawing, "f", "t", "d", "plot").find(arabic + " \u2068" + identifier + "\u2069") !=
          std::string::npos);
    const auto parts = label_parts(arabic + " " + identifier + " 0.2–0.3");
    REQUIRE(parts.size() == 5);
    CHECK_FALSE(parts[0].apart);
    CHECK((parts[2].apart && parts[4].apart));
}

TEST_CASE("in an Arabic report every identifier is isolated in HTML and DOCX, and whole in PDF") {
    for (const Audience audience : {Audience::court, Audience::accused, Audience::mla}) {
        Document document = arabic_report(audience);
        const std::set<std::string> identifiers = identifiers_of(document);
        CHECK(identifiers.size() > (audience == Audience::accused ? 1U : 20U));
        const std::string html = tests::unbroken(rendered(document, "html"));
        const auto parts = unzip(rendered(document, "docx"), "x").value();
        const std::string docx = parts.at("word/document.xml") + parts.at("word/footnotes.xml");
        for (const std::string& identifier : identifiers) {
            INFO(identifier);
            CHECK(isolated(html, identifier));
            CHECK(docx.find("\u2068" + identifier) != std::string::npos);
        }
        const std::string pdf = rendered(document, "pdf");
        CHECK(pdf::broken_clauses(pdf).empty());
        const auto boxes = boxes_of(pdf);
        if (!boxes) {
            WARN("not run: pdftotext (poppler-utils) is not installed");
            continue;
        }
        for (const std::string& identifier : identifiers) {
            if (identifier.find(' ') != std::string::npos || identifier.size() > 24) continue;
            INFO(identifier);
            CHECK(boxes->find(identifier) != std::string::npos);
        }
    }
}
