// What a party decides to serve, from a file: docs/formats/bundle.md, section 1.
#pragma once

#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/ledger_entry.hpp"
#include "core/serving.hpp"
#include "core/xml.hpp"
#include "provenance/bundle.hpp"

namespace isonomia::cli {

// Some entries: 'all', those of a type, or those of one object ('exhibit/E1').
struct Selection {
    std::string type;  // "" for all
    std::string id;    // "" for all of the type

    [[nodiscard]] bool covers(const LedgerEntry& entry) const {
        return (type.empty() || entry.type == type) && (id.empty() || entry.id == id);
    }
};

struct DisclosurePlan {
    struct Served {
        Selection what;
        std::vector<std::string> hidden;  // fields
    };
    struct Withheld {
        Selection what;
        WithheldItem item;
    };
    std::vector<Served> served;
    std::vector<Withheld> withheld;  // wins over `served`

    // Refers to this plan.
    [[nodiscard]] provenance::Choice choice() const;
};

// The plan that serves everything.
[[nodiscard]] DisclosurePlan serve_all();

// Everything that the plan names must be on record: a slip must not leave a thing unserved, or
// serve what was to be withheld. Errors: F…, X…, U0019 a name that nothing on record has.
[[nodiscard]] Result<DisclosurePlan> read_disclosure_plan(Files& files, const fs::path& path,
                                                          const std::vector<LedgerEntry>& entries);

}  // namespace isonomia::cli
