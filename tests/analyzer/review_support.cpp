#include "tests/analyzer/review_support.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
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

bool is_inventory(const std::string& check) {
    return check.ends_with("_ledger") || check == "slice_complexity";
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

std::vector<std::string> twins() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(source_dir() / "corpus" / "sources" / "twins"))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

// ISONOMIA_APPROVE=1 writes what is there now, to be read before it is committed.
void check_twins(const std::string& twin) {
    INFO(twin);
    const std::string check = twin.substr(0, twin.find('.'));
    const fs::path folder = source_dir() / "corpus" / "sources" / "twins" / twin;
    const std::string text = printed(findings(folder / "faulty"), check);
    const fs::path expected = folder / "faulty" / "expected.txt";
    if (std::getenv("ISONOMIA_APPROVE") != nullptr)
        std::ofstream(expected, std::ios::binary) << text;
    CHECK_FALSE(text.empty());
    CHECK(text == content(expected));
    std::string silent;
    for (const Finding& finding : findings(folder / "repaired"))
        if (finding.check == check || !is_inventory(finding.check))
            silent += finding.check + ": " + finding.claim + "\n";
    CHECK(silent == "");
}

void check_annotated(const std::string& check) {
    const fs::path folder = source_dir() / "tests" / "analyzer" / "checks" / "annotated";
    const std::string file = check + ".cpp";
    ScratchFolder build;
    std::ofstream(build.path() / "compile_commands.json")
        << R"([{"arguments": ["c++", "-std=c++20", "-c", ")" << file << R"("], "directory": ")"
        << folder.string() << R"(", "file": ")" << file << R"("}])";
    const auto result = analyzer::review(request_for(folder, build.path(), {"result"}));
    if (!result) FAIL(result.error().code + ": " + result.error().message);
    CHECK(result->coverage.units_clean == 1);
    std::set<std::uint64_t> found;
    for (const Finding& finding : result->findings)
        if (finding.check == check) found.insert(finding.place.line);
    std::set<std::uint64_t> expected;
    std::ifstream in(folder / file);
    std::uint64_t number = 0;
    for (std::string line; std::getline(in, line);)
        if (++number; line.ends_with("// finds")) expected.insert(number);
    CHECK_FALSE(expected.empty());
    CHECK(found == expected);
}

}  // namespace isonomia::tests
