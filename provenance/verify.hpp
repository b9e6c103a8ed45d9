// Is the record of a case folder whole? Every check says for itself: pass, fail or not checked.
//
// Nothing is written, nothing is thrown. What is damaged is a failure; what the machine refuses to
// read (a permission, a locked database) is not checked, and says so. What a folder can and
// cannot show by itself: docs/formats/ledger.md, section 7.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/files.hpp"
#include "core/json.hpp"

namespace isonomia::provenance {

// `unrecorded`: something lies there that is no part of the record, which it leaves undamaged.
enum class CheckState { pass, fail, not_checked, unrecorded };
// 'pass', 'fail', 'not checked', 'unrecorded'
[[nodiscard]] std::string_view to_text(CheckState state);

struct Check {
    std::string id;     // 'database', 'entries' …; one file each in provenance/verify/
    std::string title;  // what is asked, in words
    CheckState state = CheckState::not_checked;
    std::uint64_t checked = 0;  // how many were looked at
    std::string unit;           // of `checked`: 'entries', 'bytes'
    std::string found;          // fail: the first thing that is wrong, named; not checked: why;
                                // unrecorded: what lies there
    std::string implies;        // what follows from it, in plain words
    bool hindered = false;      // not checked because the machine refused: `found` says how
    bool open = false;          // not checked, though the reader asked or the rest needs it
};

struct VerifyReport {
    std::string folder;
    std::string origin;                // of the ledger, or ""
    std::string verifier_key;          // of the signer as the folder gives it, or ""
    std::string author;                // its fingerprint
    std::vector<std::string> authors;  // all that signed checkpoints of the ledger, ascending
    std::string handed_to;             // named to hold it next, and has signed nothing; or ""
    std::uint64_t entries = 0;
    std::string root;            // hex, or ""
    std::string first_recorded;  // RFC 3339, or ""
    std::string last_recorded;
    std::vector<Check> checks;       // always all of them, in a fixed order
    std::vector<std::string> notes;  // harmless things worth knowing

    [[nodiscard]] bool broken() const;    // a check failed
    [[nodiscard]] bool hindered() const;  // the machine refused a part; try again
    // Every payload was opened. False for a folder that was handed over without its keys: that
    // the entries were recorded is then all that is known.
    [[nodiscard]] bool contents_checked() const;
    // Not checked, and without it the record is not shown to be whole: the reader named something
    // that could not be compared, or the checkpoint of a bundle is signed by an unknown key.
    [[nodiscard]] std::vector<const Check*> open() const;
    // What lies beside the record and is no part of it, or "". The record can be whole all the
    // same.
    [[nodiscard]] std::string unrecorded() const;
    // Not broken, not hindered, contents checked, nothing open. What the reader did not ask for
    // (signer, kept checkpoints) and reports that are not here may be unchecked still.
    [[nodiscard]] bool whole() const;
    [[nodiscard]] bool complete() const;  // every check passed
};

struct VerifyOptions {
    // Keys the reader trusts from elsewhere: verifier keys or fingerprints.
    std::vector<std::string> trusted_keys = {};
    // Whether this key is among them; "" for what is not known of it.
    [[nodiscard]] bool trusts(std::string_view fingerprint, std::string_view verifier_key) const;
    // Signed checkpoints of this ledger that the reader kept from earlier: text of the notes.
    std::vector<std::string> known_checkpoints = {};
    // Keys of witnesses (C2SP vkeys) whose cosignatures the record must carry.
    std::vector<std::string> witnesses = {};
    // PEM certificates of timestamp authorities that the reader trusts; "" for none.
    std::string tsa_certificates = {};
    // Also compare the second digest of every exhibit: it takes about two and a half times as long.
    bool second_digests = false;
    // Notes tell what was vouched for at this time; cosignatures made later do not count.
    std::optional<Instant> at = {};
};

[[nodiscard]] VerifyReport verify(const fs::path& folder, Files& files,
                                  const VerifyOptions& options = {});

// {"schema_version":1, ...}: the same data.
[[nodiscard]] Json to_json(const VerifyReport& report);

}  // namespace isonomia::provenance
