#include "cli/shell_word.hpp"

#include "tests/catch.hpp"

namespace isonomia::cli {

TEST_CASE("words of a command line are quoted where a shell would cut them") {
    CHECK(shell_word("smith/case-1_a.xml") == "smith/case-1_a.xml");
    CHECK(shell_word("b 1") == "'b 1'");
    CHECK(shell_word("M\u00fcller & fils/matter.xml") == "'M\u00fcller & fils/matter.xml'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("$(x)") == "'$(x)'");
    CHECK(shell_word("") == "''");
}

}  // namespace isonomia::cli
