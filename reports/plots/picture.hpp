// Plots as PNG for formats that hold pictures, in the typefaces of the PDF.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "reports/pdf/text.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

struct PlotPicture {
    std::string png;
    double width = 0, height = 0;  // in units of the drawing
};

class PictureMaker {
public:
    // Nothing where the fonts are not on this machine: such a document goes without pictures.
    [[nodiscard]] static std::optional<PictureMaker> make(const std::string& language,
                                                          bool right_to_left);
    // 200 dots per inch at the width of the text on A4. Nothing where a letter has no font, or the
    // plot is higher than any page.
    [[nodiscard]] std::optional<PlotPicture> picture(const Figure& figure);

private:
    PictureMaker(pdf::Fonts fonts, const std::string& language, bool right_to_left);
    std::unique_ptr<pdf::Fonts> fonts_;  // first: the typesetter refers to it
    std::unique_ptr<pdf::Typesetter> typesetter_;
};

}  // namespace isonomia::reports
