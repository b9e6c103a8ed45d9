// What must not get lost between the source and the ledger: forms of code whose values once were.
#include <algorithm>

#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using analyzer::ReviewResult;
using tests::lacking;
using tests::Tree;

namespace {

std::string unit(const std::string& file, const std::string& flags = "") {
    return R"({"command": "c++ -std=c++20 )" + flags + " -c " + file + R"(", "file": ")" + file +
           "\"}";
}

// The values of the ledger, sorted, each between blanks.
std::string values(const ReviewResult& result) {
    std::vector<std::string> all;
    for (const Finding& finding : result.findings)
        if (finding.check == "threshold_ledger") all.push_back(finding.value);
    std::sort(all.begin(), all.end());
    std::string text = " ";
    for (const std::string& value : all)
        text += value + " ";
    return text;
}

ReviewResult reviewed(const std::string& text, const std::string& flags = "") {
    Tree tree;
    tree.add("a.cpp", text).database("[" + unit("a.cpp", flags) + "]");
    return tree.done();
}

std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

}  // namespace

TEST_CASE("what is too deep to be read is an error of its unit; long chains are no depth") {
    std::string sum = "double score(double x) { return x";
    for (int i = 0; i < 700; ++i)
        sum += "+" + std::to_string(i) + ".5";
    const auto added = reviewed(sum + "; }\n");
    CHECK(added.coverage.units_clean == 1);
    CHECK(lacking(added, {"0.5", "699.5"}) == "");

    std::string chain = "double score(int x) {\n";
    for (int i = 0; i < 600; ++i)
        chain += "if (x == " + std::to_string(i) + ") return " + std::to_string(i) + ".25; else\n";
    const auto chained = reviewed(chain + "return 0.125; }\n");
    CHECK(chained.coverage.units_clean == 1);
    CHECK(lacking(chained, {"599.25", "0.125"}) == "");

    const auto labels = reviewed("double score(int x) { switch (x) {\n" + [] {
        std::string cases;
        for (int i = 0; i < 600; ++i)
            cases += "case " + std::to_string(1000 + i) + ":\n";
        return cases;
    }() + "x = 4711; } return x; }\n");
    CHECK(labels.coverage.units_clean == 1);
    CHECK(lacking(labels, {"1599", "4711"}) == "");

    sum = "double score(double x) { return x";
    const auto cut = reviewed(sum + repeated("+x", 3000) + "; }\n");
    CHECK(cut.coverage.units_clean == 0);
    REQUIRE(cut.coverage.not_read.size() == 1);
    CHECK(cut.coverage.not_read[0].find("nested deeper") != std::string::npos);
}

TEST_CASE("classes that override each other on many ways") {
    std::string text =
        "struct C0a { virtual double f(double x) const { return x; } };\n"
        "struct C0b : virtual C0a {};\n";
    for (int i = 1; i < 20; ++i) {
        const std::string n = std::to_string(i), before = std::to_string(i - 1);
        for (const char* side : {"a", "b"})
            text += "struct C" + n + side + " : virtual C" + before + "a, virtual C" + before +
                    "b { double f(double x) const override { return x * 0.5; } };\n";
    }
    const auto result =
        reviewed(text + "double score(const C0a& c, double x) { return c.f(x); }\n");
    CHECK(result.coverage.units == 1);
    CHECK(lacking(result, {"0.5"}) == "");
}

TEST_CASE("the insides of OpenMP constructs") {
    const std::string text =
        "double score(const double* v, int n) {\n    double sum = 0;\n"
        "#pragma omp parallel for reduction(+ : sum) if (n > 4711)\n"
        "    for (int i = 0; i < n; ++i) {\n"
        "        double w = 0.875;\n        if (v[i] < 0.75) sum += v[i] * w;\n    }\n"
        "#pragma omp simd\n    for (int i = 0; i < n; ++i) sum += 0.625;\n"
        "    return sum;\n}\n";
    for (const char* flags : {"-fopenmp", "-fopenmp-simd", ""}) {
        INFO(flags);
        const auto result = reviewed(text, flags);
        CHECK(result.coverage.units_clean == 1);
        CHECK(lacking(result, {"0.875", "0.75", "0.625"}) == "");
    }
}

