#include "reports/recompute_kit.hpp"

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::reports;

TEST_CASE("without figures nothing is brought along") {
    CHECK(recompute_kit({}).empty());
    CHECK(recompute_kit({{"fact", {{"id", "F1"}}}}).empty());
}

TEST_CASE("fields that are held back or of another form leave empty cells") {
    const auto kit = recompute_kit(
        {{"measurement", {{"form", "scalar"}, {"id", "a"}, {"interval", "none"}, {"group", 7}}},
         {"measurement", {{"id", "of a form that is held back"}}},
         {"dataset", {{"id", "d"}, {"columns", "none"}}},
         {"dataset", {{"id", "d"}, {"exhibit", "E9"}, {"columns", Json::Array{Json(1)}}}}});
    CHECK(
        kit.at("figures.csv") ==
        "\"id\",\"dataset\",\"metric\",\"basis\",\"group\",\"comparator\",\"value\",\"numerator\","
        "\"denominator\",\"method\",\"low\",\"high\",\"level\",\"test\",\"p\"\n"
        "\"a\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n");
    CHECK(kit.at("columns.csv") ==
          "\"dataset\",\"exhibit\",\"column\",\"item\",\"value\"\n"
          "\"d\",\"\",\"\",\"role\",\"\"\n");
}

TEST_CASE("quotes, commas and line ends in names stay inside their cell") {
    const auto kit = recompute_kit(
        {{"measurement",
          {{"form", "scalar"}, {"id", "a\"b,\nc"}, {"value", 0.1}, {"numerator", 1}}}});
    CHECK(kit.at("figures.csv").find("\n\"a\"\"b,\nc\",") != std::string::npos);
    CHECK(kit.at("figures.csv").find("\"0.1\",\"1\",") != std::string::npos);
    for (const char* name : {"README.txt", "recompute.R", "recompute.py"})
        CHECK(kit.at(name).size() > 1000);
}
