// What is asked of a slice beside findings: ways, reaches, candidates, coverage, caching.
#include <algorithm>
#include <fstream>
#include <set>

#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using analyzer::ReviewResult;
using tests::Tree;

namespace {

constexpr std::string_view program = R"(struct Person { int age; int zip; };
static int level(int zip) { return zip == 8021 ? 2 : 1; }
double score(const Person& p, double base) {
    double weight = 1;
    if (level(p.zip) > 1) weight = 1.3;
    return weight * base;
}
int unrelated(int age) { return age + 5; }
)";

constexpr std::string_view one_unit =
    R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])";

std::string bytes(ReviewResult result) {
    result.units_cached = 0;
    return canonical(to_json(result));
}

void add_units(Tree& tree, int count, bool reversed) {
    std::string database;
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        const std::string next = i + 1 < count ? "part" + std::to_string(i + 1) + "(x)" : "x * 9";
        tree.add("u" + n + ".cpp", "int part" + std::to_string(i + 1) + "(int);\nint part" + n +
                                       "(int x) { return x > " + n + "7 ? " + next + " : 3; }\n");
        const std::string entry =
            R"({"command": "c++ -c u)" + n + R"(.cpp", "file": "u)" + n + R"(.cpp"})";
        const std::string comma = database.empty() ? "" : ",";
        database = reversed ? entry + comma + database : database + comma + entry;
    }
    tree.database("[" + database + "]");
}

}  // namespace

TEST_CASE("ways and reaches: what is not there is said, never that it cannot matter") {
    Tree tree;
    tree.add("a.cpp", program).database(one_unit);
    auto request = tree.request();
    request.questions.why = {"a.cpp:8", "a.cpp:7777", "b.cpp:1", "a.cpp:0", "a.cpp", ":3"};
    request.questions.from = {"zpi", "Nobody::zip", "unrelated::age"};
    const auto result = tree.done(request);
    REQUIRE(result.ways.size() == 3);  // the others are no places
    for (const auto& way : result.ways) {
        CHECK_FALSE(way.found);
        CHECK(way.path.empty());
        CHECK(way.said.find("1 of 1 source units") != std::string::npos);
    }
    CHECK(result.ways[0].said.find("No path") == 0);
    REQUIRE(result.reaches.size() == 3);
    CHECK(result.reaches[0].said.find("did you mean 'zip'") != std::string::npos);
    CHECK(result.reaches[1].lines.empty());
    CHECK(result.reaches[2].entries.empty());
    CHECK_FALSE(result.reaches[2].lines.empty());
    CHECK(bytes(result).find("cannot affect") == std::string::npos);
}

TEST_CASE("the shortest way from a line, and what an attribute reaches") {
    Tree tree;
    tree.add("a.cpp", program).database(one_unit);
    auto request = tree.request();
    request.questions.why = {"a.cpp:2"};
    request.questions.from = {"Person::zip", "age"};
    request.questions.slice = true;
    const auto result = tree.done(request);
    REQUIRE(result.ways.size() == 1);
    CHECK(result.ways[0].found);
    REQUIRE_FALSE(result.ways[0].path.empty());
    CHECK(result.ways[0].path.front().line == 2);
    CHECK(result.ways[0].path.back().line == 6);
    CHECK(result.reaches[0].entries == std::vector<std::string>{"score"});
    CHECK(result.reaches[1].entries.empty());
    REQUIRE_FALSE(result.slice.empty());
    CHECK(result.slice[0].rank == 1);
    // Lines with a finding, the comparison with a literal and the line that returns come first.
    REQUIRE(result.slice.size() > 4);
    const auto last = std::find_if(result.slice.begin(), result.slice.begin() + 4,
                                   [](const auto& line) { return line.line == 6; });
    REQUIRE(last != result.slice.begin() + 4);
    CHECK(last->next_file.empty());
    bool literal_early = false;
    for (std::size_t i = 0; i < 4 && i < result.slice.size(); ++i)
        literal_early = literal_early || result.slice[i].line == 5;
    CHECK(literal_early);
    for (const auto& line : result.slice)
        CHECK(line.line != 8);
    CHECK(result.size.lines == result.slice.size());
    CHECK(result.size.thin < result.size.full);
}

TEST_CASE("what is written through a pointer goes into what it points to") {
    Tree tree;
    tree.add("a.cpp",
             "double score(double x, double y, double z, bool second) {\n"
             "    double weight = 1;\n    double other = 2;\n    double unused = 3;\n"
             "    double* p = second ? &other : &weight;\n    *p = x;\n"
             "    double* q;\n    q = &unused;\n    *q = y;\n"
             "    double* r = &other;\n    *r = z;\n"
             "    return weight;\n}\n");
    tree.database(one_unit);
    auto request = tree.request();
    request.questions.from = {"x", "y"};
    request.questions.slice = true;
    const auto result = tree.done(request);
    CHECK(result.reaches[0].entries == std::vector<std::string>{"score"});
    CHECK(result.reaches[1].entries.empty());
    std::set<std::uint64_t> lines;
    for (const auto& line : result.slice)
        lines.insert(line.line);
    CHECK(lines.contains(6));
    CHECK_FALSE(lines.contains(9));
}

