// Exposure and hit rate by area and population, and the check for feedback.
#include <cmath>

#include <fmt/format.h>

#include "fairness/areas/area_figures.hpp"
#include "fairness/areas/measure_areas.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::by_id;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

AreaColumns columns(bool stops = true, bool time = false) {
    AreaColumns result;
    result.area = column("beat", ColumnRole::stratum);
    result.residents = {column("white", ColumnRole::stratum), column("black", ColumnRole::stratum)};
    result.exposure = column("hours", ColumnRole::stratum);
    if (stops) result.stops = column("stops", ColumnRole::stratum);
    if (stops) result.hits = column("hits", ColumnRole::stratum);
    if (time) result.time = column("year", ColumnRole::time);
    return result;
}

Result<AreaTable> read(const std::string& text, const AreaColumns& by = columns()) {
    return read_areas(by, text_source(text), "areas.csv");
}

std::string problem(const std::string& text, const AreaColumns& by = columns()) {
    const auto table = read(text, by);
    if (table) return "none";
    const auto& where = table.error().where;
    return table.error().code +
           (where ? fmt::format(" {}:{}", where->line, where->column) : std::string());
}

Dataset dataset() {
    Dataset result;
    result.id = "beats";
    result.replicates = 1'000;
    return result;
}

constexpr const char* head = "beat,white,black,hours,stops,hits\n";

}  // namespace

TEST_CASE("areas: what cannot be read is refused with its place") {
    CHECK(problem("") == "T0001 1:1");
    CHECK(problem("beat,white,hours,stops,hits\n") == "T0101 1:1");
    const std::string begin = head;
    CHECK(problem(begin + "A,-1,2,3,4,1\n") == "T0109 2:3");
    CHECK(problem(begin + "A,1,many,3,4,1\n") == "T0103 2:5");
    CHECK(problem(begin + "A,1,nan,3,4,1\n") == "T0103 2:5");
    CHECK(problem(begin + "A,1,inf,3,4,1\n") == "T0103 2:5");
    CHECK(problem(begin + "A,1,2,-3,4,1\n") == "T0109 2:7");
    CHECK(problem(begin + "A,1,2,3,4.5,1\n") == "T0108 2:9");
    CHECK(problem(begin + "A,1,2,3,4,5\n") == "T0109 2:11");
    CHECK(problem(begin + "A,1,2,3,4,1\nA,1,2,3,4,1\n") == "T0109 3:1");
    AreaColumns half = columns();
    half.hits.reset();
    CHECK(problem(begin, half) == "S0301");
    AreaColumns nobody = columns();
    nobody.residents.clear();
    CHECK(problem(begin, nobody) == "S0301");
    AreaColumns months = columns(true, true);
    months.period = Period::month;
    CHECK(problem("beat,white,black,hours,stops,hits,year\nA,1,2,3,4,1,12/2023\n", months) ==
          "T0109 2:13");
}

TEST_CASE("areas: a declaration without what it needs, or with a role twice") {
    Dataset declared = dataset();
    const auto code = [&](std::vector<Column> list) {
        declared.columns = std::move(list);
        const auto result = area_columns(declared);
        return result ? "none" : result.error().code;
    };
    const Column area = column("beat", ColumnRole::area);
    const Column people = column("white", ColumnRole::residents);
    const Column hours = column("hours", ColumnRole::exposure);
    const Column hits = column("hits", ColumnRole::hits);
    CHECK(code({}) == "S0301");
    CHECK(code({people, hours}) == "S0301");
    CHECK(code({area, hours}) == "S0301");
    CHECK(code({area, people}) == "S0301");
    CHECK(code({area, people, hours, hits}) == "S0301");
    CHECK(code({area, people, hours, column("again", ColumnRole::area)}) == "S0301");
    CHECK(code({area, people, hours, hits, column("stops", ColumnRole::stops),
                column("more", ColumnRole::stops)}) == "S0301");
    CHECK(code({area, people, hours}) == "none");
    declared.period = Period::month;
    declared.columns.push_back(column("when", ColumnRole::time));
    CHECK(area_columns(declared)->period == Period::month);
    CHECK(area_columns(declared)->time->name == "when");
}

TEST_CASE("areas: none, one, and areas where nobody lives") {
    const auto none = read(head);
    REQUIRE(none);
    const auto empty = measure_area_table(dataset(), *none);
    CHECK_FALSE(by_id(empty, "beats/area_exposure/residents=white").value);
    CHECK_FALSE(by_id(empty, "beats/exposure_by_area").undefined_reason.empty());
    const auto one = read(std::string(head) + "A,10,0,5,4,1\nB,0,0,5,4,1\nC,,3,5,4,1\n");
    REQUIRE(one);
    CHECK(one->missing == 2);
    const auto list = measure_area_table(dataset(), *one);
    CHECK(*by_id(list, "beats/area_exposure/residents=white").value == 0.5);
    CHECK_FALSE(by_id(list, "beats/area_exposure/residents=black").value);
    const auto& ratio = by_id(list, "beats/area_exposure_ratio/residents=black~residents=white");
    CHECK_FALSE(ratio.value);
    CHECK_FALSE(ratio.p);
}

TEST_CASE("areas: names that look alike are named") {
    const auto twins = read(std::string(head) + "North,30,10,40,10,5\nnorth ,10,30,120,40,10\n");
    REQUIRE(twins);
    REQUIRE(twins->warnings.size() == 1);
    CHECK(twins->warnings[0].find("'North' (5 bytes) and 'north ' (6 bytes)") != std::string::npos);
}

