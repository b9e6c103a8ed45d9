#include "reports/pdf/painter.hpp"

#include <cairo-pdf.h>

namespace isonomia::reports::pdf {

namespace {

constexpr const char* leaf_tag = "Span";  // replaced by finish() with the role of the element

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Element& add_element(LaidOut& out, Element& parent, std::string_view role) {
    Element& element = out.elements.emplace_back(Element{.role = role});
    parent.kids.push_back(Kid{.element = &element});
    return element;
}

Painter::Painter(LaidOut& out)
    : out_(out),
      surface_(cairo_pdf_surface_create_for_stream(append, &out.body, out.width, out.height)) {
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
    cairo_.reset(cairo_create(surface_.get()));
}

void Painter::begin_page() { out_.leaves.emplace_back(); }

void Painter::end_page() { cairo_show_page(cairo_.get()); }

std::string Painter::finish() {
    cairo_status_t status = cairo_status(cairo_.get());
    cairo_surface_finish(surface_.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface_.get());
    return status == CAIRO_STATUS_SUCCESS ? "" : cairo_status_to_string(status);
}

void Painter::begin(Element& element) {
    element.kids.push_back(Kid{.page = page(), .leaf = out_.leaves.back().size()});
    out_.leaves.back().push_back({&element});
    cairo_tag_begin(cairo_.get(), leaf_tag, nullptr);
}

void Painter::begin_artifact() {
    out_.leaves.back().push_back({});
    cairo_tag_begin(cairo_.get(), leaf_tag, nullptr);
}

void Painter::end() { cairo_tag_end(cairo_.get(), leaf_tag); }

void Painter::line(double x, double y, double x2, double y2, double width, Colour colour) {
    cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue);
    cairo_set_line_width(cairo_.get(), width);
    cairo_move_to(cairo_.get(), x, y);
    cairo_line_to(cairo_.get(), x2, y2);
    cairo_stroke(cairo_.get());
}

void Painter::link(const Rect& area, const std::string& anchor, const std::string& words,
                   Element& element) {
    element.kids.push_back(Kid{.link = out_.links.size()});
    out_.links.push_back({page(), area, anchor, &element, words});
}

void Painter::place(const std::string& anchor, double y) {
    if (!anchor.empty()) out_.places.emplace(anchor, Place{page(), y});
}

Element& Painter::add(Element& parent, std::string_view role) {
    return add_element(out_, parent, role);
}

}  // namespace isonomia::reports::pdf
