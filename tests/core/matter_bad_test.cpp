// Bad matters, one folder each, with the message that a person reads (tests/bad/README.md).
#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/text.hpp"
#include "tests/catch.hpp"
#include "tests/core/matter_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace {

// The folders whose fault the reader of matter.xml itself must find.
std::vector<fs::path> bad_matters() {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(source_dir() / "tests/bad")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("matter-") || name.starts_with("xml-"))
            folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::string without(std::string text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.erase(at, part.size());
    return text;
}

// Faults that a grammar cannot express: identity, references, existence of days, order of times,
// paths, and sense across fields.
const std::set<std::string> beyond_grammar = {"matter-act-after-hearing",
                                              "matter-authority-ends-first",
                                              "matter-column-twice",
                                              "matter-counts-group-twice",
                                              "matter-counts-reference",
                                              "matter-counts-unknown-group",
                                              "matter-custody-itself",
                                              "matter-custody-unknown",
                                              "matter-disputed-same-value",
                                              "matter-disputed-with-itself",
                                              "matter-duplicate-id",
                                              "matter-fact-boolean-yes",
                                              "matter-fact-date",
                                              "matter-fact-twice",
                                              "matter-family-of-rates",
                                              "matter-file-twice",
                                              "matter-missing-is-reference",
                                              "matter-model-table-with-threshold",
                                              "matter-model-input-twice",
                                              "matter-parameter-twice",
                                              "matter-rank-twice",
                                              "matter-rate-numerator",
                                              "matter-rate-twice",
                                              "matter-rows-without-outcome",
                                              "matter-rows-without-prediction",
                                              "matter-same-exhibit-twice",
                                              "matter-score-without-threshold",
                                              "matter-synthetic-without-note",
                                              "matter-threshold-without-score",
                                              "matter-time-of-rows",
                                              "matter-two-outcomes",
                                              "matter-unknown-exhibit",
                                              "matter-unknown-party",
                                              "matter-unknown-system",
                                              "matter-until-before-happened",
                                              "matter-used-after-hearing",
                                              "matter-used-and-generated"};

}  // namespace

TEST_CASE("every bad matter is refused with the message that stands beside it") {
    DiskFiles files;
    const bool approve = std::getenv("ISONOMIA_APPROVE") != nullptr;
    const auto folders = bad_matters();
    REQUIRE(folders.size() >= 100);
    for (const fs::path& folder : folders) {
        INFO(folder.filename().string());
        const auto matter = read_matter(files, folder / "matter.xml");
        REQUIRE_FALSE(matter.has_value());
        const std::string shown = without(rendered(matter.error()), folder.string() + "/");
        if (approve) REQUIRE(files.write(folder / "expected.txt", shown).has_value());
        const auto expected = files.read(folder / "expected.txt", 1U << 20U);
        REQUIRE(expected.has_value());
        CHECK(shown == *expected);
    }
}

TEST_CASE("every message about a matter has a place and says what to do") {
    DiskFiles files;
    for (const fs::path& folder : bad_matters()) {
        INFO(folder.filename().string());
        const auto matter = read_matter(files, folder / "matter.xml");
        REQUIRE_FALSE(matter.has_value());
        const Error& error = matter.error();
        CHECK(error.kind == ErrorKind::input);
        REQUIRE(error.where.has_value());
        const bool not_text = error.message.find("not text") != std::string::npos;
        CHECK((error.where->line > 0 || not_text));
        CHECK_FALSE(error.message.empty());
        CHECK_FALSE(error.message.ends_with('.'));
        CHECK_FALSE(error.hint.empty());
    }
}

TEST_CASE("the grammar refuses what the reader refuses, as far as a grammar can") {
    DiskFiles files;
    std::set<std::string> known;
    for (const fs::path& folder : bad_matters()) {
        const std::string name = folder.filename().string();
        INFO(name);
        const auto text = files.read(folder / "matter.xml", 1U << 20U);
        REQUIRE(text.has_value());
        known.insert(name);
        CHECK(grammar_accepts(*text) == beyond_grammar.contains(name));
    }
    for (const std::string& name : beyond_grammar) {
        INFO(name);
        CHECK(known.contains(name));
    }
}
