// Tables: widths of columns, rows, heads that are repeated on every page.
#include <algorithm>

#include <fmt/format.h>

#include "reports/pdf/composer.hpp"

namespace isonomia::reports::pdf {

namespace {

constexpr double gutter = 9;

void add_supports(Spans& spans, const Row& row, const Table& table) {
    if (row.supports == table.caption.supports) return;
    for (Span& span : spans_of(row.supports))
        spans.push_back(std::move(span));
}

// The columns that need most give way, all down to one width, until the rest has what it needs.
std::vector<double> cut_down(std::vector<double> least, double room) {
    std::vector<double> rising = least;
    std::sort(rising.begin(), rising.end());
    double most = 0;
    for (std::size_t i = 0; i < rising.size(); ++i) {
        most = room / static_cast<double>(rising.size() - i);
        if (most <= rising[i]) break;
        room -= rising[i];
    }
    for (double& width : least)
        width = std::min(width, most);
    return least;
}

// Room for columns: at least what each needs, and of what is left a share of what each wants.
std::vector<double> shared_out(const std::vector<double>& least, const std::vector<double>& wanted,
                               double room) {
    double least_sum = 0;
    double spare_sum = 0;
    for (std::size_t i = 0; i < least.size(); ++i) {
        least_sum += least[i];
        spare_sum += std::max(0.0, wanted[i] - least[i]);
    }
    if (least_sum >= room) return cut_down(least, room);
    std::vector<double> widths(least.size());
    for (std::size_t i = 0; i < least.size(); ++i) {
        if (spare_sum > 0)
            widths[i] =
                least[i] + (room - least_sum) * std::max(0.0, wanted[i] - least[i]) / spare_sum;
        else
            widths[i] = least[i] + (room - least_sum) / static_cast<double>(least.size());
    }
    return widths;
}

// Letters of a code may be parted between lines where a column is narrow, other words should not.
constexpr double support_max = 64, code_max = 110, word_max = 190, wanted_max = 480;

}  // namespace

// As browsers do it: every column gets its longest word, what is left goes where text is long.
std::vector<double> Composer::column_widths(const Table& table, double size) {
    constexpr std::size_t measured_max = 400;  // rows; more say nothing new
    const std::size_t columns = table.columns.size();
    std::vector<double> least(columns, 12), wanted(columns, 12);
    const auto consider = [&](std::size_t i, const Spans& spans, bool bold) {
        const TextWidths widths = set_.widths(spans, {sans_family, size, size, bold, ink});
        constexpr double slack = 0.5;  // Pango rounds
        const double needed =
            std::max({std::min(widths.word, word_max), std::min(widths.code, code_max),
                      std::min(widths.support, support_max)});
        least[i] = std::max(least[i], needed + slack);
        wanted[i] = std::max(wanted[i], std::min(widths.all, wanted_max) + slack);
    };
    for (std::size_t i = 0; i < columns; ++i)
        consider(i, spans_of(table.columns[i]), true);
    for (std::size_t r = 0; r < std::min(measured_max, table.rows.size()); ++r) {
        const Row& row = table.rows[r];
        bool head = true;  // the first head of a row names what the row rests on
        for (std::size_t i = 0; i < std::min(columns, row.cells.size()); ++i) {
            const Cell& cell = row.cells[i];
            Spans spans = spans_of(cell.text);
            if (cell.header && head) add_supports(spans, row, table);
            head = head && !cell.header;
            consider(i, spans, cell.header);
        }
    }
    return shared_out(least, wanted, width_ - gutter * static_cast<double>(columns - 1));
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
        if (cell.header && row_ids.size() == 1) add_supports(spans, source, table);
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
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        table_row(table.rows[r], table, widths, ids, body);
        // Never the last row of a table alone on a page.
        if (r + 2 == table.rows.size()) pieces_.back().keep_with_next = true;
    }
    table_head_.reset();
    extra_before_ = 8;
}

}  // namespace isonomia::reports::pdf
