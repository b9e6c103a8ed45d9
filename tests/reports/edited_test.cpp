#include <fmt/format.h>

#include "reports/edited.hpp"

#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/marks.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string docx_of(const Document& document) {
    return (*find_format("docx"))->render(document).value();
}

// The same package with a change to one part, as an editor would save it.
std::string with_change(const std::string& docx, const std::string& from, const std::string& to) {
    std::vector<ZipEntry> entries;
    bool changed = false;
    const auto parts = unzip(docx, "x").value();
    for (auto [name, content] : parts) {
        if (name == "word/document.xml") {
            const auto at = content.find(from);
            if (at != std::string::npos) content.replace(at, from.size(), to);
            changed = at != std::string::npos;
        }
        entries.push_back({name, content});
    }
    REQUIRE(changed);
    return zip(entries).value();
}

std::size_t count(const std::vector<Drift>& list, DriftKind kind) {
    std::size_t n = 0;
    for (const Drift& drift : list)
        n += drift.kind == kind ? 1 : 0;
    return n;
}

}  // namespace

TEST_CASE("a file that is no report of this program is refused, whatever it is") {
    CHECK(read_docx("", "x.docx").error().code == "D0011");
    CHECK(read_docx("PK\x03\x04", "x.docx").error().code == "D0011");
    CHECK(read_docx(zip({{"a", "b"}}).value(), "x.docx").error().code == "D0013");
    CHECK(
        read_docx(
            zip({{"docProps/custom.xml", "<Properties/>"}, {"word/document.xml", "<x/>"}}).value(),
            "x.docx")
            .error()
            .code == "D0013");
    CHECK_FALSE(read_docx(
        zip({{"docProps/custom.xml", "<Properties"}, {"word/document.xml", "<x/>"}}).value(),
        "x.docx"));
}

TEST_CASE("marks that somebody invented are no marks") {
    for (const char* name : {"", "_m_", "_m_a.b", "_m_0123456789_1_x", "a_0123456789_1_01234567",
                             "_m_0123456789.1.01234567", "_m_0123456789_1_012345678",
                             "_m_0123456789_", "_m_0123456789_1_"})
        CHECK_FALSE(parse_bookmark(name));
    const Mark mark{"0123456789.12", "89abcdef"};
    CHECK(mark.bookmark() == "_m_0123456789_12_89abcdef");
    for (const char* added : {"", "_", "_copy_1"})  // by LibreOffice
        CHECK(parse_bookmark(mark.bookmark() + added)->text() == mark.text());
    for (const char* text :
         {"", ".", "..", "0123456789.1", "0123456789.1.0123456", "0123456789..01234567",
          "012345678g.1.01234567", "0123456789.99999999999.01234567", "0123456789.-1.01234567"})
        CHECK_FALSE(parse_mark(text));
    CHECK(parse_mark("0123456789.12.01234567"));
}

TEST_CASE("a document that nobody edited matches the record it was written from") {
    for (const Audience audience : {Audience::court, Audience::defence, Audience::accused}) {
        ReportOptions options;
        options.audience = audience;
        const auto document = assemble(tests::compas_case(), options).value();
        const auto edited = read_docx(docx_of(document), "x.docx").value();
        CHECK(edited.origin.at("audience") == to_text(audience));
        CHECK(edited.texts.size() == marks_of(document).size());
        CHECK(drifts(edited, document).empty());
    }
}

TEST_CASE("an edited figure is told from a record that went on") {
    const CaseFile file = tests::compas_case();
    const auto document = assemble(file).value();
    const std::string docx = docx_of(document);
    const auto edited = read_docx(with_change(docx, ">Decile 8 of 10", ">Decile 2 of 10"), "x");
    const auto list = drifts(edited.value(), document);
    REQUIRE(list.size() == 1);
    CHECK(list[0].kind == DriftKind::edited);
    CHECK(list[0].document.starts_with("Decile 2 of 10"));
    CHECK(list[0].record.starts_with("Decile 8 of 10"));

    CaseFile later = file;
    later.matter.front().object.question = "Another question";
    const auto now = assemble(later).value();
    const auto outdated = drifts(read_docx(docx, "x").value(), now);
    REQUIRE(outdated.size() == 1);
    CHECK(outdated[0].kind == DriftKind::outdated);
    CHECK(outdated[0].record == "Another question");
}