TEST_CASE("calls of pure virtual functions reach what overrides them") {
    const auto result = reviewed(
        "struct Top { virtual double f(double) const = 0; };\n"
        "struct Middle : Top { double f(double) const override = 0; };\n"
        "struct Leaf : Middle { double f(double x) const override { return x * 0.375; } };\n"
        "struct Other : Top { double f(double x) const override { return x > 0.25 ? x : 0; } };\n"
        "double score(const Top& top, double x) { return top.f(x); }\n");
    CHECK(lacking(result, {"0.375", "0.25"}) == "");
    CHECK(result.coverage.calls_unresolved == 0);
}

TEST_CASE("case labels decide") {
    const auto result = reviewed(
        "enum Kind { plain = 8021, other };\n"
        "double score(double raw, long kind, Kind k) {\n    switch (kind) {\n"
        "        case 4711: raw *= 2; break;\n        case 50 ... 59: raw *= 3; break;\n"
        "        default: break;\n    }\n"
        "    switch (k) { case plain: raw *= 5; }\n    return raw;\n}\n");
    CHECK(lacking(result, {"4711", "50", "59", "8021"}) == "");
    for (const Finding& finding : result.findings)
        if (finding.value == "4711") CHECK(finding.title.find("is compared") != std::string::npos);
}

TEST_CASE("what conditions declare, and what comes before a range") {
    const auto result = reviewed(
        "double score(double a, const double (&v)[3]) {\n    double s = 0;\n"
        "    while (double x = a * 0.5) { s += x; a -= 1; }\n"
        "    for (; double y = a * 0.25;) { s += y; a -= 1; }\n"
        "    switch (int k = int(a * 0.125)) { case 1: s += k; }\n"
        "    for (double w = 0.625; double x : v) s += w * x;\n    return s;\n}\n");
    CHECK(lacking(result, {"0.5", "0.25", "0.125", "0.625"}) == "");
}

TEST_CASE("a block that decides whether it runs again") {
    const auto result = reviewed(
        "double score(double x) {\nagain:\n    x += 1;\n    if (x * 2 < 0.875) goto again;\n"
        "    do { x *= 3; } while (x < 0.625);\n    return x;\n}\n");
    CHECK(lacking(result, {"0.875", "0.625"}) == "");
}

TEST_CASE("two definitions of one function: both are followed, and that is said") {
    Tree tree;
    tree.add("a_mock.cpp", "double score(double) { return 0.125; }\n");
    tree.add("z.cpp", "double score(double x) { return x > 0.875 ? 0.5 : x; }\n");
    tree.add("twice.cpp", "double cut(double x) { return x * CUT; }\n");
    tree.add("own.hpp",
             "static const double shared = 0.25;\n"
             "inline double same(double x) { return x * shared; }\n");
    tree.add("b.cpp",
             "#include \"own.hpp\"\ndouble cut(double);\n"
             "double both(double x) { return same(cut(x)); }\n");
    tree.add("c.cpp", "#include \"own.hpp\"\ndouble more(double x) { return same(x); }\n");
    tree.database("[" + unit("z.cpp") + "," + unit("twice.cpp", "-DCUT=0.375") + "," +
                  unit("a_mock.cpp") + "," + unit("twice.cpp", "-DCUT=0.75") + "," + unit("b.cpp") +
                  "," + unit("c.cpp") + "]");
    const auto result = tree.done();
    CHECK(lacking(result, {"0.875", "0.125"}) == "");
    const auto said = [&](std::string_view text) {
        return std::count_if(result.warnings.begin(), result.warnings.end(),
                             [&](const auto& w) { return w.find(text) != std::string::npos; });
    };
    CHECK(said("'score' is defined in 2 ways, and all of them were followed: a_mock.cpp:1, "
               "z.cpp:1") == 1);
    CHECK(said("'cut' is defined in 2 ways") == 1);
    CHECK(said("'same' is defined") == 0);
    CHECK(values(tree.done("both")) == " 0.25 0.375 0.75 ");
}

TEST_CASE("a function of a header is one candidate, however many units hold it") {
    Tree tree;
    tree.add("own.hpp", "static double score_of(double x) { return x * 0.5; }\n");
    tree.add("a.cpp", "#include \"own.hpp\"\ndouble a(double x) { return score_of(x); }\n");
    tree.add("b.cpp", "#include \"own.hpp\"\ndouble b(double x) { return score_of(x); }\n");
    tree.database("[" + unit("a.cpp") + "," + unit("b.cpp") + "]");
    auto request = tree.request("");
    request.questions.task = "entries";
    const auto candidates = tree.done(request).candidates;
    CHECK(std::count_if(candidates.begin(), candidates.end(),
                        [](const auto& one) { return one.signature == "score_of(double)"; }) == 1);
}

