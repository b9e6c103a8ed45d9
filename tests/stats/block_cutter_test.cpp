#include "stats/block_cutter.hpp"

#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::stats;

namespace {

TableOptions chunks_of(std::size_t bytes, std::size_t row_bytes_max = 1000) {
    TableOptions options;
    options.chunk_bytes = bytes;
    options.row_bytes_max = row_bytes_max;
    return options;
}

std::vector<std::string> blocks_of(const std::string& text, const TableOptions& options) {
    const ByteSource source = tests::text_source(text);
    BlockCutter cutter(source, options);
    std::vector<std::string> blocks;
    std::vector<char> space;
    while (!cutter.ended()) {
        const auto block = cutter.next(space);
        REQUIRE(block.has_value());
        blocks.emplace_back(block->text);
        CHECK(block->unfinished == (blocks.back().size() > options.row_bytes_max));
    }
    CHECK(cutter.bytes() == text.size());
    CHECK(cutter.next(space)->text.empty());
    return blocks;
}

using Blocks = std::vector<std::string>;

}  // namespace

TEST_CASE("nothing is one block of nothing") { CHECK(blocks_of("", chunks_of(4)) == Blocks{""}); }

TEST_CASE("a row that never ends is cut short behind its limit") {
    const ByteSource source = tests::text_source("a,b\n\"" + std::string(5000, 'x'));
    const auto options = chunks_of(16, 100);
    BlockCutter cutter(source, options);
    std::vector<char> space;
    CHECK(cutter.next(space)->text == "a,b\n");
    const auto rest = cutter.next(space);
    CHECK(rest->unfinished);
    CHECK(rest->text.size() > 100);
    CHECK(rest->text.size() < 200);
    CHECK(cutter.ended());
}

TEST_CASE("a source that fails is said so") {
    const ByteSource source = [](std::span<char>) -> Result<std::size_t> {
        return fail(system_error("F0001", "no"));
    };
    const auto options = chunks_of(16);
    std::vector<char> space;
    CHECK(BlockCutter(source, options).next(space).error().code == "F0001");
}

TEST_CASE("blocks end with rows, never inside quotes or between CR and LF") {
    CHECK(blocks_of("a\nb\nc", chunks_of(3)) == Blocks{"a\n", "b\nc"});
    CHECK(blocks_of("a\r\nb\r\n", chunks_of(2)) == Blocks{"a\r\n", "b\r\n", ""});
    CHECK(blocks_of("\"a\nb\"\nc\n", chunks_of(3)) == Blocks{"\"a\nb\"\n", "c\n"});
    CHECK(blocks_of("\"a\"\"\n\"\"b\"\nc\nd\n", chunks_of(5)) ==
          Blocks{"\"a\"\"\n\"\"b\"\n", "c\nd\n"});
    CHECK(blocks_of("\"x\ny\n\",1\nc\n\"z\n", chunks_of(13)) ==
          Blocks{"\"x\ny\n\",1\nc\n", "\"z\n"});
}
