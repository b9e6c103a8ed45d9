// A quotation in another language than the document says so to machines that read aloud, hyphenate
// or check spelling, in every format.
#include <map>

#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "reports/pdf/qpdf.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

// A record in English whose report is in French: what it quotes stays English.
Document report_in(const char* language) {
    ReportOptions options;
    options.catalogue = find_language(language).value();
    return assemble(tests::compas_case(), options).value();
}

std::string rendered(const Document& document, const char* format) {
    return (*find_format(format))->render(document).value();
}

// Structure elements of a PDF that say their language, by that language.
std::map<std::string, std::size_t> languages_of(const std::string& file) {
    QPDF pdf;
    pdf.processMemoryFile("report", file.data(), file.size());
    std::map<std::string, std::size_t> found;
    for (QPDFObjectHandle object : pdf.getAllObjects())
        if (object.isDictionaryOfType("/StructElem") && object.hasKey("/Lang"))
            ++found[object.getKey("/Lang").getStringValue()];
    return found;
}

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++n;
    return n;
}

std::string body_of(const std::string& docx) {
    return unzip(docx, "x").value().at("word/document.xml");
}

}  // namespace

TEST_CASE("nothing is marked where the record and the report share their language") {
    const Document english = report_in("en");
    CHECK(languages_of(rendered(english, "pdf")).empty());
    CHECK(count(body_of(rendered(english, "docx")), "<w:lang ") == 0);
}

TEST_CASE("quotations in English are marked in a French report: HTML, PDF and DOCX") {
    const Document french = report_in("fr");
    CHECK(count(rendered(french, "html"), " lang=\"en\"") > 50);
    const auto languages = languages_of(rendered(french, "pdf"));
    REQUIRE(languages.contains("en"));
    CHECK(languages.size() == 1);  // the document itself says 'fr' in the catalogue
    CHECK(languages.at("en") > 50);
    const std::string body = body_of(rendered(french, "docx"));
    CHECK(count(body, "<w:lang ") > 50);
    CHECK(count(body, "w:val=\"fr\"") == 0);
}
