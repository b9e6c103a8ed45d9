#include "reports/pdf/read_text.hpp"

#include <algorithm>

#include "core/subprocess.hpp"
#include "reports/assemble.hpp"
#include "reports/pdf/write.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/page_text.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Document plain_document() {
    auto document = assemble(tests::compas_case());
    REQUIRE(document);
    return std::move(*document);
}

bool reads(const std::vector<Readable>& texts, std::string_view what) {
    return std::any_of(texts.begin(), texts.end(), [&](const Readable& one) {
        return one.text.find(what) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("what is no PDF is not read as an empty one") {
    for (const char* broken : {"", "%PDF-1.7", "PK"})
        CHECK(pdf::read_text(broken, "x").error().code == "D0205");
}

TEST_CASE("pages are read as poppler reads them") {
    const std::string pdf = pdf::write_pdf(plain_document()).value();
    const auto read = pdf::read_text(pdf, "x").value();
    const auto other = run_process({"/usr/bin/pdftotext", "-raw", "-enc", "UTF-8", "-", "-"}, pdf);
    if (!other || other->exit_code != 0) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    std::string pages;
    for (std::size_t i = 0; i + 1 < read.texts.size(); i += 3)  // the lines of each page
        pages += read.texts[i].text;
    CHECK(tests::letters(pages) == tests::letters(other->out));
}

TEST_CASE("a value over two lines, in a title, an alternative text or an attached file is read") {
    Document document = plain_document();
    document.title.text = {{RunKind::words, "Title & Title", ""}};
    document.attachments.push_back({"x.txt", "text/plain", "described", "Data", "inside a file"});
    Paragraph paragraph;
    paragraph.statement.text = {{RunKind::words, std::string(3000, 'x') + "end", ""}};
    document.sections.front().blocks.insert(document.sections.front().blocks.begin(), paragraph);
    const auto read = pdf::read_text(pdf::write_pdf(document).value(), "x").value();
    CHECK(reads(read.texts, std::string(3000, 'x') + "end"));
    CHECK(reads(read.texts, "described"));
    CHECK(reads(read.files, "inside a file"));
    CHECK(reads(read.files, "Title &amp; Title"));
    CHECK(reads({read.texts.back()}, "Title & Title"));
}
