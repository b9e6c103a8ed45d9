#include "reports/pdf/flow.hpp"

#include <algorithm>

namespace isonomia::reports::pdf {

namespace {

constexpr double note_rule_room = 10;  // above the notes of a page

double notes_of(const Piece& piece) {
    double height = 0;
    for (const auto& note : piece.notes)
        height += note->height;
    return height;
}

class Planner {
public:
    explicit Planner(const PageShape& shape) : shape_(shape) { start(); }

    // Places pieces [first, last), which belong together, on one page where they fit on one.
    void place(const std::vector<Piece>& pieces, std::size_t first, std::size_t last) {
        double height = 0;
        double notes = 0;
        for (std::size_t i = first; i < last; ++i) {
            height += pieces[i].height + (i == first && fresh() ? 0 : pieces[i].before);
            notes += notes_of(pieces[i]);
        }
        const bool opens = pieces[first].new_page && !fresh();
        if (opens || (!fresh() && !fits(height, notes))) start();
        for (std::size_t i = first; i < last; ++i)
            place(pieces[i]);
    }

    std::vector<PagePlan> take() { return std::move(pages_); }

private:
    [[nodiscard]] bool fresh() const { return pages_.back().pieces.empty(); }
    [[nodiscard]] bool fits(double height, double notes) const {
        const double all = pages_.back().notes_height + notes;
        return y_ + height + all + (all > 0 ? note_rule_room : 0) <= shape_.floor() + 0.01;
    }
    void start() {
        pages_.emplace_back();
        y_ = shape_.top;
    }
    void place(const Piece& piece) {
        const double notes = notes_of(piece);
        if (!fresh() && !fits(piece.before + piece.height, notes)) start();
        const bool first = fresh();
        if (first && piece.repeated) {
            pages_.back().pieces.push_back({piece.repeated.get(), y_, 0, true});
            y_ += piece.repeated->height;
        }
        const double above = fresh() ? 0 : piece.before;
        y_ += above;
        pages_.back().pieces.push_back({&piece, y_, above, first});
        y_ += piece.height;
        pages_.back().notes_height += notes;
        for (const auto& note : piece.notes)
            pages_.back().notes.push_back(note.get());
    }

    PageShape shape_;
    std::vector<PagePlan> pages_;
    double y_ = 0;
};

}  // namespace

std::vector<PagePlan> plan_pages(const std::vector<Piece>& pieces, const PageShape& shape) {
    Planner planner(shape);
    for (std::size_t first = 0; first < pieces.size();) {
        std::size_t last = first;
        while (last + 1 < pieces.size() && pieces[last].keep_with_next &&
               !pieces[last + 1].new_page)
            ++last;
        planner.place(pieces, first, last + 1);
        first = last + 1;
    }
    return planner.take();
}

std::map<std::string, std::size_t> pages_of(const std::vector<PagePlan>& plan) {
    std::map<std::string, std::size_t> pages;
    for (std::size_t page = 0; page < plan.size(); ++page)
        for (const Placed& placed : plan[page].pieces)
            for (const std::string& anchor : placed.piece->anchors)
                pages.emplace(anchor, page);
    return pages;
}

}  // namespace isonomia::reports::pdf
