// Any number of threads and any size of blocks: the rows, errors and places of reading row by row.
#include "stats/table_in_parts.hpp"

#include <array>
#include <atomic>
#include <stdexcept>

#include <fmt/format.h>

#include "core/random.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::stats;

namespace {

// Keeps all rows with their places. Refuses a field 'bad', and more than `rows_max` rows.
class Keeper final : public DividedVisitor {
public:
    explicit Keeper(std::size_t rows_max = ~std::size_t{0}) : rows_max_(rows_max) {}

    Status header(const TableRow&) override { return {}; }
    Status row(const TableRow& row) override {
        std::string text;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i] == "bad") return fail(input_error("T0103", "bad").at(row.location(i)));
            text += std::string(row[i]) + "|";
        }
        if (rows.size() == rows_max_)
            return fail(input_error("T0106", "too many").at(row.location(0)));
        rows.push_back(std::move(text));
        return {};
    }
    std::unique_ptr<DividedVisitor> part() const override {
        ++parts;
        return std::make_unique<Keeper>(rows_max_);
    }
    bool absorb(DividedVisitor& part) override {
        const Keeper& later = static_cast<Keeper&>(part);
        if (rows.size() + later.rows.size() > rows_max_) return false;
        rows.insert(rows.end(), later.rows.begin(), later.rows.end());
        return true;
    }

    std::vector<std::string> rows;
    mutable std::atomic<unsigned> parts = 0;

private:
    std::size_t rows_max_;
};

TableOptions options_of(std::size_t block, unsigned threads) {
    TableOptions options;
    options.chunk_bytes = block;
    options.threads = threads;
    options.row_bytes_max = 300;
    return options;
}

struct Outcome {
    std::string error;  // with its place
    std::vector<std::string> rows;
    std::uint64_t counted = 0;
    std::uint64_t empty_lines = 0;
    std::uint64_t bytes = 0;
    bool operator==(const Outcome&) const = default;
};

Outcome read(const std::string& text, std::size_t block, unsigned threads,
             std::size_t rows_max = ~std::size_t{0}) {
    Keeper keeper(rows_max);
    const auto facts =
        read_table_in_parts(tests::text_source(text), "t.csv", options_of(block, threads), keeper);
    Outcome outcome;
    if (facts) {
        outcome = {"", keeper.rows, facts->rows, facts->empty_lines, facts->bytes};
    } else {
        outcome.error = facts.error().code + " " + to_string(facts.error().where.value());
    }
    return outcome;
}

// What all threads and blocks agree on.
Outcome agreed(const std::string& text, std::size_t rows_max = ~std::size_t{0}) {
    const Outcome expected = read(text, 100'000, 1, rows_max);
    for (const unsigned threads : {1U, 2U, 7U})
        for (const std::size_t block : {1U, 5U, 16U, 64U, 1000U})
            if (read(text, block, threads, rows_max) != expected)
                FAIL_CHECK(fmt::format("{} threads, blocks of {}: {}", threads, block, text));
    return expected;
}

std::string table_of(int rows) {
    std::string text = "a,b\n";
    for (int i = 0; i < rows; ++i)
        text += fmt::format("{},x{}\n", i, i % 7);
    return text;
}

}  // namespace

TEST_CASE("in parts: no table, a header alone, empty lines") {
    CHECK(agreed("").error == "T0001 t.csv:1:1");
    CHECK(agreed("\n\n\n").error == "T0001 t.csv:4:1");
    CHECK(agreed("a,b").rows.empty());
    CHECK(agreed("a,b\n\n\n\r\n1,2\n\n").empty_lines == 4);
}

