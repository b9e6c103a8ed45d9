// The first page: the answer in a word beside its reason; and lists under numbered paragraphs.
#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "reports/format.hpp"
#include "tests/catch.hpp"
#include "tests/reports/pdf/one_block.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using tests::said;

namespace {

// 'xMin' or 'yMin' of the first such word; -1 where it does not stand.
double place_of(const std::string& boxes, const std::string& word, const std::string& side) {
    const auto end = boxes.find(">" + word + "</word>");
    const auto begin = boxes.rfind(side + "=\"", std::min(end, boxes.size()));
    if (end == std::string::npos || begin == std::string::npos) return -1;
    const auto from = begin + side.size() + 2;
    return parse_number(boxes.substr(from, boxes.find('"', from) - from)).value_or(-1);
}

// The words of a PDF with their places; "" where the tool is missing.
std::string boxes_of(Block block) {
    const std::string pdf = (*find_format("pdf"))->render(tests::with(std::move(block), 1)).value();
    const auto result = run_process({"/usr/bin/pdftotext", "-bbox", "-", "-"}, pdf);
    return result && result->exit_code == 0 ? result->out : "";
}

Card answer_with(const std::string& badge) {
    Card card;
    card.kind = CardKind::answer;
    card.anchor = "a";
    card.title = stated(said("Question"));
    card.badge = Badge{"?", badge, "open"};
    card.blocks.push_back(paragraph(said("Reason")));
    return card;
}

}  // namespace

TEST_CASE("an answer without badge or reason breaks nothing") {
    Card bare;
    bare.kind = CardKind::answer;
    bare.title = stated(said("Question"));
    CHECK((*find_format("pdf"))->render(tests::with(bare)));
}

TEST_CASE("a long answer does not part the question from its reason") {
    const std::string brief = boxes_of(answer_with("no"));
    const std::string lengthy = boxes_of(answer_with("none, but some of them are open"));
    if (brief.empty()) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    for (const char* word : {"Question", "Reason"}) {
        CHECK(place_of(brief, word, "yMin") > 0);
        CHECK(place_of(brief, word, "yMin") == place_of(lengthy, word, "yMin"));
    }
    CHECK(place_of(lengthy, "open", "yMin") > place_of(lengthy, "none,", "yMin"));
    CHECK(place_of(lengthy, "open", "xMin") < place_of(lengthy, "Reason", "xMin"));
}

TEST_CASE("a list under a numbered paragraph stands under its text") {
    List list;
    list.items.push_back(stated(said("item")));
    const std::string boxes = boxes_of(list);
    if (boxes.empty()) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    CHECK(place_of(boxes, "1.1", "xMin") < place_of(boxes, "a", "xMin"));
    CHECK(place_of(boxes, "•", "xMin") >= place_of(boxes, "a", "xMin"));
    CHECK(place_of(boxes, "item", "xMin") > place_of(boxes, "•", "xMin"));
}
