#include "analyzer/worker/check.hpp"
#include "tests/catch.hpp"

using namespace isonomia::analyzer;

namespace isonomia::analyzer {
Check @name@_check();
}

namespace {

// A program with one cell that lies on the slice or beside it.
std::vector<Lead> leads_for(CellKind kind, bool constant, bool on_slice) {
    Cell cell;
    cell.name = "seen";
    cell.kind = kind;
    cell.constant = constant;
    Program program;
    Flow flow;
    flow.cells = {cell};
    Slice slice;
    slice.distance = {on_slice ? 1 : none};
    return @name@_check().run({program, flow, slice, "score"});
}

}  // namespace

TEST_CASE("@words@: an empty program gives no lead") {
    CHECK(@name@_check().run({Program{}, Flow{}, Slice{}, "score"}).empty());
}

TEST_CASE("@words@: constants, locals and what lies beside the slice give no lead") {
    CHECK(leads_for(CellKind::global, true, true).empty());
    CHECK(leads_for(CellKind::local, false, true).empty());
    CHECK(leads_for(CellKind::global, false, false).empty());
}

TEST_CASE("@words@: a variable outside any function, on the slice, gives one") {
    const auto leads = leads_for(CellKind::global, false, true);
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].text == "seen");
}
