#include "reports/pdf/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "reports/visible.hpp"

namespace isonomia::reports::pdf {

namespace {

// The note that a run calls, if it calls one.
std::shared_ptr<NoteText> note_of(const Run& run) {
    if (run.note == nullptr) return nullptr;
    auto note = std::make_shared<NoteText>();
    note->number = run.text;
    note->spans = spans_of(*run.note);
    return note;
}

}  // namespace

Spans spans_of(const Inline& text) {
    Spans spans;
    for (const Run& run : text) {
        if (run.text.empty()) continue;
        Span span{.text = run.text, .bold = run.strong};
        span.mono = run.kind == RunKind::code;
        span.isolated = run.kind != RunKind::words;
        if (run.kind == RunKind::link) span.anchor = run.anchor;
        span.language = run.language;
        span.note = note_of(run);
        spans.push_back(std::move(span));
    }
    return spans;
}

namespace {

// 'entry 665' is not parted at the end of a line.
std::string whole_label(std::string label) {
    constexpr std::size_t short_max = 16;
    const auto blank = label.find(' ');
    if (blank != std::string::npos && label.size() <= short_max) label.replace(blank, 1, "\u00A0");
    return label;
}

}  // namespace

Spans spans_of(const Supports& supports) {
    constexpr std::size_t shown_max = 4;
    Spans spans;
    if (supports.empty()) return spans;
    const auto words = [&](std::string text) {
        spans.push_back({.text = std::move(text), .small = true});
    };
    words(" [");
    for (std::size_t i = 0; i < supports.size() && i < shown_max; ++i) {
        if (i > 0) words("; ");
        spans.push_back({.text = whole_label(supports[i].label),
                         .anchor = supports[i].anchor,
                         .small = true,
                         .isolated = true});
    }
    if (supports.size() > shown_max) words(fmt::format("; +{}", supports.size() - shown_max));
    words("]");
    return spans;
}

Spans spans_of(const Statement& statement) {
    Spans spans = spans_of(statement.text);
    Spans rests_on = spans_of(printed_supports(statement));
    std::move(rests_on.begin(), rests_on.end(), std::back_inserter(spans));
    return spans;
}

Spans spans_of(std::string_view plain_text) {
    Spans spans;
    if (!plain_text.empty()) spans.push_back({.text = std::string(plain_text)});
    return spans;
}

std::vector<std::shared_ptr<NoteText>> Text::notes(std::size_t first, std::size_t last) const {
    std::vector<std::shared_ptr<NoteText>> found;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
        if (spans_[i].note == nullptr) continue;
        const std::size_t at = places_[i].begin;
        for (std::size_t line = first; line < std::min(last, lines_.size()); ++line)
            if (at >= lines_[line].begin && at < lines_[line].end) found.push_back(spans_[i].note);
    }
    return found;
}

double Text::widest() const {
    double width = 0;
    for (const Line& line : lines_)
        width = std::max(width, line.width);
    return width;
}

std::size_t Text::span_at(std::size_t byte) const {
    const auto after =
        std::upper_bound(places_.begin(), places_.end(), byte,
                         [](std::size_t at, const SpanPlace& place) { return at < place.begin; });
    return static_cast<std::size_t>(std::distance(places_.begin(), after)) - 1;
}

// The runs of a line with their places, in reading order: painting order is what readers hear.
std::vector<Text::RunPlace> Text::runs_of(const Line& line, double x) const {
    std::vector<RunPlace> runs;
    for (const Glyphs& glyphs : line.runs) {
        const PangoGlyphItem* item = glyphs.get();
        const double width = pango_units_to_double(pango_glyph_string_get_width(item->glyphs));
        runs.push_back({item, x, width, span_at(static_cast<std::size_t>(item->item->offset))});
        x += width;
    }
    std::stable_sort(runs.begin(), runs.end(), [](const RunPlace& a, const RunPlace& b) {
        return a.item->item->offset < b.item->item->offset;
    });
    return runs;
}

void Text::show_run(cairo_t* cairo, const RunPlace& run, double baseline) const {
    const Span& span = spans_[run.span];
    const bool link = !span.anchor.empty();
    if (span.note != nullptr) baseline -= style_.size * 0.34;
    const Colour colour = span.small ? soft : link ? blue : style_.colour;
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    cairo_move_to(cairo, run.x, baseline);
    pango_cairo_show_glyph_item(cairo, text_.c_str(), const_cast<PangoGlyphItem*>(run.item));
    if (!link) return;
    cairo_rectangle(cairo, run.x, baseline + 1.4, run.width, 0.4);  // underlined
    cairo_fill(cairo);
}

