// An offer of exhibits to another party: what, by whom, to whom, in a note signed by the sender.
// Byte format: docs/formats/custody.md, section 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/activity.hpp"
#include "core/clock.hpp"
#include "core/describe.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::provenance {

struct OfferTerms {
    std::string ledger;    // origin of the sender's ledger
    std::string handover;  // 32 random hex digits
    std::string from;      // ids of agents in the sender's case folder, and their names
    std::string from_name;
    std::string to;
    std::string to_name;
    std::string medium;
    std::string offered;  // instant, as claimed
    std::string key;      // verifier key of who signs
    std::optional<Authority> authority;
};

struct OfferedItem {
    std::string exhibit;
    std::string file;  // name that it travels under
    std::string title;
    std::string media_type;
    std::string sha256;  // lower-case hex
    std::uint64_t size = 0;
};

struct Offer {
    OfferTerms terms;
    std::vector<OfferedItem> items;  // at least one, each exhibit and each file name once
};

// The name under which notes know a person's key: 'isonomia/key/' and the fingerprint.
[[nodiscard]] Verifier verifier_of(const Signer& signer);
// A verifier key of that form. Errors: P0304, P1102 the name is not the key's.
[[nodiscard]] Result<Verifier> parse_person_key(std::string_view vkey);

// `terms.key` is set here. Error: P1101 an offer that cannot be written: empty, or larger than a
// note may be; those of the signer.
[[nodiscard]] Result<std::string> sign_offer(Offer offer, const Signer& signer);

// Accepts exactly what sign_offer() writes, and only with a valid signature by the key that it
// names. Whose key that is, the reader must know from elsewhere. Errors: P0301, P1101, P1102.
[[nodiscard]] Result<Offer> read_offer(std::string_view note);

// What offers and receipts share: a first line, then lines of canonical JSON, signed.
[[nodiscard]] std::string to_text(std::string_view first_line, const std::vector<Json>& lines);
// Error: P1101 with `what` it is not.
[[nodiscard]] Result<std::vector<Json>> read_lines(std::string_view text,
                                                   std::string_view first_line,
                                                   std::string_view what);

template <class V>
void describe(V& v, OfferTerms& t) {
    v("ledger", t.ledger);
    v("handover", t.handover);
    v("from", t.from);
    v("from_name", t.from_name);
    v("to", t.to);
    v("to_name", t.to_name);
    v("medium", t.medium);
    v("offered", t.offered);
    v("key", t.key);
    v("authority", t.authority);
}

template <class V>
void describe(V& v, OfferedItem& i) {
    v("exhibit", i.exhibit);
    v("file", i.file);
    v("title", i.title);
    v("media_type", i.media_type);
    v("sha256", i.sha256);
    v("size", i.size);
}

}  // namespace isonomia::provenance
