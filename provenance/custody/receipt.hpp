// The receiver's answer to an offer: what he found when he hashed what arrived, signed by him.
// Byte format: docs/formats/custody.md, section 3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/custody.hpp"
#include "core/files.hpp"
#include "provenance/custody/offer.hpp"

namespace isonomia::provenance {

enum class Answer { accepted, refused };
constexpr std::array<std::string_view, 2> names_of(Answer) { return {"accepted", "refused"}; }

enum class Found { same, altered, missing, not_examined };
constexpr std::array<std::string_view, 4> names_of(Found) {
    return {"same", "altered", "missing", "not examined"};
}

struct ReceiptTerms {
    Answer answer = Answer::refused;
    std::string offer;     // SHA-256 of the offer's bytes, hex
    std::string ledger;    // of the offer
    std::string handover;  // of the offer
    std::string by;        // agent to whom it was offered
    std::string answered;  // instant, as claimed
    std::string reason;    // of a refusal or of an acceptance in part
    std::string key;       // verifier key of who signs
};

struct ReceiptItem {
    std::string exhibit;
    Found found = Found::not_examined;
    std::string sha256;  // of what arrived; "" unless something did
    std::uint64_t size = 0;
};

struct Receipt {
    ReceiptTerms terms;
    std::vector<ReceiptItem> items;       // one for each item of the offer, in its order
    std::vector<ArrivedFile> additional;  // arrived and not offered

    [[nodiscard]] bool as_offered() const;  // everything is the same, nothing else came
};

// What lies in the folder, compared with the offer. A file is an item when it has its digest,
// whatever its name; one with an item's name and another digest is that item, altered; the rest is
// additional. Links are not followed: a link is no file that arrived. `left_out` are files of the
// folder that do not count: the offer itself. Errors: P1110 more files than can be examined, and
// those of Files.
struct Arrival {
    std::vector<ReceiptItem> items;
    std::vector<ArrivedFile> additional;
    std::vector<fs::path> paths;  // of items that are the same, in the order of items; else ""
};
[[nodiscard]] Result<Arrival> examine(const Offer& offer, const fs::path& folder, Files& files,
                                      const std::vector<fs::path>& left_out = {});

// Nothing was looked at: every item is `not_examined`.
[[nodiscard]] Arrival unexamined(const Offer& offer);

// `terms.key` is set here. Errors: P1101, those of the signer.
[[nodiscard]] Result<std::string> sign_receipt(Receipt receipt, const Signer& signer);

// Accepts exactly what sign_receipt() writes, with a valid signature by the key that it names.
// Errors: P0301, P1101, P1102.
[[nodiscard]] Result<Receipt> read_receipt(std::string_view note);

// The receipt answers this very offer, item for item, and does not contradict itself: what it calls
// the same has the offered digest, an acceptance that is not as offered says why. Error: P1103.
[[nodiscard]] Status check_answers(const Receipt& receipt, const Offer& offer,
                                   std::string_view offer_note);

// Two parties, two keys: what the sender's key signed on both sides, the receiver did not sign.
// Error: P1111.
[[nodiscard]] Status check_another_key(const Receipt& receipt, const Offer& offer);

// The handover as it is on record when offered, and when answered by a receipt that was checked.
[[nodiscard]] Handover handover_of(const Offer& offer, std::string_view offer_note);
[[nodiscard]] Handover answered_by(Handover handover, const Receipt& receipt,
                                   std::string_view receipt_note);

// Both sides may call an exhibit E1: in the receiver's case folder what was handed over is
// 'received.', the first 8 digits of the handover, '.', and the sender's id.
[[nodiscard]] std::string received_id(std::string_view handover, std::string_view exhibit);
// The handover as that folder holds it.
[[nodiscard]] Handover as_received(Handover handover);

template <class V>
void describe(V& v, ReceiptTerms& t) {
    v("answer", t.answer);
    v("offer", t.offer);
    v("ledger", t.ledger);
    v("handover", t.handover);
    v("by", t.by);
    v("answered", t.answered);
    v("reason", t.reason);
    v("key", t.key);
}

template <class V>
void describe(V& v, ReceiptItem& i) {
    v("exhibit", i.exhibit);
    v("found", i.found);
    v("sha256", i.sha256);
    v("size", i.size);
}

}  // namespace isonomia::provenance