TEST_CASE("in parts: the first error is reported, whichever block was read first") {
    const std::string late = table_of(170) + "bad,1\n" + table_of(20);
    CHECK(agreed(late).error == "T0103 t.csv:172:1");
    CHECK(agreed(table_of(40) + "1,bad\n" + late).error == "T0103 t.csv:42:3");
    CHECK(agreed(table_of(90) + "1,2,3\n" + table_of(90) + "\"\n").error == "T0003 t.csv:92:1");
    CHECK(agreed(table_of(90) + "1,\"2\n" + table_of(10)).error == "T0004 t.csv:92:3");
    CHECK(agreed(table_of(90) + "1,2\"\n" + table_of(90)).error == "T0005 t.csv:92:4");
    CHECK(agreed(table_of(90) + "1,\"" + std::string(900, 'x') + "\"\n" + table_of(9)).error ==
          "T0008 t.csv:92:1");
}

TEST_CASE("in parts: a limit over all blocks is passed in the same row") {
    CHECK(agreed(table_of(200), 120).error == "T0106 t.csv:122:1");
    CHECK(agreed(table_of(200), 200).rows.size() == 200);
    CHECK(agreed(table_of(200) + "bad,1\n" + table_of(9), 200).error == "T0103 t.csv:202:1");
}

TEST_CASE("in parts: quotes over many blocks, CRLF, a last line without end") {
    std::string text = "a,b\r\n";
    for (int i = 0; i < 60; ++i)
        text += fmt::format("\"{}\r\n,\"\"\n\",{}\r\n", i, i);
    text += "last,1";
    const Outcome outcome = agreed(text);
    CHECK(outcome.rows.size() == 61);
    CHECK(outcome.rows[1] == "1\r\n,\"\n|1|");
    CHECK(outcome.rows.back() == "last|1|");
    CHECK(outcome.bytes == text.size());
}

TEST_CASE("in parts: several threads do read parts") {
    Keeper keeper;
    const auto facts =
        read_table_in_parts(tests::text_source(table_of(500)), "t.csv", options_of(64, 4), keeper);
    REQUIRE(facts.has_value());
    CHECK(keeper.rows.size() == 500);
    CHECK(keeper.parts > 20);
}

TEST_CASE("in parts: a source that fails behind good rows") {
    for (const unsigned threads : {1U, 2U, 7U}) {
        const ByteSource source = [text = tests::text_source(table_of(100))](
                                      std::span<char> space) -> Result<std::size_t> {
            const auto read = text(space);
            if (*read > 0) return read;
            return fail(system_error("F0001", "the disk is gone"));
        };
        Keeper keeper;
        const auto facts = read_table_in_parts(source, "t.csv", options_of(64, threads), keeper);
        CHECK(facts.error().code == "F0001");
    }
}

TEST_CASE("in parts: what a visitor throws arrives") {
    class Throwing final : public DividedVisitor {
    public:
        Status header(const TableRow&) override { return {}; }
        Status row(const TableRow&) override { throw std::runtime_error("no memory"); }
        std::unique_ptr<DividedVisitor> part() const override {
            return std::make_unique<Throwing>();
        }
        bool absorb(DividedVisitor&) override { return true; }
    } visitor;
    CHECK_THROWS_AS((void)read_table_in_parts(tests::text_source("a,b\n\n\n\n\n\n\n\n\n\n\n1,2\n"),
                                              "t", options_of(5, 3), visitor),
                    std::runtime_error);
}

TEST_CASE("in parts: random texts, as row by row") {
    constexpr std::string_view alphabet = ",\"\n\r\nab,\"\n\xC3\xA9";
    SeededRandom random(11);
    std::size_t tables = 0;
    for (int i = 0; i < 300; ++i) {
        std::array<std::uint8_t, 64> bytes{};
        random.fill(bytes);
        std::string text = "a,b\n";
        for (std::size_t k = 0; k < bytes[0] % bytes.size(); ++k)
            text += alphabet[bytes[k] % alphabet.size()];
        const Outcome expected = read(text, 1000, 1);
        tables += expected.error.empty() ? 1U : 0U;
        for (const unsigned threads : {2U, 3U})
            for (const std::size_t block : {1U, 7U})
                if (read(text, block, threads) != expected) FAIL_CHECK("differs: " + text);
    }
    CHECK(tables > 5);
}
