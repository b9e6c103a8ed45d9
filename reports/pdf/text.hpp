// Text set in lines: pieces of the document become a Pango layout whose lines are painted one by
// one, so that a paragraph may go on on the next page.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/pdf/fonts.hpp"
#include "reports/pdf/painter.hpp"

namespace isonomia::reports::pdf {

struct TextStyle {
    const char* family = serif_family;
    double size = 10.5;   // points
    double leading = 15;  // from baseline to baseline
    bool bold = false;
    Colour colour = ink;
    bool to_the_end = false;  // aligned with the end of the line: figures in tables
};

class Text;
struct NoteText;

// A piece of one look. Data (`isolated`) cannot change the direction of the text around them.
struct Span {
    std::string text;
    std::string anchor = {};  // link target, or ""
    bool bold = false;
    bool mono = false;
    bool small = false;  // supports: what a statement rests on
    bool isolated = false;
    std::string language = {};            // of a quotation; "" for that of the document
    std::shared_ptr<NoteText> note = {};  // of a footnote: the text is its number
};
using Spans = std::vector<Span>;

[[nodiscard]] Spans spans_of(const Inline& text);
// '[E1; entry 12; +3]', each with a link to where it is shown.
[[nodiscard]] Spans spans_of(const Supports& supports);
[[nodiscard]] Spans spans_of(const Statement& statement);
[[nodiscard]] Spans spans_of(std::string_view plain_text);

class Text {
public:
    // The footnotes whose marks stand in lines [first, last).
    [[nodiscard]] std::vector<std::shared_ptr<NoteText>> notes(std::size_t first,
                                                               std::size_t last) const;
    [[nodiscard]] std::size_t lines() const { return lines_.size(); }
    [[nodiscard]] double leading() const { return style_.leading; }
    [[nodiscard]] double height() const { return static_cast<double>(lines()) * style_.leading; }
    [[nodiscard]] bool empty() const { return spans_.empty(); }
    [[nodiscard]] double widest() const;

    // Paints lines [first, last) with the upper left corner of the first at (x, y). Links, notes
    // and quotations become elements inside `element`; without an element everything is an
    // artifact.
    void paint(Painter& painter, Element* element, std::size_t first, std::size_t last, double x,
               double y) const;

    // One line without bookkeeping: words inside a figure.
    void show(cairo_t* cairo, double x, double baseline) const;

private:
    friend class Typesetter;
    struct FreeGlyphs {
        void operator()(PangoGlyphItem* item) const { pango_glyph_item_free(item); }
    };
    using Glyphs = std::unique_ptr<PangoGlyphItem, FreeGlyphs>;
    struct Line {
        std::vector<Glyphs> runs;  // from left to right
        double width = 0;
        std::size_t begin = 0, end = 0;  // bytes of text_
    };
    struct SpanPlace {
        std::size_t begin = 0, end = 0;  // bytes of text_
    };
    struct RunPlace {
        const PangoGlyphItem* item = nullptr;
        double x = 0, width = 0;
        std::size_t span = 0;
    };
    [[nodiscard]] std::vector<RunPlace> runs_of(const Line& line, double x) const;
    [[nodiscard]] std::size_t span_at(std::size_t byte) const;
    void show_run(cairo_t* cairo, const RunPlace& run, double baseline) const;

    // What painting needs; a Pango layout takes several times as much.
    std::string text_;
    std::vector<Line> lines_;
    Spans spans_;
    std::vector<SpanPlace> places_;
    TextStyle style_;
    double width_ = 0;
    bool right_to_left_ = false;
    mutable std::map<std::size_t, Element*> parts_;  // span -> its own element, once painted
};

// A footnote: its mark is painted in the text, then itself at the foot of that page.
struct NoteText {
    std::string number;
    Spans spans;
    std::unique_ptr<Text> text;  // set when the page is composed
    Element* element = nullptr;  // made where the mark is painted
};

// How wide a text is in one line, and its longest piece that a line break should not part.
struct TextWidths {
    double all = 0;
    double word = 0;     // of words
    double code = 0;     // of codes, which may be parted
    double support = 0;  // of what a statement rests on, which may be parted
};

class Typesetter {
public:
    Typesetter(const Fonts& fonts, const std::string& language, bool right_to_left);

    // `width` in points; negative: one line, however long.
    [[nodiscard]] Text set(Spans spans, const TextStyle& style, double width);
    // In points, from the advances of single letters: joined ones are never wider.
    [[nodiscard]] TextWidths widths(const Spans& spans, const TextStyle& style);
    [[nodiscard]] bool right_to_left() const { return right_to_left_; }
    // The first letter that no font has, with the package to install; reported once at the end.
    [[nodiscard]] const std::optional<Error>& missing() const { return missing_; }

private:
    // Advances of letters at a size of one point, asked of Pango once for each.
    using Advances = std::map<char32_t, double>;
    [[nodiscard]] std::string printable(const std::string& raw);
    [[nodiscard]] double advance(char32_t letter, const char* family, bool bold);
    const Fonts& fonts_;
    std::unique_ptr<PangoContext, Unref> context_;
    bool right_to_left_;
    std::optional<Error> missing_;
    std::map<std::pair<std::string_view, bool>, Advances> advances_;  // by family and weight
};

}  // namespace isonomia::reports::pdf
