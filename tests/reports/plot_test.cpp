// Plots of every kind: no data, one point, gaps, far too much, hostile labels, right to left; then
// what they must always have.
#include "reports/plot.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/xml.hpp"
#include "reports/format.hpp"
#include "reports/plots/looks.hpp"
#include "reports/plots/picture.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/plots.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using isonomia::tests::document_of;
using isonomia::tests::every_plot;
using isonomia::tests::figure_of;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::vector<Plot> empty_plots() {
    return {ForestPlot{},    BarPlot{},      IconArray{}, CurvePlot{}, DistributionPlot{},
            CandidatePlot{}, TimelinePlot{}, TreePlot{},  HeatMap{}};
}

void check_finite(const Drawing& drawing) {
    CHECK(std::isfinite(drawing.height));
    CHECK(drawing.height > 0);
    for (const Shape& shape : drawing.shapes) {
        REQUIRE(std::isfinite(shape.x + shape.y + shape.x2 + shape.y2 + shape.radius));
        for (const auto& stroke : shape.strokes)
            for (const Spot& spot : stroke)
                REQUIRE(std::isfinite(spot.x + spot.y));
    }
}

std::size_t texts_with(const Drawing& drawing, const std::string& part) {
    return static_cast<std::size_t>(std::count_if(
        drawing.shapes.begin(), drawing.shapes.end(),
        [&](const Shape& shape) { return shape.text.find(part) != std::string::npos; }));
}

std::size_t shapes_of(const Drawing& drawing, const std::string& look) {
    return static_cast<std::size_t>(
        std::count_if(drawing.shapes.begin(), drawing.shapes.end(),
                      [&](const Shape& shape) { return shape.look == look; }));
}

Plot one_point(const Plot& plot) {
    Plot one = plot;
    if (auto* p = std::get_if<ForestPlot>(&one)) p->rows.resize(1);
    if (auto* p = std::get_if<BarPlot>(&one)) p->rows.resize(1);
    if (auto* p = std::get_if<IconArray>(&one)) p->rows.resize(1);
    if (auto* p = std::get_if<CandidatePlot>(&one)) p->rows.resize(1);
    if (auto* p = std::get_if<TimelinePlot>(&one)) p->lanes.resize(1);
    if (auto* p = std::get_if<TreePlot>(&one)) p->nodes.resize(1);
    if (auto* p = std::get_if<CurvePlot>(&one)) {
        p->curves.resize(1);
        p->curves[0].points.resize(1);
    }
    if (auto* p = std::get_if<DistributionPlot>(&one)) {
        p->sets.resize(1);
        p->sets[0].counts.resize(1);
    }
    if (auto* p = std::get_if<HeatMap>(&one)) {
        p->rows.resize(1);
        p->columns.resize(1);
    }
    return one;
}

}  // namespace

TEST_CASE("a figure without data, words or a table is refused, and no format crashes over it") {
    for (const Plot& plot : empty_plots()) {
        CHECK(!has_data(plot));
        const Figure figure = figure_of("Nothing", plot);
        const Document document = document_of({figure});
        const auto status = check(document);
        REQUIRE(!status);
        CHECK(status.error().code == "D0015");
        CHECK(status.error().message.find("'Nothing'") != std::string::npos);
        check_finite(draw(figure, 720));
    }
    Figure figure = every_plot().front();
    CHECK(check(document_of({figure})));
    figure.data.rows.clear();
    CHECK(!check(document_of({figure})));
    figure = every_plot().front();
    figure.description.text.clear();
    CHECK(!check(document_of({figure})));
}

TEST_CASE("one point, and values that are no numbers, are drawn where they can be") {
    for (const Figure& figure : every_plot())
        for (const double width : {720.0, 340.0})
            check_finite(draw(figure_of("One", one_point(figure.plot)), width));
    ForestPlot forest;
    forest.rows = {{"a", nan_value, nan_value, 1e300, 3, true, false, "no number"}};
    BarPlot bars;
    bars.rows = {{"a", -std::numeric_limits<double>::infinity(), {}, {}, "no number"}};
    CurvePlot curves;
    curves.curves = {{"a", {{nan_value, 1, {}, {}}, {0, nan_value, {}, {}}, {1, 2, 1, nan_value}}}};
    HeatMap map;
    map.rows = map.columns = {"a"};
    map.cells = {nan_value};
    for (const Plot& plot : {Plot(forest), Plot(bars), Plot(curves), Plot(map)})
        check_finite(draw(figure_of("NaN", plot), 720));
    CHECK(texts_with(draw(forest, 720), "no number") == 1);
    CHECK(texts_with(draw(bars, 720), "no number") == 1);
    CHECK(shapes_of(draw(map, 720), "hatch") == 2);  // the cell and its legend
}

