// What the ledger hands out and takes in. provenance/ keeps them, core/case_file replays them; the
// bytes on disk are described in docs/formats/ledger.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/json.hpp"

namespace isonomia {

// An object to be recorded. `type` and `id` together name a slot: the latest entry of a slot is
// current.
struct Draft {
    std::string type;  // as for_each_register() of core/case_file names it, or 'withdrawal'
    std::string id;
    Json payload;         // an object: the described fields of the domain object
    std::string subject;  // whose data it is (core/subjects.hpp); "" for the matter as a whole
    std::optional<std::uint64_t> supersedes;  // entry index
};

// An entry as it was recorded, its payload opened and checked against its commitments.
struct LedgerEntry {
    std::uint64_t index = 0;
    std::string type;
    std::string id;
    Json payload;        // null when the payload was erased
    std::string author;  // fingerprint of the key that covers it
    Instant recorded;
    std::optional<std::uint64_t> supersedes;
    bool erased = false;
    std::string subject;  // under whose key the payload is sealed; "" when it was erased
    std::string signer;   // fingerprint of the key of the person who signed this act, or ""
};

}  // namespace isonomia
