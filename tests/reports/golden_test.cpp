// What a person reads, compared with approved files. ISONOMIA_APPROVE=1 writes them anew; look at
// the diff.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/text.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The first line that differs, with the line before it: enough to find the place.
std::string first_difference(const std::string& approved, const std::string& now) {
    const auto a = split(approved, '\n');
    const auto b = split(now, '\n');
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && a[i] == b[i])
        ++i;
    std::ostringstream out;
    out << "line " << i + 1 << "\n";
    if (i > 0) out << "      " << a[i - 1].substr(0, 300) << "\n";
    out << "    - " << (i < a.size() ? a[i].substr(0, 300) : "(end)") << "\n";
    out << "    + " << (i < b.size() ? b[i].substr(0, 300) : "(end)");
    return out.str();
}

}  // namespace

TEST_CASE("reports read as approved") {
    ReportOptions options;
    options.tool_version = "0.0.0";
    const auto document = assemble(tests::compas_case(), options);
    REQUIRE(document);
    const char* approve = std::getenv("ISONOMIA_APPROVE");
    for (const Format& format : all_formats()) {
        if (format.on_request) continue;  // compared by their own tests
        const auto path =
            tests::source_dir() / "tests/golden" / ("report_compas" + format.file_extension);
        const std::string now = format.render(*document).value();
        if (approve != nullptr && std::string(approve) == "1") {
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path, std::ios::binary) << now;
        }
        INFO(path.string()
             << " differs from what is rendered now; if the change is meant: scripts/approve");
        const std::string approved = content_of(path);
        if (approved != now) FAIL_CHECK(first_difference(approved, now));
    }
}
