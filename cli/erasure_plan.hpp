// What an erasure of one person's data would destroy, and what it would leave.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "core/case_file.hpp"
#include "core/preservation_rules.hpp"

namespace isonomia::cli {

struct ErasurePlan {
    std::set<std::string> subject_texts;   // whose keys go
    std::vector<std::string> objects;      // 'type/id', each once, in the order of the record
    std::uint64_t entries = 0;             // payloads that nobody could read any more
    std::vector<std::string> reports;      // files of the case folder that were recorded as reports
    std::vector<std::string> other_files;  // files of the case folder that nothing records
    // Entries that quote the person or rest on the person's data, but were sealed under another key
    // before anybody knew: they would stay readable.
    std::vector<std::uint64_t> left_readable;
    // 'matter/x (entry 2)': objects that stay and hold a word of the person's name. A part of a
    // name is not taken for the person, so somebody has to look.
    std::vector<std::string> named_in_part;
    // 'serving/S1 to defence (4 entries)': copies that others have, which no key reaches.
    std::vector<std::string> handed_over;
    std::vector<Obstacle> obstacles;
};

// Errors: P1202 no data of that agent, those of replay().
[[nodiscard]] Result<ErasurePlan> plan_erasure(const std::vector<LedgerEntry>& entries,
                                               const std::string& agent, const fs::path& folder,
                                               Instant now);

// The words of an act quote nothing of the person: they would survive the erasure. Error: P1206.
[[nodiscard]] Status check_words(const std::vector<LedgerEntry>& entries, const Erasure& erasure);

}  // namespace isonomia::cli
