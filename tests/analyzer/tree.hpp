// A small source tree with a compile database, and reviews of it.
#pragma once

#include <algorithm>

#include "core/describe.hpp"
#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::tests {

class Tree {
public:
    Tree& add(const std::string& name, std::string_view text) {
        REQUIRE(files_.make_folder((folder_.path() / name).parent_path()).has_value());
        REQUIRE(files_.write(folder_.path() / name, text).has_value());
        return *this;
    }
    Tree& database(std::string_view text) { return add("compile_commands.json", text); }

    [[nodiscard]] analyzer::ReviewRequest request(const std::string& entry = "score") const {
        std::vector<std::string> entries;
        if (!entry.empty()) entries.push_back(entry);
        return request_for(folder_.path(), folder_.path(), entries);
    }
    [[nodiscard]] Result<analyzer::ReviewResult> review(const std::string& entry = "score") const {
        return analyzer::review(request(entry));
    }
    [[nodiscard]] std::string refused(const std::string& entry = "score") const {
        const auto result = review(entry);
        REQUIRE_FALSE(result.has_value());
        CHECK_FALSE(result.error().hint.empty());
        return result.error().code;
    }
    [[nodiscard]] analyzer::ReviewResult done(const std::string& entry = "score") const {
        return done(request(entry));
    }
    [[nodiscard]] static analyzer::ReviewResult done(const analyzer::ReviewRequest& request) {
        auto result = analyzer::review(request);
        if (!result) FAIL(result.error().code + ": " + result.error().message);
        return *result;
    }
    [[nodiscard]] const fs::path& path() const { return folder_.path(); }

private:
    ScratchFolder folder_;
    DiskFiles files_;
};

// Those of `wanted` that the ledger of values lacks: "0.5 0.25 " for two of them.
inline std::string lacking(const analyzer::ReviewResult& result,
                           const std::vector<std::string>& wanted) {
    std::string text;
    for (const std::string& value : wanted)
        if (std::none_of(result.findings.begin(), result.findings.end(), [&](const Finding& f) {
                return f.check == "threshold_ledger" && f.value == value;
            }))
            text += value + " ";
    return text;
}

}  // namespace isonomia::tests
