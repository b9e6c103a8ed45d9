// One walk over a ledger's rows that checks entries, payloads, tree and checkpoints together.
#pragma once

#include <map>

#include "provenance/entry_reader.hpp"
#include "provenance/verify.hpp"

namespace isonomia::provenance {

// Marks a check as failed unless it has failed already: the first thing that is wrong is named.
void mark_failed(Check& check, std::string found, std::string implies);

// The same for an error; where the machine refused, the check is hindered instead.
void mark(Check& check, const Error& error, std::string implies);

// Passes a check that neither failed nor was hindered.
void mark_passed(Check& check);

// A file that an entry of type 'exhibit' records.
struct RecordedExhibit {
    std::uint64_t entry = 0;
    std::optional<std::uint64_t> size;  // as the entry has it
};

// A file that a current entry of type 'report' records.
struct RecordedReport {
    std::string name;    // of the file in the case folder, as the entry has it
    std::string sha256;  // 64 hex digits, as the entry has it
};

// What the walk learns besides.
struct RecordsFound {
    std::map<std::string, RecordedExhibit> exhibits;  // by digest
    std::map<std::uint64_t, RecordedReport> reports;  // by entry; superseded ones are left out
    std::uint64_t sealed = 0;                         // payloads whose key is not here
    std::uint64_t clock_behind = 0;                   // entries written with the clock set back
};

struct RecordChecks {
    Check& entries;
    Check& payloads;
    Check& tree;
    Check& checkpoints;
};

[[nodiscard]] RecordsFound check_records(const Store& store, const SubjectKeys& keys,
                                         const RecordChecks& checks, VerifyReport& report);

}  // namespace isonomia::provenance
