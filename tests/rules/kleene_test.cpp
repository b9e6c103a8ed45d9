#include "rules/kleene.hpp"

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::rules;

TEST_CASE("Kleene's tables, entry by entry") {
    constexpr Truth n = Truth::no;
    constexpr Truth u = Truth::unknown;
    constexpr Truth y = Truth::yes;
    struct Row {
        Truth a, b, both, either;
    };
    for (const Row& row :
         {Row{n, n, n, n}, Row{n, u, n, u}, Row{n, y, n, y}, Row{u, n, n, u}, Row{u, u, u, u},
          Row{u, y, u, y}, Row{y, n, n, y}, Row{y, u, u, y}, Row{y, y, y, y}}) {
        CHECK(both(row.a, row.b) == row.both);
        CHECK(either(row.a, row.b) == row.either);
    }
    CHECK(opposite(n) == y);
    CHECK(opposite(u) == u);
    CHECK(opposite(y) == n);
    CHECK(truth_of(true) == y);
    CHECK(truth_of(false) == n);
}
