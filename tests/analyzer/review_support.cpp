#include "tests/analyzer/review_support.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::tests {

namespace {

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<Finding> findings(const fs::path& folder) {
    const auto result = analyzer::review(request_for(folder, folder, {"result"}));
    if (!result) FAIL(result.error().code + ": " + result.error().message);
    CHECK(result->coverage.units_clean == 1);
    return result->findings;
}

}  // namespace

analyzer::ReviewRequest request_for(const fs::path& source, const fs::path& build,
                                    std::vector<std::string> entries) {
    analyzer::ReviewRequest request;
    request.source.id = "S1";
    request.source.entries = std::move(entries);
    request.source_folder = source;
    request.build_folder = build;
    request.worker = program("isonomia-review");
    return request;
}

std::string printed(const std::vector<Finding>& findings, const std::string& check) {
    std::string text;
    for (const Finding& finding : findings) {
        if (!check.empty() && finding.check != check) continue;
        text += finding.place.file + ":" + std::to_string(finding.place.line) + ":" +
                std::to_string(finding.place.column) + " " + finding.claim + "\n";
        std::size_t step = 0;
        for (const CodePlace& place : finding.path)
            text += "    " + std::to_string(++step) + ". line " + std::to_string(place.line) +
                    ": " + place.what + " | " + place.text + "\n";
    }
    return text;
}

// ISONOMIA_APPROVE=1 writes what is there now, to be read before it is committed.
void check_twins(const std::string& check) {
    const fs::path twins = source_dir() / "corpus" / "sources" / "twins" / check;
    const auto faulty = findings(twins / "faulty");
    const std::string text = printed(faulty, check);
    const fs::path expected = twins / "faulty" / "expected.txt";
    if (std::getenv("ISONOMIA_APPROVE") != nullptr)
        std::ofstream(expected, std::ios::binary) << text;
    CHECK_FALSE(text.empty());
    CHECK(text == content(expected));
    for (const Finding& finding : findings(twins / "repaired"))
        if (finding.check == check || finding.check != "threshold_ledger")
            CHECK(finding.claim.empty());
}

}  // namespace isonomia::tests
