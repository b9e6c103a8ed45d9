#include <numeric>
#include <set>

#include "core/xml.hpp"
#include "reports/assemble.hpp"
#include "reports/docx_writer.hpp"
#include "reports/format.hpp"
#include "reports/record.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

Parts parts_of(const Document& document) {
    return unzip((*find_format("docx"))->render(document).value(), "report.docx").value();
}

Parts parts_of(const CaseFile& file) { return parts_of(assemble(file).value()); }

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

void each_element(XmlNode node, const std::function<void(XmlNode)>& visit) {
    visit(node);
    for (const XmlNode child : node.children())
        each_element(child, visit);
}

XmlDocument parsed(const Parts& parts, const std::string& name) {
    auto document = XmlDocument::parse(parts.at(name), name);
    REQUIRE(document);
    return std::move(*document);
}

}  // namespace

TEST_CASE("every part of a DOCX is well-formed whatever the record holds") {
    for (const CaseFile& file : {tests::hostile_case(20), tests::compas_case(), CaseFile{}}) {
        const Parts parts = parts_of(file);
        for (const auto& [name, content] : parts) {
            if (name.ends_with(".png")) continue;
            INFO(name);
            CHECK(XmlDocument::parse(content, name));
            for (const char* hidden : {"\u202E", "\u200B", "\u0007"})
                CHECK_FALSE(contains(content, hidden));
        }
    }
}

TEST_CASE("a link of a DOCX leads to a bookmark, and no name is given twice") {
    const XmlDocument document = parsed(parts_of(tests::compas_case()), "word/document.xml");
    std::set<std::string, std::less<>> names;
    std::set<std::string, std::less<>> tags;
    std::vector<std::string> targets;
    each_element(document.root(), [&](XmlNode node) {
        if (node.name() == "w:bookmarkStart") {
            CHECK(names.insert(std::string(*node.attribute("w:name"))).second);
            CHECK(node.attribute("w:name")->size() <= 40);
        }
        if (node.name() == "w:hyperlink") targets.emplace_back(*node.attribute("w:anchor"));
        if (node.name() == "w:tag") CHECK(tags.emplace(*node.attribute("w:val")).second);
    });
    CHECK(targets.size() > 50);
    CHECK(tags.size() > 200);
    for (const std::string& target : targets)
        CHECK(names.contains(target));
}

TEST_CASE("names of bookmarks hold what Word allows and never collide") {
    CHECK(bookmark_name("exhibit-E1") == "a_exhibit_E1");
    CHECK(bookmark_name("a.b") != bookmark_name("a-b"));
    CHECK(bookmark_name("a_b") != bookmark_name("a-b"));
    CHECK(bookmark_name(std::string(60, 'x')).size() <= 40);
}

TEST_CASE("headers repeat on every page, pages are counted, paragraphs are numbered by Word") {
    const Parts parts = parts_of(tests::compas_case());
    const std::string& body = parts.at("word/document.xml");
    const auto count = [&](std::string_view what) {
        std::size_t n = 0;
        for (auto at = body.find(what); at != std::string::npos; at = body.find(what, at + 1))
            ++n;
        return n;
    };
    CHECK(count("<w:tblHeader>") == count("<w:tbl>"));
    CHECK(count("<w:tbl>") > 3);
    CHECK(count("w:val=\"Numbered\"") > 10);
    CHECK(contains(parts.at("word/footer1.xml"), "w:instr=\"NUMPAGES\""));
    CHECK(contains(parts.at("word/header1.xml"), "SYNTHETIC"));
    CHECK(contains(parts.at("word/styles.xml"), "w:val=\"en\""));
}

