#include "fairness/count_rows.hpp"

#include <algorithm>
#include <cstring>

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

stats::ByteSource from(std::string text) {
    return [text = std::move(text),
            at = std::size_t{0}](std::span<char> space) mutable -> Result<std::size_t> {
        const std::size_t count = std::min(space.size(), text.size() - at);
        std::memcpy(space.data(), text.data() + at, count);
        at += count;
        return count;
    };
}

Dataset declared(std::vector<Column> columns) {
    Dataset dataset;
    dataset.id = "d";
    dataset.columns = std::move(columns);
    return dataset;
}

Column column(const char* name, ColumnRole role, std::vector<std::string> positive = {}) {
    return {name, role, "", std::move(positive), {}, ""};
}

const Column y = column("y", ColumnRole::outcome);
const Column f = column("f", ColumnRole::prediction);
const Column s = column("s", ColumnRole::score);
const Column g = column("g", ColumnRole::group);

std::string failure(const Dataset& dataset, const std::string& text, CountLimits limits = {}) {
    const auto counts = count_rows(dataset, from(text), "t.csv", limits);
    if (counts) return "";
    CHECK_FALSE(counts.error().hint.empty());
    const auto& where = counts.error().where;
    return counts.error().code + (where ? " " + to_string(*where) : "");
}

}  // namespace

TEST_CASE("declarations without a meaning are refused before reading") {
    CHECK(failure(declared({f, g}), "") == "S0101");
    CHECK(failure(declared({y, column("z", ColumnRole::outcome), f}), "") == "S0101");
    CHECK(failure(declared({y, g}), "") == "S0102");
    CHECK(failure(declared({y, s}), "") == "S0102");  // a score without a threshold
    const Column w = column("w", ColumnRole::weight);
    const Column id = column("id", ColumnRole::person);
    CHECK(failure(declared({y, f, w, column("v", ColumnRole::weight)}), "") == "S0105");
    CHECK(failure(declared({y, f, id, column("no", ColumnRole::person)}), "") == "S0105");
    CHECK(failure(declared({y, f, g, g}), "") == "S0105");
    std::vector<Column> many{y, f};
    for (const char* name : {"a", "b", "c", "d", "e", "h", "i"})
        many.push_back(column(name, ColumnRole::group));
    CHECK(failure(declared(many), "") == "S0104");
}

TEST_CASE("a column that the table does not have is named, the nearest suggested") {
    const Dataset dataset = declared({y, f, column("rase", ColumnRole::group)});
    const auto counts = count_rows(dataset, from("y,f,race\n"), "t.csv");
    REQUIRE_FALSE(counts.has_value());
    CHECK(counts.error().code == "T0101");
    CHECK(counts.error().message == "there is no column 'rase'");
    CHECK(counts.error().hint.find("'race'") != std::string::npos);
    const auto wrong_separator = count_rows(dataset, from("y;f;race\n"), "t.csv");
    CHECK(wrong_separator.error().notes.size() == 1);
    CHECK(failure(declared({y, f, column("p", ColumnRole::person)}), "y,f\n") == "T0101 t.csv:1:1");
}

TEST_CASE("values without a meaning are located") {
    CHECK(failure(declared({y, f}), "y,f\n1,0\n0,maybe\n") == "T0102 t.csv:3:3");
    CHECK(failure(declared({y, f}), "y,f\n2,0\n") == "T0102 t.csv:2:1");
    Dataset scored = declared({y, s});
    scored.threshold = 0.5;
    CHECK(failure(scored, "s,y\n0.4,1\nhigh,0\n") == "T0103 t.csv:3:1");
    for (const char* text : {"nan", "inf", "-inf", "1,5", "0x10", " 1", "1e999"})
        CHECK(failure(scored, std::string("y,s\n1,\"") + text + "\"\n") == "T0103 t.csv:2:3");
}

TEST_CASE("groups have limits") {
    CountLimits limits;
    limits.cells_max = 3;
    const Dataset dataset = declared({y, f, g});
    CHECK(failure(dataset, "y,f,g\n1,1,a\n1,1,b\n1,1,c\n1,1,a\n", limits).empty());
    CHECK(failure(dataset, "y,f,g\n1,1,a\n1,1,b\n1,1,c\n1,1,d\n", limits) == "T0104 t.csv:5:5");
    limits.group_label_bytes_max = 4;
    CHECK(failure(dataset, "y,f,g\n1,1,abcde\n", limits) == "T0105 t.csv:2:5");
}

TEST_CASE("a positive value or a reference that does not occur is refused") {
    const Dataset dataset = declared({y, column("f", ColumnRole::prediction, {"Hgh"})});
    const auto counts = count_rows(dataset, from("y,f\n1,High\n0,Low\n"), "t.csv");
    REQUIRE_FALSE(counts.has_value());
    CHECK(counts.error().code == "S0111");
    CHECK(counts.error().hint.find("'High'") != std::string::npos);
    // One value only: everybody may well be negative.
    CHECK(failure(dataset, "y,f\n1,Low\n0,Low\n").empty());
    Column group = g;
    group.reference = "white";
    CHECK(failure(declared({y, f, group}), "y,f,g\n1,1,White\n") == "S0110 t.csv");
    CHECK(failure(declared({y, f, group}), "y,f,g\n").empty());
    const auto unlabelled = count_rows(declared({y, f, group}), from("y,f,g\n1,1,\n"), "t.csv");
    REQUIRE_FALSE(unlabelled.has_value());
    CHECK(unlabelled.error().notes == std::vector<std::string>{"found: (missing)"});
}

