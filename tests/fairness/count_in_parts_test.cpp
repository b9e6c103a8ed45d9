// Counting by several threads, in blocks of any size: the sample, the words and the errors of one
// thread.
#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/count_rows.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

stats::TableOptions reading(unsigned threads, std::size_t block) {
    stats::TableOptions options;
    options.threads = threads;
    options.chunk_bytes = block;
    return options;
}

Dataset declared(std::vector<Column> more = {}) {
    Dataset dataset;
    dataset.id = "d";
    dataset.columns = {column("y", ColumnRole::outcome), column("f", ColumnRole::prediction, {"A"}),
                       column("g", ColumnRole::group, {}, "a"), column("h", ColumnRole::group)};
    dataset.columns.insert(dataset.columns.end(), more.begin(), more.end());
    return dataset;
}

// Groups and labels in no order, some not recorded; persons repeat; two decimals of weight.
std::string table_of(std::uint32_t rows) {
    stats::RandomStream random(7, 1, 1);
    std::string text = "y,f,g,h,id,w\n";
    const auto below = [&](int n) { return static_cast<int>(random.uniform() * n); };
    for (std::uint32_t i = 0; i < rows; ++i)
        text += fmt::format("{},{},{},\"h{}\",{},{}.{:02}\n",
                            below(20) == 0 ? ""
                            : i % 3        ? "1"
                                           : "0",
                            static_cast<char>('A' + below(25)), static_cast<char>('a' + below(5)),
                            below(7), below(static_cast<int>(rows)), 1 + below(3), below(100));
    return text;
}

std::string told(const Result<RowCounts>& counts) {
    if (!counts)
        return fmt::format("{} {} {}", counts.error().code, counts.error().message,
                           to_string(counts.error().where.value()));
    std::string text;
    for (const auto& [values, cell] : counts->sample.cube.cells()) {
        text += join(values, "/") + ":";
        for (const Label outcome : {Label::negative, Label::positive, Label::missing})
            for (const Label label : {Label::negative, Label::positive, Label::missing})
                text += fmt::format(" {}", cell.count(outcome, label));
        text += "\n";
    }
    for (const GroupValues& leaf : counts->sample.leaves)
        text += "leaf " + join(leaf, "/") + "\n";
    for (const stats::Pattern& pattern : counts->sample.persons) {
        text += fmt::format("{} persons", pattern.units);
        for (const auto& part : pattern.parts)
            text += fmt::format(" {}x{}", part.count, part.cell);
        text += "\n";
    }
    for (const Weights& weights : counts->sample.weights)
        for (const auto& [weight, rows] : weights)
            text += fmt::format("{}x{} ", rows, weight);
    for (const auto& [name, value] : counts->parameters)
        text += "\n" + name + "=" + value;
    return text + "\n" + join(counts->warnings, "\n");
}

// What is told by every number of threads and every size of blocks.
std::string agreed(const Dataset& dataset, const std::string& text, CountLimits limits = {}) {
    const auto tell = [&](unsigned threads, std::size_t block) {
        return told(
            count_rows(dataset, text_source(text), "t.csv", limits, reading(threads, block)));
    };
    const std::string expected = tell(1, std::size_t{1} << 20U);
    for (const unsigned threads : {1U, 2U, 7U})
        for (const std::size_t block : {1U, 64U, 5000U})
            if (tell(threads, block) != expected)
                FAIL_CHECK(fmt::format("{} threads, blocks of {}", threads, block));
    return expected;
}

}  // namespace

TEST_CASE("counted in parts: limits are passed in the row in which one thread passes them") {
    CountLimits limits;
    limits.cells_max = 20;
    CHECK(agreed(declared(), table_of(300), limits).starts_with("T0104"));
    limits = {};
    limits.person_rows_max = 200;
    CHECK(agreed(declared({column("id", ColumnRole::person)}), table_of(300), limits)
              .ends_with("t.csv:202:12"));
    limits = {};
    limits.distinct_weights_max = 4;
    CHECK(agreed(declared({column("w", ColumnRole::weight)}), table_of(900), limits)
              .starts_with("T0106"));
}

TEST_CASE("counted in parts: the first bad value is told") {
    const Dataset dataset = declared();
    const std::string text = table_of(200);
    CHECK(agreed(dataset, text + "2,A,a,h0,1,1\n" + text).ends_with("t.csv:202:1"));
    CHECK(agreed(dataset, "y,f,g,h\n1,A,a,h\nmaybe,A,a,h\n" + std::string(900, '\n') + "3,A,a,h\n")
              .ends_with("t.csv:3:1"));
}

TEST_CASE("counted in parts: cube, groups, persons, weights and warnings are the same") {
    CHECK(agreed(declared(), "y,f,g,h\n").find("has no rows") != std::string::npos);
    const std::string text = table_of(900);
    CHECK(agreed(declared(), text).find("and others") != std::string::npos);  // more than 20 labels
    CHECK(agreed(declared({column("id", ColumnRole::person)}), text).find("persons") !=
          std::string::npos);
    CHECK(agreed(declared({column("w", ColumnRole::weight)}), text).find("x3.") !=
          std::string::npos);
    CHECK(agreed(declared({column("h2", ColumnRole::group)}), text).starts_with("T0101"));
}
