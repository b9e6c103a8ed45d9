#include "fairness/biometrics/comparisons.hpp"

#include "fairness/biometrics/error_curves.hpp"
#include "fairness/biometrics/identification.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using tests::column;
using tests::text_source;

namespace {

Dataset table(std::vector<Column> more = {}) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.columns = {column("s", ColumnRole::score), column("p", ColumnRole::probe),
                       column("g", ColumnRole::gallery)};
    dataset.columns.insert(dataset.columns.end(), more.begin(), more.end());
    return dataset;
}

Dataset file(ScoreLayout layout) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.layout = layout;
    return dataset;
}

std::string failure(const Dataset& dataset, const std::string& text) {
    const auto result = read_comparisons(dataset, text_source(text), "t.csv");
    if (result) return "";
    CHECK_FALSE(result.error().hint.empty());
    const auto& where = result.error().where;
    return result.error().code + (where ? " " + to_string(*where) : "");
}

std::vector<const Search*> pointers(const std::vector<Search>& searches) {
    std::vector<const Search*> list;
    for (const Search& search : searches)
        list.push_back(&search);
    return list;
}

}  // namespace

TEST_CASE("declarations and values without a meaning are refused with their place") {
    Dataset no_probe = table();
    no_probe.columns.erase(no_probe.columns.begin() + 1);
    CHECK(failure(no_probe, "") == "S0301");
    CHECK(failure(table({column("a", ColumnRole::probe_group)}), "") == "S0401");
    CHECK(failure(table({column("w", ColumnRole::weight)}), "") == "S0103");
    CHECK(failure(table(), "s,p\n") == "T0101 t.csv:1:1");
    for (const char* score : {"nan", "NaN", "inf", "-inf", "high", "0x1p3"})
        CHECK(failure(table(), std::string("s,p,g\n0.5,a,b\n") + score + ",a,c\n") ==
              "T0103 t.csv:3:1");
    CHECK(failure(table({column("same", ColumnRole::outcome, {})}), "s,p,g,same\n1,a,b,maybe\n") ==
          "T0102 t.csv:2:7");
}

TEST_CASE("files without a header: lines are counted as in the file") {
    CHECK(failure(file(ScoreLayout::columns_4), "a b x 0.1\na b x nan\n") == "T0103 t.csv:2");
    CHECK(failure(file(ScoreLayout::columns_4), "a m b x 0.1\n") == "T0003 t.csv:1");
    CHECK(failure(file(ScoreLayout::columns_5), "a b x 0.1\n") == "T0003 t.csv:1");
    const auto read = read_comparisons(file(ScoreLayout::columns_4),
                                       text_source("  a\t a  x   0.5 \r\nb a x -1e-3"), "t.txt");
    REQUIRE(read.has_value());
    REQUIRE(read->list.size() == 2);
    CHECK(read->list[0].mated);
    CHECK_FALSE(read->list[1].mated);
    CHECK(read->list[1].score == -1e-3);
    CHECK(read->searches == 1);
    CHECK(read->people == 2);
}

TEST_CASE("no rows are no comparisons, and no figure") {
    const auto none = read_comparisons(table(), text_source("s,p,g\n"), "t.csv");
    REQUIRE(none.has_value());
    CHECK(none->list.empty());
    CHECK(none->warnings.size() == 1);
    CHECK(read_comparisons(file(ScoreLayout::columns_4), text_source(""), "t.txt")->list.empty());
    CHECK_FALSE(error_curve({}).has_value());
    CHECK_FALSE(equal_error({}).has_value());
    CHECK(searches_of(*none).empty());
    CHECK(cumulative_match({}).empty());
    CHECK(false_alarms({}, 0).rate.counts.trials == 0);
}

TEST_CASE("rows without score, person or truth are counted as missing") {
    Dataset dataset = table({column("same", ColumnRole::outcome)});
    dataset.columns[0].missing = {"FTA"};
    const auto read = read_comparisons(
        dataset, text_source("s,p,g,same\n,a,b,0\nFTA,a,b,0\n1,,b,0\n1,a,,0\n1,a,b,\n1,a,b,1\n"),
        "t.csv");
    CHECK(read->missing == 5);
    CHECK(read->list.size() == 1);
    CHECK(read->list[0].mated);  // as declared, though the ids differ
}

