#include "reports/pdf/composer.hpp"

#include <algorithm>

#include "reports/plots/cairo_drawing.hpp"

namespace isonomia::reports::pdf {

namespace {

constexpr TextStyle body_style{};
constexpr TextStyle title_style{sans_family, 22, 28, true, ink};
constexpr TextStyle section_style{sans_family, 15, 20, true, ink};
constexpr TextStyle card_style{sans_family, 11, 15, true, ink};
constexpr TextStyle small_style{sans_family, 9, 12.5, false, soft};
constexpr TextStyle term_style{sans_family, 9.5, 13.5, true, ink};
constexpr double number_room = 34;  // beside numbered paragraphs

}  // namespace

Composer::Composer(const Document& document, Typesetter& typesetter, LaidOut& out,
                   const PageShape& shape)
    : document_(document),
      set_(typesetter),
      out_(out),
      shape_(shape),
      left_(shape.side),
      width_(shape.text_width()) {}

double Composer::x_of(double offset, double width) const {
    return set_.right_to_left() ? shape_.width - (left_ + offset) - width : left_ + offset;
}

void Composer::push(Piece piece) {
    piece.before += extra_before_;
    extra_before_ = 0;
    piece.new_page = new_page_;
    new_page_ = false;
    piece.bars = bars_;
    for (std::string& anchor : waiting_anchors_)
        piece.anchors.push_back(std::move(anchor));
    waiting_anchors_.clear();
    piece.repeated = table_head_;
    pieces_.push_back(std::move(piece));
}

void Composer::row(std::vector<Column> columns, const RowLook& look, const std::string& anchor) {
    if (!anchor.empty()) waiting_anchors_.push_back(anchor);
    struct Set {
        std::vector<Column> columns;
        RowLook look;
        double x = 0, width = 0;
    };
    std::size_t lines = 0;
    double height = 0;
    double leading = 0;
    for (const Column& column : columns) {
        lines = std::max(lines, column.text.lines());
        height = std::max(height, column.text.height());
        leading = std::max(leading, column.text.leading());
    }
    if (lines == 0) {
        lines = 1;
        height = 0;
    }
    const auto set =
        std::make_shared<const Set>(Set{std::move(columns), look, x_of(0, width_), width_});
    const bool whole = look.whole && height < (shape_.floor() - shape_.top) / 3;
    const std::size_t step = whole ? lines : 1;
    for (std::size_t first = 0; first < lines; first += step) {
        const bool is_first = first == 0;
        const bool is_last = first + step >= lines;
        Piece piece;
        piece.height =
            (whole ? height : leading) + (is_first ? look.above : 0) + (is_last ? look.below : 0);
        piece.before = is_first ? look.before : 0;
        // Never a single line of a paragraph at the foot or the head of a page.
        const bool widow = !whole && ((is_first && lines > 1) || first + 2 == lines);
        piece.keep_with_next = (is_last && look.keep) || (!is_last && widow);
        for (const Column& column : set->columns)
            for (const auto& note : column.text.notes(first, first + step))
                piece.notes.push_back(foot_of(note));
        piece.paint = [set, first, last = first + step, is_first, is_last, h = piece.height](
                          Painter& painter, double y) {
            const RowLook& l = set->look;
            if ((is_first && l.rule_above > 0) || (is_last && l.rule_below > 0)) {
                painter.begin_artifact();
                if (is_first && l.rule_above > 0)
                    painter.line(set->x, y, set->x + set->width, y, l.rule_above, l.rule);
                if (is_last && l.rule_below > 0)
                    painter.line(set->x, y + h, set->x + set->width, y + h, l.rule_below, l.rule);
                painter.end();
            }
            for (const Column& column : set->columns) {
                const std::size_t end = std::min(last, column.text.lines());
                if (first < end)
                    column.text.paint(painter, column.element, first, end, column.x,
                                      y + (is_first ? l.above : 0));
            }
        };
        push(std::move(piece));
    }
}

// The note as it stands at the foot of a page, its number before it.
std::shared_ptr<const Note> Composer::foot_of(const std::shared_ptr<NoteText>& note) {
    constexpr TextStyle style{serif_family, 8.4, 11.2};
    const double room = shape_.text_width();
    Spans spans{{.text = note->number + "  ", .bold = true}};
    spans.insert(spans.end(), note->spans.begin(), note->spans.end());
    note->text = std::make_unique<Text>(set_.set(std::move(spans), style, room));
    auto foot = std::make_shared<Note>();
    foot->height = note->text->height() + 2;
    foot->paint = [note, x = shape_.side](Painter& painter, double y) {
        note->text->paint(painter, note->element, 0, note->text->lines(), x, y);
    };
    return foot;
}

void Composer::text(Spans spans, const TextStyle& style, Element& element, const RowLook& look,
                    const std::string& anchor) {
    std::vector<Column> columns;
    columns.push_back({set_.set(std::move(spans), style, width_), &element, x_of(0, width_)});
    row(std::move(columns), look, anchor);
}

void Composer::write(const Block& block, Element& parent) {
    std::visit([&](const auto& content) { write(content, parent); }, block.content);
}

void Composer::write(const std::vector<Block>& blocks, Element& parent) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto* p = std::get_if<Paragraph>(&blocks[i].content);
        const bool last = i + 1 == blocks.size();
        introduces_ =
            p != nullptr && !last &&
            (all_strong(p->statement.text) || std::holds_alternative<List>(blocks[i + 1].content));
        write(blocks[i], parent);
        introduces_ = false;
        under_number_ = p != nullptr && !p->number.empty();
    }
}

