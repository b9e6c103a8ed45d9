#include "core/clock.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

TEST_CASE("instants that do not exist are refused") {
    for (const char* text :
         {"", "2026", "2026-13-01", "2026-02-29", "2026-00-10", "2026-11-31", "0999-01-01",
          "2026-11-22T", "2026-11-22T24:00Z", "2026-11-22T10:60Z", "2026-11-22T10:00",
          "2026-11-22T10:00:60Z", "2026-11-22T10:00:00+25:00", "2026-11-22 ", "22.11.2026",
          "2026-11-22T10:00:00Zx", "2026-1-2", "-026-01-01"}) {
        INFO(text);
        CHECK_FALSE(parse_instant(text));
    }
}

TEST_CASE("instants round-trip, whatever the offset") {
    CHECK(parse_instant("1970-01-01")->seconds == 0);
    CHECK(parse_instant("2024-02-29")->seconds == 1709164800);
    CHECK(to_rfc3339(*parse_instant("2026-11-22T14:03:09Z")) == "2026-11-22T14:03:09Z");
    CHECK(to_rfc3339(*parse_instant("2026-11-22T00:30:00+02:00")) == "2026-11-21T22:30:00Z");
    CHECK(to_rfc3339(*parse_instant("1969-12-31T23:59:59Z")) == "1969-12-31T23:59:59Z");
    CHECK(to_rfc3339(*parse_instant("1950-06-01T10:00Z")) == "1950-06-01T10:00:00Z");
}
