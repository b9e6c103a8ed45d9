// The questions of the first page: the answer in a word in the margin, the reason beside it.
#include <algorithm>

#include "reports/pdf/composer.hpp"

namespace isonomia::reports::pdf {

Colour colour_of(const Badge& badge) {
    if (badge.tone == "adverse") return red;
    if (badge.tone == "open") return amber;
    return badge.tone == "good" ? green : ink;
}

// The badge stands in the margin of the pieces from `begin` on, as many lines as it needs.
void Composer::beside(std::size_t begin, const Badge& badge, Element& element, double room,
                      double above) {
    const auto column = std::make_shared<const Column>(
        Column{set_.set(spans_of(badge.symbol + " " + badge.word),
                        {sans_family, 10, 15, true, colour_of(badge)}, room),
               &element, x_of(0, room)});
    double height = 0;
    for (std::size_t i = begin; i < pieces_.size(); ++i)
        height += pieces_[i].height + (i > begin ? pieces_[i].before : 0);
    pieces_.back().height += std::max(0.0, above + column->text.height() - height);
    pieces_[begin].paint = [column, above, paint = pieces_[begin].paint](Painter& painter,
                                                                         double y) {
        column->text.paint(painter, column->element, 0, column->text.lines(), column->x, y + above);
        paint(painter, y);
    };
}

// One question of the first page, never broken between two.
void Composer::answer(const Card& card, Element& parent) {
    constexpr double room = 108;
    constexpr double above = 4;
    const std::size_t begin = pieces_.size();
    Element& part = add(parent, "Div");
    std::vector<Column> columns;
    Element& heading = add(part, "H3");
    Element* mark = card.badge ? &add(part, "P") : nullptr;
    const double rest = width_ - room;
    columns.push_back({set_.set(spans_of(card.title.text), {sans_family, 11, 15, true, ink}, rest),
                       &heading, x_of(room, rest)});
    extra_before_ = 4;
    row(std::move(columns), {.above = above, .rule_above = 0.5, .whole = true, .keep = true},
        card.anchor);
    left_ += room;
    width_ -= room;
    for (const Block& block : card.blocks)
        if (const auto* line = std::get_if<Paragraph>(&block.content))
            text(spans_of(line->statement), {serif_family, 9.8, 13.2}, add(part, "P"),
                 {.before = 2}, line->anchor);
        else
            write(block, part);
    left_ -= room;
    width_ += room;
    if (mark != nullptr) beside(begin, *card.badge, *mark, room - 10, above);
    for (std::size_t i = begin; i + 1 < pieces_.size(); ++i)
        pieces_[i].keep_with_next = true;
    extra_before_ = 2;
}

}  // namespace isonomia::reports::pdf