void Composer::write(const Paragraph& paragraph, Element& parent) {
    Element& p = add(parent, "P");
    if (paragraph.number.empty()) {
        text(spans_of(paragraph.statement), body_style, p, {.before = 5, .keep = introduces_},
             paragraph.anchor);
        return;
    }
    std::vector<Column> columns;
    columns.push_back(
        {set_.set(spans_of(paragraph.number), small_style, number_room), &p, x_of(0, number_room)});
    const double room = width_ - number_room;
    columns.push_back(
        {set_.set(spans_of(paragraph.statement), body_style, room), &p, x_of(number_room, room)});
    row(std::move(columns), {.before = 6, .keep = introduces_}, paragraph.anchor);
}

void Composer::write(const List& list, Element& parent) {
    constexpr double room = 14;
    const double indent = under_number_ ? number_room : 0;  // under the text, not the number
    left_ += indent;
    width_ -= indent;
    Element& l = add(parent, "L");
    for (const Statement& item : list.items) {
        Element& li = add(l, "LI");
        std::vector<Column> columns;
        columns.push_back(
            {set_.set(spans_of("•"), body_style, room), &add(li, "Lbl"), x_of(0, room)});
        columns.push_back({set_.set(spans_of(item), body_style, width_ - room), &add(li, "LBody"),
                           x_of(room, width_ - room)});
        row(std::move(columns), {.before = 3});
    }
    left_ -= indent;
    width_ += indent;
    extra_before_ = 3;
}

void Composer::write(const Callout& callout, Element& parent) {
    const bool loud = callout.kind != "note";
    bars_.push_back({x_of(0, 0), 4, loud ? red : faint});
    left_ += 14;
    width_ -= 14;
    extra_before_ = 8;
    text(spans_of(callout.statement.text), {sans_family, 9.5, 13.5, false, ink}, add(parent, "P"),
         {.above = 3, .below = 3});
    left_ -= 14;
    width_ += 14;
    bars_.pop_back();
    extra_before_ = 8;
}

void Composer::write(const DefinitionList& list, Element& parent) {
    constexpr double term_room = 138;
    Element& l = add(parent, "L");
    if (list.compact) extra_before_ = std::max(extra_before_, 6.0);
    const Supports* shown = nullptr;  // the same support is not repeated line after line
    for (const Definition& entry : list.entries) {
        Element& li = add(l, "LI");
        Element& term = add(li, "Lbl");
        Element& body = add(li, "LBody");
        if (!list.compact)
            text(spans_of(entry.term), term_style, term, {.before = 6, .keep = true});
        bool first = true;
        for (const Statement& detail : entry.details) {
            Spans spans = spans_of(detail.text);
            if (shown == nullptr || *shown != detail.supports)
                for (Span& span : spans_of(detail.supports))
                    spans.push_back(std::move(span));
            shown = &detail.supports;
            if (!list.compact) {
                text(std::move(spans), body_style, body, {.before = 1});
                continue;
            }
            std::vector<Column> columns;
            const double room = width_ - term_room;
            if (first)
                columns.push_back({set_.set(spans_of(entry.term), small_style, term_room - 10),
                                   &term, x_of(0, term_room - 10)});
            columns.push_back({set_.set(std::move(spans), {serif_family, 10, 13.5}, room), &body,
                               x_of(term_room, room)});
            row(std::move(columns),
                {.above = 3.5, .below = 3.5, .rule_above = first ? 0.5 : 0, .whole = true});
            first = false;
        }
    }
    extra_before_ = 4;
}

void Composer::write(const Figure& figure, Element& parent) {
    constexpr double pixels = 720;  // the width plots are drawn for
    ++figures_;
    waiting_anchors_.push_back(figure.anchor);
    text(spans_of(figure.title.text), term_style, add(parent, "P"),
         {.before = 8, .below = 2, .keep = true});
    Element& element = add(parent, "Figure");
    element.alt = plain(figure.title.text) + ". " + plain(figure.description.text);
    const auto drawing = std::make_shared<const Drawing>(draw(figure, pixels));
    const double scale = width_ / pixels;
    Piece piece;
    piece.height = std::min(drawing->height * scale, shape_.floor() - shape_.top - 40);
    const double fitted = piece.height / drawing->height;
    piece.keep_with_next = true;
    const double x = x_of(0, width_);
    piece.paint = [this, drawing, fitted, x, h = piece.height, &element, w = width_](
                      Painter& painter, double y) {
        element.box = Rect{x, y, w, h};
        element.box_page = painter.page();
        painter.begin(element);
        paint_drawing(painter.cairo(), set_, *drawing, x, y, fitted);
        painter.end();
    };
    push(std::move(piece));
    write(figure.data, parent);
}