void Text::show(cairo_t* cairo, double x, double baseline) const {
    if (lines_.empty()) return;
    for (const RunPlace& run : runs_of(lines_.front(), x))
        show_run(cairo, run, baseline);
}

namespace {

// The element that a span is of its own; "" where it is part of the text around it.
std::string_view role_of(const Span& span) {
    if (span.note != nullptr) return "Reference";
    if (!span.anchor.empty()) return "Link";
    return span.language.empty() ? "" : "Span";
}

}  // namespace

void Text::paint(Painter& painter, Element* element, std::size_t first, std::size_t last, double x,
                 double y) const {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    const double baseline_at = style_.leading / 2 + style_.size * 0.35;
    std::size_t open = none;  // the span whose leaf is open; plain text counts as one
    const auto leaf_of = [&](std::size_t span) {
        return role_of(spans_[span]).empty() ? none - 1 : span;
    };
    const auto close = [&] {
        if (open != none) painter.end();
        open = none;
    };
    if (element == nullptr && first < last) painter.begin_artifact();
    for (std::size_t i = first; i < last; ++i, y += style_.leading) {
        const bool from_the_end = right_to_left_ != style_.to_the_end;
        const double start = from_the_end ? x + width_ - lines_[i].width : x;
        for (const RunPlace& run : runs_of(lines_[i], start)) {
            const Span& span = spans_[run.span];
            if (element != nullptr && leaf_of(run.span) != open) {
                close();
                open = leaf_of(run.span);
                if (open == none - 1) {
                    painter.begin(*element);
                } else {
                    Element*& part = parts_[run.span];
                    if (part == nullptr) {
                        part = &painter.add(*element, role_of(span));
                        part->language = span.language;
                    }
                    painter.begin(*part);
                }
            }
            show_run(painter.cairo(), run, y + baseline_at);
            if (element != nullptr && span.note != nullptr && span.note->element == nullptr) {
                span.note->element = &painter.add(*element, "Note");
                span.note->element->id = "note-" + span.note->number;
            } else if (element != nullptr && !span.anchor.empty()) {
                painter.link({run.x, y + 1, run.width, style_.leading - 2}, span.anchor, span.text,
                             *parts_[run.span]);
            }
        }
    }
    if (element == nullptr && first < last) painter.end();
    close();
}

Typesetter::Typesetter(const Fonts& fonts, const std::string& language, bool right_to_left)
    : fonts_(fonts),
      context_(fonts.context(language, right_to_left)),
      right_to_left_(right_to_left) {}

// Visible text whose every character a font has: letters without a font stop the report, other
// signs are spelt out.
std::string Typesetter::printable(const std::string& raw) {
    const std::string text = visible(raw);
    std::string out;
    for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const auto c = static_cast<char32_t>(g_utf8_get_char(at));
        if (fonts_.covers(c) || g_unichar_iszerowidth(c) != FALSE) {
            out.append(at, static_cast<const char*>(g_utf8_next_char(at)));
            continue;
        }
        const std::string_view package = package_for(c);
        if (!package.empty() && g_unichar_isalpha(c) != FALSE && !missing_)
            missing_ = system_error("D0202", fmt::format("no font on this machine has the letter "
                                                         "U+{:04X}; without it no PDF is written",
                                                         static_cast<unsigned>(c)))
                           .hinted("install the package " + std::string(package));
        out += fmt::format("⟨U+{:04X}⟩", static_cast<unsigned>(c));
    }
    return out;
}

namespace {

void add_attribute(PangoAttrList* list, PangoAttribute* attribute, std::size_t begin,
                   std::size_t end) {
    attribute->start_index = static_cast<guint>(begin);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
}

// A copy that holds the glyphs and their font, but none of the attributes that chose them.
PangoGlyphItem* without_attributes(PangoGlyphItem* run) {
    PangoGlyphItem* copy = pango_glyph_item_copy(run);
    GSList*& attributes = copy->item->analysis.extra_attrs;
    g_slist_free_full(
        attributes, [](void* one) { pango_attribute_destroy(static_cast<PangoAttribute*>(one)); });
    attributes = nullptr;
    return copy;
}

// The size of a span beside that of the text around it.
double scale_of(const Span& span) {
    if (span.note != nullptr) return 0.68;
    if (span.small) return 0.76;
    return span.mono ? 0.86 : 1;
}

// Pango shapes what is left of an item again for every line that it breaks: items of bounded length
// keep the cost linear. The attribute says what holds anyway; only its borders matter.
void bound_items(PangoAttrList* list, const std::string& text) {
    constexpr std::size_t usual = 160, longest = 320;  // bytes
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool letter_begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        const bool word_begins = at > 0 && text[at - 1] == ' ';
        if (!letter_begins || at - begin < (word_begins ? usual : longest)) continue;
        add_attribute(list, pango_attr_fallback_new(TRUE), begin, at);
        begin = at;
    }
}

}  // namespace

