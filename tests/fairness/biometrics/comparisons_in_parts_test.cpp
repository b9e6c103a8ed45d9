// Comparisons read by several threads, in blocks of any size: people, searches, groups and errors
// as one thread numbers and finds them.
#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_reader.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

Dataset declared(bool samples) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.columns = {
        column("s", ColumnRole::score),          column("p", ColumnRole::probe),
        column("g", ColumnRole::gallery),        column("pa", ColumnRole::probe_group),
        column("ga", ColumnRole::gallery_group), column("same", ColumnRole::outcome)};
    if (samples) dataset.columns.push_back(column("x", ColumnRole::probe_sample));
    return dataset;
}

// Scores and people are sometimes missing; the same name of a sample serves several people.
std::string table_of(int rows) {
    stats::RandomStream random(3, 1, 1);
    const auto below = [&](int n) { return static_cast<int>(random.uniform() * n); };
    std::string text = "p,g,x,s,pa,ga,same\n";
    for (int i = 0; i < rows; ++i)
        text += fmt::format("{},\"{}\",x{},{},a{},a{},{}\n",
                            below(30) == 0 ? "" : fmt::format("p{}", i / 20), below(40), below(3),
                            below(25) == 0 ? "" : fmt::format("0.{:03}", below(1000)), below(4),
                            below(5),
                            below(9) == 0   ? ""
                            : below(2) == 0 ? "0"
                                            : "1");
    return text;
}

std::string told(const Result<Comparisons>& read) {
    if (!read)
        return fmt::format("{} {} {}", read.error().code, read.error().message,
                           to_string(read.error().where.value()));
    std::string text = fmt::format("{} people, {} searches, {} missing, {} rows\n", read->people,
                                   read->searches, read->missing, read->rows);
    for (const ComparedPair& one : read->list)
        text += fmt::format("{} {} {} {} {} {} {}\n", one.score, one.probe, one.gallery, one.search,
                            one.probe_leaf, static_cast<unsigned>(one.gallery_leaf),
                            static_cast<bool>(one.mated));
    for (std::size_t i = 0; i < read->search_person.size(); ++i)
        text += fmt::format("search {} {}\n", read->search_person[i],
                            static_cast<bool>(read->search_has_score[i]));
    for (const GroupValues& leaf : read->leaves)
        text += "leaf " + join(leaf, "/") + "\n";
    for (const auto& [name, value] : read->parameters)
        text += name + "=" + value + "\n";
    return text + join(read->warnings, "\n");
}

std::string agreed(const Dataset& dataset, const std::string& text) {
    const auto tell = [&](unsigned threads, std::size_t block) {
        stats::TableOptions options;
        options.threads = threads;
        options.chunk_bytes = block;
        return told(read_comparisons(dataset, text_source(text), "t.csv", options));
    };
    const std::string expected = tell(1, std::size_t{1} << 20U);
    for (const unsigned threads : {1U, 2U, 7U})
        for (const std::size_t block : {1U, 100U, 3000U})
            if (tell(threads, block) != expected)
                FAIL_CHECK(fmt::format("{} threads, blocks of {}", threads, block));
    return expected;
}

}  // namespace

TEST_CASE("comparisons in parts: nothing, and the first error") {
    CHECK(agreed(declared(false), "p,g,x,s,pa,ga,same\n").find("no comparisons") !=
          std::string::npos);
    const std::string text = table_of(150);
    CHECK(agreed(declared(true), text + "a,b,x,nan,a1,a1,1\n" + table_of(90))
              .ends_with("t.csv:152:7"));
    std::string groups = text;
    for (int i = 0; i < 2100; ++i)
        groups += fmt::format("a,b,x,1,g{},g{},1\n", i, i);
    CHECK(agreed(declared(false), groups).starts_with("T0104"));
}

TEST_CASE("comparisons in parts: rows, people, searches and groups have the same numbers") {
    for (const bool samples : {false, true}) {
        const std::string all = agreed(declared(samples), table_of(700));
        CHECK((all.find("search ") != std::string::npos) == samples);
        CHECK(all.find("leaf ") != std::string::npos);
    }
}

TEST_CASE("comparisons in parts: files without a header") {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.layout = ScoreLayout::columns_4;
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += fmt::format(" c{}  r{}\tx{} {}\r\n", i % 7, i / 9, i / 3, i % 11);
    CHECK(agreed(dataset, text).find("people=") != std::string::npos);
    CHECK(agreed(dataset, text + "a b x high\n" + text).ends_with("t.csv:201"));
}

TEST_CASE("more comparisons than can be held are refused with their place, in parts or not") {
    std::string text = "s,p,g\n";
    for (int i = 0; i < 200; ++i)
        text += fmt::format("0.5,{},{}\n", i, i + 1);
    for (const std::size_t most : {std::size_t{0}, std::size_t{150}, std::size_t{200}})
        for (const std::size_t bytes : {std::size_t{64}, std::size_t{1} << 20U}) {
            ComparisonRoles roles;
            roles.score = tests::column("s", ColumnRole::score);
            roles.probe = tests::column("p", ColumnRole::probe);
            roles.gallery = tests::column("g", ColumnRole::gallery);
            roles.comparisons = most;
            ComparisonReader reader(roles);
            stats::TableOptions options;
            options.chunk_bytes = bytes;
            const auto facts =
                stats::read_table_in_parts(text_source(text), "t.csv", options, reader);
            REQUIRE(facts.has_value() == (most == 200));
            if (facts) continue;
            CHECK(facts.error().code == "S0402");
            CHECK(facts.error().where->line == most + 2);
            CHECK_FALSE(facts.error().hint.empty());
        }
}
