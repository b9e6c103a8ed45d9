// What is signed: wording and the room to sign stay on one page.
#include "reports/pdf/composer.hpp"
#include "reports/record.hpp"
#include "tests/catch.hpp"

using namespace isonomia::reports;
using namespace isonomia::reports::pdf;

namespace {

Inline said(std::string text) { return {{RunKind::words, std::move(text), ""}}; }

Document with(Declaration declaration, std::size_t lines_before) {
    Document document;
    document.title.text = said("Title");
    document.contents = false;
    Section section;
    section.anchor = "one";
    section.title.text = said("One");
    for (std::size_t i = 0; i < lines_before; ++i)
        section.blocks.push_back(paragraph(said("a line")));
    section.blocks.emplace_back(std::move(declaration));
    document.sections.push_back(std::move(section));
    number_paragraphs(document);
    return document;
}

// How much stands on the last page, and on how many.
struct End {
    std::size_t pieces = 0, pages = 0;
};

End end_of(const Document& document, const Fonts& fonts) {
    Typesetter typesetter(fonts, "en", false);
    LaidOut out;
    const PageShape shape;
    const auto pieces = Composer(document, typesetter, out, shape).compose();
    const auto plan = plan_pages(pieces, shape);
    return {plan.back().pieces.size(), plan.size()};
}

}  // namespace

TEST_CASE("a declaration without wording or lines breaks nothing") {
    const Fonts fonts = Fonts::load().value();
    CHECK(end_of(with(Declaration{}, 0), fonts).pages >= 1);
}

TEST_CASE("nobody signs a page on which nothing is declared") {
    const Fonts fonts = Fonts::load().value();
    Declaration declaration;
    declaration.title.text = said("Statement of truth");
    for (const char* sentence : {"I believe it.", "I know my duty."})
        declaration.wording.push_back({said(sentence), {}});
    declaration.source.text = said("the source");
    for (const char* line : {"Name", "Date", "Signature"})
        declaration.lines.push_back(said(line));
    std::size_t pages = 0;
    for (std::size_t lines = 0; lines < 60; ++lines) {
        const End end = end_of(with(declaration, lines), fonts);
        INFO(lines);
        CHECK(end.pieces >= 5);  // the last sentence, its source and three lines
        pages = std::max(pages, end.pages);
    }
    CHECK(pages > 1);  // a page was broken at every place
}
