// The parts of a DOCX package that do not depend on what the report says: styles, numbering,
// settings, relations. Written by hand after ECMA-376 (5th edition), transitional.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/xml.hpp"
#include "reports/document.hpp"
#include "reports/zip.hpp"

namespace isonomia::reports {

constexpr std::string_view docx_main =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view docx_relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// A4 with margins of 2 cm, in twentieths of a point.
constexpr int page_width = 11906;
constexpr int page_height = 16838;
constexpr int page_margin = 1134;
constexpr int text_width = page_width - 2 * page_margin;

struct Picture {
    std::string name;  // 'figure-1.png', below word/media
    std::string bytes;
};

// A plot as PNG, its size in CSS pixels; nothing where it cannot be drawn here (no fonts).
struct PlotImage {
    std::string png;
    double width = 0, height = 0;
};
using DrawPlot = std::function<std::optional<PlotImage>(const Figure& figure)>;

[[nodiscard]] std::string xml_part(XmlWriter& writer);  // the finished part with its declaration

[[nodiscard]] std::string docx_theme();
[[nodiscard]] std::string docx_fonts();

// Everything but document, footnotes, header and footer.
[[nodiscard]] std::vector<ZipEntry> fixed_parts(const Document& document,
                                                const std::vector<Picture>& pictures);

}  // namespace isonomia::reports