TEST_CASE("a bar goes from zero to its value, and its range lies where it says") {
    BarPlot plot;
    plot.rows = {
        {"up", 2.0, 1.0, 3.0, ""}, {"down", -1.0, -2.0, 1.0, ""}, {"bare", 1.0, {}, {}, ""}};
    const Drawing drawing = draw(plot, 720);
    const auto ends_of = [&](const std::string& look) {
        std::vector<std::pair<double, double>> ends;
        for (const Shape& shape : drawing.shapes) {
            if (shape.look != look) continue;
            std::vector<double> xs;
            if (shape.kind == ShapeKind::line) xs = {shape.x, shape.x2};
            for (const auto& stroke : shape.strokes)
                for (const Spot& spot : stroke)
                    xs.push_back(spot.x);
            const auto [least, most] = std::minmax_element(xs.begin(), xs.end());
            ends.emplace_back(*least, *most);
        }
        return ends;
    };
    const auto more = ends_of("bar");
    const auto less = ends_of("bar less");
    const auto ranges = ends_of("interval");
    REQUIRE(more.size() == 2);
    REQUIRE(less.size() == 1);
    REQUIRE(ranges.size() == 2);  // the bare bar has none
    const double zero = more[0].first;
    const double unit = more[1].second - zero;
    CHECK(unit > 0);
    CHECK(more[0].second == Approx(zero + 2 * unit));
    CHECK(less[0].first == Approx(zero - unit));
    CHECK(less[0].second == Approx(zero));
    CHECK(ranges[0].first == Approx(zero + unit));
    CHECK(ranges[0].second == Approx(zero + 3 * unit));
    CHECK(ranges[1].first == Approx(zero - 2 * unit));
    CHECK(ranges[1].second == Approx(zero + unit));
}

TEST_CASE("what cannot be computed leaves a gap and is never joined over") {
    CurvePlot plot;
    plot.undefined = "cannot be computed";
    plot.curves = {
        {"a", {{0, 1, {}, {}}, {1, 1, {}, {}}, {2, {}, {}, {}}, {3, 1, {}, {}}, {4, 1, {}, {}}}}};
    const Drawing drawing = draw(plot, 720);
    CHECK(shapes_of(drawing, "curve") == 2);
    CHECK(shapes_of(drawing, "cross") == 2);  // on the axis and in the legend
    CHECK(texts_with(drawing, "cannot be computed") == 1);
}

TEST_CASE("the band of a DET curve steps with it, so that the curve never leaves it") {
    CurvePlot plot;
    plot.log_x = plot.log_y = true;
    plot.line = CurveLine::steps;
    plot.curves = {
        {"a", {{0.001, 0.3, 0.2, 0.4}, {0.01, 0.2, 0.12, 0.3}, {0.1, 0.01, 0.002, 0.05}}}};
    const Drawing drawing = draw(plot, 720);
    const auto spots_of = [&](const std::string& look) {
        for (const Shape& shape : drawing.shapes)
            if (shape.look == look) return shape.strokes.front();
        return std::vector<Spot>{};
    };
    const auto curve = spots_of("curve");
    const auto band = spots_of("band");
    REQUIRE(curve.size() == 5);
    REQUIRE(band.size() == 10);  // there and back
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const Spot& upper = band[i];
        const Spot& lower = band[band.size() - 1 - i];
        CHECK(upper.x == curve[i].x);
        CHECK(lower.x == curve[i].x);
        CHECK(upper.y < curve[i].y);  // y runs downwards
        CHECK(curve[i].y < lower.y);
    }
    const auto place = [&](const char* look) {
        return std::find_if(drawing.shapes.begin(), drawing.shapes.end(),
                            [&](const Shape& shape) { return shape.look == look; });
    };
    CHECK(place("band") < place("curve"));  // the curve is painted over it
    plot.curves[0].points[1].low = {};      // a point without a range
    CHECK(draw(plot, 720).shapes.size() == drawing.shapes.size());
    for (CurvePoint& point : plot.curves[0].points)
        point.low = point.high = {};
    CHECK(shapes_of(draw(plot, 720), "band") == 0);
}

