// Control dependence on graphs drawn by hand. The first block is where the function is left.
#include "analyzer/worker/control.hpp"

#include "tests/catch.hpp"

using namespace isonomia::analyzer;

namespace {

using Lists = std::vector<std::vector<Index>>;

// By block, what decides about it; `next` as in Block.
Lists deciding(const Lists& next) {
    Function function;
    function.blocks.resize(next.size());
    for (std::size_t block = 0; block < next.size(); ++block)
        function.blocks[block].next = next[block];
    decide(function);
    Lists all;
    for (const Block& block : function.blocks)
        all.push_back(block.controlled_by);
    return all;
}

}  // namespace

TEST_CASE("no blocks, one block, and blocks that nothing leads to") {
    CHECK(deciding({}).empty());
    CHECK(deciding({{}}) == Lists{{}});
    CHECK(deciding({{}, {0}, {0}}) == Lists{{}, {}, {}});
}

TEST_CASE("an endless loop, alone and beside the way out") {
    CHECK(deciding({{}, {1}}) == Lists{{}, {}});
    CHECK(deciding({{}, {2}, {1}}) == Lists{{}, {}, {}});
    // 3 goes into the loop of 1 and 2, or out.
    CHECK(deciding({{}, {2}, {1}, {2, 0}}) == Lists{{3}, {3}, {3}, {}});
    // 2 and 3 decide between each other in a loop that nothing leaves.
    CHECK(deciding({{}, {2}, {3, 1}, {2}})[3] == std::vector<Index>(1, 2));
}

TEST_CASE("both arms of an if hang on it, what follows does not") {
    CHECK(deciding({{}, {0}, {1}, {1}, {2, 3}}) == Lists{{}, {}, {4}, {4}, {}});
}

TEST_CASE("a loop decides about its body and itself, the outer about the inner") {
    // 4 -> 3 (outer) -> 2 (inner) -> 1 (body) -> 2; 2 -> 3; 3 -> 0
    CHECK(deciding({{}, {2}, {1, 3}, {2, 0}, {3}}) == Lists{{}, {2, 3}, {2, 3}, {3}, {}});
}

TEST_CASE("what follows a way out hangs on the condition before it") {
    // 4 -> 3 (leaves) or 2; 2 -> 1 -> 0
    CHECK(deciding({{}, {0}, {1}, {0}, {3, 2}}) == Lists{{}, {4}, {4}, {4}, {}});
}

TEST_CASE("a chain of 50,000 branches") {
    Lists next(50'000);
    for (Index block = 1; block < next.size(); ++block)
        next[block] = {block - 1, 0};
    const auto all = deciding(next);
    CHECK(all[1].size() == 64);  // the nearest
    CHECK(all[1].back() == 65);
    CHECK(all.back().empty());
}
