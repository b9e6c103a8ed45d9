#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "core/digest.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/record.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/page_text.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string rendered(const CaseFile& file, const char* format) {
    const auto document = assemble(file);
    REQUIRE(document);
    return (*find_format(format))->render(*document).value();
}

void walk(XmlNode node, const std::function<void(XmlNode)>& visit) {
    visit(node);
    for (const XmlNode child : node.children())
        walk(child, visit);
}

// All decimal numbers of a text, thousands marks removed.
std::vector<double> figures(std::string text) {
    std::erase(text, ',');
    for (std::size_t at = 0; (at = text.find("\u2212", at)) != std::string::npos;)
        text.replace(at, std::string_view("\u2212").size(), "-");
    std::vector<double> list;
    for (std::size_t at = 0; (at = text.find_first_of("-0123456789", at)) != std::string::npos;) {
        const auto end = std::min(text.find_first_not_of("-.0123456789", at), text.size());
        if (const auto number = parse_number(text.substr(at, end - at))) list.push_back(*number);
        at = end;
    }
    return list;
}

}  // namespace

TEST_CASE("an unknown format is named with those there are") {
    const auto format = find_format("htlm");
    REQUIRE(!format);
    CHECK(format.error().code == "D0003");
    CHECK(format.error().hint.find("did you mean 'html'") != std::string::npos);
}

TEST_CASE("the page is well-formed, its ids unique, its headings in order, its tables headed") {
    const std::string html = rendered(tests::compas_case(), "html");
    const auto parsed = XmlDocument::parse(html.substr(html.find('\n') + 1), "report.html");
    REQUIRE(parsed);
    std::set<std::string> ids;
    std::vector<std::string> targets;
    int level = 0;
    int h1 = 0;
    walk(parsed->root(), [&](XmlNode node) {
        const std::string name(node.name());
        if (const auto id = node.attribute("id")) CHECK(ids.insert(std::string(*id)).second);
        if (const auto href = node.attribute("href")) targets.emplace_back(href->substr(1));
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
            const int next = name[1] - '0';
            CHECK(next <= level + 1);
            level = next;
            h1 += next == 1;
        }
        if (name == "table") CHECK(node.child("caption"));
        if (name == "th") CHECK(node.attribute("scope"));
        if (name == "svg") CHECK((node.child("title") && node.child("desc")));
        CHECK(name != "script");
        CHECK_FALSE(node.attribute("style"));
        CHECK_FALSE(node.attribute("src"));
    });
    CHECK(h1 == 1);
    for (const std::string& target : targets)
        CHECK(ids.contains(target));
}

TEST_CASE("in a column of figures a long range breaks between its bounds, no number breaks") {
    const auto page = [](const std::string& figure) {
        Document document;
        document.title.text = {{RunKind::words, "Title", ""}};
        Table table;
        table.columns = {{{RunKind::words, "Range", ""}}};
        Row row;
        row.cells.push_back(cell({{RunKind::number, figure, ""}}));
        row.cells.back().numeric = true;
        table.rows.push_back(row);
        Section section;
        section.blocks.emplace_back(table);
        document.sections.push_back(section);
        return (*find_format("html"))->render(document).value();
    };
    const auto has = [](const std::string& html, std::string_view part) {
        return html.find(part) != std::string::npos;
    };
    CHECK(has(page("[0.3574,\u00A00.3909]"), "<td>[0.3574,\u00A00.3909]</td>"));
    CHECK(has(page("[0,849543\u202F;\u00A01,180912]"),
              "<td>[0,849543\u202F;\u00A0<wbr/>1,180912]</td>"));
    const std::string endless(40, '7');
    CHECK(has(page("[1,\u00A0" + endless + "]"),  // but for one that no column holds
              "<td class=\"w\">[1,\u00A0<wbr/>" + endless + "]</td>"));
}

TEST_CASE("the policy allows this style sheet and nothing else") {
    const std::string html = rendered(tests::compas_case(), "html");
    const auto begin = html.find("<style>") + 7;
    const std::string style = html.substr(begin, html.find("</style>") - begin);
    CHECK(html.find("default-src 'none'; style-src 'sha256-" + base64(sha256(style)) + "'") !=
          std::string::npos);
    CHECK(style.find("url(") == std::string::npos);
    CHECK(style.find("@import") == std::string::npos);
}

TEST_CASE("every figure of the page equals the figure of the machine form") {
    const auto file = tests::compas_case();
    const std::string html = rendered(file, "html");
    const auto parsed = XmlDocument::parse(html.substr(html.find('\n') + 1), "report.html");
    REQUIRE(parsed);
    const auto json = parse_json(rendered(file, "json"));
    REQUIRE(json);
    std::map<std::string, std::string>
        cells;  // 'M3' -> text of the row or cell, 'all-M3' -> appendix
    walk(parsed->root(), [&](XmlNode node) {
        const auto id = node.attribute("id");
        if (!id || (node.name() != "tr" && node.name() != "td")) return;
        const XmlNode figure = node.name() == "tr" ? node.children().back() : node;
        std::string text = figure.text();
        if (const XmlNode column = figure.child("span")) text.erase(0, column.text().size());
        cells[std::string(*id)] = text;
    });
    std::size_t compared = 0;
    const Json::Array& measurements = *json->find("measurements")->array();
    for (std::size_t i = 0; i < measurements.size(); ++i) {
        for (const std::string prefix : {"", "all-"}) {
            const auto cell = cells.find(prefix + "M" + std::to_string(i + 1));
            if (cell == cells.end()) continue;
            const Json* value = measurements[i].find("value");
            if (value == nullptr) {
                CHECK(cell->second == "undefined");
                continue;
            }
            std::vector<double> expected{*value->number()};
            if (const Json* interval = measurements[i].find("interval")) {
                expected.push_back(*interval->find("low")->number());
                expected.push_back(*interval->find("high")->number());
            }
            const auto shown = figures(cell->second);
            REQUIRE(shown.size() == expected.size());
            for (std::size_t k = 0; k < shown.size(); ++k)
                CHECK(std::abs(shown[k] - expected[k]) <=
                      (prefix.empty() ? 0.5e-4 : 0.5e-6) + 1e-12);
            ++compared;
        }
    }
    CHECK(compared > 70);
}

TEST_CASE("the published figures stand on the page") {
    const std::string html = tests::unbroken(rendered(tests::compas_case(), "html"));
    for (const char* figure :
         {"0.4485", "0.2345", "0.2799", "0.4772", "0.213925 [0.182053,\u00A00.245023]",
          "0.100000 [0.002529,\u00A00.445016]"})
        CHECK(html.find(figure) != std::string::npos);
}
