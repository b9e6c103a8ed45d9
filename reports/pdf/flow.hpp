// From pieces to pages. A piece is what must not be broken: a line of text, a row of a table, a
// plot. The flow decides on which page each stands; nothing is painted before all have a place, so
// that contents and 'page x of y' know every page.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "reports/pdf/painter.hpp"

namespace isonomia::reports::pdf {

// Margins and sizes of a page, in points.
struct PageShape {
    double width = 595.28, height = 841.89;  // A4
    double side = 54;
    double top = 66, bottom = 66;
    [[nodiscard]] double text_width() const { return width - 2 * side; }
    [[nodiscard]] double floor() const { return height - bottom; }
};

struct Piece;
using Paint = std::function<void(Painter& painter, double y)>;

struct Note {
    double height = 0;
    Paint paint;
};

struct Bar {
    double x = 0;
    double width = 2;
    Colour colour = faint;
    bool operator==(const Bar& other) const { return x == other.x && width == other.width; }
};

struct Piece {
    double height = 0;
    double before = 0;  // space above, unless first on its page
    bool keep_with_next = false;
    bool new_page = false;
    Paint paint;                                 // y is the upper edge of the piece
    std::shared_ptr<const Piece> repeated = {};  // a table's head, when the piece opens a page
    std::vector<std::string> anchors = {};
    std::vector<Bar> bars = {};                           // rules beside cards and callouts
    std::vector<std::shared_ptr<const Note>> notes = {};  // at the foot of the same page
};

struct Placed {
    const Piece* piece = nullptr;
    double y = 0;
    double above = 0;  // gap to what stands before it on the page
    bool first = false;
};

struct PagePlan {
    std::vector<Placed> pieces;
    std::vector<const Note*> notes;
    double notes_height = 0;
};

[[nodiscard]] std::vector<PagePlan> plan_pages(const std::vector<Piece>& pieces,
                                               const PageShape& shape);

// The page on which each anchor stands, from 0; of one that stands twice, the first.
[[nodiscard]] std::map<std::string, std::size_t> pages_of(const std::vector<PagePlan>& plan);

}  // namespace isonomia::reports::pdf
