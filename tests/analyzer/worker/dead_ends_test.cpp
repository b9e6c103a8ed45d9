// A condition before a call that never comes back decides about all that follows.
#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

// Whether 0.375 decides about the score when `refuse` is what stands in another unit.
bool decides(const std::string& refuse,
             const std::string& here = "if (y < 0.375) refuse(\"no\");") {
    Tree tree;
    tree.add("a.cpp", "void refuse(const char* why);\ndouble score(double x, double y) {\n    " +
                          here + "\n    return x * 0.5;\n}\n");
    tree.add("b.cpp", "#include <cstdio>\n#include <cstdlib>\n" + refuse);
    tree.database(R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"},
                      {"command": "c++ -std=c++20 -c b.cpp", "file": "b.cpp"}])");
    const auto result = tree.done();
    CHECK(result.coverage.units_clean == 2);
    return std::any_of(result.findings.begin(), result.findings.end(), [](const Finding& finding) {
        return finding.check == "threshold_ledger" && finding.value == "0.375";
    });
}

}  // namespace

TEST_CASE("functions that come back decide nothing") {
    CHECK_FALSE(decides("void refuse(const char*) {}\n"));
    CHECK_FALSE(decides("void refuse(const char* why) { if (why) std::exit(1); }\n"));
    CHECK_FALSE(decides("void refuse(const char* why) { try { throw 1; } catch (int) {} }\n"));
    CHECK_FALSE(
        decides("void stop(int c) { std::exit(c); }\n"
                "void refuse(const char*) { try { stop(1); } catch (int) {} }\n"));
    CHECK_FALSE(decides("void refuse(const char* why) { if (why) refuse(why + 1); }\n"));
    CHECK_FALSE(
        decides("struct Log { virtual ~Log() = default; virtual void end() { std::exit(1); } };\n"
                "struct Soft : Log { void end() override {} };\n"
                "void refuse(const char*) { Soft soft; Log& log = soft; log.end(); }\n"));
}

TEST_CASE("functions that end the program, throw or go round for ever") {
    CHECK(decides("void refuse(const char* why) { std::puts(why); std::exit(1); }\n"));
    CHECK(decides("void refuse(const char* why) { throw why; }\n"));
    CHECK(decides("void refuse(const char* why) { for (;;) std::puts(why); }\n"));
    CHECK(decides("void refuse(const char* why) { if (why) std::exit(1); else std::abort(); }\n"));
    CHECK(decides("void refuse(const char*) { try { throw 1; } catch (...) { std::exit(1); } }\n"));
}

TEST_CASE("by way of another function, and in the same unit") {
    CHECK(
        decides("void stop(int code) { std::exit(code); }\n"
                "void refuse(const char*) { stop(1); }\n"));
    CHECK(decides("",
                  "struct Stop { static void now() { throw 1; } };\n"
                  "    if (y < 0.375) Stop::now();"));
    CHECK(decides("",
                  "const auto stop = [](double v) { throw v; };\n"
                  "    if (y < 0.375) stop(y);"));
}
