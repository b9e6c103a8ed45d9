#include "analyzer/review.hpp"

#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

constexpr std::string_view score = "int score(int age) { return age < 25 ? 3 : 0; }\n";

constexpr std::string_view one_unit =
    R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])";

std::string values(const analyzer::ReviewResult& result) {
    std::string text;
    for (const Finding& finding : result.findings)
        if (finding.check == "threshold_ledger") text += finding.value + " ";
    return text;
}

}  // namespace

TEST_CASE("what is not a compile database is refused") {
    CHECK(Tree().refused() == "C0101");
    CHECK(Tree().database("{}").refused() == "C0102");
    CHECK(Tree().database("[{").refused() == "C0102");
    CHECK(Tree().database(std::string(100'000, '[')).refused() == "C0102");
    CHECK(Tree().database("[]").refused() == "C0104");
    CHECK(Tree().database("[{}, 1, null, {\"file\": 3}]").refused() == "C0104");
    CHECK(Tree().database(R"([{"command": "c++ gone.cpp", "file": "gone.cpp"}])").refused() ==
          "C0104");
    CHECK(Tree().database(R"([{"command": "c++ x", "file": "/etc/hostname"}])").refused() ==
          "C0104");
    CHECK(Tree().database(R"([{"command": "c++ x", "file": "../../../etc/hostname"}])").refused() ==
          "C0104");
    const auto gone = analyzer::review(tests::request_for("/nowhere", "/nowhere", {"f"}));
    REQUIRE_FALSE(gone.has_value());
    CHECK(gone.error().code == "C0105");
}

TEST_CASE("commands are not run, and flags that load code are left out") {
    Tree tree;
    tree.add("a.cpp", score).add("flags.rsp", "-DFROM_FILE=1");
    tree.database(
        R"j([{"command": "touch made; c++ -fplugin=./evil.so -Xclang -load -Xclang evil.so )j"
        R"j(-o made @flags.rsp @/etc/passwd -wrapper x a.cpp $(touch made) `touch made`", )j"
        R"j("file": "a.cpp"}])j");
    const auto result = tree.done();
    CHECK(result.coverage.units_clean == 1);
    CHECK_FALSE(fs::exists(tree.path() / "made"));
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings[0].find("-fplugin=./evil.so") != std::string::npos);
    CHECK(result.warnings[0].find("@/etc/passwd") != std::string::npos);
    CHECK(result.warnings[0].find("@flags.rsp") == std::string::npos);
}

TEST_CASE("what is built is what is read, however the flag is passed on") {
    for (const std::string flag :
         {"-DLAB", "-Wp,-DLAB", "-Wp,-DOTHER,-DLAB", "-Xclang -DLAB", "-Xpreprocessor -DLAB"}) {
        Tree tree;
        tree.add("a.cpp",
                 "double score(double x) {\n#ifdef LAB\n    return x * 0.5;\n#else\n"
                 "    return x * 0.9;\n#endif\n}\n");
        tree.database(R"j([{"command": "c++ )j" + flag + R"j( -c a.cpp", "file": "a.cpp"}])j");
        const std::string text = canonical(to_json(tree.done()));
        INFO(flag);
        CHECK(text.find("0.5") != std::string::npos);
        CHECK(text.find("0.9") == std::string::npos);
    }
}

TEST_CASE("a unit in a language that is no text is a gap") {
    for (const std::string flag : {"-x ast", "-xast", "-x pcm", "-x ir", "-x assembler"}) {
        Tree tree;
        tree.add("a.cpp", "double score(double x) { return x; }\n");
        tree.add("b.cpp", "double other(double x) { return x; }\n");
        tree.database(R"j([{"command": "c++ -c a.cpp", "file": "a.cpp"},
            {"command": "c++ )j" +
                      flag + R"j( -c b.cpp", "file": "b.cpp"}])j");
        const auto result = tree.done();
        INFO(flag);
        REQUIRE(result.coverage.not_read.size() == 1);
        CHECK(result.coverage.not_read[0].find("b.cpp: its language '") == 0);
        CHECK(result.coverage.units_clean == 1);
        CHECK(result.coverage.units == 2);
    }
}

TEST_CASE("entries that are not there, or several") {
    Tree tree;
    tree.add("a.cpp",
             "namespace n { int score(int a) { return a + 41; } int score(double a) { return a > "
             "42 ? 1 : 0; } }\n"
             "double elsewhere(int);\ndouble asked(int a) { return elsewhere(a); }\n");
    tree.database(one_unit);
    const auto missing = tree.review("scoer");
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().code == "C0301");
    CHECK(missing.error().hint.find("did you mean 'score'") != std::string::npos);
    CHECK(tree.refused("") == "C0302");
    CHECK(tree.refused("elsewhere") == "C0303");
    const auto both = tree.done("n::score");
    REQUIRE(both.warnings.size() == 1);
    CHECK(both.warnings[0].find("names 2 functions") != std::string::npos);
    CHECK(values(both).find("41") != std::string::npos);
    CHECK(values(both).find("42") != std::string::npos);
    CHECK(values(tree.done("n::score(int)")) == "41 ");
    CHECK(tree.done("asked").coverage.calls_unresolved == 1);
}

