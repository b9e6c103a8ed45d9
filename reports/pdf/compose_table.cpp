// Tables: widths of columns, rows, heads that are repeated on every page.
#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "reports/pdf/composer.hpp"

namespace isonomia::reports::pdf {

namespace {

constexpr double gutter = 9;

// Characters of a text, and of its longest word.
struct Lengths {
    double all = 0, word = 0;
};

Lengths lengths_of(const Inline& text) {
    Lengths lengths;
    double word = 0;
    for (const Run& run : text) {
        const double factor = run.kind == RunKind::code ? 1.15 : run.strong ? 1.08 : 1;
        for (const char c : run.text) {
            if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
            lengths.all += factor;
            word = c == ' ' || c == '\n' ? 0 : word + factor;
            lengths.word = std::max(lengths.word, word);
        }
    }
    return lengths;
}

}  // namespace

// As browsers do it: every column gets its longest word, what is left goes where text is long.
std::vector<double> Composer::column_widths(const Table& table, double size) const {
    constexpr std::size_t measured_max = 400;  // rows; more say nothing new
    constexpr double wanted_max = 60;          // characters
    constexpr double word_max = 24;
    const std::size_t columns = table.columns.size();
    const double letter = size * 0.56;
    std::vector<double> least(columns, 3), wanted(columns, 3);
    const auto consider = [&](std::size_t i, const Inline& text, double factor) {
        const Lengths lengths = lengths_of(text);
        least[i] = std::max(least[i], std::min(lengths.word * factor, word_max));
        wanted[i] = std::max(wanted[i], std::min(lengths.all * factor, wanted_max));
    };
    for (std::size_t i = 0; i < columns; ++i)
        consider(i, table.columns[i], 1.08);
    for (std::size_t r = 0; r < std::min(measured_max, table.rows.size()); ++r)
        for (std::size_t i = 0; i < std::min(columns, table.rows[r].cells.size()); ++i)
            consider(i, table.rows[r].cells[i].text, 1.0);
    if (!table.rows.empty() && !table.rows.front().supports.empty())
        wanted[0] = std::max(wanted[0], least[0] + 8);  // room for '[entry 12]' behind the head
    const double room = width_ - gutter * static_cast<double>(columns - 1);
    double least_sum = 0;
    double spare_sum = 0;
    for (std::size_t i = 0; i < columns; ++i) {
        least[i] *= letter;
        wanted[i] = std::max(wanted[i] * letter, least[i]);
        least_sum += least[i];
        spare_sum += wanted[i] - least[i];
    }
    std::vector<double> widths(columns);
    for (std::size_t i = 0; i < columns; ++i) {
        if (least_sum >= room)
            widths[i] = room * least[i] / least_sum;
        else if (spare_sum > 0)
            widths[i] = least[i] + (room - least_sum) * (wanted[i] - least[i]) / spare_sum;
        else
            widths[i] = least[i] + (room - least_sum) / static_cast<double>(columns);
    }
    return widths;
}

std::vector<Column> Composer::cells(const std::vector<Inline>& texts,
                                    const std::vector<double>& widths, const TextStyle& style) {
    std::vector<Column> columns;
    double offset = 0;
    for (std::size_t i = 0; i < std::min(texts.size(), widths.size()); ++i) {
        columns.push_back(
            {set_.set(spans_of(texts[i]), style, widths[i]), nullptr, x_of(offset, widths[i])});
        offset += widths[i] + gutter;
    }
    return columns;
}

void Composer::table_row(const Row& source, const Table& table, const std::vector<double>& widths,
                         const std::vector<std::string>& column_ids, Element& body) {
    const double size = table.dense ? 7.8 : 8.6;
    Element& tr = add(body, "TR");
    std::vector<Column> columns;
    std::vector<std::string> row_ids;
    double offset = 0;
    for (std::size_t i = 0; i < std::min(source.cells.size(), widths.size()); ++i) {
        const Cell& cell = source.cells[i];
        Element& element = add(tr, cell.header ? "TH" : "TD");
        if (cell.header) {
            element.scope = "Row";
            element.id = fmt::format("t{}e{}", tables_, out_.elements.size());
            row_ids.push_back(element.id);
            element.headers = {column_ids[i]};
        } else {
            element.headers = row_ids;
            element.headers.push_back(column_ids[i]);
        }
        Spans spans = spans_of(cell.text);
        if (cell.header && row_ids.size() == 1 && source.supports != table.caption.supports)
            for (Span& span : spans_of(source.supports))
                spans.push_back(std::move(span));
        const TextStyle style{sans_family, size, size * 1.42, cell.header, ink};
        columns.push_back(
            {set_.set(std::move(spans), style, widths[i]), &element, x_of(offset, widths[i])});
        if (!cell.anchor.empty()) waiting_anchors_.push_back(cell.anchor);
        offset += widths[i] + gutter;
    }
    row(std::move(columns), {.above = 3, .below = 3.5, .rule_below = 0.5, .whole = true},
        source.anchor);
}

void Composer::write(const Table& table, Element& parent) {
    if (table.columns.empty()) return;
    ++tables_;
    const double size = table.dense ? 7.8 : 8.6;
    Element& element = add(parent, "Table");
    extra_before_ = std::max(extra_before_, 9.0);
    if (!table.caption.text.empty())
        text(spans_of(table.caption), {sans_family, 9.2, 13, true, ink}, add(element, "Caption"),
             {.below = 2, .keep = true});
    const std::vector<double> widths = column_widths(table, size);
    const TextStyle style{sans_family, size, size * 1.35, true, soft};
    std::vector<Column> heads = cells(table.columns, widths, style);
    Element& tr = add(add(element, "THead"), "TR");
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        Element& th = add(tr, "TH");
        th.scope = "Column";
        th.id = fmt::format("t{}c{}", tables_, i + 1);
        ids.push_back(th.id);
        heads[i].element = &th;
    }
    const RowLook look{
        .above = 2, .below = 3, .rule_below = 1.2, .whole = true, .keep = true, .rule = ink};
    row(std::move(heads), look);
    // The same head again, painted as an artifact where a page breaks the table.
    Composer again(document_, set_, out_, shape_);
    again.left_ = left_;
    again.width_ = width_;
    again.row(cells(table.columns, widths, style), look);
    again.pieces_.front().bars = bars_;
    table_head_ = std::make_shared<const Piece>(std::move(again.pieces_.front()));
    Element& body = add(element, "TBody");
    for (const Row& r : table.rows)
        table_row(r, table, widths, ids, body);
    table_head_.reset();
    extra_before_ = 8;
}

}  // namespace isonomia::reports::pdf
