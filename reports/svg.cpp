#include <fmt/format.h>

#include "core/xml.hpp"
#include "reports/label_parts.hpp"
#include "reports/numbers.hpp"
#include "reports/plot.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

namespace {

// One decimal, no trailing '.0': coordinates need no more, and the file stays small.
std::string at(double coordinate) {
    std::string text = fixed(coordinate, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string strokes(const Shape& s) {
    std::string d;
    for (const std::vector<Spot>& stroke : s.strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i)
            d += (i == 0 ? "M" : i == 1 ? "L" : " ") + at(stroke[i].x) + " " + at(stroke[i].y);
        if (s.closed) d += "Z";
    }
    return d;
}

// What visible() leaves, with the isolates that are ours.
std::string label(const std::string& text) {
    std::string out;
    for (const LabelPart& part : label_parts(visible(text)))
        out += part.apart ? "\u2068" + part.text + "\u2069" : part.text;
    return escape_xml_text(out);
}

std::string shape(const Shape& s) {
    switch (s.kind) {
        case ShapeKind::line:
            return fmt::format(R"(<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"></line>)",
                               s.look, at(s.x), at(s.y), at(s.x2), at(s.y2));
        case ShapeKind::circle:
            return fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="{}"></circle>)", s.look,
                               at(s.x), at(s.y), at(s.radius));
        case ShapeKind::path:
            return fmt::format(R"(<path class="{}" d="{}"></path>)", s.look, strokes(s));
        case ShapeKind::text: {
            const char* align = s.align == 'e' ? " end" : s.align == 'm' ? " mid" : "";
            return fmt::format(R"(<text class="{}{}" x="{}" y="{}">{}</text>)", s.look, align,
                               at(s.x), at(s.y), label(s.text));
        }
    }
    return "";
}

}  // namespace

std::string svg(const Drawing& drawing, const std::string& id, const std::string& title,
                const std::string& description, const std::string& css_class) {
    std::string out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="{0}" viewBox="0 0 {1} {2}" role="img" )"
        R"(aria-labelledby="{3}-t {3}-d"><title id="{3}-t">{4}</title><desc id="{3}-d">{5}</desc>)",
        css_class, at(drawing.width), at(drawing.height), id, escape_xml_text(visible(title)),
        escape_xml_text(visible(description)));
    for (const Shape& s : drawing.shapes)
        out += shape(s);
    return out + "</svg>\n";
}

}  // namespace isonomia::reports