TEST_CASE("a broken unit is a counted gap, not an end") {
    Tree tree;
    tree.add("a.cpp", "#include \"gone.hpp\"\n" + std::string(score) +
                          "Unknown f(Missing m) { return m.x(; }\n");
    tree.add("b.c", "int in_c(int class) { return class * 7; }\n");
    tree.database(
        R"([{"command": "c++ -c a.cpp", "file": "a.cpp"},
                      {"command": "cc -std=c99 b.c", "file": "b.c"},
                      {"command": "c++ 'open", "file": "a.cpp"},
                      {"command": "c++ late.cpp", "file": "late.cpp"}])");
    const auto result = tree.done();
    CHECK(result.coverage.units == 4);
    CHECK(result.coverage.units_clean == 1);
    REQUIRE(result.coverage.not_read.size() == 3);
    CHECK(result.coverage.not_read[0].find("a.cpp: its command cannot be split") == 0);
    CHECK(result.coverage.not_read[1].find("a.cpp: read in part, ") == 0);
    CHECK(result.coverage.not_read[2].find("late.cpp: the file does not exist") == 0);
    CHECK(values(result).find("25") != std::string::npos);
    CHECK(result.findings.at(0).limits.find("1 of 4 source units") != std::string::npos);
    CHECK(values(tree.done("in_c")) == "7 ");
}

TEST_CASE("a standard that nobody knows is a counted gap, an older one is read") {
    struct Case {
        std::string file, flag;
        std::uint64_t clean;
    };
    for (const Case& one : std::vector<Case>{{"a.cpp", "-std=c++98", 1},
                                             {"a.cpp", "-std=gnu++26", 1},
                                             {"a.cpp", "-std=c++99z", 0},
                                             {"a.cpp", "-std=c++77", 0},
                                             {"a.cpp", "-std=c99", 0},
                                             {"a.cpp", "-std=", 0},
                                             {"k.c", "-std=c89", 1},
                                             {"k.c", "-ansi", 1},
                                             {"k.c", "-std=knr", 0}}) {
        Tree tree;
        tree.add("a.cpp", score).add("k.c", "int score(age) int age; { return age < 25 ? 3 : 0; }");
        tree.database(R"([{"command": "cc )" + one.flag + " -c " + one.file + R"(", "file": ")" +
                      one.file + "\"}]");
        const auto result = tree.done();
        INFO(one.file << ' ' << one.flag);
        CHECK(values(result).find("25") != std::string::npos);
        CHECK(result.coverage.units == 1);
        CHECK(result.coverage.units_clean == one.clean);
        REQUIRE(result.coverage.not_read.size() == 1 - one.clean);
        if (one.clean == 0)
            CHECK(result.coverage.not_read[0].find(one.file + ": read in part, ") == 0);
    }
}

TEST_CASE("an entry that is missing from what could not be read says so") {
    Tree tree;
    tree.add("k.c", "int score(age) int age; { return age < 25 ? 3 : 0; }");
    tree.database(R"([{"command": "cc -std=c23 -c k.c", "file": "k.c"}])");
    const auto gone = tree.review("score");
    REQUIRE_FALSE(gone.has_value());
    CHECK(gone.error().code == "C0301");
    REQUIRE(gone.error().notes.size() == 1);
    CHECK(gone.error().notes[0].find("not all was read: k.c: ") == 0);
}

TEST_CASE("flags that nobody knows are left out or are a counted gap") {
    const auto with = [](const std::string& flags) {
        Tree tree;
        tree.add("a.cpp", score).add("b.cpp", "double other(double x) { return x; }\n");
        tree.database(R"([{"command": "c++ )" + flags + R"( -c a.cpp", "file": "a.cpp"},
                          {"command": "c++ -c b.cpp", "file": "b.cpp"}])");
        return tree.done(flags.find("march") == std::string::npos ? "score" : "other");
    };
    for (const char* flag : {"-funknown-thing", "-Wno-such", "-arch=sm_70", "-target bogus-arch"}) {
        INFO(flag);
        const auto result = with(flag);
        CHECK(result.coverage.units == 2);
        CHECK(values(result).find("25") != std::string::npos);
    }
    const auto gap = with("-march=bogus");
    CHECK(gap.coverage.units == 2);
    CHECK(gap.coverage.units_clean == 1);
    REQUIRE(gap.coverage.not_read.size() == 1);
    CHECK(gap.coverage.not_read[0].find("a.cpp: ") == 0);
}

