// May a person's data be erased now, and which data must be gone by now? Pure answers from the case
// file; the storage asks here before it destroys a key, and nowhere else.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/case_file.hpp"

namespace isonomia {

// What an erasure would destroy.
struct ErasureScope {
    std::string subject;                // agent whose data is to go
    std::vector<std::string> subjects;  // all whose data would go with it, the subject among them
    std::vector<std::string> exhibits;  // ids whose records and files would go
};

// Entries that go with these: the exhibits that exhibits among them had replaced, however many
// steps back. `going` holds indices of `entries`.
[[nodiscard]] std::set<std::uint64_t> replaced_by(const std::vector<LedgerEntry>& entries,
                                                  const std::set<std::uint64_t>& going);

// Holds as they bind: an entry that names less than an earlier one of the same hold takes nothing
// out of it, because a hold ends by release only. Other entries, and holds that cannot be read, as
// they are.
[[nodiscard]] std::vector<LedgerEntry> with_holds_as_they_bind(std::vector<LedgerEntry> entries);

// From the entries themselves, because erasing reaches what was replaced or withdrawn too. The
// copy of the declaration is no evidence and brings nobody else into the scope. Any entry whose
// payload is sealed under a subject text that names the subject is in it, and what it replaced.
[[nodiscard]] ErasureScope scope_of_erasure(const std::vector<LedgerEntry>& entries,
                                            std::string_view subject,
                                            std::string_view declaration = "");

enum class ObstacleKind { hold, retention };
constexpr std::array<std::string_view, 2> names_of(ObstacleKind) { return {"hold", "retention"}; }

struct Obstacle {
    ObstacleKind kind = ObstacleKind::hold;
    std::string id;      // of the hold or retention
    std::string title;   // of the hold, or the ground of the retention
    std::string covers;  // 'the whole case', 'exhibit E1', 'agent accused'
    std::string until;   // date from which it no longer stands in the way, or "": until released
};

// Nothing stands in the way when the list is empty. A hold stands until it is released, whatever
// its date of review; a retention until the day of `keep_until` begins in UTC. A date that cannot
// be read stands in the way.
[[nodiscard]] std::vector<Obstacle> obstacles_to_erasure(const CaseFile& case_file,
                                                         const ErasureScope& scope, Instant now);

// A retention whose `erase_by` has begun although exhibits of it are still in the case file.
struct Overdue {
    std::string retention;
    std::string category;
    std::string erase_by;
    std::vector<std::string> exhibits;  // still there
    std::vector<std::string> held_by;   // holds that keep them all the same
};
[[nodiscard]] std::vector<Overdue> overdue_erasures(const CaseFile& case_file, Instant now);

}  // namespace isonomia