TEST_CASE("own headers are read however they are found or marked") {
    Tree tree;
    tree.add("inc/found.hpp", "inline double found(double x) { return x * 0.375; }\n");
    tree.add("marked.hpp",
             "#pragma GCC system_header\n"
             "inline double marked(double x) { return x * 0.625; }\n");
    tree.add("a.cpp",
             "#include <found.hpp>\n#include \"marked.hpp\"\n# 1 \"/usr/other.hpp\" 3\n"
             "double lined(double x) { return x * 0.875; }\n# 5 \"a.cpp\"\n"
             "double score(double x) { return lined(marked(found(x))); }\n");
    tree.database("[" + unit("a.cpp", "-isystem inc") + "]");
    const auto result = tree.done();
    CHECK(values(result) == " 0.375 0.625 0.875 ");
    CHECK(result.coverage.calls_unresolved == 0);
}

TEST_CASE("which element is written, anywhere on the way to it, and through a moved pointer") {
    const auto result = reviewed(
        "#include <cstring>\n#include <vector>\n"
        "struct Hash { unsigned h; char digest[9]; };\nstruct State { Hash bh[31]; };\n"
        "double score(State& s, char* p, std::vector<Hash>& v, double x) {\n"
        "    s.bh[11].h = 1;\n    v[12].digest[13] = 0;\n"
        "    std::memmove(p + 14, p + 15, 16);\n    std::memset(17 + p, 18, 19);\n"
        "    return s.bh[0].h + v[0].digest[0] + p[0] + x;\n}\n");
    for (int value = 11; value < 20; ++value) {
        INFO(value);
        CHECK(values(result).find(" " + std::to_string(value) + " ") != std::string::npos);
    }
}

TEST_CASE("headers that a link leads to, into the tree or out of it") {
    Tree tree;
    tests::ScratchFolder outside;
    tree.add("inc/inner.hpp", "inline double inner(double x) { return x * 0.375; }\n");
    DiskFiles files;
    REQUIRE(files.make_folder(outside.path() / "shared").has_value());
    REQUIRE(files
                .write(outside.path() / "shared" / "outer.hpp",
                       "inline double outer(double x) { return x * 0.625; }\n")
                .has_value());
    fs::create_directory_symlink(tree.path() / "inc", outside.path() / "into");
    fs::create_directory_symlink(outside.path() / "shared", tree.path() / "out");
    tree.add("a.cpp",
             "#include <inner.hpp>\n#include \"out/outer.hpp\"\n"
             "double score(double x) { return outer(inner(x)); }\n");
    tree.database("[" + unit("a.cpp", "-I" + (outside.path() / "into").string()) + "]");
    const auto result = tree.done();
    CHECK(values(result) == " 0.375 0.625 ");
    CHECK(result.coverage.calls_unresolved == 0);
    REQUIRE(result.coverage.languages.size() == 1);
    CHECK(result.coverage.languages[0].files == 3);
    CHECK(result.coverage.languages[0].files_read == 3);
    CHECK(result.coverage.languages[0].lines_read == 5);
    for (const Finding& finding : result.findings)
        if (finding.value == "0.625") {
            CHECK(finding.place.file == "out/outer.hpp");
            CHECK(finding.path.front().text.find("x * 0.625") != std::string::npos);
        }
}

TEST_CASE("the graph of generated code grows with the code, not with its square") {
    const std::string head = "double score(double x, const double* v) {\ndouble s = 0;\n";
    const auto edges = [&](const std::string& text, int count) {
        std::string body;
        for (int i = 0; i < count; ++i)
            body += "{ const int k = " + std::to_string(i) + "; " + text + " }\n";
        const auto result = reviewed(head + body + "return s;\n}\n");
        CHECK(result.coverage.units_clean == 1);
        return static_cast<double>(result.coverage.edges.value_or(0));
    };
    for (const char* text :
         {"if (v[k] > 0.5) s += x;", "if (v[k] > 0.5) return s;",
          "for (int i = 0; i < k; ++i) { if (v[i] < 0.5) continue; s += v[i]; }",
          "if (x > k) s = v[k]; else if (x < k) s -= v[k];", "s = s * v[k] + 0.5;"}) {
        INFO(text);
        CHECK(edges(text, 600) < 2.2 * edges(text, 300));
    }
}