TEST_CASE("hostile labels and thousands of points stay inside the picture and are only text") {
    const std::string& hostile = tests::hostile_text();
    CandidatePlot candidates;
    for (std::uint64_t i = 1; i <= 5000; ++i)
        candidates.rows.push_back({i, hostile, 1.0 / static_cast<double>(i), i == 4000});
    TreePlot tree;
    tree.nodes.assign(400, {100'000, NodeKind::fact, hostile, hostile, true, true});
    CurvePlot curve;
    curve.log_x = curve.log_y = true;
    curve.x_axis = curve.y_axis = hostile;
    curve.curves = {{hostile, {}}};
    for (int i = 0; i < 5000; ++i)
        curve.curves[0].points.push_back({i * 1e-9, i * 1e300, {}, {}});
    for (const Plot& plot : {Plot(candidates), Plot(tree), Plot(curve)}) {
        const Drawing drawing = draw(figure_of(hostile, plot), 720);
        check_finite(drawing);
        const std::string image = svg(drawing, "f1", hostile, hostile, "plot");
        CHECK(XmlDocument::parse(image, "plot"));
        CHECK(image.find("<script") == std::string::npos);
    }
}

TEST_CASE("every plot has its title, description and table in every format") {
    const std::vector<Figure> figures = every_plot();
    CHECK(figures.size() == 13);
    const Document document = document_of(figures);
    REQUIRE(check(document));
    const auto html = (*find_format("html"))->render(document);
    REQUIRE(html);
    std::size_t images = 0;
    for (std::size_t at = html->find("<svg"); at != std::string::npos;
         at = html->find("<svg", at + 1))
        ++images;
    CHECK(images == 2 * figures.size());  // for paper and for a phone
    for (const Figure& figure : figures)
        CHECK(html->find("<figcaption>" + plain(figure.title.text)) != std::string::npos);
    const auto pdf = (*find_format("pdf"))->render(document);  // checks its own clauses
    CHECK(pdf);
}

TEST_CASE("every plot is a picture of its own; the same figure gives the same bytes") {
    auto maker = PictureMaker::make("en", false);
    if (!maker) {
        WARN("not run: the fonts of reports are not installed");
        return;
    }
    std::string before;
    for (const Figure& figure : every_plot()) {
        const auto picture = maker->picture(figure);
        REQUIRE(picture);
        CHECK(picture->png.substr(1, 3) == "PNG");
        CHECK(picture->png != before);
        before = picture->png;
        CHECK(before == maker->picture(figure)->png);
    }
}

TEST_CASE("type in plots is 8 points or more on A4, and nothing is wider than the page") {
    constexpr double text_width = 460;  // points: the width of a card's text
    CHECK(quiet_size * text_width / 720 >= 8);
    for (const Figure& figure : every_plot())
        for (const double width : {720.0, 340.0})
            for (const Shape& shape : draw(figure, width).shapes)
                if (shape.kind == ShapeKind::text) {
                    CHECK(type_of(shape.look).size >= quiet_size);
                    CHECK(shape.x >= -0.5);
                    CHECK(shape.x <= width + 0.5);
                }
}

TEST_CASE("every look that is drawn is in the style sheet, and numbers follow the language") {
    const std::string style = plot_style();
    for (Figure figure : every_plot()) {
        figure.notation = {",", "\u202F"};
        for (const Shape& shape : draw(figure, 720).shapes) {
            if (shape.number) CHECK(shape.text.find('.') == std::string::npos);
            if (shape.kind == ShapeKind::text) continue;
            CHECK(look_of(shape.look).name == shape.look);
        }
    }
    CHECK(style.find(".plot .dot.few {") != std::string::npos);
}

TEST_CASE("pairs of marks that mean different things differ by more than colour") {
    // Filled against outlined, solid against dashed, square against dot: what print keeps.
    CHECK(look_of("bar").fill->red != look_of("bar less").fill->red);
    CHECK(!look_of("bar").stroke.has_value());
    CHECK(look_of("bar less").stroke.has_value());
    CHECK(look_of("interval").dash != look_of("interval few").dash);
    for (const char* two : {"curve two", "curve three", "curve four"})
        CHECK(look_of("curve").dash != look_of(two).dash);
}
