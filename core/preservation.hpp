// What must be kept, how long, and what was destroyed: holds, retention periods, erasures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/activity.hpp"

namespace isonomia {

// While a hold stands, nothing that it covers is erased.
struct Hold {
    std::string id;
    std::string title;
    std::vector<std::string> exhibits;  // both lists empty: the whole case
    std::vector<std::string> subjects;
    std::optional<Authority> authority;
    std::string placed_by;  // agents
    std::string placed_on;  // as claimed
    std::string until;      // date on which it is to be reviewed, or ""; it ends by release only
    std::string released_by;
    std::string released_on;
    std::string release_reason;  // set exactly when it was released
};

// Until when exhibits must, and from when they may no longer, be kept.
struct Retention {
    std::string id;
    std::string category;               // 'probe images', 'biometric templates'
    std::vector<std::string> exhibits;  // those of the category
    std::string keep_until;             // not erased before, or ""
    std::string erase_by;               // to be erased by then, or ""
    std::string ground;                 // rule or order
};

// The keys of one subject's payloads were destroyed. Entries, tree and proofs stay as they were.
struct Erasure {
    std::string id;
    std::string subject;
    std::string ground;
    std::optional<Authority> authority;
    std::string decided_by;            // agent
    std::string happened;              // as claimed
    std::vector<std::string> keys;     // ids of the key files that were destroyed
    std::uint64_t entries = 0;         // payloads that nobody can read any more
    std::uint64_t exhibits = 0;        // files that were deleted
    std::vector<std::string> reports;  // files of the case folder that were deleted with them
};

template <class V>
void describe(V& v, Hold& h) {
    v("id", h.id);
    v("title", h.title);
    v("exhibits", h.exhibits);
    v("subjects", h.subjects);
    v("authority", h.authority);
    v("placed_by", h.placed_by);
    v("placed_on", h.placed_on);
    v("until", h.until);
    v("released_by", h.released_by);
    v("released_on", h.released_on);
    v("release_reason", h.release_reason);
}

template <class V>
void describe(V& v, Retention& r) {
    v("id", r.id);
    v("category", r.category);
    v("exhibits", r.exhibits);
    v("keep_until", r.keep_until);
    v("erase_by", r.erase_by);
    v("ground", r.ground);
}

template <class V>
void describe(V& v, Erasure& e) {
    v("id", e.id);
    v("subject", e.subject);
    v("ground", e.ground);
    v("authority", e.authority);
    v("decided_by", e.decided_by);
    v("happened", e.happened);
    v("keys", e.keys);
    v("entries", e.entries);
    v("exhibits", e.exhibits);
    v("reports", e.reports);
}

}  // namespace isonomia
