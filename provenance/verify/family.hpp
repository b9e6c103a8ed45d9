// The frame in which verification runs: families of checks look at the same ledger in one walk.
//
// A family owns its checks. It is asked in this order: begin (the database is open), visit for each
// entry, finish (all entries were seen), look_at_files (the database is closed: files may take
// long, and nobody could write meanwhile). verify.cpp lists the families; their order is that of
// the report, and each may rely on what those before it found.
#pragma once

#include <map>
#include <memory>

#include "provenance/attestations.hpp"
#include "provenance/entry/entry_reader.hpp"
#include "provenance/verify.hpp"

namespace isonomia::provenance {

// What all families share.
struct Inspection {
    CaseFolder folder;
    Files& files;
    const VerifyOptions& options;
    VerifyReport& report;

    const Store* store = nullptr;  // one snapshot; null again when the files are looked at
    SubjectKeys subject_keys;
    std::map<std::string, PublicKey> public_keys;    // table `keys`, by fingerprint
    std::map<KeyFileId, std::uint64_t> erased_keys;  // as table `payload_keys` claims
    std::string origin;                              // of the first checkpoint, or ""

    TileTree tree;           // of the entries before the one that is visited
    std::vector<Tile> full;  // tiles completed since the tree family looked

    std::vector<Instant> recorded;  // what the clock said, of the entries seen so far

    // Of the payloads seen so far.
    std::uint64_t sealed = 0;       // their key is not here
    bool payloads_damaged = false;  // some do not open, or are not what was committed to

    bool all_seen = false;  // the walk over the entries came to its end

    // Every payload could be read, or is recorded as erased.
    [[nodiscard]] bool all_read() const { return all_seen && sealed == 0 && !payloads_damaged; }
};

enum class PayloadState { opened, erased, sealed, damaged };

// An entry as it passes by.
struct SeenEntry {
    std::uint64_t index = 0;
    std::string_view bytes;      // of the leaf
    const Leaf* leaf = nullptr;  // null: malformed, `problem` says how
    const Error* problem = nullptr;
    const Status* signature = nullptr;  // of a signed act whose key is here: whether it is valid
    PayloadState state = PayloadState::damaged;
    const Error* payload_problem = nullptr;   // of a damaged one
    std::optional<KeyFileId> payload_key;     // under which it is sealed
    const PayloadContent* content = nullptr;  // of an opened one whose type a family reads
};

class CheckFamily {
public:
    explicit CheckFamily(Inspection& inspection) : inspection_(inspection) {}
    virtual ~CheckFamily() = default;
    CheckFamily(const CheckFamily&) = delete;
    CheckFamily& operator=(const CheckFamily&) = delete;

    // In a fixed order, which does not change.
    [[nodiscard]] virtual std::vector<Check*> checks() = 0;

    // Whether visit() needs the content of entries of this type: reading it takes time. Several
    // threads ask.
    [[nodiscard]] virtual bool reads(std::string_view /*type*/) const { return false; }
    virtual void begin() {}
    virtual void visit(const SeenEntry& /*entry*/) {}
    virtual void finish() {}
    virtual void look_at_files() {}

protected:
    Inspection& inspection_;
};

// A check of which nothing is known yet.
[[nodiscard]] Check new_check(const char* id, const char* title, const char* unit);

// Marks a check as failed unless it has failed already: the first thing that is wrong is named.
void mark_failed(Check& check, std::string found, std::string implies);

// The same for an error; where the machine refused, the check is hindered instead.
void mark(Check& check, const Error& error, std::string implies);

// Leaves a check that neither failed nor was hindered unchecked, and says why.
void mark_not_checked(Check& check, std::string why, std::string implies);

// The same for a check without which the record is not shown to be whole.
void mark_open(Check& check, std::string why, std::string implies);

// The reader trusts no key, so that who signed (`author`: a fingerprint) stays unchecked.
void mark_no_key_named(Check& check, const std::string& author);

// The recorder's times of the entries seen, beside an attestation that entry `entry` records over
// the first `covered`. Error: P0714.
[[nodiscard]] Status check_times(const Inspection& inspection, const AttestedTime& attested,
                                 std::uint64_t covered, std::uint64_t entry);

// What follows when it does not hold.
inline constexpr const char* times_imply =
    "the times in this record were written wrongly, or later than they say";

// Leaves a check that neither failed nor was hindered with what lies there unrecorded.
void mark_unrecorded(Check& check, std::string found, std::string implies);

// Passes a check that neither failed nor was hindered.
void mark_passed(Check& check);

// One file each.
using Family = std::unique_ptr<CheckFamily>;
[[nodiscard]] Family database_checks(Inspection& inspection);
[[nodiscard]] Family entry_checks(Inspection& inspection);
[[nodiscard]] Family payload_checks(Inspection& inspection);
[[nodiscard]] Family erasure_checks(Inspection& inspection);
[[nodiscard]] Family act_checks(Inspection& inspection);
[[nodiscard]] Family key_checks(Inspection& inspection);
[[nodiscard]] Family tree_checks(Inspection& inspection);
[[nodiscard]] Family checkpoint_checks(Inspection& inspection);
[[nodiscard]] Family outside_checks(Inspection& inspection);
[[nodiscard]] Family exhibit_checks(Inspection& inspection);
[[nodiscard]] Family report_checks(Inspection& inspection);
[[nodiscard]] Family signer_checks(Inspection& inspection);
[[nodiscard]] Family known_checks(Inspection& inspection);
[[nodiscard]] Family witness_checks(Inspection& inspection);
[[nodiscard]] Family timestamp_checks(Inspection& inspection);
[[nodiscard]] Family custody_checks(Inspection& inspection);
[[nodiscard]] Family preservation_checks(Inspection& inspection);

// Shows every entry of the snapshot to all families. Errors: those of Store; P0108 an entry is
// missing.
Status walk(Inspection& inspection, const std::vector<Family>& families);

}  // namespace isonomia::provenance
