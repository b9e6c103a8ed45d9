// The same facts in every form: what HTML, DOCX, PDF, JSON, XML and the document itself say is
// extracted and compared.
#include <algorithm>
#include <functional>

#include "core/case_document.hpp"
#include "core/describe.hpp"
#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/assemble.hpp"
#include "reports/edited.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "reports/marks.hpp"
#include "reports/visible.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/page_text.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// All character data, white space folded: what a reader sees, in order.
std::string text_of(const std::string& xml) {
    const auto document = XmlDocument::parse(xml, "x");
    REQUIRE(document);
    return document->root().text();
}

std::vector<std::string> facts_of(const Document& document) {
    std::vector<std::string> facts;
    for (const Marked& marked : marks_of(document))
        facts.push_back(visible(marked.run->text));
    return facts;
}

std::string folded(const std::string& text) {
    std::string out;
    for (const std::string& word : words(text))
        out += (out.empty() ? "" : " ") + word;
    return out;
}

// The text of all pages in one piece without what stands at their head and foot, then with it.
std::optional<std::string> pdf_text(const Document& document) {
    const auto pdf = (*find_format("pdf"))->render(document);
    if (!pdf) FAIL(pdf.error().message);
    const auto result =
        run_process({"/usr/bin/pdftotext", "-raw", "-enc", "UTF-8", "-", "-"}, *pdf);
    if (!result || result->exit_code != 0) return std::nullopt;
    std::string all = tests::letters(result->out);
    for (const std::string_view page : split(result->out, '\f'))
        all += tests::body_of(page, document);
    return all;
}

void check_html_and_docx(const Document& document) {
    const std::string html = (*find_format("html"))->render(document).value();
    const std::string page = text_of(html.substr(html.find('\n') + 1));
    const auto read = read_docx((*find_format("docx"))->render(document).value(), "x");
    std::string body;
    for (const EditedText& text : read.value().texts)
        body += folded(text.text) + "\n";
    for (const std::string& fact : facts_of(document)) {
        const std::string wanted = folded(fact);
        if (!contains(page, wanted)) FAIL_CHECK("not in HTML: " << wanted);
        if (!contains(body, wanted)) FAIL_CHECK("not in DOCX: " << wanted);
    }
}

}  // namespace

TEST_CASE("every fact of the document stands in HTML and in DOCX, for every reader") {
    for (const std::string_view name : names_of(Audience{})) {
        ReportOptions options;
        options.audience = from_text<Audience>(name).value();
        INFO(name);
        check_html_and_docx(assemble(tests::compas_case(), options).value());
        options.catalogue = find_language("fr").value();
        check_html_and_docx(assemble(tests::compas_case(), options).value());
    }
    check_html_and_docx(assemble(tests::hostile_case(50)).value());
}

TEST_CASE("every fact of the document stands in the text of the PDF, in French too") {
    for (const Audience audience : {Audience::prosecution, Audience::accused}) {
        ReportOptions options;
        options.audience = audience;
        options.catalogue = find_language("fr").value();
        const auto document = assemble(tests::small_case(), options).value();
        const auto text = pdf_text(document);
        if (!text) {
            WARN("not run: pdftotext (poppler-utils) is not installed");
            return;
        }
        for (const std::string& fact : facts_of(document))
            if (const std::string wanted = tests::letters(fact); !contains(*text, wanted))
                FAIL_CHECK("not in PDF: " << wanted);
    }
}

TEST_CASE("figures and facts of the record are the same in JSON and XML, and shown in the report") {
    const CaseFile file = tests::compas_case();
    const auto document = assemble(file).value();
    const Json json = parse_json((*find_format("json"))->render(document).value()).value();
    const auto xml = XmlDocument::parse(case_document(file), "case.xml").value();
    const auto measurements = *json.find("measurements")->array();
    REQUIRE(measurements.size() == file.measurements.size());
    std::vector<XmlNode> nodes;
    const std::function<void(XmlNode)> collect = [&](XmlNode node) {
        for (const XmlNode child : node.children())
            if (child.name() == "measurement")
                nodes.push_back(child);
            else
                collect(child);
    };
    collect(xml.root());
    REQUIRE(nodes.size() == measurements.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Json* value = measurements[i].find("value");
        const auto text = nodes[i].attribute("value");
        CHECK(*measurements[i].find("id")->string() == nodes[i].attribute("id").value_or(""));
        REQUIRE((value != nullptr) == text.has_value());
        if (value != nullptr) CHECK(shortest(*value->number()) == *text);
    }
    const auto facts = *json.find("facts")->array();
    REQUIRE(facts.size() == file.facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i)
        CHECK(*facts[i].find("status")->string() == to_text(file.facts[i].object.status));
}

TEST_CASE("formulas, endless words and markup stay text in a DOCX") {
    CaseFile file = tests::compas_case();
    const std::string endless(10'000, 'w');
    const std::string formula = "=HYPERLINK(\"http://x\")";
    file.exhibits.front().object.title = endless;
    file.exhibits.back().object.title = formula;
    file.matter.front().object.title = "</w:t><w:altChunk r:id=\"x\"/>";
    const auto document = assemble(file).value();
    const auto parts = unzip((*find_format("docx"))->render(document).value(), "x").value();
    const std::string& body = parts.at("word/document.xml");
    CHECK(contains(body, endless));
    CHECK(contains(body, ">=HYPERLINK(\"http://x\")</w:t>"));
    CHECK_FALSE(contains(body, "<w:altChunk"));
    for (const auto& [name, content] : parts)
        CHECK_FALSE(contains(content, "TargetMode=\"External\""));
}
