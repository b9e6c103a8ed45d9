#include "provenance/custody/offer.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/matter_file.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::string_view offer_line = "isonomia/offer/v1";
constexpr std::size_t text_bytes_max = 1'000'000;  // leaves room for signatures in 1 MiB

tl::unexpected<Error> not_an_offer(const std::string& why) {
    return fail(input_error("P1101", "not an offer: " + why)
                    .hinted("an offer is the file that 'isonomia custody offer' wrote, unchanged"));
}

std::string text_of(const Offer& offer) {
    std::vector<Json> lines{isonomia::to_json(offer.terms)};
    for (const OfferedItem& item : offer.items)
        lines.push_back(isonomia::to_json(item));
    return to_text(offer_line, lines);
}

// A name that means a file of the folder it lies in, and nothing else.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
           name.find('/') == std::string_view::npos && name.find('\0') == std::string_view::npos;
}

// Empty, or what is wrong with the offer whatever its signature.
std::string fault_in(const Offer& offer) {
    const OfferTerms& terms = offer.terms;
    const auto id = from_hex(terms.handover);
    if (!id || id->size() != 16) return "its handover is not 32 hex digits";
    if (!valid_id(terms.from) || !valid_id(terms.to)) return "its 'from' or 'to' is no agent's id";
    if (!parse_instant(terms.offered)) return "it does not say when it was made";
    if (offer.items.empty()) return "it offers nothing";
    std::set<std::string> exhibits;
    std::set<std::string> files;
    for (const OfferedItem& item : offer.items) {
        if (!valid_id(item.exhibit)) return "an item is no exhibit";
        if (!digest_from_hex(item.sha256)) return "an item has no SHA-256";
        if (!is_plain_name(item.file)) return "an item has no plain file name";
        if (!exhibits.insert(item.exhibit).second) return "an exhibit is offered twice";
        if (!files.insert(item.file).second) return "two items have one file name";
    }
    return {};
}

}  // namespace

Verifier verifier_of(const Signer& signer) {
    return {std::string(person_key_prefix) + signer.fingerprint(), signer.public_key()};
}

Result<Verifier> parse_person_key(std::string_view vkey) {
    auto verifier = parse_vkey(vkey);
    if (!verifier) return verifier;
    if (verifier->name != std::string(person_key_prefix) + fingerprint(verifier->key))
        return fail(integrity_error("P1102", "the name of the key is not the key's fingerprint"));
    return verifier;
}

std::string to_text(std::string_view first, const std::vector<Json>& lines) {
    std::string text(first);
    text += '\n';
    for (const Json& line : lines)
        text += canonical(line) + '\n';
    return text;
}

Result<std::vector<Json>> read_lines(std::string_view text, std::string_view first,
                                     std::string_view what) {
    const auto refused = [&](const std::string& why) {
        return fail(input_error("P1101", fmt::format("not {}: {}", what, why)));
    };
    if (!text.ends_with('\n')) return refused("its last line does not end");
    text.remove_suffix(1);
    const auto rows = split(text, '\n');
    if (rows.front() != first) return refused(fmt::format("it does not begin with '{}'", first));
    std::vector<Json> lines;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto line = parse_json(rows[i]);
        if (!line || canonical(*line) != rows[i])
            return refused(fmt::format("line {} is not canonical JSON", i + 1));
        lines.push_back(std::move(*line));
    }
    if (lines.empty()) return refused("it says nothing");
    return lines;
}

Result<std::string> sign_offer(Offer offer, const Signer& signer) {
    const Verifier verifier = verifier_of(signer);
    offer.terms.key = to_vkey(verifier);
    if (const std::string fault = fault_in(offer); !fault.empty())
        return fail(input_error("P1101", "this cannot be offered: " + fault));
    const std::string text = text_of(offer);
    if (text.size() > text_bytes_max)
        return fail(input_error("P1101", fmt::format("an offer of {} exhibits is too large",
                                                     offer.items.size()))
                        .hinted("divide it into several offers"));
    return sign_note(text, verifier.name, signer);
}

Result<Offer> read_offer(std::string_view bytes) {
    const auto note = parse_note(bytes);
    if (!note) return fail(note.error());
    const auto lines = read_lines(note->text, offer_line, "an offer");
    if (!lines) return fail(lines.error());
    Offer offer;
    auto terms = from_json<OfferTerms>(lines->front());
    if (!terms) return not_an_offer(terms.error().message);
    offer.terms = std::move(*terms);
    for (std::size_t i = 1; i < lines->size(); ++i) {
        auto item = from_json<OfferedItem>((*lines)[i]);
        if (!item) return not_an_offer(item.error().message);
        offer.items.push_back(std::move(*item));
    }
    if (text_of(offer) != note->text) return not_an_offer("it is not in its canonical form");
    if (const std::string fault = fault_in(offer); !fault.empty()) return not_an_offer(fault);
    const auto verifier = parse_person_key(offer.terms.key);
    if (!verifier) return fail(verifier.error());
    if (const auto valid = check_signature(*note, *verifier); !valid)
        return fail(integrity_error("P1102", "the offer is not signed by the key that it names")
                        .note(valid.error().message)
                        .hinted("it was changed after it was signed; ask the sender for it again"));
    return offer;
}

}  // namespace isonomia::provenance