TEST_CASE("long lines, deep nesting, cycles and bytes that are no text") {
    Tree tree;
    std::string text = "int score(int a) { int b = a; if (a > 77) b = 1; /* ";
    text += std::string(1U << 20U, 'x') + "\xff\xfe */ b += 78; return b + ";
    text += std::string(200, '(') + "a" + std::string(200, ')') + "; }\n#include \"cycle.hpp\"\n";
    tree.add("cycle.hpp", "#include \"cycle.hpp\"\n");
    tree.add("a.cpp", text + "int loop(int n) { return n ? loop(n - 1) + score(n) : 79; }\n");
    tree.database(one_unit);
    const auto result = tree.done("loop");
    CHECK(values(result).find("77") != std::string::npos);
    CHECK(values(result).find("78") != std::string::npos);
    CHECK(values(result).find("79") != std::string::npos);
    for (const Finding& finding : result.findings)
        for (const CodePlace& place : finding.path)
            CHECK(place.text.size() < 1000);
}

TEST_CASE("the answer of the worker is not trusted") {
    const analyzer::WorkerLimits limits;
    for (const std::string_view text :
         {"", "null", "{", "{\"version\": 2}", "{\"findings\": 3}",
          "{\"version\": 1, \"more\": true}",
          R"({"version": 1, "findings": [{"id": "a", "check": "c", "place": {"file": "/etc/x"}}]})",
          R"({"version": 1, "findings": [{"id": "a", "check": "c", "path": [{"file": "../x"}]}]})",
          R"({"version": 1, "findings": [{"id": "a", "check": "c"}, {"id": "a", "check": "c"}]})",
          R"({"version": 1, "findings": [{"id": "a", "check": "c", "act": "E9"}]})",
          R"({"version": 1, "coverage": {"units": 1, "units_clean": 2}})"}) {
        const auto result = analyzer::read_answer(text, limits);
        INFO(text);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == "C0202");
    }
    CHECK(analyzer::read_answer(R"({"version": 1})", limits).has_value());
    auto request = tests::request_for("/", "/", {"f"});
    request.worker = "/bin/false";
    CHECK(analyzer::review(request).error().code == "C0201");
}

TEST_CASE("the order of the database does not matter, and lines may move") {
    const std::string a = R"({"command": "c++ -c a.cpp", "file": "a.cpp"})";
    const std::string b = R"({"command": "c++ -c b.cpp", "file": "b.cpp"})";
    Tree tree;
    tree.add("a.cpp",
             "int part(int);\nint score(int x) { return part(x) > 12 ? part(x) * 3 : 12; }\n");
    tree.add("b.cpp", "static int f(int x) { return x + 5; }\nint part(int x) { return f(x); }\n");
    const auto bytes = [](const analyzer::ReviewResult& result) {
        std::string text = canonical(to_json(result.coverage));
        for (const Finding& finding : result.findings)
            text += canonical(to_json(finding));
        return text;
    };
    const auto first = tree.database("[" + a + "," + b + "]").done();
    const auto second = tree.database("[" + b + "," + a + "]").done();
    CHECK_FALSE(first.findings.empty());
    CHECK(bytes(first) == bytes(second));
    tree.add("a.cpp",
             "// moved\n\n\nint part(int);\nint score(int x) { return part(x) > 12 ? part(x) * 3 : "
             "12; }\n");
    const auto moved = tree.done();
    REQUIRE(moved.findings.size() == first.findings.size());
    for (std::size_t i = 0; i < moved.findings.size(); ++i)
        CHECK(moved.findings[i].id == first.findings[i].id);
}

TEST_CASE("the invented points score gives up its literals") {
    const fs::path folder = tests::source_dir() / "corpus" / "sources" / "points_score";
    const auto result = analyzer::review(
        tests::request_for(folder, folder / "build", {"risk_points", "risk_band"}));
    REQUIRE(result.has_value());
    CHECK(result->coverage.units == 3);
    CHECK(result->coverage.units_clean == 3);
    const std::string all = " " + values(*result);
    for (const char* literal :
         {" 25 ", " 46 ", " 10 ", " 3 ", " 4 ", " 2 ", " 7 ", " \"high\" ", " \"medium\" "}) {
        INFO(literal);
        CHECK(all.find(literal) != std::string::npos);
    }
    for (const Finding& finding : result->findings) {
        CHECK(finding.file_sha256.size() == 64);
        CHECK(finding.place.text.size() > 1);
        CHECK(finding.path.size() > 1);
    }
}
