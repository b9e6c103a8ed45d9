// Facts of earlier reviews, by content: an entry counts only while every file that it rests on has
// the same bytes, and every file that was looked for in vain is still absent. Anything wrong with
// an entry means that the unit is read again. Entries hold names and literals of the source: under
// a protective order, work without a cache or wipe it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "analyzer/worker/facts_io.hpp"
#include "analyzer/worker/frontend.hpp"
#include "core/files.hpp"

namespace isonomia::analyzer {

class FactsCache {
public:
    FactsCache(Files& files, fs::path folder) : files_(files), folder_(std::move(folder)) {}

    [[nodiscard]] std::optional<ReadUnit> find(const ParseJob& job);
    void keep(const ParseJob& job, const ReadUnit& unit);  // failing to is no error

private:
    // Hex, "" for a file that is not there. Each file is read once.
    [[nodiscard]] const std::string& digest(const std::string& file);
    [[nodiscard]] bool is_absent(const std::string& file);
    [[nodiscard]] fs::path path_of(const ParseJob& job) const;

    Files& files_;
    fs::path folder_;
    std::map<std::string, std::string> digests_;
    std::map<std::string, bool> absent_;
};

}  // namespace isonomia::analyzer
