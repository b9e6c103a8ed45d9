#include "provenance/attestations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "provenance/log/cosignature.hpp"

namespace isonomia::provenance {

namespace {

template <class T>
Status add_to(std::vector<OnRecord<T>>& objects, std::uint64_t entry, const Json& payload) {
    auto object = from_json<T>(payload);
    if (!object) return fail(object.error());
    objects.push_back({entry, std::move(*object)});
    return {};
}

template <class T>
void retire(std::vector<OnRecord<T>>& objects, std::uint64_t entry) {
    for (OnRecord<T>& each : objects)
        if (each.entry == entry) each.current = false;
}

tl::unexpected<Error> does_not_fit(const std::string& id, const std::string& why) {
    return fail(integrity_error("P0711", fmt::format("the attestation '{}' {}", id, why)));
}

}  // namespace

bool AttestationRegister::reads(std::string_view type) {
    return type == "attestation" || type == "witness_policy" || type == "equivocation";
}

Status AttestationRegister::add(std::uint64_t entry, std::string_view type,
                                const std::optional<std::uint64_t>& supersedes,
                                const Json& payload) {
    if (supersedes) {
        retire(attestations, *supersedes);
        retire(policies, *supersedes);
        retire(equivocations, *supersedes);
    }
    if (type == "attestation") return add_to(attestations, entry, payload);
    if (type == "witness_policy") return add_to(policies, entry, payload);
    if (type == "equivocation") return add_to(equivocations, entry, payload);
    return {};
}

Status AttestationRegister::add(const LedgerEntry& entry) {
    if (entry.erased) return {};
    return add(entry.index, entry.type, entry.supersedes, entry.payload);
}

const OnRecord<WitnessPolicy>* AttestationRegister::policy() const {
    const auto last =
        std::find_if(policies.rbegin(), policies.rend(),
                     [](const OnRecord<WitnessPolicy>& each) { return each.current; });
    return last == policies.rend() ? nullptr : &*last;
}

Result<std::string> LedgerView::checkpoint_text(std::uint64_t size) const {
    const auto at_size = root(size);
    if (!at_size) return fail(at_size.error());
    return provenance::checkpoint_text({origin, size, *at_size, {}});
}

Result<Instant> check_recorded_cosignature(const Attestation& attestation,
                                           const LedgerView& ledger) {
    const auto cosigner = parse_cosigner(attestation.verifier_key);
    if (!cosigner) return fail(cosigner.error());
    const auto note = parse_note(attestation.checkpoint);
    if (!note) return fail(note.error());
    const auto text = ledger.checkpoint_text(attestation.entries);
    if (!text) return fail(text.error());
    if (note->text != *text)
        return does_not_fit(attestation.id, "is over another ledger, or over other entries");
    const auto at = check_cosignature(*note, *cosigner);
    if (!at) return fail(at.error());
    if (!*at) return does_not_fit(attestation.id, "has no cosignature by the key that it names");
    if (to_rfc3339(**at) != attestation.attested_at)
        return does_not_fit(attestation.id, "names another time than its cosignature");
    return **at;
}

std::vector<ByteString> tokens_among(const AttestationRegister& on_record, std::uint64_t size) {
    std::vector<ByteString> tokens;
    for (const auto& each : on_record.attestations)
        if (each.entry < size && each.object.kind == AttestationKind::timestamp)
            tokens.push_back(from_base64(each.object.token).value_or(ByteString()));
    return tokens;
}

std::vector<std::string> timestamps_among(const AttestationRegister& on_record,
                                          std::uint64_t size) {
    std::vector<std::string> ids;
    for (const auto& each : on_record.attestations)
        if (each.entry < size && each.object.kind == AttestationKind::timestamp)
            ids.push_back(each.object.id);
    return ids;
}

Result<std::string> stamped_bytes(const Attestation& attestation,
                                  const AttestationRegister& on_record, const LedgerView& ledger) {
    auto text = ledger.checkpoint_text(attestation.entries);
    if (!text || attestation.renews.empty()) return text;
    if (attestation.renews != timestamps_among(on_record, attestation.entries))
        return does_not_fit(attestation.id,
                            "renews other timestamps than those recorded before it");
    const auto root = ledger.sha512_root(attestation.entries);
    if (!root) return fail(root.error());
    return renewal_statement(*text, *root, tokens_among(on_record, attestation.entries));
}

AttestedTime attested_time(const TimestampToken& token) {
    const std::int64_t accuracy = token.latest.seconds - token.made.seconds;
    return {{token.made.seconds - accuracy}, token.latest};
}

Status check_times(const AttestedTime& attested, std::optional<Instant> last_covered,
                   Instant recorded) {
    const auto contradiction = [](const std::string& why) {
        return fail(integrity_error("P0714", why)
                        .hinted("the clocks differ by more than ten minutes: find out which one is "
                                "wrong, and keep the attestation"));
    };
    if (recorded.seconds + clock_tolerance < attested.from.seconds)
        return contradiction(
            fmt::format("it was made at {}; by the recorder's clock it was recorded before, at {}",
                        to_rfc3339(attested.from), to_rfc3339(recorded)));
    if (last_covered && last_covered->seconds - clock_tolerance > attested.to.seconds)
        return contradiction(
            fmt::format("it was made at {}; by the recorder's clock, an entry that it covers was "
                        "recorded later, at {}",
                        to_rfc3339(attested.to), to_rfc3339(*last_covered)));
    return {};
}

std::string timestamp_id(const ByteString& token) {
    return "timestamp-" + hex(sha256(token)).substr(0, 16);
}

Result<ByteString> check_recorded_timestamp(const Attestation& attestation,
                                            const AttestationRegister& on_record,
                                            const LedgerView& ledger) {
    auto der = from_base64(attestation.token);
    if (!der) return does_not_fit(attestation.id, "holds no token");
    if (attestation.id != timestamp_id(*der))
        return does_not_fit(attestation.id, "is not named by its token");
    const auto token = parse_token(*der);
    if (!token) return fail(token.error());
    const auto bytes = stamped_bytes(attestation, on_record, ledger);
    if (!bytes) return fail(bytes.error());
    if (token->imprint != imprint_of(*bytes, token->hash))
        return fail(integrity_error("P0804", fmt::format("the timestamp '{}' is not over the first "
                                                         "{} entries of this ledger",
                                                         attestation.id, attestation.entries)));
    if (attestation.hash != to_text(token->hash) ||
        attestation.attested_at != to_rfc3339(token->latest))
        return does_not_fit(attestation.id, "names another hash or time than its token");
    if (!attestation.renews.empty() && token->hash == ImprintHash::sha256)
        return does_not_fit(attestation.id, "renews timestamps with the hash of the first");
    return std::move(*der);
}

}  // namespace isonomia::provenance
