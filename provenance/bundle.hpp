// A bundle: the part of a record that one party serves on another, which checks it alone. It shows
// that what is in it stands in the record as signed, and what of the record is held back.
// Byte format: docs/formats/bundle.md.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/serving.hpp"
#include "provenance/ledger.hpp"
#include "provenance/verify.hpp"

namespace isonomia::provenance {

inline constexpr const char* manifest_name = "manifest.json";
inline constexpr const char* manifest_note_name = "manifest.note";

// An entry with the fields of it that are disclosed.
struct ServedEntry {
    std::uint64_t entry = 0;
    std::string leaf;                      // as it stands in the tree
    std::vector<std::string> disclosures;  // lines of the payload, without line feed
    std::vector<std::string> proof;        // inclusion, hashes in base64
};

// An entry that is there and whose content is held back.
struct WithheldEntry {
    WithheldItem withheld;
    std::string leaf;
    std::vector<std::string> proof;
};

struct ServedExhibit {
    std::string sha256;  // lower-case hex; also its name in the bundle's folder 'exhibits'
    std::uint64_t size = 0;
};

// A file of the folder 'recompute': what the receiver recomputes the figures with.
struct ServedFile {
    std::string name;    // one component: letters, digits, '_', '-' and '.', not first
    std::string sha256;  // lower-case hex
    std::uint64_t size = 0;
};

// The key of a person who signed a served entry.
struct ServedKey {
    std::string fingerprint;
    std::string public_key;  // base64 of 32 bytes
};

struct Bundle {
    std::uint64_t version = 1;
    std::string to;                          // agent, as the record calls it
    std::string served_on;                   // instant
    std::string checkpoint;                  // signed note over the record as it stood
    std::string checkpoint_key;              // verifier key that signed it
    std::string served_by;                   // verifier key that signs the bundle
    std::string follows;                     // checkpoint of the serving before this one, or ""
    std::vector<std::string> follows_proof;  // consistency, hashes in base64
    std::vector<ServedEntry> entries;        // ascending
    std::vector<WithheldEntry> withheld;     // ascending
    std::vector<ServedExhibit> exhibits;     // by digest
    std::vector<ServedFile> recompute;       // by name
    std::vector<ServedKey> keys;             // by fingerprint
    std::uint64_t runs_made = 0;
    std::uint64_t runs_served = 0;
};

// What of the record is served.
struct Choice {
    enum class Fate { left_out, served, withheld };
    std::function<Fate(const LedgerEntry&)> fate;
    std::function<bool(const LedgerEntry&, const std::string& field)> hides;  // of a served entry
    std::function<WithheldItem(const LedgerEntry&)> ground;                   // of a withheld one
};

// Fills `bundle`, in which `to`, `served_on`, `follows` and the runs are set, with entries, proofs
// and the list of exhibits. Errors: P1301 nothing is served, P1302 an entry that is served has no
// readable content, those of Ledger.
[[nodiscard]] Result<Bundle> make_bundle(Bundle bundle, const Ledger& ledger,
                                         const std::vector<LedgerEntry>& entries,
                                         const Choice& choice);

// The manifest's bytes: canonical JSON and a line feed.
[[nodiscard]] std::string to_manifest(const Bundle& bundle);
// Accepts exactly what to_manifest() writes. Errors: J0001, P1303.
[[nodiscard]] Result<Bundle> read_manifest(std::string_view bytes);

// Files of the folder 'recompute', by name.
using Kit = std::map<std::string, std::string>;

// What Bundle::recompute says of them.
[[nodiscard]] std::vector<ServedFile> listed(const Kit& kit);

// Writes manifest, signature, exhibits and `kit`, which bundle.recompute lists, into a folder that
// is new or empty. Errors: P1304 it is not, those of Files and of the signer.
Status write_bundle(const Bundle& bundle, const Kit& kit, const Ledger& ledger,
                    const Signer& signer, const fs::path& folder, Files& files);

// What is signed: the text of the note beside the manifest.
[[nodiscard]] std::string manifest_text(std::string_view manifest, std::string_view origin);

// Manifest or signature lie there: without the other it is a bundle still, and a broken one.
[[nodiscard]] bool is_bundle(const fs::path& folder);

// Checks 'bundle', 'checkpoint', 'entries', 'payloads', 'acts', 'exhibits', 'recompute',
// 'unrecorded', 'follows', 'signer' and 'known', as verify() does for a case folder.
[[nodiscard]] VerifyReport verify_bundle(const fs::path& folder, Files& files,
                                         const VerifyOptions& options);

template <class V>
void describe(V& v, ServedEntry& e) {
    v("entry", e.entry);
    v("leaf", e.leaf);
    v("disclosures", e.disclosures);
    v("proof", e.proof);
}

template <class V>
void describe(V& v, WithheldEntry& e) {
    describe(v, e.withheld);
    v("leaf", e.leaf);
    v("proof", e.proof);
}

template <class V>
void describe(V& v, ServedExhibit& e) {
    v("sha256", e.sha256);
    v("size", e.size);
}

template <class V>
void describe(V& v, ServedFile& f) {
    v("name", f.name);
    v("sha256", f.sha256);
    v("size", f.size);
}

template <class V>
void describe(V& v, ServedKey& k) {
    v("fingerprint", k.fingerprint);
    v("public_key", k.public_key);
}

template <class V>
void describe(V& v, Bundle& b) {
    v("version", b.version);
    v("to", b.to);
    v("served_on", b.served_on);
    v("checkpoint", b.checkpoint);
    v("checkpoint_key", b.checkpoint_key);
    v("served_by", b.served_by);
    v("follows", b.follows);
    v("follows_proof", b.follows_proof);
    v("entries", b.entries);
    v("withheld", b.withheld);
    v("exhibits", b.exhibits);
    v("recompute", b.recompute);
    v("keys", b.keys);
    v("runs_made", b.runs_made);
    v("runs_served", b.runs_served);
}

}  // namespace isonomia::provenance