TEST_CASE("areas: figures worked by hand") {
    // A: 30 white, 10 black, 40 hours; B: 10 white, 30 black, 120 hours: 1 and 3 hours a resident.
    const auto table = read(std::string(head) + "A,30,10,40,10,5\nB,10,30,120,40,10\n");
    REQUIRE(table);
    const auto list = measure_area_table(dataset(), *table);
    CHECK(*by_id(list, "beats/area_exposure/residents=white").value == Approx(60.0 / 40));
    CHECK(*by_id(list, "beats/area_exposure/residents=black").value == Approx(100.0 / 40));
    CHECK(*by_id(list, "beats/area_exposure_ratio/residents=black~residents=white").value ==
          Approx(5.0 / 3));
    // hits 5 and 10, stops 10 and 40; shares of white 3/4, 1/4, of black 1/4, 3/4
    CHECK(*by_id(list, "beats/area_hit_rate/residents=white").value == Approx(6.25 / 17.5));
    CHECK(*by_id(list, "beats/area_hit_rate/residents=black").value == Approx(8.75 / 32.5));
    const auto& areas = by_id(list, "beats/hit_rate_by_area");
    REQUIRE(areas.series.size() == 2);
    CHECK(*areas.series[1].value == 0.25);
    CHECK(*areas.series[1].low < 0.25);
    // Two areas can be permuted in one other way, which gives the same distance: p is 1.
    const auto& ratio = by_id(list, "beats/area_exposure_ratio/residents=black~residents=white");
    CHECK(*ratio.p == 1);
    CHECK_FALSE(ratio.interval);
    CHECK(ratio.parameters.at("interval_undefined").find("too few") != std::string::npos);
}

TEST_CASE("areas: an interval, a small p where patrols follow a population, none where not") {
    const auto city = [&](bool follows) {
        std::string text = head;
        for (std::uint32_t i = 0; i < 60; ++i) {
            stats::RandomStream random(3, follows ? 1 : 2, i);
            const double black = random.uniform();
            const double hours = 50 * (follows ? 0.2 + black : 0.2 + random.uniform());
            text += fmt::format("beat{:02},{:.0f},{:.0f},{:.1f},40,8\n", i, 1000 * (1 - black),
                                1000 * black, hours);
        }
        const auto table = read(text);
        REQUIRE(table);
        return measure_area_table(dataset(), *table);
    };
    const auto biased = city(true);
    const auto& gap = by_id(biased, "beats/area_exposure_ratio/residents=black~residents=white");
    REQUIRE(gap.interval);
    CHECK(gap.interval->low > 1);
    CHECK(*gap.p < 0.01);
    CHECK(*gap.p_adjusted == *gap.p);
    const auto even = city(false);
    CHECK(*by_id(even, "beats/area_exposure_ratio/residents=black~residents=white").p > 0.05);
    CHECK(*by_id(even, "beats/area_hit_rate_ratio/residents=black~residents=white").value ==
          Approx(1));
}

TEST_CASE("areas: exposure that comes back to its mean is no loop") {
    int found = 0;
    constexpr int samples = 200;
    for (std::uint32_t s = 0; s < samples; ++s) {
        std::string text = "beat,white,black,hours,stops,hits,year\n";
        for (std::uint32_t i = 0; i < 20; ++i)
            for (int year = 2023; year <= 2024; ++year) {
                stats::RandomStream random(s, i, static_cast<std::uint32_t>(year));
                const double hours = 20 + 40 * random.uniform();
                const auto hits = static_cast<unsigned>(hours * (0.2 + 0.1 * random.uniform()));
                text +=
                    fmt::format("b{},100,100,{:.3f},{:.0f},{},{}\n", i, hours, hours, hits, year);
            }
        const auto table = read(text, columns(true, true));
        REQUIRE(table);
        if (feedback(*table, {s, 1, 199, 0.95, 1})->p <= 0.05) ++found;
    }
    CHECK(found <=
          10 + 9);  // three standard errors; the change of exposure follows it in nearly all
    const auto bare = read(
        "beat,white,black,hours,year\nA,1,1,1,1\nB,1,1,2,1\nC,1,1,3,1\nD,1,1,4,1\n"
        "A,1,1,4,2\nB,1,1,1,2\nC,1,1,2,2\nD,1,1,3,2\n",
        columns(false, true));
    REQUIRE(bare);
    const auto untested = feedback(*bare, {1, 1, 199, 0.95, 1});
    REQUIRE_FALSE(untested);
    CHECK(untested.error().reason.find("without hits") != std::string::npos);
}

TEST_CASE("areas: exposure that follows what was found is seen, and only then") {
    const auto loop = [&](bool follows) {
        std::string text = "beat,white,black,hours,stops,hits,year\n";
        for (std::uint32_t i = 0; i < 20; ++i) {
            stats::RandomStream random(9, 1, i);
            const auto hits = static_cast<unsigned>(random.uniform() * 50);
            const double second = follows ? 10.0 + hits : 10 + 50 * random.uniform();
            text += fmt::format("b{},100,100,30,60,{},2023\nb{},100,100,{:.3f},60,5,2024\n", i,
                                hits, i, second);
        }
        const auto table = read(text, columns(true, true));
        REQUIRE(table);
        return *feedback(*table, {1, 1, 1'000, 0.95, 1});
    };
    CHECK(loop(true).correlation == Approx(1));
    CHECK(loop(true).p < 0.01);
    CHECK(loop(true).pairs == 1);
    CHECK(loop(true).units == 20);
    CHECK(loop(false).p > 0.01);
    const auto two =
        read("beat,white,black,hours,stops,hits,year\nA,1,1,1,1,1,2023\nA,1,1,1,1,1,2024\n",
             columns(true, true));
    REQUIRE(two);
    CHECK_FALSE(feedback(*two, {1, 1, 1'000, 0.95, 1}));
}