TEST_CASE("equal error: all ties, constant scores, perfect separation") {
    stats::ScoreCounts constant;
    constant.add(1, true, 5);
    constant.add(1, false, 5);
    CHECK(equal_error(constant)->rate == 0.5);
    stats::ScoreCounts apart;
    apart.add(1, false, 3);
    apart.add(2, true, 2);
    CHECK(equal_error(apart)->rate == 0);
    CHECK(equal_error(apart)->at.threshold == 2);
    stats::ScoreCounts one_kind;
    one_kind.add(1, true);
    CHECK_FALSE(equal_error(one_kind).has_value());
}

TEST_CASE("ranks: the mate comes after others with his score") {
    const auto read = read_comparisons(
        table({column("x", ColumnRole::probe_sample)}),
        text_source("s,p,g,x\n5,a,a,1\n5,a,b,1\n5,a,c,1\n4,a,d,1\n1,b,c,1\n"), "t.csv");
    const auto searches = searches_of(*read);
    REQUIRE(searches.size() == 2);
    CHECK(searches[0].rank == 3);
    CHECK(searches[0].candidates == 4);
    CHECK_FALSE(searches[1].best_mate.has_value());
    CHECK(cumulative_match(pointers(searches)) == std::vector<double>{0, 0, 1, 1});
    CHECK(false_alarms(pointers(searches), 1).rate.counts == stats::Proportion{1, 1});
    CHECK_FALSE(false_alarms(pointers(searches), 1).mates_removed);
    CHECK(missed_searches(pointers(searches), 5.1).counts == stats::Proportion{1, 1});
}

TEST_CASE("the published example of the CMC") {
    // Four probes: their other scores, then those of their mates.
    const auto read =
        read_comparisons(table({column("x", ColumnRole::probe_sample)}),
                         text_source("s,p,g,x\n0.3,a,k,1\n1.1,a,l,1\n0.5,a,m,1\n0.7,a,a,1\n"
                                     "1.4,b,k,1\n-1.3,b,l,1\n0.6,b,m,1\n0.2,b,b,1\n"
                                     "0.8,c,k,1\n0,c,l,1\n1.5,c,m,1\n-0.8,c,c,1\n1.8,c,c,1\n"
                                     "2,d,k,1\n1.3,d,l,1\n1.6,d,m,1\n0.9,d,n,1\n2.4,d,d,1\n"),
                         "t.csv");
    CHECK(cumulative_match(pointers(searches_of(*read))) ==
          std::vector<double>{0.5, 0.75, 1, 1, 1});
}

TEST_CASE("the five-column file of bob has the CMC that bob publishes") {
    const auto path = tests::shared_data("vectors/scores/bob-cmc-5col.txt");
    if (!path) {
        WARN("not run: vectors/scores/bob-cmc-5col.txt is not there");
        return;
    }
    const auto read = read_comparisons(file(ScoreLayout::columns_5), *path, "bob-cmc-5col.txt");
    REQUIRE(read.has_value());
    CHECK(read->list.size() == 2000);
    const auto shares = cumulative_match(pointers(searches_of(*read)));
    REQUIRE(shares.size() == 20);
    const std::vector<double> published{.76, .89, .96, .98, 1};
    for (std::size_t i = 0; i < shares.size(); ++i)
        CHECK(tests::prints_as(shares[i], published[std::min<std::size_t>(i, 4)], 12));
}

TEST_CASE("the four-column file of bob is read whole") {
    const auto path = tests::shared_data("vectors/scores/bob-dev-4col.txt");
    if (!path) {
        WARN("not run: vectors/scores/bob-dev-4col.txt is not there");
        return;
    }
    const auto read = read_comparisons(file(ScoreLayout::columns_4), *path, "bob-dev-4col.txt");
    REQUIRE(read.has_value());
    CHECK(read->list.size() == 910);
    CHECK(read->missing == 0);
}