Text Typesetter::set(Spans spans, const TextStyle& style, double width) {
    Text text;
    bool isolate = right_to_left_;
    for (Span& span : spans) {
        span.text = printable(span.text);
        isolate = isolate || runs_right_to_left(span.text);
    }
    std::string all;
    PangoAttrList* attributes = pango_attr_list_new();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Span& span = spans[i];
        const std::size_t begin = all.size();
        all += isolate && span.isolated ? "\u2068" + span.text + "\u2069" : span.text;
        const std::size_t end = all.size();
        text.places_.push_back({begin, end});
        // A colour per span, never shown: runs then never reach over the border of a span.
        const auto tone = static_cast<guint16>(i % 65535);
        add_attribute(attributes, pango_attr_foreground_new(tone, 0, 0), begin, end);
        if (span.bold)
            add_attribute(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, end);
        const double scale = scale_of(span);
        if (span.small || span.mono)
            add_attribute(attributes, pango_attr_family_new(span.mono ? mono_family : sans_family),
                          begin, end);
        if (scale < 1)
            add_attribute(attributes,
                          pango_attr_size_new(pango_units_from_double(style.size * scale)), begin,
                          end);
    }
    bound_items(attributes, all);
    const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context_.get()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, style.family);
    pango_font_description_set_size(font, pango_units_from_double(style.size));
    if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout.get(), width < 0 ? -1 : pango_units_from_double(width));
    pango_layout_set_text(layout.get(), all.c_str(), static_cast<int>(all.size()));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    if (!all.empty())
        for (const GSList* at = pango_layout_get_lines_readonly(layout.get()); at != nullptr;
             at = at->next) {
            const auto* line = static_cast<PangoLayoutLine*>(at->data);
            PangoRectangle logical;
            pango_layout_line_get_extents(static_cast<PangoLayoutLine*>(at->data), nullptr,
                                          &logical);
            const auto begin = static_cast<std::size_t>(line->start_index);
            Text::Line& kept = text.lines_.emplace_back(
                Text::Line{{},
                           pango_units_to_double(logical.width),
                           begin,
                           begin + static_cast<std::size_t>(line->length)});
            for (const GSList* run = line->runs; run != nullptr; run = run->next)
                kept.runs.emplace_back(without_attributes(static_cast<PangoGlyphItem*>(run->data)));
        }
    text.text_ = std::move(all);
    text.spans_ = std::move(spans);
    text.style_ = style;
    text.width_ = width;
    text.right_to_left_ = right_to_left_;
    return text;
}

double Typesetter::advance(char32_t letter, const char* family, bool bold) {
    const auto [it, fresh] = advances_[{family, bold}].emplace(letter, 0.0);
    if (!fresh) return it->second;
    constexpr double probe = 100;  // points
    std::array<char, 6> utf8{};
    const int length = g_unichar_to_utf8(static_cast<gunichar>(letter), utf8.data());
    const TextStyle style{family, probe, probe, bold, ink};
    const Text text =
        set({{.text = std::string(utf8.data(), static_cast<std::size_t>(length))}}, style, -1);
    return it->second = text.widest() / probe;
}

TextWidths Typesetter::widths(const Spans& spans, const TextStyle& style) {
    TextWidths widths;
    double word = 0;
    for (const Span& span : spans) {
        const double size = style.size * scale_of(span);
        const char* family = span.mono ? mono_family : span.small ? sans_family : style.family;
        const std::string text = visible(span.text);
        for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
            const auto letter = static_cast<char32_t>(g_utf8_get_char(at));
            const double wide = advance(letter, family, style.bold || span.bold) * size;
            widths.all += wide;
            const bool gap = letter == U' ' || letter == U'\n';
            word = gap ? 0 : word + wide;
            double& longest = span.small ? widths.support : span.mono ? widths.code : widths.word;
            longest = std::max(longest, word);
            // A line may break behind a hyphen, unless a digit follows.
            if (letter == U'-' && g_ascii_isdigit(at[1]) == FALSE) word = 0;
        }
    }
    return widths;
}

}  // namespace isonomia::reports::pdf
