#include "stats/table.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>

#include "core/random.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::stats;

namespace {

using Rows = std::vector<std::vector<std::string>>;

class Collector final : public TableVisitor {
public:
    Status header(const TableRow& names) override {
        for (const auto name : names.fields())
            header_.emplace_back(name);
        return {};
    }
    Status row(const TableRow& row) override {
        rows_.emplace_back(row.fields().begin(), row.fields().end());
        places_.push_back(row.location(row.size() - 1));
        return {};
    }
    std::vector<std::string> header_;
    Rows rows_;
    std::vector<Location> places_;  // of each row's last field
};

// A source that gives at most `piece` bytes at a time.
ByteSource in_pieces(std::string text, std::size_t piece) {
    return [text = std::move(text), piece,
            at = std::size_t{0}](std::span<char> space) mutable -> Result<std::size_t> {
        const std::size_t count = std::min({piece, space.size(), text.size() - at});
        std::memcpy(space.data(), text.data() + at, count);
        at += count;
        return count;
    };
}

TableOptions with_chunk(std::size_t bytes) {
    TableOptions options;
    options.chunk_bytes = bytes;
    return options;
}

// Reads the text in pieces of many sizes; all must agree.
Collector read(const std::string& text, char separator = ',') {
    Collector first;
    for (const std::size_t piece : {100'000U, 1U, 2U, 3U, 5U, 16U}) {
        Collector collector;
        auto options = with_chunk(piece);
        options.separator = separator;
        const auto facts = read_table(in_pieces(text, piece), "t.csv", options, collector);
        REQUIRE(facts.has_value());
        CHECK(facts->rows == collector.rows_.size());
        CHECK(facts->bytes == text.size());
        if (piece == 100'000) first = collector;
        CHECK(collector.header_ == first.header_);
        CHECK(collector.rows_ == first.rows_);
        CHECK(collector.places_ == first.places_);
    }
    return first;
}

// The error of reading the text, which must be the same for pieces of any size.
Error error_of(const std::string& text, TableOptions options = {}) {
    Error first;
    for (const std::size_t piece : {100'000U, 1U, 3U, 16U}) {
        Collector collector;
        options.chunk_bytes = piece;
        const auto facts = read_table(in_pieces(text, piece), "t.csv", options, collector);
        REQUIRE_FALSE(facts.has_value());
        if (piece == 100'000) first = facts.error();
        CHECK(facts.error().code == first.code);
        CHECK(facts.error().message == first.message);
        CHECK(to_string(facts.error().where.value()) == to_string(first.where.value()));
    }
    CHECK_FALSE(first.hint.empty());
    return first;
}

std::string place(const Error& error) { return to_string(error.where.value()); }

}  // namespace

TEST_CASE("a table without a header is refused") {
    CHECK(error_of("").code == "T0001");
    CHECK(error_of("\xEF\xBB\xBF").code == "T0001");
    CHECK(error_of("\n\n\r\n").code == "T0001");
}

TEST_CASE("a header alone is a table without rows") {
    CHECK(read("a,b").rows_.empty());
    CHECK(read("a,b\n").rows_.empty());
    CHECK(read("a,b\r\n\r\n").header_ == std::vector<std::string>{"a", "b"});
}

TEST_CASE("columns of one name are refused, both named by position") {
    const Error error = error_of("id,priors_count,age,priors_count\n1,2,3,4\n");
    CHECK(error.code == "T0002");
    CHECK(error.message == "columns 2 and 4 are both named 'priors_count'");
    CHECK(place(error) == "t.csv:1:21");
    CHECK(error_of(",,\n").code == "T0002");
}

TEST_CASE("rows of another length are refused with their line") {
    const Error few = error_of("a,b,c\n1,2,3\n\n1,2\n");
    CHECK(few.code == "T0003");
    CHECK(few.message == "the row has 2 fields, the header has 3");
    CHECK(place(few) == "t.csv:4:1");
    CHECK(place(error_of("a,b\n\"x\ny\",1\n1,2,3\n")) == "t.csv:4:1");
    CHECK(error_of("a,b\n \n").message == "the row has 1 field, the header has 2");
}

TEST_CASE("quotes that do not fit are located") {
    const Error open = error_of("a,b\n1,\"2\n3,4\n");
    CHECK(open.code == "T0004");
    CHECK(place(open) == "t.csv:2:3");
    const Error inside = error_of("a,b\n1,2\"3\n");
    CHECK(inside.code == "T0005");
    CHECK(place(inside) == "t.csv:2:4");
    const Error behind = error_of("a,b\n\"1\"x,2\n");
    CHECK(behind.code == "T0005");
    CHECK(place(behind) == "t.csv:2:4");
    CHECK(error_of("a\n\"").code == "T0004");
    CHECK(error_of("a\n\"\"\"").code == "T0004");
}

TEST_CASE("bytes that do not belong in a text table are located") {
    const Error nul = error_of(std::string("a,b\n1,\0\n", 8));
    CHECK(nul.code == "T0006");
    CHECK(place(nul) == "t.csv:2:3");
    CHECK(error_of("a,b\n\xC3(,2\n").code == "T0007");
    CHECK(error_of("a,b\n\"\xFF\",2\n").code == "T0007");
    CHECK(error_of("\xFF\xFE\x61,b\n").code == "T0007");
    const Error cr = error_of("a,b\r1,2\r3,4");
    CHECK(cr.code == "T0009");
    CHECK(place(cr) == "t.csv:1:4");
    CHECK(error_of("a,b\n\"1\",2\r3\n").code == "T0009");
}

TEST_CASE("sizes have limits") {
    TableOptions options;
    options.field_bytes_max = 10;
    CHECK(error_of("a,b\n1,12345678901\n", options).code == "T0008");
    CHECK(place(error_of("a,b\n1,\"12345678901\"\n", options)) == "t.csv:2:3");
    options.row_bytes_max = 100;
    const Error endless = error_of("a,b\n1,\"" + std::string(200'000, 'x'), options);
    CHECK(endless.code == "T0008");
    options.columns_max = 2;
    Collector collector;
    CHECK(read_table(in_pieces("a,b,c\n", 9), "t", options, collector).error().code == "T0008");
}

TEST_CASE("a file that cannot be read, and a folder") {
    Collector collector;
    CHECK(read_table(std::filesystem::path("/nonexistent.csv"), "x.csv", {}, collector)
              .error()
              .code == "F0001");
    CHECK(read_table(std::filesystem::path("/"), "x.csv", {}, collector).error().code == "F0001");
}

TEST_CASE("line ends, byte order mark and a missing last line end make no difference") {
    const Rows expected{{"1", "2"}, {"3", ""}};
    CHECK(read("a,b\n1,2\n3,\n").rows_ == expected);
    CHECK(read("a,b\r\n1,2\r\n3,\r\n").rows_ == expected);
    CHECK(read("\xEF\xBB\xBF"
               "a,b\n1,2\n3,")
              .rows_ == expected);
    CHECK(read("\xEF\xBB\xBF"
               "a,b\n1,2\n3,")
              .header_[0] == "a");
    CHECK(read("\"a\",\"b\"\r\n\"1\",\"2\"\r\n\"3\",\"\"").rows_ == expected);
    CHECK(read("a\tb\n1\t2\n3\t\n", '\t').rows_ == expected);
}

TEST_CASE("quoted fields hold separators, line ends and quotes") {
    const auto table =
        read("name,note\n\"A, B\",\"line 1\nline 2\r\nline 3\"\n\"say \"\"no\"\"\",x\n");
    CHECK(table.rows_ == Rows{{"A, B", "line 1\nline 2\r\nline 3"}, {"say \"no\"", "x"}});
    CHECK(to_string(table.places_[0]) == "t.csv:2:8");
    CHECK(to_string(table.places_[1]) == "t.csv:5:14");
    CHECK(read("a,b\n\"\"\"\",\"x\"\"y\"\"z\"\n").rows_ == Rows{{"\"", "x\"y\"z"}});
    CHECK(read("\"two\nlines\",b\n1,2\n").header_[0] == "two\nlines");
}

TEST_CASE("empty lines are counted, an empty value in one column is quoted") {
    Collector collector;
    const auto facts = read_table(in_pieces("\na\n1\n\n\"\"\n\r\n2\n\n", 100), "t", {}, collector);
    CHECK(facts->empty_lines == 4);
    CHECK(collector.rows_ == Rows{{"1"}, {""}, {"2"}});
}

TEST_CASE("text beyond ASCII stays as it is") {
    CHECK(read("côté,b\nÅngström,日本\n").rows_ == Rows{{"Ångström", "日本"}});
}

TEST_CASE("the separator follows the name") {
    CHECK(separator_for("rows.csv") == ',');
    CHECK(separator_for("rows.tsv") == '\t');
    CHECK(separator_for("rows") == ',');
}

TEST_CASE("a visitor's refusal ends the reading") {
    class Refusing final : public TableVisitor {
    public:
        Status header(const TableRow&) override { return {}; }
        Status row(const TableRow& row) override {
            return fail(input_error("T0103", "no").at(row.location(1)));
        }
    } visitor;
    const auto facts = read_table(in_pieces("a,b\n1,2\n", 9), "t.csv", {}, visitor);
    CHECK(place(facts.error()) == "t.csv:2:3");
}

// What a text means must not depend on where the pieces in which it arrives happen to end.
TEST_CASE("random texts read the same in pieces of any size") {
    constexpr std::string_view alphabet = ",\"\n\r\nab,\"\n\xC3\xA9";
    SeededRandom random(7);
    std::size_t tables = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::array<std::uint8_t, 24> bytes{};
        random.fill(bytes);
        std::string text = "a,b\n";
        for (std::size_t k = 0; k < bytes[0] % bytes.size(); ++k)
            text += alphabet[bytes[k] % alphabet.size()];
        const auto outcome = [&](std::size_t piece) {
            Collector collector;
            const auto facts =
                read_table(in_pieces(text, piece), "t", with_chunk(piece), collector);
            tables += facts.has_value() ? 1U : 0U;
            const std::string verdict =
                facts ? "" : facts.error().message + to_string(facts.error().where.value());
            return std::make_tuple(verdict, collector.rows_, collector.places_);
        };
        const auto whole = outcome(1000);
        if (outcome(1) != whole || outcome(3) != whole) FAIL_CHECK("differs: " + text);
    }
    CHECK(tables > 1000);  // not everything was refused
}

TEST_CASE("the COMPAS table is read whole from its file") {
    const auto path = tests::shared_data("data/compas-two-years.csv");
    if (!path) {
        WARN("not run: data/compas-two-years.csv is not here");
        return;
    }
    Collector collector;
    const auto facts = read_table(*path, "compas-two-years.csv", {}, collector);
    REQUIRE(facts.has_value());
    CHECK(facts->rows == 7214);
    CHECK(facts->columns == collector.header_.size());
    CHECK(facts->bytes == std::filesystem::file_size(*path));
}