TEST_CASE("where an editor dropped the tags of the controls, the bookmarks find the texts") {
    const auto document = assemble(tests::compas_case()).value();
    const auto parts = unzip(docx_of(document), "x").value();
    const auto untagged = [&](const std::string& from, const std::string& to) {
        std::vector<ZipEntry> entries;
        for (auto [name, content] : parts) {
            for (auto at = content.find("<w:tag "); at != std::string::npos;
                 at = content.find("<w:tag ", at))
                content.erase(at, content.find("</w:tag>", at) + 8 - at);
            const auto at = content.find(from);
            if (name == "word/document.xml" && at != std::string::npos)
                content.replace(at, from.size(), to);
            entries.push_back({name, content});
        }
        return read_docx(zip(entries).value(), "x").value();
    };
    const auto same = untagged("", "");
    CHECK(same.texts.size() == marks_of(document).size());
    CHECK(drifts(same, document).empty());
    const auto edited = drifts(untagged(">Decile 8 of 10", ">Decile 2 of 10"), document);
    REQUIRE(edited.size() == 1);
    CHECK(edited[0].kind == DriftKind::edited);
    CHECK_FALSE(edited[0].label.empty());
    // A bookmark that lost its end goes on to the end of the part; the others are read all the
    // same.
    const std::string& body = parts.at("word/document.xml");
    const auto begin = body.find("<w:bookmarkEnd ", body.find("</w:sdt>"));
    const std::string end = body.substr(begin, body.find("</w:bookmarkEnd>", begin) + 16 - begin);
    CHECK(drifts(untagged(end, ""), document).size() == 1);
}

TEST_CASE("marks within marks do not multiply their text") {
    auto parts = unzip(docx_of(assemble(tests::compas_case()).value()), "x").value();
    const std::string text(1000, 'x');
    std::string body = R"(<w:document xmlns:w="urn:w"><w:body>)";
    for (int i = 0; i < 1000; ++i)
        body +=
            fmt::format(R"(<w:bookmarkStart w:id="{0}" w:name="_m_0123456789_{0}_89abcdef"/>)", i);
    for (int i = 0; i < 50; ++i)
        body += fmt::format(R"(<w:sdt><w:sdtPr><w:tag w:val="0123456789.{}.89abcdef"/></w:sdtPr>)",
                            2000 + i);
    body += "<w:t>" + text + "</w:t>";
    for (int i = 0; i < 50; ++i)
        body += "</w:sdt>";
    parts["word/document.xml"] = body + "</w:body></w:document>";
    std::vector<ZipEntry> entries;
    for (const auto& [name, content] : parts)
        entries.push_back({name, content});
    std::size_t bytes = 0;
    const auto read = read_docx(zip(entries).value(), "x");
    REQUIRE(read);
    for (const EditedText& one : read->texts)
        bytes += one.text.size();
    CHECK(bytes >= 2 * text.size());  // the outermost control, the last bookmark
    CHECK(bytes < 3 * text.size());
}

TEST_CASE("a quotation that was deleted, with or without tracking, is missed") {
    const auto document = assemble(tests::compas_case()).value();
    const std::string docx = docx_of(document);
    const auto parts = unzip(docx, "x").value();
    const std::string& body = parts.at("word/document.xml");
    const auto begin = body.find("<w:sdt>");
    const auto end = body.find("</w:sdt>", begin) + 8;
    const std::string control = body.substr(begin, end - begin);
    for (const std::string& instead : {std::string(), "<w:del>" + control + "</w:del>"}) {
        const auto list =
            drifts(read_docx(with_change(docx, control, instead), "x").value(), document);
        CHECK(count(list, DriftKind::removed) == 1);
        CHECK(list.size() == 1);
    }
}
