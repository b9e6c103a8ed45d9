#include "tests/analyzer/review_support.hpp"
#include "tests/analyzer/tree.hpp"
#include "tests/catch.hpp"

TEST_CASE("unlogged_override fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("unlogged_override");
}

TEST_CASE("unlogged_override finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("unlogged_override");
}

TEST_CASE(
    "unlogged_override: settings are one question of an object, those of a library one in all") {
    const std::string text =
        "struct Filter { double width, scale; };\n"
        "struct Gate { double level; };\n"
        "void filter_set_width(struct Filter* f, double x) { f->width = x; }\n"
        "void filter_set_scale(struct Filter* f, double x) { f->scale = x; }\n"
        "void gate_set_level(struct Gate* g, double x) { g->level = x; }\n"
        "double score(struct Filter* f, struct Gate* g, double x) {\n"
        "    return x > g->level ? x * f->width * f->scale : 0;\n}\n";
    const auto count = [&](const std::string& rest) {
        isonomia::tests::Tree tree;
        tree.add("a.c", text + rest);
        tree.database(R"([{"command": "cc -c a.c", "file": "a.c"}])");
        const auto findings = tree.done().findings;
        return std::count_if(findings.begin(), findings.end(),
                             [](const auto& one) { return one.check == "unlogged_override"; });
    };
    CHECK(count("") == 1);
    CHECK(count("int main(void) { return 0; }\n") == 2);
}
