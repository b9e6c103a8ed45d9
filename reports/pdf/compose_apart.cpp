// What is not the program's own statement: opinions of persons, and prescribed wording.
#include "reports/pdf/composer.hpp"

namespace isonomia::reports::pdf {

// What somebody thinks stands apart: a rule of another colour, and its author above it.
void Composer::write(const Opinion& opinion, Element& parent) {
    Element& part = add(parent, "Div");
    bars_.push_back({x_of(0, 0), 3, amber});
    left_ += 14;
    width_ -= 14;
    extra_before_ = 10;
    text(spans_of(opinion.author), {sans_family, 9.5, 13.5, true, ink}, add(part, "P"),
         {.keep = true});
    for (const Statement& said : opinion.said) {
        Spans spans = spans_of(said);
        if (said.supports.empty()) {
            spans.push_back({.text = " [", .small = true});
            for (Span span : spans_of(document_.unlinked_mark)) {
                span.small = true;
                spans.push_back(std::move(span));
            }
            spans.push_back({.text = "]", .small = true});
        }
        text(std::move(spans), TextStyle{}, add(part, "P"), {.before = 4});
    }
    left_ -= 14;
    width_ += 14;
    bars_.pop_back();
    extra_before_ = 8;
}

// Prescribed wording, word for word, and room to sign: on the page of the last sentence at least,
// so that nobody signs an empty page.
void Composer::write(const Declaration& declaration, Element& parent) {
    Element& part = add(parent, "Div");
    extra_before_ = 12;
    text(spans_of(declaration.title.text), {sans_family, 11, 15, true, ink}, add(part, "H3"),
         {.keep = true}, declaration.anchor);
    for (const Statement& sentence : declaration.wording)
        text(spans_of(sentence.text), TextStyle{}, add(add(part, "BlockQuote"), "P"),
             {.before = 5, .keep = &sentence == &declaration.wording.back()});
    text(spans_of(declaration.source), {sans_family, 8.6, 12, false, soft}, add(part, "P"),
         {.before = 5, .keep = !declaration.lines.empty()});
    for (const Inline& line : declaration.lines)
        text(spans_of(line), {sans_family, 9.5, 13.5, false, ink}, add(part, "P"),
             {.above = 24,
              .below = 2,
              .rule_below = 0.6,
              .keep = &line != &declaration.lines.back(),
              .rule = ink});
    extra_before_ = 8;
}

}  // namespace isonomia::reports::pdf
