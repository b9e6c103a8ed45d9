// The rules themselves, on small trees: what each must refuse, and what it must let pass.
#include <fmt/format.h>

#include "tests/catch.hpp"
#include "tests/tidy/rules.hpp"

using namespace isonomia::tests;

namespace {

std::string repeat(std::string_view line, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += line;
    return text;
}

// What the rule says of a single file.
std::string says(Violations (*rule)(const Tree&), const std::string& path,
                 const std::string& text) {
    return to_string(rule({{path, text}}));
}

}  // namespace

TEST_CASE("an empty tree breaks no rule") {
    const Tree none;
    for (auto* rule :
         {check_floors, check_containment, check_sizes, check_functions, check_headers,
          check_banned, check_words, check_company, check_error_pages, check_assurance})
        CHECK(rule(none).empty());
    CHECK(median_lines(none) == 0);
}

TEST_CASE("code_only blanks comments and literals and keeps the lines") {
    CHECK(code_only("a // b\nc") == "a     \nc");
    CHECK(code_only("a /* b\nc */ d") == "a     \n     d");
    CHECK(code_only(R"(f("x\"y", 'z');)") == "f(      ,    );");
    CHECK(code_only("x = R\"(a\nb\")\" + y") == "x =     \n     + y");
    CHECK(code_only("n = 1'000'000;") == "n = 1'000'000;");
    CHECK(code_only("\"never closed") == "             ");
    CHECK(code_only("/* never closed") == "               ");
    CHECK(code_only("") == "");
}

TEST_CASE("a lower floor must not include a higher one") {
    CHECK(says(check_floors, "core/a.cpp", "\n#include \"stats/b.hpp\"\n") ==
          "core/a.cpp:2: stats/ stands above core/\n");
    CHECK(says(check_floors, "rules/a.hpp", "#include \"cli/b.hpp\"\n") != "");
    CHECK(says(check_floors, "cli/a.cpp", "#include \"tests/b.hpp\"\n") != "");
    CHECK(says(check_floors, "cli/a.cpp", "# include  \"rules/b.hpp\"\n#include \"core/c.hpp\"") ==
          "");
    CHECK(says(check_floors, "stats/a.cpp", "#include \"stats/b.hpp\"\n#include <vector>\n") == "");
    CHECK(says(check_floors, "tests/rules/a_test.cpp", "#include \"reports/b.hpp\"\n") == "");
}

TEST_CASE("siblings must not include each other") {
    const std::string said = says(check_floors, "rules/a.cpp", "#include \"reports/b.hpp\"\n");
    CHECK(said.find("siblings") != std::string::npos);
    CHECK(says(check_floors, "explain/a.cpp", "#include \"fairness/b.hpp\"\n") != "");
}

TEST_CASE("the worker is run, not included") {
    CHECK(says(check_floors, "analyzer/a.cpp", "#include \"analyzer/worker/b.hpp\"\n") != "");
    CHECK(says(check_floors, "cli/a.cpp", "#include \"analyzer/worker/b.hpp\"\n") != "");
    CHECK(says(check_floors, "analyzer/worker/a.cpp", "#include \"analyzer/worker/b.hpp\"\n") ==
          "");
    CHECK(says(check_floors, "tests/analyzer/a_test.cpp", "#include \"analyzer/worker/b.hpp\"") ==
          "");
}

TEST_CASE("paths of includes start at the project root") {
    CHECK(says(check_floors, "core/a.cpp", "#include \"error.hpp\"\n") != "");
    CHECK(says(check_floors, "core/a.cpp", "#include \"../core/error.hpp\"\n") != "");
    CHECK(says(check_floors, "corpus/sources/a.cpp", "#include \"vendor.hpp\"\n") == "");
}

TEST_CASE("third-party headers are contained") {
    const auto at = [](const std::string& path, const std::string& header) {
        return says(check_containment, path, "#include <" + header + ">\n");
    };
    CHECK(at("cli/a.cpp", "clang/AST/AST.h") != "");
    CHECK(at("analyzer/a.cpp", "llvm/ADT/StringRef.h") != "");
    CHECK(at("analyzer/worker/a.cpp", "clang/AST/AST.h") == "");
    CHECK(at("core/a.cpp", "Eigen/Dense") != "");
    CHECK(at("explain/a.cpp", "Eigen/Dense") == "");
    CHECK(at("rules/a.cpp", "pugixml.hpp") != "");
    CHECK(at("core/xml_read.cpp", "libxml/parser.h") == "");
    CHECK(at("stats/a.cpp", "boost/program_options.hpp") != "");
    CHECK(at("stats/a.cpp", "boost/math/distributions.hpp") == "");
    CHECK(at("core/a.cpp", "boost/math/distributions.hpp") != "");
    CHECK(at("core/json_write.cpp", "nlohmann/json.hpp") != "");
    CHECK(at("core/json.cpp", "nlohmann/json.hpp") == "");
    CHECK(at("reports/a.cpp", "openssl/evp.h") != "");
    CHECK(at("rules/a.cpp", "sodium.h") != "");
    CHECK(at("provenance/ledger.cpp", "sqlite3.h") != "");
    CHECK(at("provenance/store/sqlite.cpp", "sqlite3.h") == "");
    CHECK(at("tests/core/a_test.cpp", "catch2/catch.hpp") != "");
    CHECK(at("tests/catch.hpp", "catch2/catch.hpp") == "");
}

