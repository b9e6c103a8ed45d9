#include "reports/format.hpp"
#include "tests/catch.hpp"

using namespace isonomia::reports;

namespace {

std::string rendered(const Document& document) {
    return find_format("@name@").value()->render(document).value();
}

}  // namespace

TEST_CASE("@words@: an empty document is an empty line") { CHECK(rendered({}) == "\n"); }

TEST_CASE("@words@: the title comes first") {
    Document document;
    document.title.text = {{RunKind::words, "Report", "", false}};
    CHECK(rendered(document) == "Report\n");
}
