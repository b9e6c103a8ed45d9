// WordprocessingML for people who edit: docs/formats/report.md.
#include "reports/docx_writer.hpp"
#include "reports/format.hpp"
#include "reports/plots/picture.hpp"

namespace isonomia::reports {

namespace {

// Pictures of plots where the fonts are here; the table of each plot is always there.
Result<std::string> render(const Document& document) {
    std::optional<PictureMaker> maker;
    bool asked = false;  // fonts are loaded for the first figure, if there is one
    const auto draw = [&](const Figure& figure) -> std::optional<PlotImage> {
        if (!asked) maker = PictureMaker::make(document.language, document.direction == "rtl");
        asked = true;
        auto picture = maker ? maker->picture(figure) : std::nullopt;
        if (!picture) return std::nullopt;
        return PlotImage{std::move(picture->png), picture->width, picture->height};
    };
    return zip(DocxWriter(document, draw).parts());
}

}  // namespace

Format docx_format() {
    return {"docx", ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", &render,
            true};
}

}  // namespace isonomia::reports
