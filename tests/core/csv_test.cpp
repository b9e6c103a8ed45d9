// Fields of lines that the program writes as CSV.
#include "core/csv.hpp"

#include "tests/catch.hpp"

using isonomia::csv_line;

TEST_CASE("every field of a CSV line is quoted, and its quotes are doubled") {
    CHECK(csv_line({"a", "", "b\"c", "d,e\nf"}) == "\"a\",\"\",\"b\"\"c\",\"d,e\nf\"\n");
    CHECK(csv_line({""}) == "\"\"\n");
}
