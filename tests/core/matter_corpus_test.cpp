// The rows of corpus/matters/compas: published margins, exactly; and the generator that wrote them.
#include <array>
#include <map>

#include <fmt/format.h>

#include "core/files.hpp"
#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace {

using Rows = std::vector<std::map<std::string, std::string>>;

// Neither file quotes fields.
Rows rows_of(const fs::path& path) {
    DiskFiles files;
    const auto text = files.read(path, 64U << 20U);
    REQUIRE(text.has_value());
    Rows rows;
    std::vector<std::string_view> names;
    for (const std::string_view line : split(*text, '\n')) {
        const auto fields = split(trim(line), ',');
        if (trim(line).empty()) continue;
        if (names.empty()) {
            names = fields;
            continue;
        }
        REQUIRE(fields.size() == names.size());
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < fields.size(); ++i)
            row.emplace(names[i], fields[i]);
        rows.push_back(std::move(row));
    }
    return rows;
}

fs::path compas() { return source_dir() / "corpus/matters/compas"; }

// 'Caucasian' -> Low & not re-arrested, Low & re-arrested, higher & not, higher & re-arrested.
using Margins = std::map<std::string, std::array<int, 4>>;

Margins margins(const Rows& rows) {
    Margins result;
    for (const auto& row : rows) {
        const std::size_t cell =
            (row.at("score_text") == "Low" ? 0U : 2U) + (row.at("two_year_recid") == "1" ? 1U : 0U);
        for (const char* column : {"race", "sex"})
            ++result[row.at(column)][cell];
    }
    return result;
}

const Margins published = {
    {"African-American", {990, 532, 805, 1369}},
    {"Caucasian", {1139, 461, 349, 505}},
    {"Hispanic", {318, 129, 87, 103}},
    {"Other", {208, 90, 36, 43}},
    {"Asian", {21, 3, 2, 6}},
    {"Native American", {5, 1, 3, 9}},
    {"Male", {2072, 1021, 994, 1732}},
    {"Female", {609, 195, 288, 303}},
};

}  // namespace

TEST_CASE("generated rows have the published margins by race and by sex") {
    const Rows rows = rows_of(compas() / "rows.csv");
    CHECK(rows.size() == 7214);
    CHECK(margins(rows) == published);

    std::map<std::string, std::array<int, 2>> high;
    for (const auto& row : rows)
        if (row.at("score_text") == "High")
            ++high[row.at("race")][row.at("two_year_recid") == "1" ? 1 : 0];
    CHECK(high.at("Caucasian") == std::array{81, 195});
    CHECK(high.at("African-American") == std::array{284, 741});
}

TEST_CASE("the corrected rows are those screened by 1 April 2014, 2,253 of 6,216 re-arrested") {
    const Rows all = rows_of(compas() / "rows.csv");
    const Rows corrected = rows_of(compas() / "rows-before-2014-04-02.csv");
    Rows expected;
    int rearrested = 0;
    for (const auto& row : all)
        if (row.at("screening_date") <= "2014-04-01") expected.push_back(row);
    CHECK(corrected == expected);
    CHECK(corrected.size() == 6216);
    for (const auto& row : corrected)
        if (row.at("two_year_recid") == "1") ++rearrested;
    CHECK(rearrested == 2253);
}

TEST_CASE("row numbers are unique and dates exist") {
    std::map<std::string, int> ids;
    for (const auto& row : rows_of(compas() / "rows.csv")) {
        ++ids[row.at("id")];
        const std::string& day = row.at("screening_date");
        CHECK((day >= "2013-01-01" && day <= "2014-12-31"));
    }
    CHECK(ids.size() == 7214);
}

TEST_CASE("the generator writes the same bytes again") {
    const ScratchFolder scratch;
    const auto run = run_process(
        {(source_dir() / "scripts/generate-compas").string(), scratch.path().string()}, "");
    REQUIRE(run.has_value());
    INFO(run->err);
    REQUIRE(run->exit_code == 0);
    DiskFiles files;
    for (const char* name : {"rows.csv", "rows-before-2014-04-02.csv"}) {
        INFO(name);
        const auto made = files.facts(scratch.path() / name);
        const auto kept = files.facts(compas() / name);
        REQUIRE(made.has_value());
        REQUIRE(kept.has_value());
        CHECK(made->sha256 == kept->sha256);
    }
}

TEST_CASE("the public file has the same margins and the same fault") {
    const auto path = shared_data("data/compas-two-years.csv");
    if (!path) {
        WARN("not run: data/compas-two-years.csv is not at hand");
        return;
    }
    const Rows real = rows_of(*path);
    CHECK(real.size() == 7214);
    CHECK(margins(real) == published);
    int kept = 0;
    int kept_rearrested = 0;
    for (const auto& row : real)
        if (row.at("compas_screening_date") <= "2014-04-01") {
            ++kept;
            if (row.at("two_year_recid") == "1") ++kept_rearrested;
        }
    CHECK(kept == 6216);
    CHECK(kept_rearrested == 2253);
}
