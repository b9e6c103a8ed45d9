#include "reports/plots/picture.hpp"

#include <cmath>

#include "reports/plots/cairo_drawing.hpp"

namespace isonomia::reports {

namespace {

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

PictureMaker::PictureMaker(pdf::Fonts fonts, const std::string& language, bool right_to_left)
    : fonts_(std::make_unique<pdf::Fonts>(std::move(fonts))),
      typesetter_(std::make_unique<pdf::Typesetter>(*fonts_, language, right_to_left)) {}

std::optional<PictureMaker> PictureMaker::make(const std::string& language, bool right_to_left) {
    auto fonts = pdf::Fonts::load();
    if (!fonts) return std::nullopt;
    return PictureMaker(std::move(*fonts), language, right_to_left);
}

std::optional<PlotPicture> PictureMaker::picture(const Figure& figure) {
    constexpr double units = 720;
    constexpr double inches = 6.69;  // 17 cm
    constexpr double scale = inches * 200 / units;
    constexpr double height_max = 4000;
    const Drawing drawing = draw(figure, units);
    if (!(drawing.height > 0) || drawing.height > height_max) return std::nullopt;
    const std::unique_ptr<cairo_surface_t, Destroy> surface(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(drawing.width * scale)),
        static_cast<int>(std::ceil(drawing.height * scale))));
    const std::unique_ptr<cairo_t, Destroy> cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    paint_drawing(cairo.get(), *typesetter_, drawing, 0, 0, scale);
    PlotPicture picture{"", drawing.width, drawing.height};
    const bool written = cairo_surface_write_to_png_stream(surface.get(), &append, &picture.png) ==
                         CAIRO_STATUS_SUCCESS;
    if (!written || typesetter_->missing()) return std::nullopt;
    return picture;
}

}  // namespace isonomia::reports
