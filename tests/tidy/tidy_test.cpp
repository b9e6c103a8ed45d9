// The rules of the house, applied to this source tree.
#include <iostream>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/tidy/rules.hpp"

using namespace isonomia::tests;

namespace {

const Tree& project() {
    static const Tree tree = load_tree(source_dir());
    return tree;
}

// Printed by hand: the framework would break the lines that editors jump to.
void expect_none(const Violations& violations) {
    std::cout << to_string(violations);
    CHECK(violations.empty());
}

}  // namespace

TEST_CASE("the source tree is found and read") {
    REQUIRE(find(project(), "CMakeLists.txt") != nullptr);
    REQUIRE(find(project(), "core/error.hpp") != nullptr);
    CHECK(has_folder(project(), "tests/tidy"));
    std::cout << "median length of a source file: " << median_lines(project()) << " lines\n";
}

TEST_CASE("floors and siblings") { expect_none(check_floors(project())); }

TEST_CASE("third-party headers stay where they belong") {
    expect_none(check_containment(project()));
}

TEST_CASE("sizes of files and lines") { expect_none(check_sizes(project())); }

TEST_CASE("sizes of functions") { expect_none(check_functions(project())); }

TEST_CASE("headers begin with a comment and are read once") {
    expect_none(check_headers(project()));
}

TEST_CASE("banned calls") { expect_none(check_banned(project())); }

TEST_CASE("words that mean nothing to a reader") { expect_none(check_words(project())); }

TEST_CASE("every metric, check, format and command has its test and its page") {
    expect_none(check_company(project()));
}

TEST_CASE("every error code has its page") { expect_none(check_error_pages(project())); }

TEST_CASE("the assurance case names tests that exist") {
    REQUIRE(find(project(), "ASSURANCE.md") != nullptr);
    expect_none(check_assurance(project()));
}