TEST_CASE("sqlite3.h is in one file, not in two") {
    const Tree two{{"provenance/store/sqlite.cpp", "#include <sqlite3.h>\n"},
                   {"provenance/store/sqlite.hpp", "#include <sqlite3.h>\n"}};
    CHECK(check_containment(two).size() == 1);
}

TEST_CASE("files of 400 lines and lines of 100 columns pass, longer ones do not") {
    CHECK(says(check_sizes, "core/a.cpp", repeat("x\n", 400)) == "");
    CHECK(says(check_sizes, "core/a.cpp", repeat("x\n", 401)) != "");
    CHECK(says(check_sizes, "core/a.cpp", std::string(100, 'x') + "\n") == "");
    CHECK(says(check_sizes, "core/a.cpp", std::string(101, 'x') + "\n") ==
          "core/a.cpp:1: 101 columns; 100 at most\n");
    CHECK(says(check_sizes, "core/a.cpp", repeat("\xC3\xA9", 100) + "\n") == "");  // é is one
    CHECK(says(check_sizes, "docs/long.md", std::string(300, 'x')) == "");
    CHECK(says(check_sizes, "tests/analyzer/checks/x/input.cpp", repeat("x\n", 401)) == "");
}

TEST_CASE("functions of 70 lines pass, longer ones do not") {
    const auto function = [](std::string_view head, int lines) {
        return fmt::format("{} {{\n{}}}\n", head, repeat("    x();\n", lines - 2));
    };
    CHECK(says(check_functions, "core/a.cpp", function("int f(int x)", 70)) == "");
    CHECK(says(check_functions, "core/a.cpp", "\n" + function("int f(int x)", 71)) ==
          "core/a.cpp:2: 71 lines in one function; 70 at most\n");
    CHECK(says(check_functions, "core/a.cpp", function("A::A(int x)\n    : x_(x)", 71)) != "");
    CHECK(says(check_functions, "core/a.cpp", function("auto f = [](Class& c)", 71)) != "");
    CHECK(says(check_functions, "core/a.cpp", function("namespace a", 300)) == "");
    CHECK(says(check_functions, "core/a.hpp", function("struct A : B<decltype(c)>", 90)) == "");
    CHECK(says(check_functions, "core/a.cpp",
               "#define F(x) x\nconst int list[] = {\n" + repeat("1,\n", 90) + "};\n") == "");
    CHECK(says(check_functions, "core/a.cpp",
               "namespace a {\n" + function("void f()", 71) + "}\n") != "");
}

TEST_CASE("headers begin with a comment and #pragma once") {
    CHECK(says(check_headers, "core/a.hpp", "// What it is.\n#pragma once\n") == "");
    CHECK(says(check_headers, "core/a.hpp", "// What.\n//\n// Why.\n\n#pragma once\n") == "");
    CHECK(says(check_headers, "core/a.hpp", "#pragma once\n") != "");
    CHECK(says(check_headers, "core/a.hpp", "// What it is.\n#include <x>\n#pragma once\n") != "");
    CHECK(says(check_headers, "core/a.hpp", "// #pragma once\n") != "");
    CHECK(says(check_headers, "core/a.cpp", "int x;\n") == "");
}

TEST_CASE("banned calls are found in code, and only there") {
    CHECK(says(check_banned, "core/a.cpp", "\ndouble x = std::stod(text);\n")
              .find("core/a.cpp:2: 'std::stod' is banned; use parse_number") == 0);
    CHECK(says(check_banned, "core/a.cpp", "auto x = atof(text);") != "");
    CHECK(says(check_banned, "core/a.cpp", "std::system(\"ls\");") != "");
    CHECK(says(check_banned, "cli/a.cpp", "FILE* f = popen(c, \"r\");") != "");
    CHECK(says(check_banned, "rules/a.cpp", "std::regex r;") != "");
    CHECK(says(check_banned, "core/a.cpp", "using namespace std;") != "");
    CHECK(says(check_banned, "stats/a.cpp", "auto t = std::chrono::system_clock::now();") != "");
    CHECK(says(check_banned, "core/clock.cpp", "auto t = std::chrono::system_clock::now();") == "");
    CHECK(says(check_banned, "core/a.cpp", "// never std::stod(text)\nauto s = \"popen\";") == "");
    CHECK(says(check_banned, "core/a.cpp", "my_atof(text); atoffset(x); using namespace std_x;") ==
          "");
    CHECK(says(check_banned, "tests/core/a_test.cpp", "std::stod(text);") == "");
}

