#include "provenance/bundle_trust.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

// By who signed the bundle or its checkpoint, or by a verifier key that the reader named.
bool is_vouched_for(const BundleReader& reader, const Check& checkpoint, const Note& note) {
    std::vector<std::string> keys = reader.options.trusted_keys;
    keys.push_back(reader.bundle.served_by);
    if (checkpoint.state == CheckState::pass) keys.push_back(reader.bundle.checkpoint_key);
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& text) {
        const auto key = parse_vkey(text);
        return key && check_signature(note, *key);
    });
}

constexpr const char* shown_otherwise =
    "this is not the record that you were shown: it was set back or rewritten. Keep your "
    "checkpoint; it is the proof";

// One checkpoint that the reader kept. `before`: the one that the bundle follows.
void check_kept(Check& check, const Checkpoint& kept, const Checkpoint& head,
                const std::optional<Checkpoint>& before) {
    if (kept == head || kept == before) return;
    if (kept.origin != head.origin)
        return mark_failed(check,
                           fmt::format("your checkpoint is of another ledger, '{}'", kept.origin),
                           shown_otherwise);
    if (kept.size == head.size || (before && kept.size == before->size))
        return mark_failed(check, "the record was shown to you with another content",
                           shown_otherwise);
    if (kept.size > head.size)
        return mark_open(check,
                         fmt::format("the record of this bundle has {} entries, your checkpoint "
                                     "{}: the bundle is older than what you were shown, or the "
                                     "record was set back",
                                     head.size, kept.size),
                         "take the latest bundle that you were served, or ask for a new one that "
                         "follows it");
    mark_open(
        check,
        fmt::format("the bundle brings no proof from your checkpoint of {} entries", kept.size),
        "ask for a bundle that follows it");
}

}  // namespace

bool vouches(const BundleReader& reader, const Verifier& signer) {
    const std::string key = to_vkey(signer);
    return key == reader.bundle.served_by || reader.options.trusts(fingerprint(signer.key), key);
}

void check_signer(Check& check, const BundleReader& reader, const std::string& author) {
    if (reader.options.trusted_keys.empty()) return mark_no_key_named(check, author);
    check.checked = 1;
    if (!reader.options.trusts(author, reader.bundle.served_by))
        mark_failed(check,
                    fmt::format("it is signed by {}, which is not a key that you named", author),
                    "it was written, or written anew, by somebody else");
    mark_passed(check);
}

void check_follows(Check& check, const BundleReader& reader, const Check& checkpoint) {
    const Bundle& bundle = reader.bundle;
    if (bundle.follows.empty())
        return mark_not_checked(check, "the manifest names none before it", "");
    const char* implies =
        "something that stood in the record when the bundle before was served may have been "
        "altered or dropped";
    check.checked = 1;
    const auto earlier = parse_checkpoint(bundle.follows);
    if (!earlier) return mark(check, earlier.error(), implies);
    const auto hashes = proof_from_base64(bundle.follows_proof);
    if (!hashes) return mark_failed(check, "its proof is malformed", implies);
    const Checkpoint& before = earlier->checkpoint;
    const Checkpoint& head = reader.head;
    if (before.origin != head.origin)
        return mark_failed(check, "the earlier checkpoint is of another ledger", implies);
    if (auto kept = verify_consistency(before.size, head.size, before.root, head.root, *hashes);
        !kept)
        return mark(check, kept.error(), implies);
    if (is_vouched_for(reader, checkpoint, earlier->note) ||
        is_among(before, reader.options.known_checkpoints))
        mark_passed(check);
    else
        mark_not_checked(check, "the earlier checkpoint is signed by nobody whom you named",
                         "compare it with the bundle that you were served before: --checkpoint");
}

void check_kept(Check& check, const BundleReader& reader, const Check& follows) {
    const auto& notes = reader.options.known_checkpoints;
    if (notes.empty())
        return mark_not_checked(
            check, "you named no checkpoint from earlier",
            "that the record was set back before this bundle was made cannot be seen");
    const auto earlier = parse_checkpoint(reader.bundle.follows);
    // Where its proof holds, the head commits to it, whoever signed it.
    const auto before = earlier && follows.state != CheckState::fail
                            ? std::optional(earlier->checkpoint)
                            : std::nullopt;
    for (const std::string& note : notes) {
        ++check.checked;
        if (const auto kept = parse_checkpoint(note); kept)
            check_kept(check, kept->checkpoint, reader.head, before);
        else
            mark(check, kept.error(), "");
    }
    if (!check.open) mark_passed(check);
}

}  // namespace isonomia::provenance
