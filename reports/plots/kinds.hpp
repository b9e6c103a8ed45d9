// What each kind of plot shows: labels in the language of the report, figures, marks. Where things
// stand is decided by draw() (reports/plot.hpp), one file per kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace isonomia::reports {

// Dot and interval per row, over one common axis. Values that are undefined have a note instead.
struct ForestRow {
    std::string label;
    std::optional<double> value, low, high;
    std::optional<std::uint64_t> n;
    bool reference = false;
    bool small = false;  // few units behind it: drawn as an open dot with a dashed interval
    std::string note;    // shown in place of a dot: 'cannot be computed'
};
struct ForestPlot {
    std::vector<ForestRow> rows;
    std::string axis;     // title of the axis
    std::string n_label;  // 'n'
    std::string reference_label;
    bool proportion = true;  // axis from 0 to at most 1, ticks 'x in 100'
};

// Signed bars from zero, largest first, with the range over comparison groups.
struct BarRow {
    std::string label;
    std::optional<double> value, low, high;
    std::string note;
};
struct BarPlot {
    std::vector<BarRow> rows;
    std::string axis;
};

// 'About 45 in every 100' as 100 places, 45 of them filled; one array per row.
struct IconRow {
    std::string label;
    std::optional<double> value;  // a share, 0 to 1
    std::string words;            // beside it: the figure and its range in words
};
struct IconArray {
    std::vector<IconRow> rows;
    std::uint64_t base = 100;  // 100 or 1,000 places
    std::string marked;        // what a filled square is; what a dot is
    std::string unmarked;
};

// A curve with its band. A point without y is shown as a gap, never joined over.
struct CurvePoint {
    double x = 0;
    std::optional<double> y, low, high;
};
struct Curve {
    std::string label;  // written at the curve
    std::vector<CurvePoint> points;
};
struct CurveMark {
    double x = 0;
    std::optional<double> y;  // a dot there; nothing: a line over the whole height
    std::string label;
};
enum class CurveLine { straight, steps, dots };  // dots: points with intervals, not joined
struct CurvePlot {
    std::vector<Curve> curves;
    std::string x_axis, y_axis;
    CurveLine line = CurveLine::straight;
    bool log_x = false, log_y = false;      // zeros stand at the edge, marked '0'
    bool share_x = false, share_y = false;  // axis from 0 to 1
    bool diagonal = false;                  // where x equals y
    std::string diagonal_label;
    std::vector<CurveMark> marks;
    std::vector<std::pair<double, std::uint64_t>> counts;  // units at x, as bars below
    std::string counts_axis;
    std::string undefined;  // 'cannot be computed', at gaps
};

// How many units have which score, one panel per set; the score of this case crosses all panels.
struct ScoreSet {
    std::string label;
    std::vector<std::pair<double, std::uint64_t>> counts;  // score, units
};
struct DistributionPlot {
    std::vector<ScoreSet> sets;
    std::string axis;
    std::string share;  // 'share of each panel'
    std::vector<CurveMark> marks;
};

struct CandidateRow {
    std::uint64_t rank = 0;
    std::string label;
    std::optional<double> score;
    bool chosen = false;
};
struct CandidatePlot {
    std::vector<CandidateRow> rows;
    std::string axis, chosen, no_score;
    std::string gap;   // 'gap to the next'
    std::string more;  // 'and 4,976 more: see the table', or ""
};

// Days since 1970-01-01. Spans of one lane follow each other.
enum class SpanKind { held, stated, gap };  // signed for; resting on a document; nothing recorded
struct LaneSpan {
    double from = 0, to = 0;
    SpanKind kind = SpanKind::held;
    std::string label;
};
struct LaneEvent {
    double at = 0;
    std::string label;
    bool fault = false;  // drawn as a cross
};
struct Lane {
    std::string label;
    std::vector<LaneSpan> spans;
    std::vector<LaneEvent> events;
};
struct TimelinePlot {
    std::vector<Lane> lanes;
    std::string held, stated, gap;  // the legend
    std::string fault;
    std::string more;
};

// A rule, its tests, the facts they read, the exhibits those rest on; depth first.
enum class NodeKind { rule, test, fact, exhibit };
struct TreeNode {
    std::size_t depth = 0;
    NodeKind kind = NodeKind::test;
    std::string text;
    std::string state;     // 'met', 'unknown', 'asserted': in words, beside the text
    bool open = false;     // drawn dashed
    bool against = false;  // drawn with a cross
};
struct TreePlot {
    std::vector<TreeNode> nodes;
    std::string more;
};

struct HeatMap {
    std::vector<std::string> rows, columns;
    std::vector<std::optional<double>> cells;  // row by row
    std::string row_axis, column_axis;
    std::string undefined;
    std::uint64_t base = 1;  // cells show value times base
    std::string unit;        // 'in every 1,000'
};

using Plot = std::variant<ForestPlot, BarPlot, IconArray, CurvePlot, DistributionPlot,
                          CandidatePlot, TimelinePlot, TreePlot, HeatMap>;

// How a language writes numbers: '1,234.5' in English.
struct Notation {
    std::string decimal = ".";
    std::string group = ",";
};

}  // namespace isonomia::reports
