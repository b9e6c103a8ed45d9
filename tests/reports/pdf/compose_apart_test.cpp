// What is signed: wording and the room to sign stay on one page.
#include "reports/pdf/composer.hpp"
#include "tests/catch.hpp"
#include "tests/reports/pdf/one_block.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using namespace isonomia::reports::pdf;
using tests::said;

namespace {

// How much stands on the last page, and on how many.
struct End {
    std::size_t pieces = 0, pages = 0;
};

End end_of(const Declaration& declaration, std::size_t lines_before, const Fonts& fonts) {
    Document document = tests::with(declaration, lines_before);
    document.contents = false;
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
    CHECK(end_of({}, 0, fonts).pages >= 1);
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
        const End end = end_of(declaration, lines, fonts);
        INFO(lines);
        CHECK(end.pieces >= 5);  // the last sentence, its source and three lines
        pages = std::max(pages, end.pages);
    }
    CHECK(pages > 1);  // a page was broken at every place
}
