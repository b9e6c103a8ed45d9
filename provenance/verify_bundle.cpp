// Checks a bundle with nothing but the bundle and what its reader trusts.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "provenance/bundle.hpp"
#include "provenance/bundle_files.hpp"
#include "provenance/entry/leaf.hpp"
#include "provenance/entry/payload.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint64_t manifest_bytes_max = std::uint64_t{1} << 30U;
constexpr std::uint64_t note_bytes_max = std::uint64_t{1} << 20U;
constexpr const char* unreadable = "nothing of this bundle can be relied on";

Check bundle_check(const char* id, const char* title, const char* unit) {
    return {id, title, CheckState::not_checked, 0, unit, "the bundle could not be read", {}, false};
}

class BundleVerification {
public:
    BundleVerification(const fs::path& folder, Files& files, const VerifyOptions& options)
        : folder_(folder), files_(files), options_(options) {
        report_.folder = folder.string();
    }

    VerifyReport run() {
        if (read()) {
            check_checkpoint();
            for (const ServedEntry& entry : bundle_.entries)
                check_entry(entry);
            for (const WithheldEntry& held : bundle_.withheld)
                check_place(held.withheld.entry, held.leaf, held.proof);
            check_order();
            check_exhibits();
            check_kit();
            check_follows();
            check_signer();
            check_known();
            for (Check* check : {&manifest_, &entries_, &payloads_, &acts_})
                mark_passed(*check);
        }
        for (const Check* check : {&manifest_, &checkpoint_, &entries_, &payloads_, &acts_,
                                   &exhibits_, &kit_, &unrecorded_, &follows_, &signer_, &known_})
            report_.checks.push_back(*check);
        return std::move(report_);
    }

private:
    bool read() {
        const auto manifest = files_.read(folder_ / manifest_name, manifest_bytes_max);
        const auto note = files_.read(folder_ / manifest_note_name, note_bytes_max);
        if (!manifest || !note) {
            mark(manifest_, manifest ? note.error() : manifest.error(), unreadable);
            return false;
        }
        auto bundle = read_manifest(*manifest);
        if (!bundle) return broken(bundle.error());
        bundle_ = std::move(*bundle);
        const auto signed_by = parse_vkey(bundle_.served_by);
        if (!signed_by) return broken(signed_by.error());
        const auto parsed = parse_note(*note);
        if (!parsed) return broken(parsed.error());
        if (auto valid = check_signature(*parsed, *signed_by); !valid) return broken(valid.error());
        if (parsed->text != manifest_text(*manifest, signed_by->name))
            return broken(integrity_error("P1303", "the signature is over another manifest"));
        manifest_.checked = manifest->size();
        report_.verifier_key = bundle_.served_by;
        report_.author = fingerprint(signed_by->key);
        report_.authors = {report_.author};
        report_.origin = signed_by->name;
        return true;
    }

    bool broken(const Error& error) {
        mark_failed(manifest_, error.message, unreadable);
        return false;
    }

    void check_checkpoint() {
        const char* implies = "what is served is not shown to stand in any record";
        checkpoint_.checked = 1;
        const auto head = parse_checkpoint(bundle_.checkpoint);
        if (!head) return mark(checkpoint_, head.error(), implies);
        const auto key = parse_vkey(bundle_.checkpoint_key);
        if (!key) return mark(checkpoint_, key.error(), implies);
        if (auto valid = check_signature(head->note, *key); !valid)
            return mark(checkpoint_, valid.error(), implies);
        if (key->name != report_.origin || head->checkpoint.origin != report_.origin)
            return mark_failed(checkpoint_, "checkpoint and bundle are of different ledgers",
                               implies);
        if (vouched_for(*key))
            mark_passed(checkpoint_);
        else
            mark_not_checked(
                checkpoint_,
                fmt::format("it is signed by {}, not by who signed the bundle, and you did not "
                            "name that key",
                            fingerprint(key->key)),
                "whoever signed the bundle could have made that key for another history; name it "
                "with --key if it was the record's before a rotation");
        head_ = head->checkpoint;
        report_.entries = head_.size;
        report_.root = hex(head_.root);
    }

