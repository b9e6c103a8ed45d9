#include "analyzer/worker/facts_io.hpp"

#include "tests/catch.hpp"

using namespace isonomia::analyzer;

namespace {

ReadUnit sample() {
    ReadUnit read;
    read.files = {"/a.cpp"};
    read.absent = {"/gone.hpp"};
    Unit& unit = read.unit;
    unit.file = "a.cpp";
    unit.read = true;
    unit.files = {"a.cpp"};
    Cell cell;
    cell.key = "c";
    cell.place = {0, 1, 2};
    unit.cells = {cell};
    Callee callee;
    callee.key = "f";
    callee.writes = {true, false};
    unit.callees = {callee};
    Function function;
    function.key = "f";
    Node root;
    root.kind = NodeKind::block;
    root.children = {1};
    Node child;
    child.kind = NodeKind::reference;
    child.parent = 0;
    child.cell = 0;
    child.block = 0;
    function.nodes = {root, child};
    function.blocks.resize(1);
    unit.functions = {function};
    unit.remarks = {{RemarkKind::comment, {0, 1, 1}, 1, "// x"}};
    return read;
}

}  // namespace

TEST_CASE("facts that lead nowhere are refused, byte by byte and index by index") {
    CHECK_FALSE(decode("").has_value());
    CHECK_FALSE(decode(std::string(100, '\xff')).has_value());
    const std::string bytes = encode(sample());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(decode(bytes.substr(0, length)).has_value());
    CHECK_FALSE(decode(bytes + "x").has_value());
    for (std::size_t i = 0; i < bytes.size(); ++i)  // must not crash, whatever comes out
        for (const char other : {'\0', '\x7f', '\xff'}) {
            std::string changed = bytes;
            changed[i] = other;
            (void)decode(changed);
        }
    const auto refused = [](const auto& spoil) {
        ReadUnit unit = sample();
        spoil(unit.unit);
        return !decode(encode(unit)).has_value();
    };
    CHECK(refused([](Unit& u) { u.cells[0].place.file = 1; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[1].cell = 1; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[1].callee = 1; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[1].block = 1; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[1].parent = 1; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[0].children = {0}; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes[0].children = {2}; }));
    CHECK(refused([](Unit& u) { u.functions[0].blocks[0].next = {1}; }));
    CHECK(refused([](Unit& u) { u.functions[0].blocks[0].condition = 2; }));
    CHECK(refused([](Unit& u) { u.functions[0].parameters = {isonomia::analyzer::none}; }));
    CHECK(refused([](Unit& u) { u.functions[0].nodes.clear(); }));
    CHECK(refused([](Unit& u) { u.remarks[0].place.file = 9; }));
}

TEST_CASE("facts come back as they were") {
    const auto back = decode(encode(sample()));
    REQUIRE(back.has_value());
    CHECK(encode(*back) == encode(sample()));
    CHECK(back->files == std::vector<std::string>{"/a.cpp"});
    CHECK(back->unit.callees[0].writes == std::vector<bool>{true, false});
    CHECK(back->unit.functions[0].nodes[0].parent == none);
    CHECK(back->unit.remarks[0].text == "// x");
}