TEST_CASE("values that come from the command line or a template argument") {
    const std::string text =
        "template <int N> double times(double x) { return x * N; }\n"
        "double score(double x) { return times<97>(x > CUT ? times<31>(x) : 0); }\n";
    const auto result = reviewed(text, "-DCUT=0.97");
    CHECK(values(result) == " 0 0.97 31 97 ");
    for (const Finding& finding : result.findings) {
        if (finding.value == "0.97") CHECK(finding.claim.find("(macro CUT)") != std::string::npos);
        if (finding.value == "97")
            CHECK(finding.claim.find("(template argument N)") != std::string::npos);
    }
}

TEST_CASE("what algorithms write through iterators, and what pointers and bindings write") {
    const auto result = reviewed(
        "#include <algorithm>\n#include <map>\n#include <vector>\n"
        "struct Pair { double a, b; };\n"
        "double score(std::vector<double> v, std::map<int, double> m, Pair p, double x) {\n"
        "    std::vector<double> t(v.size()), c;\n"
        "    std::transform(v.begin(), v.end(), t.begin(), [](double y) { return y * 0.25; });\n"
        "    std::for_each(v.begin(), v.end(), [](double& y) { y += 0.375; });\n"
        "    std::copy_if(v.begin(), v.end(), std::back_inserter(c),\n"
        "                 [](double y) { return y < 0.5; });\n"
        "    std::ranges::copy_if(v, std::back_inserter(c), [](double y) { return y < 0.55; });\n"
        "    std::fill(v.begin(), v.end(), 0.625);\n"
        "    double w[3] = {};\n    double* q = w;\n    *q++ = 0.75;\n"
        "    auto it = m.find(3);\n    it->second = 0.875;\n"
        "    auto& [a, b] = p;\n    b = 0.125;\n    double s = 0;\n"
        "    for (auto& [k, part] : m) part *= 0.0625;\n"
        "    const std::map<int, double> table{{1, 0.03125}};\n"
        "    for (const auto& [k, part] : table) s += part;\n"
        "    return v[0] + t[0] + c[0] + w[0] + m[3] + p.b + s + x;\n}\n");
    CHECK(lacking(result, {"0.25", "0.375", "0.5", "0.55", "0.625", "0.75", "0.875", "0.125",
                           "0.0625", "0.03125"}) == "");
}

TEST_CASE("what is only looked at, or points elsewhere, changes nothing") {
    const auto result = reviewed(
        "#include <algorithm>\n#include <vector>\n"
        "double score(const std::vector<double>& v, std::vector<double> u, double x) {\n"
        "    std::vector<double> other;\n"
        "    std::fill(other.begin(), other.end(), 0.25);\n"
        "    if (std::any_of(u.begin(), u.end(), [](double y) { return y < 0.375; })) "
        "other.clear();\n"
        "    double w[3] = {};\n    double z[3] = {};\n    double* q = z;\n    *q = 0.5;\n"
        "    return v[0] + u[0] + w[0] + x;\n}\n");
    CHECK(lacking(result, {"0.25", "0.375", "0.5"}) == "0.25 0.375 0.5 ");
}

TEST_CASE("what is printed, freed or only a file's name does not come back") {
    Tree tree;
    tree.add(
        "a.c",
        "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
        "static char name[64];\n"
        "double score(double x) {\n"
        "    double *a = malloc(8), *b = malloc(8);\n"
        "    *a = x * 0.25;\n    *b = x;\n    free(a);\n"
        "    fprintf(stderr, \"%g %g\\n\", x, 0.375);\n"
        "    FILE *out = fopen(name, \"w\");\n    fprintf(out, \"%g\", 0.625);\n    fclose(out);\n"
        "    const double y = *b + strlen(name) + (ferror(stderr) ? 1 : 0);\n"
        "    free(b);\n    return y * 0.5;\n}\n");
    tree.database(R"([{"command": "cc -c a.c", "file": "a.c"}])");
    const auto result = tree.done();
    CHECK(result.coverage.units_clean == 1);
    CHECK(lacking(result, {"0.5"}) == "");
    CHECK(lacking(result, {"0.25", "0.375", "0.625"}) == "0.25 0.375 0.625 ");
    const auto streams = reviewed(
        "#include <iostream>\n"
        "double score(double x) {\n    std::cerr << 0.25 << x;\n"
        "    if (x < 0.375) std::cout << \"low\";\n    return std::cerr && std::cout ? x : "
        "0.5;\n}\n");
    CHECK(values(streams) == " 0.5 ");
}
