// Findings of one kind in one function are one finding; settings and conflicts are in the ledger.
#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

constexpr std::string_view one_unit =
    R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])";

std::vector<Finding> of(const Tree& tree, const std::string& check) {
    std::vector<Finding> list;
    for (const Finding& finding : tree.done().findings)
        if (finding.check == check) list.push_back(finding);
    return list;
}

}  // namespace

TEST_CASE("the same thing in one function is said once, with its places") {
    Tree tree;
    tree.add(
        "a.cpp",
        "double score(double x, double y) {\n    if (x > 30) x = 30;\n    if (y > 30) y = 30;\n"
        "    return x + y;\n}\n");
    tree.database(one_unit);
    const auto found = of(tree, "cap_truncate");
    REQUIRE(found.size() == 1);
    CHECK(found[0].place.line == 2);
    CHECK(found[0].claim.find("The same stands at a.cpp:3.") != std::string::npos);
}

TEST_CASE("a setting that is looked up when the program runs stands in the ledger") {
    Tree tree;
    tree.add("a.cpp",
             "#include <cstdlib>\nstruct Config;\nvoid set_option(const char*);\n"
             "double config_number(const Config&, const char*, double);\n"
             "double score(const Config& config, double x) {\n"
             "    set_option(\"never\");\n"
             "    if (std::getenv(\"FAST\") != nullptr) return 1;\n"
             "    const double cut = config_number(config, \"cut\", 0.4);\n"
             "    return x > cut ? x : 0;\n}\n");
    tree.database(one_unit);
    std::string titles;
    std::string claims;
    for (const Finding& finding : of(tree, "threshold_ledger")) {
        titles += finding.title + "\n";
        claims += finding.claim + "\n";
    }
    CHECK(titles.find("The setting \"FAST\" takes part") != std::string::npos);
    CHECK(titles.find("The setting \"cut\" takes part") != std::string::npos);
    CHECK(titles.find("\"never\"") == std::string::npos);
    CHECK(claims.find("Where it is not set, 0.4 is taken.") != std::string::npos);
}

TEST_CASE("a limit with two values says so in the ledger") {
    Tree tree;
    tree.add("a.cpp",
             "double part(double x, double threshold = 0.48) { return x > threshold ? x : 0; }\n"
             "struct Match { double threshold = 0.5; };\n"
             "double score(double x) { return part(x) + (x > Match().threshold ? 1 : 0); }\n");
    tree.database(one_unit);
    std::string claims;
    for (const Finding& finding : of(tree, "threshold_ledger"))
        if (finding.value == "0.48") claims += finding.claim;
    CHECK(claims.find("Elsewhere the code gives 'threshold' another value: 0.5 at a.cpp:2.") !=
          std::string::npos);
}

TEST_CASE("the appendix holds what is not on the slice, and nothing twice") {
    Tree tree;
    tree.add("a.cpp",
             "double score(double x) {\n    if (x > 30) x = 30;\n    return x;\n}\n"
             "double other(double x) {\n    if (x > 40) x = 40;\n    return x;\n}\n");
    tree.database(one_unit);
    auto request = tree.request();
    request.questions.appendix = true;
    const auto result = tree.done(request);
    std::vector<std::uint64_t> lines;
    for (const auto& aside : result.asides)
        if (aside.check == "cap_truncate") lines.push_back(aside.place.line);
    CHECK(lines == std::vector<std::uint64_t>{6});
}
