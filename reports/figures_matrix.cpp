// A figure for every pair of groups, and how numbers and labels of figures are written.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

std::string label_of(const Catalogue& catalogue, Inline text) {
    for (Run& run : text) {
        if (run.kind == RunKind::number) run.text = catalogue.number(run.text);
        if (run.kind == RunKind::date) run.text = catalogue.date(run.text);
    }
    return plain(text);
}

std::string short_digits(double x, bool sign) {
    const double size = std::abs(x);
    std::string text = size > 0 && size < 0.01 ? shortest(std::round(x * 1e6) / 1e6) : rounded(x);
    return sign && x > 0 ? "+" + text : text;
}

namespace {

Table matrix_table(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    Table table;
    table.caption = stated(value(record.spoken_title(m.title)), record.measurement(recorded));
    table.columns.push_back(record.words.say("Row"));
    for (const std::string& column : m.columns)
        table.columns.push_back(value(column));
    for (std::size_t r = 0; r < m.rows.size(); ++r) {
        Row row;
        row.supports = record.measurement(recorded);
        row.cells.push_back(head_cell(value(m.rows[r])));
        for (std::size_t c = 0; c < m.columns.size(); ++c) {
            const std::size_t at = r * m.columns.size() + c;
            const bool known = at < m.cells.size() && m.cells[at].value;
            row.cells.push_back(number_cell(known ? number(short_digits(*m.cells[at].value, false))
                                                  : record.words.say("undefined")));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

Figure matrix_figure(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    constexpr std::size_t groups_max = 9;  // more cells would be too small to read
    HeatMap map;
    const std::size_t rows = std::min(groups_max, m.rows.size());
    const std::size_t columns = std::min(groups_max, m.columns.size());
    map.rows.assign(m.rows.begin(), m.rows.begin() + static_cast<std::ptrdiff_t>(rows));
    map.columns.assign(m.columns.begin(), m.columns.begin() + static_cast<std::ptrdiff_t>(columns));
    double highest = 0;
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) {
            const std::size_t at = r * m.columns.size() + c;
            map.cells.push_back(at < m.cells.size() ? m.cells[at].value : std::nullopt);
            if (map.cells.back()) highest = std::max(highest, std::abs(*map.cells.back()));
        }
    const bool rates = m.metric == "cross_group_false_match_rate";
    if (rates) {
        ForestRow largest;
        largest.value = highest;
        map.base = axis_base({largest});
        map.row_axis = plain(words.say("Person searched"));
        map.column_axis = plain(words.say("Person enrolled"));
    }
    map.unit = rates ? label_of(words, words.say("in every {0}", {number(grouped(map.base))}))
                     : record.spoken_title(m.unit);
    map.undefined = plain(words.say("cannot be computed"));
    Figure figure;
    const Supports supports = record.measurement(recorded);
    figure.title = stated(value(record.spoken_title(m.title)), supports);
    figure.description =
        stated(words.say("One cell for each pair. Darker cells are higher; each holds its number, "
                         "and a hatched cell cannot be computed. The table below holds the same "
                         "figures."));
    figure.plot = std::move(map);
    figure.data = matrix_table(record, recorded);
    return figure;
}

}  // namespace isonomia::reports