TEST_CASE("a line of the slice with a finding is listed, also where it handles no value") {
    Tree tree;
    tree.add("a.cpp",
             "double score(double x) {\n    // if (x < 0) throw \"negative\";\n"
             "    const double twice = x * 2;\n    return twice + 1;\n}\n");
    tree.database(one_unit);
    auto request = tree.request();
    request.questions.slice = true;
    const auto result = tree.done(request);
    REQUIRE_FALSE(result.slice.empty());
    CHECK(result.slice[0].line == 2);
    CHECK(result.slice[0].what == "a test that stands in a comment");
}

TEST_CASE("excerpts can be withheld everywhere") {
    Tree tree;
    tree.add("a.cpp", program).database(one_unit);
    auto request = tree.request();
    request.questions.withhold_excerpts = true;
    request.questions.slice = true;
    request.questions.appendix = true;
    request.questions.why = {"a.cpp:2"};
    request.questions.from = {"zip"};
    const std::string all = bytes(tree.done(request));
    CHECK(all.find("double weight") == std::string::npos);
    CHECK(all.find("weight = ") == std::string::npos);
    CHECK(all.find("zip == ") == std::string::npos);
}

TEST_CASE("candidates: names that tell, numbers, and not tests") {
    Tree tree;
    tree.add("a.cpp", program).database(one_unit);
    auto request = tree.request("");
    request.questions.task = "entries";
    const auto result = tree.done(request);
    REQUIRE(result.candidates.size() >= 2);
    CHECK(result.candidates[0].signature.find("score(") == 0);
    CHECK(result.candidates[0].line == 3);
    CHECK(result.candidates[0].why.find("named like 'score'") != std::string::npos);
    CHECK(result.candidates[0].returns == "floating point");
}

TEST_CASE("coverage names the languages that nothing here reads") {
    Tree tree;
    tree.add("a.cpp", program).add("model.py", "x = 1\ny = 2\nz = 3").add("unused.hpp", "int x;\n");
    tree.add(".git/hidden.py", "no\n");
    tree.database(one_unit);
    const auto coverage = tree.done().coverage;
    REQUIRE(coverage.languages.size() == 2);
    CHECK(coverage.languages[0].language == "C and C++");
    CHECK(coverage.languages[0].files == 2);
    CHECK(coverage.languages[0].files_read == 1);
    CHECK(coverage.languages[0].lines_read == 8);
    CHECK(coverage.languages[1].language == "Python");
    CHECK(coverage.languages[1].lines == 3);
    CHECK(coverage.languages[1].files_read == 0);
    CHECK(coverage.calls.value_or(0) == 1);
    CHECK(coverage.edges.value_or(0) > 5);
}

TEST_CASE("only some of the files, by name or by folder") {
    Tree tree;
    add_units(tree, 3, false);
    auto request = tree.request("part1");
    request.questions.only = {(tree.path() / "u1.cpp").string()};
    const auto result = tree.done(request);
    CHECK(result.coverage.units == 1);
    CHECK(result.coverage.calls_unresolved == 1);
    request.questions.only = {(tree.path() / "nowhere").string()};
    const auto none = analyzer::review(request);
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().code == "C0104");
}

TEST_CASE("the same bytes for any order, any number of processes, cold and warm") {
    Tree tree;
    add_units(tree, 6, false);
    auto request = tree.request("part0");
    request.questions.slice = true;
    request.limits.jobs = 1;
    const auto alone = tree.done(request);
    CHECK(alone.coverage.units_clean == 6);
    request.limits.jobs = 5;
    request.questions.cache_folder = (tree.path() / "cache").string();
    const auto cold = tree.done(request);
    CHECK(cold.units_cached == 0);
    add_units(tree, 6, true);
    const auto warm = tree.done(request);
    CHECK(warm.units_cached == 6);
    CHECK(bytes(alone) == bytes(cold));
    CHECK(bytes(alone) == bytes(warm));
}

TEST_CASE("the cache counts only while nothing changed, and damage is not believed") {
    Tree tree;
    tree.add("a.cpp",
             "#if __has_include(\"late.hpp\")\n#include \"late.hpp\"\n#else\n"
             "#define LIMIT 41\n#endif\n#include \"b.hpp\"\n"
             "int score(int x) { return x > LIMIT ? part(x) : 2; }\n");
    tree.add("b.hpp", "inline int part(int x) { return x + 51; }\n").database(one_unit);
    auto request = tree.request();
    request.questions.cache_folder = (tree.path() / "cache").string();
    const auto first = tree.done(request);
    const auto warm = tree.done(request);
    CHECK(warm.units_cached == 1);
    CHECK(bytes(warm) == bytes(first));
    tree.add("b.hpp", "inline int part(int x) { return x + 52; }\n");
    const auto changed = tree.done(request);
    CHECK(changed.units_cached == 0);
    CHECK(bytes(changed).find("\"52\"") != std::string::npos);
    tree.add("late.hpp", "#define LIMIT 42\n");
    const auto appeared = tree.done(request);
    CHECK(appeared.units_cached == 0);
    CHECK(bytes(appeared).find("\"42\"") != std::string::npos);
    for (const auto& entry : fs::directory_iterator(tree.path() / "cache")) {
        std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-3, std::ios::end);
        file.put('\x7e');
    }
    const auto damaged = tree.done(request);
    CHECK(damaged.units_cached == 0);
    CHECK(bytes(damaged) == bytes(appeared));
}
