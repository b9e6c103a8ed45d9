// The PDF as a reader gets it: text in order, the same bytes twice, hostile content.
#include <algorithm>

#include "core/subprocess.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/pdf/write.hpp"
#include "reports/visible.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/page_text.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Document document_of(const CaseFile& file) {
    ReportOptions options;
    options.tool_version = "0.0.0";
    auto document = assemble(file, options);
    REQUIRE(document);
    return std::move(*document);
}

// In the order of the content, without what stands at the head and the foot of pages.
std::string body_text(const Document& document, const std::string& pdf) {
    const auto result = run_process({"/usr/bin/pdftotext", "-raw", "-enc", "UTF-8", "-", "-"}, pdf);
    if (!result || result->exit_code != 0) return "";
    std::string body;
    for (std::size_t begin = 0; begin < result->out.size();) {
        const std::size_t end = std::min(result->out.find('\f', begin), result->out.size());
        const std::string_view page = std::string_view(result->out).substr(begin, end - begin);
        body += tests::body_of(page, document);
        begin = end + 1;
    }
    return body;
}

struct Texts {
    std::vector<std::string> list;
    void add(const Inline& text) {
        std::string one;
        for (const Run& run : text)  // with the numbers of the notes that it calls
            one += tests::letters(visible(run.text));
        if (!one.empty()) list.push_back(std::move(one));
    }
    void add(const Table& table) {
        add(table.caption.text);
        for (const Inline& column : table.columns)
            add(column);
        for (const Row& row : table.rows)
            for (const Cell& cell : row.cells)
                add(cell.text);
    }
    void add(const Block& block) {
        if (const auto* p = std::get_if<Paragraph>(&block.content)) add(p->statement.text);
        if (const auto* l = std::get_if<List>(&block.content))
            for (const Statement& item : l->items)
                add(item.text);
        if (const auto* t = std::get_if<Table>(&block.content)) add(*t);
        if (const auto* f = std::get_if<Figure>(&block.content)) add(f->data);
        if (const auto* c = std::get_if<Card>(&block.content)) {
            if (c->kind != CardKind::answer) add(c->title.text);
            for (const Block& inner : c->blocks)
                add(inner);
        }
    }
};

}  // namespace

namespace {

void check_clauses(const CaseFile& file) {
    const auto pdf = pdf::write_pdf(document_of(file));
    REQUIRE(pdf);
    CHECK(pdf::broken_clauses(*pdf).empty());
}

}  // namespace

TEST_CASE("an empty case and a hostile case become files that keep every clause") {
    check_clauses({});
    check_clauses(tests::hostile_case(1, 200));
}

// Every text of it has ten thousand letters and more: thousands of pages.
TEST_CASE("a hostile case of twenty exhibits keeps every clause", "[slow]") {
    check_clauses(tests::hostile_case(20));
}

TEST_CASE("a word of 10,000 letters, right-to-left text and endless cells stay on the page") {
    Document document = document_of(tests::compas_case());
    Statement words;
    words.text = {{RunKind::words, std::string(10'000, 'x'), "", false}};
    words.text.push_back({RunKind::words, " القضية رقم ", "", false});
    words.text.push_back({RunKind::value, "2025/CR/0417", "", true});
    Table table;
    table.columns = {words.text, words.text};
    table.rows.push_back({{Cell{words.text, ""}, Cell{words.text, ""}}, {}, ""});
    document.sections.front().blocks.insert(document.sections.front().blocks.begin(),
                                            {Block(Paragraph{words, "", ""}), Block(table)});
    for (const char* direction : {"ltr", "rtl"}) {
        document.direction = direction;
        const auto pdf = pdf::write_pdf(document);
        REQUIRE(pdf);
        CHECK(pdf::broken_clauses(*pdf).empty());
    }
}

TEST_CASE("missing fonts are named with their package") {
    pdf::WriteOptions options;
    options.font_folders = {"/nowhere"};
    const auto pdf = pdf::write_pdf(document_of(CaseFile{}), options);
    REQUIRE(!pdf);
    CHECK(pdf.error().code == "D0201");
    CHECK(pdf.error().hint == "install the package fonts-noto-core");
}

TEST_CASE("a letter that no font has stops the report; a sign is spelt out") {
    Document document = document_of(CaseFile{});
    document.title.text = {{RunKind::words, "Case \U0001FAE8", "", false}};
    CHECK(pdf::write_pdf(document));
    document.title.text = {{RunKind::words, "Case \U00020000", "", false}};
    const auto pdf = pdf::write_pdf(document);
    if (pdf) {
        WARN("not run: a font for rare Chinese letters is installed");
        return;
    }
    CHECK(pdf.error().code == "D0202");
    CHECK(pdf.error().hint == "install the package fonts-noto-cjk");
}

TEST_CASE("the same document gives the same bytes; another date does not") {
    Document document = document_of(tests::compas_case());
    const auto first = pdf::write_pdf(document);
    REQUIRE(first);
    CHECK(*first == *pdf::write_pdf(document));
    document.stated_at = Instant{document.stated_at.seconds + 60};
    CHECK(*first != *pdf::write_pdf(document));
}

TEST_CASE("every text of the document can be copied from the PDF, in its order") {
    const Document document = document_of(tests::compas_case());
    const auto pdf = (*find_format("pdf"))->render(document);
    REQUIRE(pdf);
    const std::string body = body_text(document, *pdf);
    if (body.empty()) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    std::size_t at = 0;
    for (const Section& section : document.sections) {
        Texts texts;
        texts.add(section.title.text);
        for (const Block& block : section.blocks)
            texts.add(block);
        for (const std::string& text : texts.list) {
            const std::size_t found = body.find(text, at);
            INFO(text);
            INFO(body.substr(at, 300));
            REQUIRE(found != std::string::npos);
            at = found + text.size();
        }
    }
}

TEST_CASE("pages are numbered, stamped and carry the mark of an invented matter") {
    Document document = document_of(tests::compas_case());
    document.page_stamp = "DEF";
    const auto pdf = pdf::write_pdf(document);
    REQUIRE(pdf);
    const auto text = run_process({"/usr/bin/pdftotext", "-enc", "UTF-8", "-", "-"}, *pdf);
    if (!text) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    const auto pages = std::count(text->out.begin(), text->out.end(), '\f');
    CHECK(text->out.find("DEF000002") != std::string::npos);
    CHECK(text->out.find("Page " + std::to_string(pages) + " of " + std::to_string(pages)) !=
          std::string::npos);
    std::size_t marks = 0;
    for (std::size_t at = 0; (at = text->out.find("SYNTHETIC –", at)) != std::string::npos; ++at)
        ++marks;
    CHECK(marks == static_cast<std::size_t>(pages));
}
