// Tables on paper: widths of columns as Pango measures them, and where a page may break a table.
#include "reports/pdf/composer.hpp"

#include <algorithm>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/pdf/write.hpp"
#include "tests/catch.hpp"
#include "tests/reports/pdf/one_block.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using namespace isonomia::reports::pdf;
using tests::said;
using tests::with;

namespace {

Table table_of(std::size_t columns, std::size_t rows, const std::string& text) {
    Table table;
    for (std::size_t c = 0; c < columns; ++c)
        table.columns.push_back(said("C" + std::to_string(c)));
    for (std::size_t r = 0; r < rows; ++r) {
        Row row;
        row.anchor = "row-" + std::to_string(r);
        for (std::size_t c = 0; c < columns; ++c)
            row.cells.push_back(cell(said(text)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

// On which page each row stands.
std::map<std::string, std::size_t> pages_of_rows(const Document& document, const Fonts& fonts) {
    Typesetter typesetter(fonts, "en", false);
    LaidOut out;
    const PageShape shape;
    const auto pieces = Composer(document, typesetter, out, shape).compose();
    return pages_of(plan_pages(pieces, shape));
}

struct Word {
    std::string text;
    double left = 0, right = 0;
};

std::vector<Word> words_on_paper(const std::string& pdf) {
    std::vector<Word> found;
    const auto result = run_process({"/usr/bin/pdftotext", "-bbox", "-", "-"}, pdf);
    if (!result || result->exit_code != 0) return found;
    const auto edge = [](std::string_view line, std::string_view name) {
        const auto at = line.find(name) + name.size();
        return parse_number(line.substr(at, line.find('"', at) - at)).value_or(-1);
    };
    for (const std::string_view line : split(result->out, '\n')) {
        const auto end = line.find("</word>");
        if (end == std::string_view::npos) continue;
        const auto begin = line.rfind('>', end) + 1;
        found.push_back({std::string(line.substr(begin, end - begin)), edge(line, "xMin=\""),
                         edge(line, "xMax=\"")});
    }
    return found;
}

}  // namespace

TEST_CASE("a table without columns or rows, and one of forty columns, leave the file whole") {
    Table forty = table_of(40, 3, "a word or two");
    for (Table table : {Table{}, table_of(3, 0, ""), table_of(1, 1, ""), forty,
                        table_of(3, 2, std::string(2000, 'W'))}) {
        const auto pdf = write_pdf(with(std::move(table)));
        REQUIRE(pdf);
        CHECK(broken_clauses(*pdf).empty());
    }
    const auto pdf = write_pdf(with(std::move(forty))).value();
    for (const Word& word : words_on_paper(pdf))
        CHECK(word.right <= 595.28 - 54 + 9);  // A4 less its margin, and half a letter
}

TEST_CASE("widths of words are those that Pango sets") {
    const Fonts fonts = Fonts::load().value();
    Typesetter typesetter(fonts, "en", false);
    for (const bool bold : {false, true}) {
        const TextStyle style{sans_family, 8.6, 12, bold, ink};
        for (const char* text : {"i", "identification", "African-American", "0.2139", "Größe", "—",
                                 "W.A.V.A. To", "العدالة"}) {
            const auto spans = spans_of(std::string_view(text));
            const TextWidths widths = typesetter.widths(spans, style);
            const double set = typesetter.set(spans, style, -1).widest();
            INFO(text);
            CHECK(widths.all >= set - 0.05);
            CHECK(widths.all <= set * 1.35 + 0.05);  // kerning and joined letters take less
            CHECK(widths.word <= widths.all);
        }
    }
    const TextStyle style{sans_family, 8.6, 12, false, ink};
    const TextWidths two =
        typesetter.widths(spans_of(std::string_view("a identification b")), style);
    const TextWidths one = typesetter.widths(spans_of(std::string_view("identification")), style);
    CHECK(two.word == one.all);
    CHECK(two.all > one.all);
    const Spans code{{.text = "0123456789", .mono = true}};
    CHECK(typesetter.widths(code, style).word == 0);
    CHECK(typesetter.widths(code, style).code > 0);
}

TEST_CASE("words of a table stay whole, and columns keep apart") {
    Table table;
    table.columns = {said("Identification"), said("Note"), said("Digest")};
    Row row;
    row.cells = {cell(said("Responsibilities")),
                 cell(said("A long note that needs several lines of its own, because nobody could "
                           "say it in fewer words than these, however hard they tried to do so.")),
                 cell(code(std::string(64, 'a')))};
    table.rows.push_back(row);
    const auto found = words_on_paper(write_pdf(with(table)).value());
    if (found.empty()) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    const auto named = [&](const std::string& text) {
        return std::find_if(found.begin(), found.end(),
                            [&](const Word& word) { return word.text == text; });
    };
    const auto first = named("Responsibilities");
    const auto note = named("Note");
    const auto digest = named("Digest");
    REQUIRE(first != found.end());  // in one piece
    REQUIRE(note != found.end());
    REQUIRE(digest != found.end());
    CHECK(first->right < note->left);
    for (const Word& word : found)
        if (word.left >= note->left - 1 && word.left < digest->left - 1)
            CHECK(word.right < digest->left);
    CHECK(digest->left - note->left > note->left - first->left);  // most room for most words
}

TEST_CASE("where columns need more than there is, those that need most give way") {
    Table table;
    Row row;
    for (const char* text : {"[0.622682,\u00A00.657693] [0.622682]", "[0.622682,\u00A00.657693]",
                             "[0.622682,\u00A00.657693]", "[0.622682,\u00A00.657693]",
                             "[0.622682,\u00A00.657693]", "[0.622682,\u00A00.657693]", "1.0042"}) {
        table.columns.push_back(said("C"));
        row.cells.push_back(cell(said(text)));
    }
    table.rows.push_back(row);
    const auto found = words_on_paper(write_pdf(with(table)).value());
    if (found.empty()) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    CHECK(std::any_of(found.begin(), found.end(),
                      [](const Word& word) { return word.text == "1.0042"; }));
}

TEST_CASE("the last row of a table never stands alone on a page") {
    const Fonts fonts = Fonts::load().value();
    std::size_t broken = 0;
    for (std::size_t rows = 2; rows < 90; ++rows) {
        const auto pages = pages_of_rows(with(table_of(2, rows, "some words")), fonts);
        REQUIRE(pages.size() >= rows);
        const auto page = [&](std::size_t row) { return pages.at("row-" + std::to_string(row)); };
        INFO(rows);
        CHECK(page(rows - 2) == page(rows - 1));
        broken += page(0) != page(rows - 1) ? 1U : 0U;
    }
    CHECK(broken > 30);  // pages were broken, in most places
    for (std::size_t lines = 0; lines < 60; ++lines) {
        const auto pages = pages_of_rows(with(table_of(2, 2, "some words"), lines), fonts);
        INFO(lines);
        CHECK(pages.at("row-0") == pages.at("row-1"));
    }
}
