#include "provenance/custody/receipt.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr std::string_view receipt_line = "isonomia/receipt/v1";

tl::unexpected<Error> not_a_receipt(const std::string& why) {
    return fail(input_error("P1101", "not a receipt: " + why)
                    .hinted("a receipt is the file that 'isonomia custody accept' or 'refuse' "
                            "wrote, unchanged"));
}

std::string text_of(const Receipt& receipt) {
    std::vector<Json> lines{isonomia::to_json(receipt.terms)};
    for (const ReceiptItem& item : receipt.items)
        lines.push_back(isonomia::to_json(item));
    for (const ArrivedFile& file : receipt.additional)
        lines.push_back(isonomia::to_json(file));
    return to_text(receipt_line, lines);
}

// Empty, or how one item contradicts the offer or itself.
std::string contradiction(const ReceiptItem& found, const OfferedItem& offered) {
    if (found.exhibit != offered.exhibit)
        return fmt::format("it names '{}' where '{}' was offered", found.exhibit, offered.exhibit);
    const bool equal = found.sha256 == offered.sha256 && found.size == offered.size;
    switch (found.found) {
        case Found::same:
            return equal ? ""
                         : fmt::format("it calls '{}' the same, with another digest or size",
                                       found.exhibit);
        case Found::altered:
            return digest_from_hex(found.sha256) && found.sha256 != offered.sha256
                       ? ""
                       : fmt::format("it calls '{}' altered, with the same digest", found.exhibit);
        case Found::missing:
        case Found::not_examined:
            return found.sha256.empty() && found.size == 0
                       ? ""
                       : fmt::format("it has a digest of '{}', which did not arrive",
                                     found.exhibit);
    }
    return {};
}

}  // namespace

bool Receipt::as_offered() const {
    return additional.empty() && std::all_of(items.begin(), items.end(), [](const auto& item) {
               return item.found == Found::same;
           });
}

Result<std::string> sign_receipt(Receipt receipt, const Signer& signer) {
    const Verifier verifier = verifier_of(signer);
    receipt.terms.key = to_vkey(verifier);
    std::string text = text_of(receipt);
    if (text.size() > 1'000'000)
        return fail(input_error("P1101", "the receipt is too large to be signed")
                        .hinted("keep other files out of the folder that arrived"));
    return sign_note(text, verifier.name, signer);
}

Result<Receipt> read_receipt(std::string_view bytes) {
    const auto note = parse_note(bytes);
    if (!note) return fail(note.error());
    const auto lines = read_lines(note->text, receipt_line, "a receipt");
    if (!lines) return fail(lines.error());
    Receipt receipt;
    auto terms = from_json<ReceiptTerms>(lines->front());
    if (!terms) return not_a_receipt(terms.error().message);
    receipt.terms = std::move(*terms);
    for (std::size_t i = 1; i < lines->size(); ++i) {
        const Json& line = (*lines)[i];
        if (line.find("exhibit") != nullptr) {
            auto item = from_json<ReceiptItem>(line);
            if (!item) return not_a_receipt(item.error().message);
            receipt.items.push_back(std::move(*item));
        } else {
            auto file = from_json<ArrivedFile>(line);
            if (!file) return not_a_receipt(file.error().message);
            receipt.additional.push_back(std::move(*file));
        }
    }
    if (text_of(receipt) != note->text) return not_a_receipt("it is not in its canonical form");
    if (!parse_instant(receipt.terms.answered))
        return not_a_receipt("it does not say when it was given");
    const auto verifier = parse_person_key(receipt.terms.key);
    if (!verifier) return fail(verifier.error());
    if (const auto valid = check_signature(*note, *verifier); !valid)
        return fail(
            integrity_error("P1102", "the receipt is not signed by the key that it names")
                .note(valid.error().message)
                .hinted("it was changed after it was signed; ask the receiver for it again"));
    return receipt;
}

Status check_answers(const Receipt& receipt, const Offer& offer, std::string_view offer_note) {
    const auto contradicts = [](const std::string& why) {
        return fail(integrity_error("P1103", "the receipt does not answer this offer: " + why)
                        .hinted("keep both; one of them was not made for the other"));
    };
    const ReceiptTerms& terms = receipt.terms;
    if (terms.offer != hex(sha256(offer_note)))
        return contradicts("it quotes the digest of another offer");
    if (terms.handover != offer.terms.handover || terms.ledger != offer.terms.ledger)
        return contradicts("it names another handover");
    if (terms.by != offer.terms.to)
        return contradicts(
            fmt::format("it is by '{}', offered was it to '{}'", terms.by, offer.terms.to));
    if (receipt.items.size() != offer.items.size())
        return contradicts("it does not list every exhibit once");
    for (std::size_t i = 0; i < offer.items.size(); ++i)
        if (const auto why = contradiction(receipt.items[i], offer.items[i]); !why.empty())
            return contradicts(why);
    const bool unexamined =
        std::any_of(receipt.items.begin(), receipt.items.end(),
                    [](const auto& item) { return item.found == Found::not_examined; });
    if (terms.answer == Answer::accepted && unexamined)
        return contradicts("it accepts what was not examined");
    if (terms.reason.empty() && (terms.answer == Answer::refused || !receipt.as_offered()))
        return contradicts("it gives no reason");
    return {};
}

Status check_another_key(const Receipt& receipt, const Offer& offer) {
    if (receipt.terms.key != offer.terms.key) return {};
    return fail(integrity_error("P1111", "the key that signed the offer signs the receipt too")
                    .note("key of both: " + receipt.terms.key)
                    .hinted("the receiver signs with a key of its own: custody accept --key FILE, "
                            "or a key folder of its own"));
}

Handover handover_of(const Offer& offer, std::string_view offer_note) {
    Handover handover;
    handover.id = offer.terms.handover;
    handover.from = offer.terms.from;
    handover.to = offer.terms.to;
    handover.medium = offer.terms.medium;
    handover.happened = offer.terms.offered;
    handover.authority = offer.terms.authority;
    for (const OfferedItem& item : offer.items)
        handover.items.push_back({item.exhibit, item.sha256, item.size, "", false});
    handover.offer = offer_note;
    if (const auto key = parse_person_key(offer.terms.key))
        handover.sender_key = fingerprint(key->key);
    return handover;
}

Handover answered_by(Handover handover, const Receipt& receipt, std::string_view receipt_note) {
    handover.state =
        receipt.terms.answer == Answer::accepted ? HandoverState::accepted : HandoverState::refused;
    handover.answered = receipt.terms.answered;
    handover.reason = receipt.terms.reason;
    handover.receipt = receipt_note;
    handover.additional = receipt.additional;
    for (std::size_t i = 0; i < handover.items.size() && i < receipt.items.size(); ++i) {
        const ReceiptItem& found = receipt.items[i];
        handover.items[i].missing = found.found == Found::missing;
        handover.items[i].arrived_as = found.found == Found::altered ? found.sha256 : "";
    }
    if (const auto key = parse_person_key(receipt.terms.key))
        handover.receiver_key = fingerprint(key->key);
    return handover;
}

std::string received_id(std::string_view handover, std::string_view exhibit) {
    return fmt::format("received.{}.{}", handover.substr(0, 8), exhibit);
}

Handover as_received(Handover handover) {
    handover.incoming = true;
    for (HandoverItem& item : handover.items)
        item.exhibit = received_id(handover.id, item.exhibit);
    return handover;
}

}  // namespace isonomia::provenance