TEST_CASE("words for yes and no are read without a declaration") {
    const auto counts =
        count_rows(declared({y, f}), from("y,f\n1,yes\ntrue,no\nFALSE,0\nNo,True\n,\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->sample.cube.total().confusion() == Confusion{1, 1, 1, 1});
    CHECK(counts->sample.cube.total().missing() == 1);
}

TEST_CASE("what counts as negative is stated when it is more than one value") {
    const auto counts = count_rows(declared({y, column("f", ColumnRole::prediction, {"High"})}),
                                   from("y,f\n1,High\n0,Low\n0,Medium\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->parameters.at("prediction_positive") == "High");
    CHECK(counts->parameters.at("prediction_negative") == "Low, Medium");
    REQUIRE(counts->warnings.size() == 1);
    CHECK(counts->warnings[0] == "column 'f': these values count as negative: Low, Medium");
}

TEST_CASE("a score flags at and above the threshold") {
    Dataset dataset = declared({y, s, g});
    dataset.threshold = 0.6;
    dataset.columns[1].missing = {"NA"};
    const auto counts = count_rows(
        dataset, from("y,s,g\n1,0.6,a\n1,0.59999,a\n0,1e3,a\n0,-1,a\n0,NA,a\n0,,a\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->sample.cube.total().confusion() == Confusion{1, 1, 1, 1});
    CHECK(counts->sample.cube.total().missing() == 2);
}

TEST_CASE("declared values for missing join the empty cell") {
    Dataset dataset = declared({y, f, g});
    dataset.columns[2].missing = {"N/A", "-"};
    const auto counts = count_rows(dataset, from("y,f,g\n1,1,N/A\n1,1,\n1,1,-\n1,1,a\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->sample.cube.cells().size() == 2);
    CHECK(counts->sample.cube.cells().at({""}).rows() == 3);
}

TEST_CASE("a table without rows is pointed out") {
    const auto counts = count_rows(declared({y, f}), from("y,f\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->warnings == std::vector<std::string>{"data set 'd' has no rows"});
}

TEST_CASE("weights that are none are refused, where they stand") {
    const Dataset weighted = declared({y, f, column("w", ColumnRole::weight)});
    for (const char* bad : {"", "0", "-1", "nan", "inf", "x", "1e13"})
        CHECK(failure(weighted, "y,f,w\n1,1," + std::string(bad) + "\n") == "T0107 t.csv:2:5");
    CountLimits limits;
    limits.distinct_weights_max = 1;
    CHECK(failure(weighted, "y,f,w\n1,1,1\n1,1,2\n", limits) == "T0106 t.csv:3:5");
    const Dataset both =
        declared({y, f, column("w", ColumnRole::weight), column("id", ColumnRole::person)});
    CHECK(failure(both, "y,f,w,id\n1,1,1,a\n1,1,2,a\n") == "S0103 t.csv");
    CHECK(failure(both, "y,f,w,id\n1,1,1,a\n1,1,2,b\n").empty());
}

TEST_CASE("persons who repeat are kept as persons, and pointed out") {
    const Dataset dataset = declared({y, f, column("id", ColumnRole::person)});
    const auto counted = [&](const std::string& rows, std::size_t most = 9) {
        CountLimits limits;
        limits.person_rows_max = most;
        return count_rows(dataset, from("y,f,id\n" + rows), "t.csv", limits);
    };
    const auto nobody = counted("1,1,\n1,0,\n").value();
    CHECK(nobody.sample.persons.empty());
    CHECK(nobody.warnings.size() == 1);  // rows without an id
    const auto once = counted("1,1,a\n1,0,b\n").value();
    CHECK(once.sample.persons.empty());
    CHECK(once.warnings.empty());
    CHECK(counted("1,1,a\n1,0,b\n0,0,a\n", 2).error().code == "T0106");

    const auto repeated = counted("1,1,a\n1,0,b\n0,0,a\n0,0,a\n1,0,c\n,1,c\n").value();
    REQUIRE(repeated.warnings.size() == 1);
    CHECK(repeated.warnings[0].find("3 rows beyond the first of each of 3 persons") !=
          std::string::npos);
    REQUIRE(repeated.sample.persons.size() == 2);
    std::uint64_t persons = 0;
    std::uint64_t rows = 0;
    for (const auto& pattern : repeated.sample.persons) {
        persons += pattern.units;
        for (const auto& part : pattern.parts)
            rows += pattern.units * part.count;
    }
    CHECK(persons == 3);
    CHECK(rows == 5);  // the sixth has no outcome
}

TEST_CASE("what may mislead is pointed out, a column without a role is not") {
    const auto counts =
        count_rows(declared({y, f, g}), from("y,f,g,t\n1,1,white,x\n\n1,1,White ,x\n"), "t.csv");
    REQUIRE(counts.has_value());
    CHECK(counts->warnings.size() == 2);  // empty line, near labels
}

TEST_CASE("cubes merge to the cube of all rows, in any order") {
    const Dataset dataset = declared({y, f, g});
    const auto cube = [&](const std::string& rows) {
        return count_rows(dataset, from("y,f,g\n" + rows), "t.csv")->sample.cube;
    };
    const std::string a = "1,1,a\n0,1,b\n,1,\n";
    const std::string b = "1,0,b\n0,0,c\n1,,a\n";
    Cube ab = cube(a);
    ab.merge(cube(b));
    Cube ba = cube(b);
    ba.merge(cube(a));
    CHECK(ab == ba);
    CHECK(ab == cube(b + a));
    CHECK(ab.cells().rbegin()->first == GroupValues{""});  // not recorded comes last
}
