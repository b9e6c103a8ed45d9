#include "analyzer/compare.hpp"

#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

analyzer::ReviewResult review_of(const std::string& text, bool excerpts = true) {
    Tree tree;
    tree.add("a.cpp", text);
    tree.database(R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])");
    auto request = tree.request();
    request.questions.slice = true;
    request.questions.withhold_excerpts = !excerpts;
    return Tree::done(request);
}

}  // namespace

TEST_CASE("nothing changed, or only the numbers of lines") {
    const analyzer::ReviewResult empty;
    const auto none = analyzer::compare(empty, empty);
    CHECK(none.appeared.empty());
    CHECK(none.gone.empty());
    CHECK(none.remarks.empty());
    const std::string text = "int score(int x) {\n    return x > 12 ? 3 : 0;\n}\n";
    const auto moved = analyzer::compare(review_of(text), review_of("// new\n\n" + text));
    CHECK(moved.appeared.empty());
    CHECK(moved.gone.empty());
    CHECK(moved.values.empty());
    CHECK(moved.lines_added.empty());
    CHECK(moved.lines_gone.empty());
}

TEST_CASE("an update moves a threshold and adds a branch") {
    const auto before = review_of("int score(int x) {\n    return x > 12 ? 3 : 0;\n}\n");
    const auto threshold =
        analyzer::compare(before, review_of("int score(int x) {\n    return x > 14 ? 3 : 0;\n}\n"));
    REQUIRE(threshold.values.size() == 1);
    CHECK(threshold.values[0].before == "12");
    CHECK(threshold.values[0].after == "14");
    CHECK(threshold.values[0].function == "score");
    CHECK(threshold.lines_added.size() == 1);
    CHECK(threshold.lines_gone.size() == 1);
    const auto branch = analyzer::compare(
        before,
        review_of(
            "int score(int x) {\n    if (x == 7) return 9;\n    return x > 12 ? 3 : 0;\n}\n"));
    CHECK(branch.lines_added.size() == 1);
    CHECK(branch.lines_gone.empty());
    CHECK_FALSE(branch.appeared.empty());
    CHECK(branch.gone.empty());
    const auto hidden =
        analyzer::compare(before, review_of("int score(int x) { return x; }\n", false));
    REQUIRE(hidden.remarks.size() == 1);
    CHECK(hidden.lines_added.empty());
}