    // A checkpoint counts when the signer of the bundle made it, or somebody whom the reader
    // trusts.
    [[nodiscard]] bool vouched_for(const Verifier& signer) const {
        const auto& trusted = options_.trusted_keys;
        return to_vkey(signer) == bundle_.served_by ||
               std::any_of(trusted.begin(), trusted.end(), [&](const std::string& key) {
                   return key == to_vkey(signer) || key == fingerprint(signer.key);
               });
    }

    // The leaf stands at that index of the tree; nothing where it does not.
    std::optional<Leaf> check_place(std::uint64_t entry, const std::string& leaf,
                                    const std::vector<std::string>& proof) {
        ++entries_.checked;
        const auto refuse = [&](const std::string& why) {
            mark_failed(entries_, fmt::format("entry {}: {}", entry, why),
                        "it is not what the record holds at that place");
            return std::nullopt;
        };
        const auto hashes = proof_from_base64(proof);
        if (!hashes) return refuse("its proof is malformed");
        if (entry >= head_.size) return refuse("the record has no such entry");
        const auto placed =
            verify_inclusion(leaf_hash(leaf), entry, head_.size, *hashes, head_.root);
        if (!placed) return refuse(placed.error().message);
        auto parsed = parse_leaf(leaf);
        if (!parsed) return refuse(parsed.error().message);
        if (const auto& place = parsed->envelope.place;
            place && (place->entry != entry || place->ledger != report_.origin))
            return refuse(
                fmt::format("it was signed for entry {} of '{}'", place->entry, place->ledger));
        return *parsed;
    }

    void check_entry(const ServedEntry& entry) {
        const auto leaf = check_place(entry.entry, entry.leaf, entry.proof);
        if (!leaf) return;
        const auto committed = leaf->envelope.commitments();
        std::set<Digest> open(committed.begin(), committed.end());
        std::set<std::string> names;
        for (const std::string& line : entry.disclosures) {
            ++payloads_.checked;
            const Digest shown = commitment(line);
            if (open.erase(shown) == 0) {
                mark_failed(
                    payloads_,
                    fmt::format("entry {} did not commit to a field that is shown", entry.entry),
                    "the field was changed, added, or belongs elsewhere");
                continue;
            }
            const auto field = read_disclosure(line);
            if (!field || !names.insert(field->name).second)
                mark_failed(
                    payloads_,
                    fmt::format("entry {} shows a field that is malformed, or twice", entry.entry),
                    "it says two things in one place");
            else if (shown == leaf->envelope.exhibit && field->value.string() != nullptr)
                shown_exhibits_.insert(*field->value.string());
        }
        hidden_ += open.size();
        check_act(entry.entry, *leaf);
        const std::string recorded = to_rfc3339(leaf->envelope.recorded);
        if (report_.first_recorded.empty()) report_.first_recorded = recorded;
        report_.last_recorded = recorded;
    }

    void check_act(std::uint64_t entry, const Leaf& leaf) {
        if (!leaf.signature) return;
        ++acts_.checked;
        const auto refuse = [&](const std::string& why) {
            mark_failed(acts_, fmt::format("entry {}: {}", entry, why),
                        "this act is not by the person whose key it names");
        };
        const auto named =
            std::find_if(bundle_.keys.begin(), bundle_.keys.end(),
                         [&](const ServedKey& key) { return key.fingerprint == leaf.signer(); });
        if (named == bundle_.keys.end()) return refuse("the key of who signed it is not here");
        const auto bytes = from_base64(named->public_key);
        PublicKey key{};
        if (!bytes || bytes->size() != key.size()) return refuse("its key is malformed");
        std::copy(bytes->begin(), bytes->end(), key.begin());
        if (fingerprint(key) != named->fingerprint) return refuse("its key is another");
        if (auto valid = check_signed(leaf, key); !valid) refuse(valid.error().message);
    }