TEST_CASE("libraries do not print; programs may") {
    CHECK(says(check_banned, "reports/a.cpp", "std::printf(\"x\");") != "");
    CHECK(says(check_banned, "core/a.cpp", "std::cerr << 1;") != "");
    CHECK(says(check_banned, "cli/a.cpp", "fmt::print(\"x\");") == "");
}

TEST_CASE("strange words are found in every text") {
    CHECK(says(check_words, "core/a.cpp", "int x; // TODO\n") != "");
    CHECK(says(check_words, "docs/a.md", "see /work/main/x\n") != "");
    CHECK(says(check_words, "scripts/demo", "cd /tmp/build-x\n") != "");
    CHECK(says(check_words, "docs/a.md", "how the work is done\n") == "");
    CHECK(says(check_words, "corpus/scan.png", "TODO") == "");
}

TEST_CASE("a metric, check, format or command alone is refused") {
    CHECK(check_company({{"fairness/metrics/x.cpp", ""}}).size() == 2);
    CHECK(check_company({{"analyzer/worker/checks/x.cpp", ""}}).size() == 2);
    CHECK(check_company({{"reports/formats/x.cpp", ""}}).size() == 2);
    CHECK(check_company({{"cli/commands/x.cpp", ""}}).size() == 1);
    CHECK(
        check_company({{"fairness/metrics/x.hpp", ""}, {"fairness/metrics/a/x.cpp", ""}}).empty());
}

TEST_CASE("in company they pass") {
    CHECK(check_company({{"fairness/metrics/x.cpp", ""},
                         {"tests/fairness/metrics/x_test.cpp", ""},
                         {"docs/metrics/x.md", ""}})
              .empty());
    CHECK(check_company({{"analyzer/worker/checks/x.cpp", ""},
                         {"tests/analyzer/checks/x/input.cpp", ""},
                         {"docs/checks/x.md", ""}})
              .empty());
    CHECK(check_company({{"reports/formats/x.cpp", ""},
                         {"tests/reports/formats/x_test.cpp", ""},
                         {"docs/formats/report.md", "# Report\n\n## x\n\n"}})
              .empty());
    CHECK(check_company({{"cli/commands/x.cpp", ""}, {"tests/golden/x_fails/cmd", ""}}).empty());
    CHECK(check_company({{"cli/commands/x.cpp", ""}, {"tests/golden/xy/cmd", ""}}).size() == 1);
}

TEST_CASE("error codes and their pages answer each other") {
    const SourceFile use{"core/a.cpp", "return input_error(\"J0001\", \"no\");"};
    CHECK(check_error_pages({use}).size() == 1);
    CHECK(check_error_pages({use, {"docs/errors/J.md", "## J0001 not JSON\n"}}).empty());
    CHECK(check_error_pages({{"docs/errors/J.md", "## J0001\n"}}).size() == 1);
    CHECK(check_error_pages({use, {"docs/errors/J.md", "## J0001\n## J0001\n"}}).size() == 1);
    CHECK(check_error_pages({use, {"docs/errors/F.md", "## J0001\n"}}).size() == 1);
    CHECK(
        check_error_pages({{"core/a.cpp", "\"Q0001\" \"J001\" \"J00012\" \"RFC 9162\""}}).empty());
    CHECK(check_error_pages({{"tests/core/a_test.cpp", "\"J0009\""}}).empty());
}

TEST_CASE("the assurance case must name a file and a case that exist") {
    const SourceFile test{"tests/a_test.cpp", "TEST_CASE(\"it holds\") {}\n"};
    const auto says_of = [&](const std::string& row) {
        return check_assurance({test, {"ASSURANCE.md", row}}).size();
    };
    CHECK(says_of("| claim | `tests/a_test.cpp` | it holds |\n") == 0);
    CHECK(says_of("| claim | `tests/a_test.cpp` | it is so |\n") == 1);
    CHECK(says_of("| claim | `tests/b_test.cpp` | it holds |\n") == 1);
    CHECK(says_of("| claim | `tests/a_test.cpp` |\n") == 1);
    CHECK(says_of("plain words\n") == 0);
}
