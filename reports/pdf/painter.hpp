// Paints pages with Cairo and keeps the books: which leaf of which page belongs to which element,
// where anchors stand, which areas are links.
#pragma once

#include <functional>
#include <memory>

#include <cairo.h>

#include "reports/pdf/laid_out.hpp"

namespace isonomia::reports::pdf {

struct Colour {
    double red = 0, green = 0, blue = 0;
};
inline constexpr Colour ink{0.10, 0.10, 0.10};
inline constexpr Colour soft{0.30, 0.30, 0.30};
inline constexpr Colour faint{0.72, 0.72, 0.72};
inline constexpr Colour blue{0.09, 0.29, 0.49};
inline constexpr Colour red{0.55, 0.11, 0.07};
inline constexpr Colour amber{0.42, 0.28, 0.0};
inline constexpr Colour green{0.12, 0.34, 0.19};

class Painter {
public:
    explicit Painter(LaidOut& out);

    void begin_page();
    void end_page();
    // Closes the file and stores it in LaidOut::body. Cairo's own error text, or "".
    [[nodiscard]] std::string finish();

    // All painting happens between begin or begin_artifact and end; leaves do not nest.
    void begin(Element& element);
    void begin_artifact();
    void end();

    void line(double x, double y, double x2, double y2, double width, Colour colour);
    void link(const Rect& area, const std::string& anchor, const std::string& words,
              Element& element);
    void place(const std::string& anchor, double y);

    [[nodiscard]] cairo_t* cairo() const { return cairo_.get(); }
    [[nodiscard]] std::size_t page() const { return out_.leaves.size() - 1; }
    // A new element inside another, behind what that one holds already.
    Element& add(Element& parent, std::string_view role);

private:
    struct Close {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
        void operator()(cairo_t* context) const { cairo_destroy(context); }
    };
    LaidOut& out_;
    std::unique_ptr<cairo_surface_t, Close> surface_;
    std::unique_ptr<cairo_t, Close> cairo_;
};

// A new element of the tree, inside `parent`.
Element& add_element(LaidOut& out, Element& parent, std::string_view role);

}  // namespace isonomia::reports::pdf
