#include <cmath>

#include "tests/reports/plots.hpp"

namespace isonomia::tests {

using namespace isonomia::reports;

namespace {

Statement words(std::string text) { return {{{RunKind::words, std::move(text), "", false}}, {}}; }

CurvePlot det() {
    CurvePlot plot;
    plot.log_x = plot.log_y = true;
    plot.x_axis = "False matches";
    plot.y_axis = "Missed matches";
    for (const double shift : {1.0, 1.6}) {
        Curve curve{shift < 1.5 ? "Group A" : "Group B", {}};
        for (int i = 0; i <= 40; ++i) {
            const double x = std::pow(10.0, -5 + i / 10.0);
            const double y = std::min(1.0, shift * 0.002 / std::pow(x, 0.4));
            curve.points.push_back({x, y, y * 0.8, std::min(1.0, y * 1.25)});
        }
        plot.curves.push_back(curve);
    }
    plot.marks = {{0.0003, 0.05, "setting used in this case"}};
    return plot;
}

CurvePlot reliability() {
    CurvePlot plot;
    plot.share_x = plot.share_y = plot.diagonal = true;
    plot.line = CurveLine::dots;
    plot.diagonal_label = "a score that tells the truth";
    plot.x_axis = "What the score promises, in every 100";
    plot.y_axis = "What happened, in every 100";
    plot.counts_axis = "people with such a score";
    Curve curve{"", {}};
    for (int i = 0; i < 10; ++i) {
        const double x = 0.05 + i * 0.1;
        if (i == 6) {
            curve.points.push_back({x, {}, {}, {}});
            continue;
        }
        const double y = 0.1 + 0.7 * x;
        curve.points.push_back({x, y, std::max(0.0, y - 0.08), y + 0.08});
        plot.counts.emplace_back(x, static_cast<std::uint64_t>(900 - 80 * i));
    }
    plot.undefined = "cannot be computed";
    plot.curves = {curve};
    return plot;
}

CurvePlot tippett() {
    CurvePlot plot;
    plot.share_y = true;
    plot.line = CurveLine::steps;
    plot.x_axis = "log10 of the likelihood ratio";
    plot.y_axis = "Comparisons with at least this ratio, in every 100";
    for (const bool same : {true, false}) {
        Curve curve{same ? "same source" : "different sources", {}};
        for (int i = -12; i <= 12; ++i) {
            const double x = i / 2.0;
            curve.points.push_back({x, 1 / (1 + std::exp((x - (same ? 3 : -3)) * 1.4)), {}, {}});
        }
        plot.curves.push_back(curve);
    }
    plot.marks = {{4.2, {}, "ratio reported in this case"}, {0, {}, "neither proposition"}};
    return plot;
}

CurvePlot sweep() {
    CurvePlot plot;
    plot.share_y = true;
    plot.line = CurveLine::steps;
    plot.x_axis = "Threshold";
    plot.y_axis = "Wrongly marked, in every 100";
    Curve curve{"false-positive rate", {}};
    for (int i = 0; i <= 60; ++i) {
        const double y = std::exp(-i / 20.0);
        if (i < 30 || i > 34)
            curve.points.push_back({i / 60.0, y, std::max(0.0, y - 0.06), std::min(1.0, y + 0.06)});
        else
            curve.points.push_back({i / 60.0, {}, {}, {}});
    }
    plot.curves = {curve};
    plot.undefined = "cannot be computed";
    plot.marks = {{0.7, {}, "threshold used"}};
    return plot;
}

CurvePlot drift() {
    CurvePlot plot;
    plot.x_axis = "Period after the baseline";
    plot.y_axis = "Cumulative sum";
    Curve curve{"", {}};
    for (int i = 1; i <= 12; ++i)
        curve.points.push_back({static_cast<double>(i), i < 6 ? 0.2 * i : 0.9 * i - 4, {}, {}});
    plot.curves = {curve};
    return plot;
}

DistributionPlot distribution() {
    DistributionPlot plot;
    plot.axis = "Similarity score";
    plot.share = "Share of the comparisons in each panel";
    for (const double centre : {0.75, 0.3}) {
        ScoreSet set{centre > 0.5 ? "same person (4,000 comparisons)"
                                  : "different persons (90,000 comparisons)",
                     {}};
        for (int i = 0; i <= 100; ++i) {
            const double x = i / 100.0;
            const double weight = std::exp(-(x - centre) * (x - centre) / 0.02);
            set.counts.emplace_back(x, static_cast<std::uint64_t>(1000 * weight));
        }
        plot.sets.push_back(set);
    }
    plot.marks = {{0.62, {}, "score in this case: 0.62"}, {0.6, {}, "threshold"}};
    return plot;
}

CandidatePlot candidates() {
    CandidatePlot plot;
    for (std::uint64_t rank = 1; rank <= 8; ++rank)
        plot.rows.push_back(
            {rank, "candidate " + std::to_string(rank),
             rank == 5 ? std::optional<double>() : 0.93 - 0.011 * double(rank * rank) / 4,
             rank == 3});
    plot.axis = "Similarity score";
    plot.chosen = "chosen";
    plot.no_score = "score not recorded";
    plot.gap = "to the next";
    plot.more = "and 4,992 more: see the table";
    return plot;
}

TimelinePlot timeline() {
    TimelinePlot plot;
    plot.held = "signed for by both sides";
    plot.stated = "stated, or resting on a document";
    plot.gap = "nothing recorded";
    plot.fault = "refused, lost or altered";
    plot.lanes = {
        {"E1 CCTV still",
         {{20000, 20012, SpanKind::stated, "police"},
          {20012, 20020, SpanKind::gap, ""},
          {20020, 20060, SpanKind::held, "laboratory"}},
         {{20020, "accepted", false}}},
        {"E2 Vendor log", {{20005, 20040, SpanKind::gap, "no record"}}, {{20040, "refused", true}}},
        {"E3 Report", {{20030, 20060, SpanKind::held, "defence"}}, {}}};
    return plot;
}

TreePlot tree() {
    TreePlot plot;
    plot.nodes = {
        {0, NodeKind::rule, "Notice of the use of AI was given", "not established", false, false},
        {1, NodeKind::test, "all of these hold", "unknown", true, false},
        {2, NodeKind::test, "notice was served before the hearing", "true", false, false},
        {3, NodeKind::fact, "notice.served = 2026-03-02", "established", false, false},
        {4, NodeKind::exhibit, "E7 Letter of 2 March", "", false, false},
        {2, NodeKind::test, "the vendor's log was disclosed", "unknown", true, false},
        {3, NodeKind::fact, "served.vendor-log", "withheld", true, false},
        {2, NodeKind::test, "the accused could inspect the source", "false", false, true}};
    return plot;
}

HeatMap heat_map() {
    HeatMap map;
    map.rows = map.columns = {"Group A", "Group B", "Group C", "Group D"};
    for (int i = 0; i < 16; ++i)
        map.cells.push_back(i == 6 ? std::optional<double>() : 0.0002 * ((i * 7) % 16 + 1));
    map.row_axis = "person searched";
    map.column_axis = "person enrolled";
    map.undefined = "cannot be computed";
    map.base = 10000;
    map.unit = "in every 10,000 comparisons";
    return map;
}

ForestPlot forest() {
    ForestPlot plot;
    plot.rows = {{"African-American", 0.4485, 0.4256, 0.4716, 1795, false, false, ""},
                 {"Caucasian", 0.2345, 0.2127, 0.2577, 1488, true, false, ""},
                 {"Native American", 0.375, 0.1368, 0.6943, 8, false, true, ""},
                 {"Pacific Islander", {}, {}, {}, 0, false, false, "cannot be computed"}};
    plot.axis = "in every 100";
    plot.n_label = "counted";
    plot.reference_label = "reference";
    return plot;
}

BarPlot bars() {
    return {{{"age at first arrest", 1.42, 1.1, 1.7, ""},
             {"number of arrests", 0.9, 0.2, 1.3, ""},
             {"employment", -0.61, -0.9, -0.2, ""},
             {"postcode", {}, {}, {}, "undefined"}},
            "points"};
}

IconArray icons() {
    return {{{"African-American", 0.4485, "about 45 in every 100 (42 to 48)"},
             {"Caucasian", 0.2345, "about 23 in every 100 (21 to 26)"},
             {"Pacific Islander", {}, "cannot be computed"}},
            100,
            "wrongly marked as high risk",
            "not wrongly marked"};
}

}  // namespace

Figure figure_of(std::string title, Plot plot) {
    Figure figure;
    figure.title = words(std::move(title));
    figure.description = words("What the plot shows, in words.");
    figure.plot = std::move(plot);
    figure.data.caption = words("The figures");
    figure.data.columns = {words("Name").text, words("Figure").text};
    Row row;
    row.cells = {{words("first").text, ""}, {words("1").text, ""}};
    figure.data.rows = {row};
    return figure;
}

std::vector<Figure> every_plot() {
    return {figure_of("Rates by group", forest()),
            figure_of("What drove the score", bars()),
            figure_of("How often wrongly marked", icons()),
            figure_of("Errors by setting", det()),
            figure_of("Is the risk score honest?", reliability()),
            figure_of("Ratios for both propositions", tippett()),
            figure_of("What if the threshold moved?", sweep()),
            figure_of("Did the system change?", drift()),
            figure_of("Where this score falls", distribution()),
            figure_of("Who was proposed", candidates()),
            figure_of("Who had what", timeline()),
            figure_of("What the rule rests on", tree()),
            figure_of("False matches between groups", heat_map())};
}

Document document_of(const std::vector<Figure>& figures) {
    Document document;
    document.title = words("Plots");
    document.kind_of_report = words("Plots").text;
    document.page_word = words("Page").text;
    document.contents = false;
    Section section;
    section.anchor = "plots";
    section.number = "1";
    section.title = words("Plots");
    for (const Figure& figure : figures)
        section.blocks.emplace_back(figure);
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace isonomia::tests
