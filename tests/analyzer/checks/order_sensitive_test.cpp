#include "tests/analyzer/review_support.hpp"
#include "tests/analyzer/tree.hpp"
#include "tests/catch.hpp"

TEST_CASE("order_sensitive fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("order_sensitive");
}

TEST_CASE("order_sensitive finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("order_sensitive");
}

TEST_CASE("order_sensitive: for_each goes in order unless a policy says otherwise") {
    const std::string library = R"(
namespace std {
namespace execution { struct parallel_policy {}; inline constexpr parallel_policy par{}; }
template <class I, class F> void for_each(I b, I e, F f) { for (; b != e; ++b) f(*b); }
template <class P, class I, class F> void for_each(P&&, I b, I e, F f) { for_each(b, e, f); }
}
)";
    for (const bool parallel : {false, true}) {
        isonomia::tests::Tree tree;
        tree.add("a.cpp", library + "double score(const double* v, int n) {\n    double s = 0;\n" +
                              "    std::for_each(" + (parallel ? "std::execution::par, " : "") +
                              "v, v + n, [&](double x) { s += x; });\n    return s;\n}\n");
        tree.database(R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])");
        const auto result = tree.done();
        const bool found =
            std::any_of(result.findings.begin(), result.findings.end(),
                        [](const auto& one) { return one.check == "order_sensitive"; });
        INFO(parallel);
        CHECK(found == parallel);
    }
}
