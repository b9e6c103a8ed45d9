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

}  // namespace

TEST_CASE("the source tree is found and read") {
    REQUIRE(find(project(), "CMakeLists.txt") != nullptr);
    REQUIRE(find(project(), "core/error.hpp") != nullptr);
    CHECK(has_folder(project(), "tests/tidy"));
    std::cout << "median length of a source file: " << median_lines(project()) << " lines\n";
}

TEST_CASE("floors and siblings") { CHECK(to_string(check_floors(project())) == ""); }

TEST_CASE("third-party headers stay where they belong") {
    CHECK(to_string(check_containment(project())) == "");
}

TEST_CASE("sizes of files and lines") { CHECK(to_string(check_sizes(project())) == ""); }

TEST_CASE("sizes of functions") { CHECK(to_string(check_functions(project())) == ""); }

TEST_CASE("headers begin with a comment and are read once") {
    CHECK(to_string(check_headers(project())) == "");
}

TEST_CASE("banned calls") { CHECK(to_string(check_banned(project())) == ""); }

TEST_CASE("words that mean nothing to a reader") { CHECK(to_string(check_words(project())) == ""); }

TEST_CASE("every metric, check, format and command has its test and its page") {
    CHECK(to_string(check_company(project())) == "");
}

TEST_CASE("every error code has its page") { CHECK(to_string(check_error_pages(project())) == ""); }
