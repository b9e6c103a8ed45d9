#include "core/json.hpp"

#include <fstream>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using isonomia::canonical;
using isonomia::Json;
using isonomia::parse_json;

namespace {

std::string problem_of(std::string_view text) {
    const auto parsed = parse_json(text, "x.json");
    if (parsed) return "accepted";
    return isonomia::to_string(*parsed.error().where) + " " + parsed.error().message;
}

std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

}  // namespace

TEST_CASE("hostile JSON is refused with its place") {
    for (const std::string_view text :
         {"", " ", "{", "[1,]", "[1] 2", "nul", "'a'", "{\"a\":1,\"a\":1}", "[NaN]", "[1e999]",
          "\"\\ud800\"", "\"\x01\"", "[\"\xff\"]", "[\"\xc0\xaf\"]", "{1:2}", "[01]", "[+1]",
          "[.5]", "// c\n1"}) {
        INFO(text);
        CHECK(problem_of(text) != "accepted");
    }
    CHECK(problem_of("{\"a\":1,\n \"a\":2}").starts_with("x.json:2:"));
    CHECK(problem_of("{\"a\":1,\"a\":2}").find("member 'a' occurs twice") != std::string::npos);
}

TEST_CASE("depth and size are limited") {
    const std::string deep(200, '[');
    CHECK(problem_of(deep).find("deeper than 128") != std::string::npos);
    const auto large = parse_json("[1,2,3]", "x", {.depth_max = 8, .bytes_max = 3});
    REQUIRE_FALSE(large);
    CHECK(large.error().code == "J0001");
}

TEST_CASE("canonical form sorts members by UTF-16 code units") {
    const auto value =
        parse_json(R"({"b":1,"a":{"d":[],"c":{}},"\u20ac":2,"\ud83d\ude00":3,"\ufb33":4})");
    REQUIRE(value);
    CHECK(canonical(*value) ==
          "{\"a\":{\"c\":{},\"d\":[]},\"b\":1,\"\u20ac\":2,\"\U0001F600\":3,\"\ufb33\":4}");
}

TEST_CASE("numbers print as ECMAScript prints them") {
    CHECK(canonical(Json(-0.0)) == "0");
    CHECK(canonical(Json(1e21)) == "1e+21");
    CHECK(canonical(Json(1e20)) == "100000000000000000000");
    CHECK(canonical(Json(1e-6)) == "0.000001");
    CHECK(canonical(Json(1e-7)) == "1e-7");
    CHECK(canonical(Json(5e-324)) == "5e-324");
    CHECK(canonical(Json(0.1 + 0.2)) == "0.30000000000000004");
}

TEST_CASE("integers beyond 2^53 become strings") {
    CHECK(canonical(Json::integer(std::uint64_t{9007199254740992})) == "9007199254740992");
    CHECK(canonical(Json::integer(std::uint64_t{9007199254740993})) == "\"9007199254740993\"");
    CHECK(canonical(Json::integer(std::int64_t{-9007199254740993})) == "\"-9007199254740993\"");
}

TEST_CASE("RFC 8785 vectors") {
    const auto folder = isonomia::tests::shared_data("vectors/jcs");
    if (!folder) {
        WARN("not run: vectors/jcs is not beside the source tree");
        return;
    }
    for (const std::string name :
         {"arrays", "french", "structures", "unicode", "values", "weird"}) {
        INFO(name);
        const auto value = parse_json(slurp(*folder / "input" / (name + ".json")));
        REQUIRE(value);
        CHECK(canonical(*value) == slurp(*folder / "output" / (name + ".json")));
        // Canonical text reads back to the same value, and pretty text to the same canonical text.
        CHECK(parse_json(canonical(*value)) == *value);
        CHECK(canonical(*parse_json(isonomia::pretty(*value))) == canonical(*value));
    }
}