    void check_order() {
        std::vector<std::uint64_t> seen;
        for (const ServedEntry& entry : bundle_.entries)
            seen.push_back(entry.entry);
        for (const WithheldEntry& held : bundle_.withheld)
            seen.push_back(held.withheld.entry);
        std::sort(seen.begin(), seen.end());
        if (std::adjacent_find(seen.begin(), seen.end()) != seen.end())
            mark_failed(entries_, "an entry stands in the bundle twice", unreadable);
        if (hidden_ > 0)
            report_.notes.push_back(
                fmt::format("{} fields of the entries that are served are held back", hidden_));
        if (!bundle_.withheld.empty())
            report_.notes.push_back(fmt::format(
                "{} entries are withheld, each with its ground in the manifest; that they are "
                "there, and of which kind, is proved",
                bundle_.withheld.size()));
        if (const std::uint64_t rest =
                head_.size - std::min<std::uint64_t>(seen.size(), head_.size);
            rest > 0)
            report_.notes.push_back(fmt::format(
                "the record has {} entries more, of which this bundle says nothing", rest));
        if (bundle_.runs_made > 0)
            report_.notes.push_back(
                fmt::format("the party says that it made {} runs and serves {} of them",
                            bundle_.runs_made, bundle_.runs_served));
    }

    void check_exhibits() {
        std::set<std::string> listed;
        for (const ServedExhibit& exhibit : bundle_.exhibits) {
            ++exhibits_.checked;
            listed.insert(exhibit.sha256);
            if (digest_from_hex(exhibit.sha256))
                check_file(exhibits_, folder_, fs::path("exhibits") / exhibit.sha256,
                           exhibit.sha256, exhibit.size, files_);
            else
                mark_failed(exhibits_, "an exhibit's digest is malformed", bundle_altered);
        }
        if (listed != shown_exhibits_)
            mark_failed(exhibits_, "its list is not that of the exhibits that its entries show",
                        "a file was left out, or one was added that no entry records");
        mark_passed(exhibits_);
        check_unrecorded(unrecorded_, folder_, "exhibits", listed);
    }

    void check_kit() {
        std::set<std::string> listed;
        for (const ServedFile& file : bundle_.recompute) {
            ++kit_.checked;
            listed.insert(file.name);
            if (plain_name(file.name))
                check_file(kit_, folder_, fs::path("recompute") / file.name, file.sha256, file.size,
                           files_);
            else
                mark_failed(kit_, "the name of a file is malformed", bundle_altered);
        }
        if (bundle_.recompute.empty())
            mark_not_checked(kit_, "the bundle brings none", "");
        else
            mark_passed(kit_);
        check_unrecorded(unrecorded_, folder_, "recompute", listed);
        check_unrecorded(unrecorded_, folder_, "",
                         {manifest_name, manifest_note_name, "exhibits", "recompute"});
        mark_passed(unrecorded_);
    }

    void check_follows() {
        if (bundle_.follows.empty())
            return mark_not_checked(follows_, "the manifest names none before it", "");
        const char* implies =
            "something that stood in the record when the bundle before was served may have been "
            "altered or dropped";
        follows_.checked = 1;
        const auto earlier = parse_checkpoint(bundle_.follows);
        if (!earlier) return mark(follows_, earlier.error(), implies);
        const auto hashes = proof_from_base64(bundle_.follows_proof);
        if (!hashes) return mark_failed(follows_, "its proof is malformed", implies);
        const Checkpoint& before = earlier->checkpoint;
        if (before.origin != head_.origin)
            return mark_failed(follows_, "the earlier checkpoint is of another ledger", implies);
        if (auto kept =
                verify_consistency(before.size, head_.size, before.root, head_.root, *hashes);
            !kept)
            return mark(follows_, kept.error(), implies);
        if (vouched_signature(earlier->note) || is_among(before, options_.known_checkpoints))
            mark_passed(follows_);
        else
            mark_not_checked(
                follows_, "the earlier checkpoint is signed by nobody whom you named",
                "compare it with the bundle that you were served before: --checkpoint");
    }

    // By who signed the bundle or its checkpoint, or by a verifier key that the reader named.
    [[nodiscard]] bool vouched_signature(const Note& note) const {
        std::vector<std::string> keys = options_.trusted_keys;
        keys.push_back(bundle_.served_by);
        if (checkpoint_.state == CheckState::pass) keys.push_back(bundle_.checkpoint_key);
        return std::any_of(keys.begin(), keys.end(), [&](const std::string& text) {
            const auto key = parse_vkey(text);
            return key && check_signature(note, *key);
        });
    }