TEST_CASE("beside long sentences a column keeps room for its longest word") {
    Document document;
    Section section;
    section.anchor = "one";
    Table table;
    const Catalogue english;
    table.caption.text = english.say("Table");
    Row row;
    row.supports = {{SupportKind::entry, "3", "entry 3", ""}};
    for (const char* text : {"18 April 2025, 09:12 UTC+01:00", "document", "x"}) {
        table.columns.push_back(english.say("Word"));
        row.cells.push_back(cell(value(text)));
    }
    for (int i = 0; i < 2; ++i) {
        table.columns.push_back(english.say("Word"));
        std::string sentence;
        while (sentence.size() < 300)
            sentence += "so it is ";
        row.cells.push_back(cell(value(sentence)));
    }
    table.rows.push_back(row);
    section.blocks.push_back(table);
    document.sections.push_back(section);
    const Parts parts = parts_of(document);
    const XmlDocument body = parsed(parts, "word/document.xml");
    std::vector<int> widths;
    each_element(body.root(), [&](XmlNode node) {
        if (node.name() == "w:gridCol")
            widths.push_back(std::stoi(std::string(*node.attribute("w:w"))));
    });
    REQUIRE(widths.size() == 5);
    CHECK(widths[0] > 9 * 110);  // 'UTC+01:00' in type of 9.5 points
    CHECK(widths[1] > 8 * 110);
    CHECK(widths[3] > 2 * widths[2]);
    CHECK(std::accumulate(widths.begin(), widths.end(), 0) < 9700);  // of the page's width
}

TEST_CASE("footnotes stand in their own part and are called from the text") {
    Document document;
    Section section;
    section.anchor = "one";
    Paragraph paragraph;
    const Catalogue english;
    paragraph.statement.text =
        english.say("Said.") + note({value("Why"), {{SupportKind::entry, "3", "entry 3", ""}}});
    section.blocks.push_back(paragraph);
    document.sections.push_back(section);
    number_paragraphs(document);
    const Parts parts = parts_of(document);
    CHECK(contains(parts.at("word/document.xml"), "<w:footnoteReference w:id=\"1\">"));
    CHECK(contains(parts.at("word/footnotes.xml"), ">Why</w:t>"));
    CHECK(contains(parts.at("word/footnotes.xml"), " [entry 3]"));
}

TEST_CASE("in a language that runs right to left every identifier is isolated") {
    Document document;
    document.language = "ar";
    document.direction = "rtl";
    Section section;
    section.anchor = "one";
    Paragraph paragraph;
    paragraph.statement = {Inline{{RunKind::words, "القضية ", "", false}} + value("2025/CR/0417"),
                           {{SupportKind::entry, "3", "entry 3", ""}}};
    section.blocks.push_back(paragraph);
    document.sections.push_back(section);
    const std::string body = parts_of(document).at("word/document.xml");
    CHECK(contains(body, "\u20682025/CR/0417\u2069"));
    CHECK(contains(body, "<w:bidi></w:bidi>"));
    CHECK(contains(body, "<w:rtl></w:rtl>"));
}

TEST_CASE("a plot that can be drawn is a picture with alternative text, one that cannot is none") {
    const auto document = assemble(tests::compas_case()).value();
    std::size_t asked = 0;
    const auto draw = [&](const Figure&) -> std::optional<PlotImage> {
        if (++asked == 1) return std::nullopt;
        return PlotImage{"not really a PNG", 600, 300};
    };
    const auto parts = unzip(zip(DocxWriter(document, draw).parts()).value(), "x").value();
    const XmlDocument body = parsed(parts, "word/document.xml");
    std::size_t pictures = 0;
    each_element(body.root(), [&](XmlNode node) {
        if (node.name() != "wp:docPr") return;
        ++pictures;
        CHECK(node.attribute("descr")->size() > 20);
    });
    CHECK(asked > 1);
    CHECK(pictures == asked - 1);
    CHECK(parts.at("word/media/figure-1.png") == "not really a PNG");
    CHECK(contains(parts.at("word/_rels/document.xml.rels"), "media/figure-1.png"));
}

TEST_CASE("the same record gives the same bytes of DOCX") {
    const auto document = assemble(tests::compas_case()).value();
    const Format& format = **find_format("docx");
    CHECK(format.render(document).value() == format.render(document).value());
}

TEST_CASE("5,000 exhibits fit into a DOCX", "[slow]") {
    const Parts parts = parts_of(tests::hostile_case(5000));
    CHECK(XmlDocument::parse(parts.at("word/document.xml"), "document.xml"));
}
