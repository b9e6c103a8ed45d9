// Checks a bundle with nothing but the bundle and what its reader trusts.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "provenance/bundle.hpp"
#include "provenance/bundle_files.hpp"
#include "provenance/bundle_trust.hpp"
#include "provenance/entry/leaf.hpp"
#include "provenance/entry/payload.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint64_t manifest_bytes_max = std::uint64_t{1} << 30U;
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
            const BundleReader reader{bundle_, head_, options_};
            check_signer(signer_, reader, report_.author);
            if (checkpoint_.state != CheckState::fail) {
                check_follows(follows_, reader, checkpoint_);
                check_kept(known_, reader, follows_);
            }
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
        for (const char* name : {manifest_name, manifest_note_name}) {
            std::error_code problem;
            const auto status = fs::status(folder_ / name, problem);
            if (status.type() == fs::file_type::not_found)
                return broken(integrity_error("P1303", fmt::format("'{}' is missing", name)));
        }
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
        if (vouches({bundle_, head_, options_}, *key))
            mark_passed(checkpoint_);
        else
            mark_open(
                checkpoint_,
                fmt::format("it is signed by {}, not by who signed the bundle, and you did not "
                            "name that key",
                            fingerprint(key->key)),
                "whoever signed the bundle could have made that key for another history; ask for "
                "its fingerprint in another way, and name it with --key too if it was the record's "
                "before a rotation");
        head_ = head->checkpoint;
        report_.entries = head_.size;
        report_.root = hex(head_.root);
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

    // Each list ascends, and no entry is in both: said once, in one order.
    void check_order() {
        std::vector<std::uint64_t> served;
        std::vector<std::uint64_t> withheld;
        for (const ServedEntry& entry : bundle_.entries)
            served.push_back(entry.entry);
        for (const WithheldEntry& held : bundle_.withheld)
            withheld.push_back(held.withheld.entry);
        for (const auto* list : {&served, &withheld})
            if (!std::is_sorted(list->begin(), list->end()))
                mark_failed(entries_, "entries stand in the bundle out of their order", unreadable);
        std::vector<std::uint64_t> seen = served;
        seen.insert(seen.end(), withheld.begin(), withheld.end());
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
