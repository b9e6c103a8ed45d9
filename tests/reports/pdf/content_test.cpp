// Reading a page's content operator by operator: what is text must never be taken for an operator.
#include "reports/pdf/content.hpp"

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/pdf/write.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using isonomia::reports::pdf::ContentReader;

namespace {

std::vector<std::string> operators_of(std::string_view content) {
    std::vector<std::string> names;
    ContentReader reader(content);
    while (const auto operation = reader.next())
        names.emplace_back(operation->name);
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("content that breaks off, or is no content, ends the reading") {
    for (const std::string_view content :
         {"", " ", "(", "(a", "(a\\", "<", "<41", "<<", "/", "%", "% EMC", "[", "1 2 3", "/F1 12"})
        CHECK(operators_of(content).empty());
    CHECK(operators_of(std::string_view("\0\0", 2)).empty());
    CHECK(operators_of("ID EMC Q") == Names{"ID"});      // an image without an end has no text
    CHECK(operators_of("BT (a ET EMC") == Names{"BT"});  // nor has a string
    CHECK(operators_of(")) >> } q") == Names{"q"});      // brackets that close nothing
}

TEST_CASE("operators inside strings, names, comments and images are no operators") {
    CHECK(operators_of("(EMC) Tj") == Names{"Tj"});
    CHECK(operators_of("(a (EMC) b) Tj") == Names{"Tj"});  // brackets in pairs
    CHECK(operators_of("(a \\) EMC) Tj") == Names{"Tj"});  // a bracket behind a backslash
    CHECK(operators_of("(a \\\\) EMC") == Names{"EMC"});   // a backslash behind a backslash
    CHECK(operators_of("(\0EMC\n) Tj") == Names{});        // cut at the null of the literal
    CHECK(operators_of(std::string_view("(\0EMC\n) Tj", 11)) == Names{"Tj"});
    CHECK(operators_of("<454D43> Tj") == Names{"Tj"});
    CHECK(operators_of("/EMC gs") == Names{"gs"});
    CHECK(operators_of("% EMC\nq") == Names{"q"});
    CHECK(operators_of("% EMC\rq") == Names{"q"});
    CHECK(operators_of("/P << /MCID 0 /Alt (EMC) >> BDC") == Names{"BDC"});
    CHECK(operators_of("BI /W 1 ID EMC xEI EIx Q\nEI\nQ") == (Names{"BI", "ID", "EI", "Q"}));
    CHECK(operators_of("[(a)-20(b)]TJ") == Names{"TJ"});
    CHECK(operators_of("true false null +1 -1 .5 n") == Names{"n"});
}

TEST_CASE("operands are what stands between two operators") {
    ContentReader reader("q 1 0 0 1 (a b) cm\nQ");
    const auto first = reader.next();
    const auto second = reader.next();
    const auto third = reader.next();
    REQUIRE(third.has_value());
    CHECK(first->operands.empty());
    CHECK(second->name == "cm");
    CHECK(second->operands == " 1 0 0 1 (a b) ");
    CHECK(second->begin == first->end);
    CHECK(third->name == "Q");
    CHECK_FALSE(reader.next().has_value());
}

TEST_CASE(
    "names with operators, control characters, null and text from right to left become text") {
    const std::string null("a\0b", 3);
    for (const std::string& name :
         {std::string("EMC ET Q endstream endobj"), std::string(") Tj ET Q ("), std::string("\\"),
          std::string("<</S/JavaScript/JS(app.alert(1))>>"), null,
          std::string("\x01\x02\x1B[31m\x7F"), std::string("\u202Eexe.\u2066مرحبا"),
          std::string(3000, 'W')}) {
        Document document;
        document.title.text = {{RunKind::words, "Title", ""}};
        Section section;
        section.anchor = "one";
        section.title.text = {{RunKind::words, "One", ""}};
        Paragraph paragraph;
        paragraph.anchor = "p";
        paragraph.statement = {{{RunKind::value, name, ""}},
                               {{SupportKind::exhibit, name, name, "p"}}};
        section.blocks.emplace_back(paragraph);
        document.sections.push_back(section);
        number_paragraphs(document);
        INFO(name.substr(0, 40));
        const auto pdf = pdf::write_pdf(document);
        REQUIRE(pdf);
        CHECK(pdf::broken_clauses(*pdf).empty());
        CHECK(pdf->find("/JavaScript") == std::string::npos);
    }
}
