#include "reports/pdf/write.hpp"

#include <fmt/format.h>

#include "reports/pdf/composer.hpp"
#include "reports/pdf/finish.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports::pdf {

namespace {

// 'Page {0} of {1}' with the numbers in place; the words come from a catalogue, not from here.
std::string page_words(std::string words, std::size_t page, std::size_t pages) {
    for (const auto& [place, value] : {std::pair{"{0}", page}, std::pair{"{1}", pages}}) {
        const std::size_t at = words.find(place);
        if (at != std::string::npos) words.replace(at, 3, std::to_string(value));
    }
    return words;
}

class PageWriter {
public:
    PageWriter(const Document& document, Typesetter& typesetter, const PageShape& shape,
               Painter& painter)
        : document_(document), set_(typesetter), shape_(shape), painter_(painter) {}

    void page(const PagePlan& plan, std::size_t pages) {
        painter_.begin_page();
        bars(plan);
        for (const Placed& placed : plan.pieces) {
            for (const std::string& anchor : placed.piece->anchors)
                painter_.place(anchor, placed.y);
            if (placed.piece->paint) placed.piece->paint(painter_, placed.y);
        }
        notes(plan);
        furniture(painter_.page() + 1, pages);
        painter_.end_page();
    }

private:
    void bars(const PagePlan& plan) {
        const std::vector<Bar>* before = nullptr;
        for (const Placed& placed : plan.pieces) {
            const std::vector<Bar>& now = placed.piece->bars;
            for (std::size_t i = 0; i < now.size(); ++i) {
                const bool goes_on =
                    before != nullptr && i < before->size() && (*before)[i] == now[i];
                const double top = placed.y - (goes_on ? placed.above : 0);
                painter_.begin_artifact();
                painter_.line(now[i].x, top, now[i].x, placed.y + placed.piece->height,
                              now[i].width, now[i].colour);
                painter_.end();
            }
            before = &now;
        }
    }

    void notes(const PagePlan& plan) {
        if (plan.notes.empty()) return;
        double y = shape_.floor() - plan.notes_height;
        painter_.begin_artifact();
        painter_.line(shape_.side, y - 4, shape_.side + 120, y - 4, 0.5, soft);
        painter_.end();
        for (const Note* note : plan.notes) {
            note->paint(painter_, y);
            y += note->height;
        }
    }

    // Head and foot: artifacts, which reading aloud leaves out.
    void furniture(std::size_t page, std::size_t pages) {
        const TextStyle quiet{sans_family, 8, 11, false, soft};
        TextStyle end = quiet;
        end.to_the_end = true;
        TextStyle loud = quiet;
        loud.bold = true;
        loud.colour = red;
        const double width = shape_.text_width();
        put(spans_of(document_.running_head.text), loud, 32, width * 0.6);
        if (page > 1) put(spans_of(shortened(plain(document_.title.text), 60)), end, 32, width);
        painter_.begin_artifact();
        painter_.line(shape_.side, shape_.height - 50, shape_.side + width, shape_.height - 50, 0.4,
                      faint);
        painter_.end();
        const double foot = shape_.height - 45;
        put(spans_of(document_.running_foot.text), quiet, foot, width * 0.62);
        std::string right = page_words(document_.page_of, page, pages);
        if (!document_.page_stamp.empty())
            right = fmt::format("{}{:06}   {}", document_.page_stamp, page, right);
        put(spans_of(right), end, foot, width);
    }

    void put(Spans spans, const TextStyle& style, double y, double width) {
        if (spans.empty()) return;
        const Text text = set_.set(std::move(spans), style, width);
        const double x = set_.right_to_left() ? shape_.width - shape_.side - width : shape_.side;
        text.paint(painter_, nullptr, 0, std::min<std::size_t>(1, text.lines()), x, y);
    }

    const Document& document_;
    Typesetter& set_;
    const PageShape& shape_;
    Painter& painter_;
};

// Everything set lives as long as its pages are painted, and no longer: joining them to a file
// needs the room.
Status lay_out(const Document& document, const WriteOptions& options, LaidOut& laid_out) {
    const auto fonts = Fonts::load(options.font_folders);
    if (!fonts) return fail(fonts.error());
    Typesetter typesetter(*fonts, document.language, document.direction == "rtl");
    laid_out.width = options.page.width;
    laid_out.height = options.page.height;
    Composer composer(document, typesetter, laid_out, options.page);
    const std::vector<Piece> pieces = composer.compose();
    if (typesetter.missing()) return fail(*typesetter.missing());
    const std::vector<PagePlan> plan = plan_pages(pieces, options.page);
    composer.set_pages(pages_of(plan));
    Painter painter(laid_out);
    PageWriter writer(document, typesetter, options.page, painter);
    for (const PagePlan& page : plan)
        writer.page(page, plan.size());
    const std::string fault = painter.finish();
    if (!fault.empty())
        return fail(internal_error("D0203", "the pages could not be painted: " + fault));
    return {};
}

Result<std::string> joined(const Document& document, const WriteOptions& options) {
    LaidOut laid_out;
    if (auto status = lay_out(document, options, laid_out); !status) return fail(status.error());
    return finish(laid_out, document);
}

}  // namespace

Result<std::string> write_pdf(const Document& document, const WriteOptions& options) {
    auto file = joined(document, options);
    if (!file) return file;
    if (const auto status = self_check(*file); !status) return fail(status.error());
    return file;
}

}  // namespace isonomia::reports::pdf
