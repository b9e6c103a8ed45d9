// Reaching definitions: what is overwritten on every way does not flow on; what may be there does.
#include "analyzer/review.hpp"
#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

constexpr std::string_view one_unit =
    R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])";

// The numbers that reach the result of 'double score(double x, bool b)' with this body.
std::string reaching(const std::string& body, const std::string& before = "") {
    Tree tree;
    tree.add("a.cpp", "void trace(double);\nvoid risky();\nvoid fill(double&);\n" + before +
                          "\ndouble score(double x, bool b) {\n" + body + "\n}\n");
    std::string values = " ";
    for (const Finding& finding : tree.database(one_unit).done().findings)
        if (finding.check == "threshold_ledger") values += finding.value + " ";
    return values;
}

bool holds(const std::string& values, const std::string& number) {
    return values.find(" " + number + " ") != std::string::npos;
}

}  // namespace

TEST_CASE("what a reference, a pointer or a lambda can change may always be there") {
    for (const char* body : {"double w = 61; double& r = w; r = 62; return w * x;",
                             "double w = 61; auto f = [&] { w = 62; }; f(); return w * x;",
                             "double w = 61; const double& r = w; w = 62; return r * x;",
                             "static double w = 61; const double old = w; w = 62; return old * x;",
                             "double w = 61; (b ? w : x) = 62; return w * x;"}) {
        INFO(body);
        const auto values = reaching(body);
        CHECK(holds(values, "62"));
        CHECK(holds(values, "61"));
    }
    CHECK(holds(reaching("double w = 61; fill(w); return w * x;"), "61"));
    CHECK(holds(reaching("double w = 61; double* p = &w; *p = 62; return w * x;"), "61"));
}

TEST_CASE("a handler may see any value of the try block") {
    const auto values =
        reaching("double w = 14; try { w = 15; risky(); w = 16; } catch (...) {} return w * x;");
    CHECK(holds(values, "15"));
    CHECK(holds(values, "16"));
}

TEST_CASE("a value that is overwritten on every way does not reach the result") {
    const auto plain = reaching("double w = 11; trace(w); w = 12; return w * x;");
    CHECK_FALSE(holds(plain, "11"));
    CHECK(holds(plain, "12"));
    const auto used =
        reaching("double w = 41; const double y = w; w = 42; trace(w); return y * x;");
    CHECK(holds(used, "41"));
    CHECK_FALSE(holds(used, "42"));
    const auto both = reaching("double w = 51; if (b) w = 52; else w = 53; return w * x;");
    CHECK_FALSE(holds(both, "51"));
    CHECK(holds(both, "52"));
    CHECK(holds(both, "53"));
    const auto copied = reaching("return part(71);", "double part(double y) { y = 72; return y; }");
    CHECK_FALSE(holds(copied, "71"));
    CHECK(holds(copied, "72"));
}

TEST_CASE("a value that is overwritten on one way only still reaches the result") {
    const auto branch = reaching("double w = 21; if (b) w = 22; return w * x;");
    CHECK(holds(branch, "21"));
    CHECK(holds(branch, "22"));
    const auto choice =
        reaching("double w = 31; switch (b) { case 0: w = 32; break; } return w * x;");
    CHECK(holds(choice, "31"));
    CHECK(holds(choice, "32"));
    const auto added = reaching("double w = 51; w += 52; w *= 53; return w * x;");
    for (const char* number : {"51", "52", "53"})
        CHECK(holds(added, number));
}

TEST_CASE("values go round a loop") {
    const auto values = reaching(
        "double t = 81, sum = 0; for (int i = 0; i < 9; ++i) { sum += t; t = 82; } return sum;");
    CHECK(holds(values, "81"));
    CHECK(holds(values, "82"));
    const auto last =
        reaching("double t = 83; while (b) { t = 84; b = t > x; t = 85; } return t * x;");
    CHECK(holds(last, "83"));
    CHECK(holds(last, "84"));  // it decides whether the loop goes on
    CHECK(holds(last, "85"));
}