    void check_signer() {
        if (options_.trusted_keys.empty())
            return mark_not_checked(
                signer_,
                fmt::format("you named no key; compare this fingerprint with one given to you in "
                            "another way: {}",
                            report_.author),
                "somebody who wrote everything anew with a key of his own cannot be seen");
        signer_.checked = 1;
        const auto& trusted = options_.trusted_keys;
        const bool known = std::any_of(trusted.begin(), trusted.end(), [&](const std::string& key) {
            return key == bundle_.served_by || key == report_.author;
        });
        if (!known)
            mark_failed(signer_,
                        fmt::format("it is signed by {}, which is not a key that you named",
                                    report_.author),
                        "it was written, or written anew, by somebody else");
        mark_passed(signer_);
    }

    // A checkpoint that the reader kept is the one that this bundle says it follows, or its own.
    void check_known() {
        if (options_.known_checkpoints.empty())
            return mark_not_checked(
                known_, "you named no checkpoint from earlier",
                "that the record was set back before this bundle was made cannot be seen");
        bool open = false;
        for (const std::string& note : options_.known_checkpoints) {
            ++known_.checked;
            const auto kept = parse_checkpoint(note);
            if (!kept) {
                mark(known_, kept.error(), "");
                continue;
            }
            const auto earlier = parse_checkpoint(bundle_.follows);
            const bool shown =
                kept->checkpoint == head_ || (earlier && follows_.state == CheckState::pass &&
                                              kept->checkpoint == earlier->checkpoint);
            if (shown) continue;
            const auto same_size = [&](const Checkpoint& other) {
                return kept->checkpoint.origin == other.origin &&
                       kept->checkpoint.size == other.size;
            };
            const bool same_place =
                same_size(head_) || (earlier && same_size(earlier->checkpoint) &&
                                     kept->checkpoint != earlier->checkpoint);
            open = open || !same_place;
            if (same_place)
                mark_failed(known_, "the record was shown to you with another content",
                            "keep your checkpoint; it is the proof");
            else
                mark_not_checked(known_,
                                 fmt::format("the bundle brings no proof from your checkpoint of "
                                             "{} entries",
                                             kept->checkpoint.size),
                                 "ask for a bundle that follows it");
        }
        if (!open) mark_passed(known_);
    }

    fs::path folder_;
    Files& files_;
    const VerifyOptions& options_;
    VerifyReport report_;
    Bundle bundle_;
    Checkpoint head_;
    std::uint64_t hidden_ = 0;
    std::set<std::string> shown_exhibits_;  // digests that entries disclose

    Check manifest_ = bundle_check("bundle", "The manifest is signed and has its form", "bytes");
    Check checkpoint_ =
        bundle_check("checkpoint", "The checkpoint that it rests on is signed", "checkpoints");
    Check entries_ = bundle_check(
        "entries", "Every entry stands in the record at the place that it claims", "entries");
    Check payloads_ = bundle_check(
        "payloads", "Every field that is shown is what its entry committed to", "fields");
    Check acts_ =
        bundle_check("acts", "Every act signed by a person bears a valid signature", "acts");
    Check exhibits_ = bundle_check("exhibits", "Every exhibit is there, byte for byte", "exhibits");
    Check kit_ = bundle_check(
        "recompute", "What the figures are recomputed with is there, byte for byte", "files");
    Check unrecorded_ =
        bundle_check("unrecorded", "Its folders hold nothing that was not served", "files");
    Check follows_ = bundle_check("follows", "The record continues the one of the serving before",
                                  "checkpoints");
    Check signer_ = bundle_check("signer", "The bundle is signed by a key that you know", "keys");
    Check known_ =
        bundle_check("known", "The record continues the checkpoints that you kept", "checkpoints");
};

}  // namespace

VerifyReport verify_bundle(const fs::path& folder, Files& files, const VerifyOptions& options) {
    return BundleVerification(folder, files, options).run();
}

}  // namespace isonomia::provenance
