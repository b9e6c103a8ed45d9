#include "tests/analyzer/review_support.hpp"
#include "tests/analyzer/tree.hpp"
#include "tests/catch.hpp"

TEST_CASE("disabled_check fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("disabled_check");
}

TEST_CASE("disabled_check finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("disabled_check");
}

TEST_CASE("disabled_check: what assert() would have tested is one question of the program") {
    isonomia::tests::Tree tree;
    tree.add("a.cpp",
             "#include <cassert>\ndouble part(double x);\n"
             "double score(double x) {\n    assert(x > 0);\n    return part(x);\n}\n");
    tree.add("b.cpp",
             "#include <cassert>\ndouble part(double x) {\n    assert(x > 1);\n    return x;\n}\n");
    tree.database(R"([{"command": "c++ -DNDEBUG -c a.cpp", "file": "a.cpp"},
                      {"command": "c++ -DNDEBUG -c b.cpp", "file": "b.cpp"}])");
    const auto findings = tree.done().findings;
    const std::string text = isonomia::tests::printed(findings, "disabled_check");
    CHECK(text.find("a.cpp:4") == 0);
    CHECK(text.find("The same stands at b.cpp:3.") != std::string::npos);
    CHECK(text.find("b.cpp", text.find('\n')) == std::string::npos);
}