void Composer::badge(const Badge& badge, Element& parent) {
    const TextStyle style{sans_family, 10, 14, true, colour_of(badge)};
    text(spans_of(badge.symbol + " " + badge.word), style, add(parent, "P"),
         {.before = 1, .keep = true});
}

void Composer::write(const Card& card, Element& parent) {
    if (card.kind == CardKind::answer) return answer(card, parent);
    constexpr double indent = 13;
    Element& part = add(parent, "Div");
    out_.bookmarks.push_back({plain(card.title.text), card.anchor, 2});
    extra_before_ = 13;
    bars_.push_back({x_of(0, 0), 2, faint});
    left_ += indent;
    width_ -= indent;
    text(spans_of(card.title.text), card_style, add(part, "H3"), {.keep = true}, card.anchor);
    if (card.badge) badge(*card.badge, part);
    write(card.blocks, part);
    left_ -= indent;
    width_ += indent;
    bars_.pop_back();
    extra_before_ = 8;
}

void Composer::section(const Section& section, Element& root) {
    Element& part = add(root, "Sect");
    out_.bookmarks.push_back(
        {section.number + "  " + plain(section.title.text), section.anchor, 1});
    constexpr double room = 30;
    Element& heading = add(part, "H2");
    std::vector<Column> columns;
    columns.push_back(
        {set_.set(spans_of(section.number), section_style, room), &heading, x_of(0, room)});
    columns.push_back({set_.set(spans_of(section.title.text), section_style, width_ - room),
                       &heading, x_of(room, width_ - room)});
    row(std::move(columns),
        {.before = 24,
         .above = 7,
         .below = 4,
         .rule_above = 1.6,
         .whole = true,
         .keep = true,
         .rule = ink},
        section.anchor);
    write(section.blocks, part);
}

void Composer::cover(Element& root) {
    Element& part = add(root, "Sect");
    extra_before_ = 40;
    text(spans_of(document_.kind_of_report), {sans_family, 11, 15, false, soft}, add(part, "P"),
         {.above = 40});
    text(spans_of(document_.title.text), title_style, add(part, "H1"), {.before = 6, .below = 8});
    for (const Callout& banner : document_.banners)
        write(banner, part);
    extra_before_ = 16;
    write(document_.cover, part);
}

void Composer::contents(Element& root) {
    Element& toc = add(root, "TOC");
    text(spans_of(document_.contents_title), section_style, add(toc, "Caption"),
         {.before = 24, .above = 7, .below = 4, .rule_above = 1.6, .keep = true, .rule = ink});
    constexpr double number = 30;
    constexpr double page_room = 40;
    for (const Section& section : document_.sections) {
        Element& line = add(add(toc, "TOCI"), "Reference");
        Spans spans = spans_of(section.title.text);
        for (Span& span : spans)
            span.anchor = section.anchor;
        const TextStyle style{sans_family, 10, 16, false, ink};
        const double room = width_ - number - page_room;
        std::vector<Column> columns;
        columns.push_back(
            {set_.set(spans_of(section.number), style, number), &line, x_of(0, number)});
        columns.push_back({set_.set(std::move(spans), style, room), &line, x_of(number, room)});
        row(std::move(columns), {.whole = true, .keep = &section != &document_.sections.back()});
        // The number of the page is known only when all pages are planned.
        pieces_.back().paint = [this, paint = pieces_.back().paint, style, &line,
                                anchor = section.anchor, x = x_of(width_ - page_room, page_room)](
                                   Painter& painter, double y) {
            paint(painter, y);
            TextStyle at_the_end = style;
            at_the_end.to_the_end = true;
            const auto page = pages_.find(anchor);
            if (page == pages_.end()) return;
            const Text number_text =
                set_.set(spans_of(std::to_string(page->second + 1)), at_the_end, page_room);
            number_text.paint(painter, &line, 0, number_text.lines(), x, y);
        };
    }
}

std::vector<Piece> Composer::compose() {
    out_.elements.clear();
    Element& root = out_.elements.emplace_back(Element{.role = "Document"});
    cover(root);
    new_page_ = document_.contents;  // a short document begins under its title
    for (const Section& each : document_.sections) {
        section(each, root);
        if (document_.contents && &each == &document_.sections.front())
            contents(root);  // the findings come before the table of contents
    }
    return std::move(pieces_);
}

}  // namespace isonomia::reports::pdf
