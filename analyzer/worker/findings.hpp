// Leads become findings: with the text of the lines, the numbered path to the result, and a stable
// id.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/worker/check.hpp"
#include "core/files.hpp"
#include "core/finding.hpp"

namespace isonomia::analyzer {

// The files under review, read once each.
class SourceText {
public:
    SourceText(Files& files, fs::path folder) : files_(files), folder_(std::move(folder)) {}

    // The line without blanks at its ends, at most 240 bytes around the column, as valid UTF-8.
    [[nodiscard]] std::string line(const std::string& file, Index line, Index column);
    [[nodiscard]] std::string sha256(const std::string& file);  // hex, "" when it cannot be read

private:
    struct Text {
        std::string content;
        std::vector<std::size_t> starts;
        std::string digest;
    };
    [[nodiscard]] const Text& text(const std::string& file);
    Files& files_;
    fs::path folder_;
    std::map<std::string, Text> texts_;
};

// The step in words: what becomes of the value on this edge.
[[nodiscard]] std::string step_text(const Edge& edge, const Flow& flow);

// A place with its words and, unless excerpts are withheld, its line.
[[nodiscard]] CodePlace code_place(const Place& place, std::string what, const Program& program,
                                   SourceText& source, bool excerpts);

// Each place once, and leads of one family together: the first without doubt stays and names the
// others without.
[[nodiscard]] std::vector<Lead> gathered(std::vector<Lead> leads, const Program& program);

// A finding, and what makes it itself wherever its line moves.
struct Found {
    Finding finding;
    std::string text;
    std::string family;  // as in Lead
};

// In the order of the leads, without ids.
[[nodiscard]] std::vector<Found> findings_of(const Check& check, const std::vector<Lead>& leads,
                                             const Review& review, SourceText& source,
                                             bool excerpts);

// Puts `more` behind `all`. What is there already, for another entry, names this one too: the same
// place, or another of its family.
void join_findings(std::vector<Found>& all, std::vector<Found> more);

// The findings with their ids: a digest of check, function, text and the number among equals, in
// the order of the text. It stays the same when lines move or other entries are asked for.
[[nodiscard]] std::vector<Finding> with_ids(std::vector<Found> all);

}  // namespace isonomia::analyzer
