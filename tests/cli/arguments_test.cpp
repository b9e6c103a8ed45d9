#include "cli/arguments.hpp"

#include "tests/catch.hpp"

namespace isonomia::cli {

namespace {

Command toy() {
    return {.name = "toy",
            .options = {{.name = "output", .letter = 'o', .value = "DIR"},
                        {.name = "kind",
                         .value = "KIND",
                         .fallback = "small",
                         .allowed = {"small", "large"}},
                        {.name = "key", .letter = 'k', .value = "KEY", .repeatable = true},
                        {.name = "dry", .letter = 'n'},
                        {.name = "hidden", .hidden = true}},
            .positionals = {{.name = "CASE", .help = "a case", .required = false},
                            {.name = "OBJECT", .help = "an object"}}};
}

std::string code_of(const std::vector<std::string>& words) {
    const auto parsed = parse_arguments(toy(), words);
    if (parsed) return "";
    CHECK(parsed.error().kind == ErrorKind::usage);
    CHECK_FALSE(parsed.error().hint.empty());
    CHECK(parsed.error().message.size() < 400);
    CHECK(parsed.error().message.find('\n') == std::string::npos);
    CHECK(parsed.error().message.find('\x1b') == std::string::npos);
    return parsed.error().code;
}

}  // namespace

TEST_CASE("hostile words end in a usage error that is short and harmless") {
    const std::string huge(1 << 20, 'x');
    CHECK(code_of({}) == "U0007");
    CHECK(code_of({""}) == "U0006");
    CHECK(code_of({"--"}) == "U0007");
    CHECK(code_of({"", ""}) == "U0006");
    CHECK(code_of({"--" + huge, "x"}) == "U0002");
    CHECK(code_of({"--\x1b[31m\nred", "x"}) == "U0002");
    CHECK(code_of({"-\xff\xfe", "x"}) == "U0002");
    CHECK(code_of({"--kind", huge, "x"}) == "U0006");
    CHECK(code_of({"--kind=\n\n", "x"}) == "U0006");
    CHECK(code_of({"a", "b", huge}) == "U0008");
    CHECK(code_of(std::vector<std::string>(10000, "x")) == "U0008");
}

TEST_CASE("each mistake has its own code") {
    CHECK(code_of({"--outptu", "d", "x"}) == "U0002");
    CHECK(code_of({"--out", "d", "x"}) == "U0002");  // no abbreviation
    CHECK(code_of({"-z", "x"}) == "U0002");
    CHECK(code_of({"-nz", "x"}) == "U0002");
    CHECK(code_of({"x", "--output"}) == "U0003");
    CHECK(code_of({"x", "-o"}) == "U0003");
    CHECK(code_of({"x", "--output="}) == "U0003");
    CHECK(code_of({"x", "--output", ""}) == "U0003");
    CHECK(code_of({"x", "--output", "--dry"}) == "U0003");
    CHECK(code_of({"x", "--dry=yes"}) == "U0004");
    CHECK(code_of({"x", "-n", "-n"}) == "U0005");
    CHECK(code_of({"x", "-oa", "-ob"}) == "U0005");
    CHECK(code_of({"x", "--kind", "medium"}) == "U0006");
    CHECK(code_of({"a", "b", "c"}) == "U0008");
}

TEST_CASE("a slip of the keyboard is named, hidden options are not") {
    const auto slip = parse_arguments(toy(), {"--ouput", "x"});
    REQUIRE_FALSE(slip);
    CHECK(slip.error().hint.find("did you mean '--output'?") != std::string::npos);
    const auto hidden = parse_arguments(toy(), {"--hiden", "x"});
    REQUIRE_FALSE(hidden);
    CHECK(hidden.error().hint.find("did you mean") == std::string::npos);
}

TEST_CASE("every way to write a value") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"--output", "d", "x"},
                                                  {"--output=d", "x"},
                                                  {"-o", "d", "x"},
                                                  {"-od", "x"},
                                                  {"x", "-nod"}}) {
        const auto parsed = parse_arguments(toy(), words);
        REQUIRE(parsed);
        CHECK(parsed->value("output") == "d");
        CHECK(parsed->positional("OBJECT") == "x");
    }
    const auto odd = parse_arguments(toy(), {"--output=a=b c", "x"});
    REQUIRE(odd);
    CHECK(odd->value("output") == "a=b c");
}

TEST_CASE("fallbacks, repeated options, flags") {
    const auto parsed = parse_arguments(toy(), {"-k", "a", "--key=b", "x"});
    REQUIRE(parsed);
    CHECK(parsed->value("kind") == "small");
    CHECK_FALSE(parsed->has("kind"));
    CHECK(parsed->values("key") == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(parsed->has("dry"));
    CHECK(parsed->value("output").empty());
}

TEST_CASE("an optional positional before a required one, and words after --") {
    const auto one = parse_arguments(toy(), {"x"});
    REQUIRE(one);
    CHECK_FALSE(one->positional("CASE"));
    CHECK(one->positional("OBJECT") == "x");
    const auto two = parse_arguments(toy(), {"c", "x"});
    REQUIRE(two);
    CHECK(two->positional("CASE") == "c");
    CHECK(two->positional("OBJECT") == "x");
    const auto dashed = parse_arguments(toy(), {"--", "--dry"});
    REQUIRE(dashed);
    CHECK_FALSE(dashed->has("dry"));
    CHECK(dashed->positional("OBJECT") == "--dry");
}

TEST_CASE("whoever asks for help gets it, whatever is missing") {
    const auto parsed = parse_arguments(toy(), {"--help"});
    REQUIRE(parsed);
    CHECK(parsed->has("help"));
}

}  // namespace isonomia::cli
