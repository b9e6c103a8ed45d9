// Who else stands behind the record, and whether it was ever shown in two versions.
#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "provenance/attestations.hpp"
#include "provenance/log/equivocation.hpp"
#include "provenance/log/witness_policy.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class WitnessChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&versions_, &witnesses_}; }

    [[nodiscard]] bool reads(std::string_view type) const override {
        return AttestationRegister::reads(type);
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        const Envelope& envelope = entry.leaf->envelope;
        const bool ours = AttestationRegister::reads(envelope.type);
        if (ours && entry.content == nullptr) ++unread_;
        if (!entry.content && !envelope.supersedes) return;
        const auto added =
            on_record_.add(entry.index, entry.content ? envelope.type : "", envelope.supersedes,
                           entry.content ? entry.content->object : Json());
        if (!added) ++unread_;
    }

    void finish() override {
        view_.origin = inspection_.origin;
        const Store& store = *inspection_.store;
        view_.root = [&store](std::uint64_t size) { return root_at(size, nodes_in(store)); };
        check_versions();
        check_cosignatures();
        check_named();
        check_policy_met();
    }

private:
    void check_versions() {
        std::uint64_t of_others = 0;
        for (const auto& each : on_record_.equivocations) {
            ++versions_.checked;
            if (const auto proved = check_equivocation(each.object); !proved) {
                mark_failed(versions_,
                            fmt::format("entry {}: {}", each.entry, proved.error().message),
                            "the entry accuses somebody without proof");
            } else if (each.object.origin != inspection_.origin || !by_author(each.object)) {
                ++of_others;  // who never signed this ledger says nothing about it
            } else {
                mark_failed(versions_, fmt::format("entry {}: {}", each.entry, each.object.reason),
                            "what is in this folder is one of two versions that were signed; which "
                            "one is true, the folder cannot show. Both notes are in the entry");
            }
        }
        if (of_others > 0)
            inspection_.report.notes.push_back(
                fmt::format("{} proofs on record are about other ledgers, or by keys that never "
                            "signed this one",
                            of_others));
        if (unread_ > 0)
            return mark_not_checked(versions_, unread(), "a proof of two versions may be in them");
        mark_passed(versions_);
    }

    [[nodiscard]] bool by_author(const Equivocation& proof) const {
        const auto& authors = inspection_.report.authors;
        return std::find(authors.begin(), authors.end(), proof.signer) != authors.end();
    }

    void check_cosignatures() {
        for (const auto& each : on_record_.attestations) {
            if (each.object.kind != AttestationKind::cosignature) continue;
            const auto at = each.object.entries > each.entry
                                ? Result<Instant>(fail(integrity_error(
                                      "P0711",
                                      "the cosignature covers entries that were not "
                                      "recorded yet")))
                                : check_recorded_cosignature(each.object, view_);
            if (!at && at.error().code == "P0703") {
                inspection_.report.notes.push_back(
                    fmt::format("entry {}: not checked: {}", each.entry, at.error().message));
            } else if (!at) {
                mark(witnesses_, at.error(),
                     "what is recorded as a witness's word is not; the record claims more than it "
                     "can show");
            } else if (const auto fits =
                           check_times(inspection_, {*at, *at}, each.object.entries, each.entry);
                       !fits) {
                mark_failed(witnesses_,
                            fmt::format("entry {}: {}", each.entry, fits.error().message),
                            times_imply);
            } else if (each.current &&
                       (!inspection_.options.at || *at <= *inspection_.options.at)) {
                auto& size = largest_[each.object.verifier_key];
                size = std::max(size, each.object.entries);
            }
        }
    }

    // Witnesses whose keys the reader brought along: the record must carry their cosignatures.
    void check_named() {
        for (const std::string& vkey : inspection_.options.witnesses)
            if (!largest_.contains(vkey))
                mark_failed(witnesses_,
                            fmt::format("there is no valid cosignature by '{}', whom you named",
                                        vkey.substr(0, vkey.find('+'))),
                            "this witness does not stand behind the record that you have");
    }

    void check_policy_met() {
        if (unread_ > 0)
            return mark_not_checked(witnesses_, unread(), "cosignatures may be in them");
        const auto* policy = on_record_.policy();
        if (policy == nullptr) return without_policy();
        if (on_record_.policies.size() > 1)
            inspection_.report.notes.push_back(fmt::format(
                "the policy for witnesses was changed; entry {} is in force. Compare it with what "
                "was agreed",
                policy->entry));
        const auto checked = check_policy(policy->object, author_keys());
        if (!checked) return mark(witnesses_, checked.error(), "the policy protects nobody");
        const Covered covered = covered_by(*checked, largest_);
        if (!covered.met)
            return mark_not_checked(
                witnesses_,
                fmt::format("{} of {} are required; still missing: {}", checked->required,
                            checked->witnesses.size(), join(covered.without, ", ")),
                "nobody but the signer vouches that there is only one version of this record");
        witnesses_.checked = covered.entries;
        if (covered.entries < inspection_.tree.size())
            inspection_.report.notes.push_back(fmt::format(
                "the witnesses stand behind the first {} of {} entries; for the later ones ask "
                "them to cosign the newest checkpoint",
                covered.entries, inspection_.tree.size()));
        mark_passed(witnesses_);
    }

    // Who is to hold the ledger next is no outsider either.
    [[nodiscard]] std::vector<PublicKey> author_keys() const {
        std::vector<PublicKey> keys;
        auto authors = inspection_.report.authors;
        authors.push_back(inspection_.report.handed_to);
        for (const std::string& author : authors)
            if (const auto key = inspection_.public_keys.find(author);
                key != inspection_.public_keys.end())
                keys.push_back(key->second);
        return keys;
    }

    void without_policy() {
        if (largest_.empty())
            return mark_not_checked(
                witnesses_, "the record names no witnesses",
                "nobody but the signer vouches that there is only one version of this record");
        std::uint64_t most = 0;
        for (const auto& [key, entries] : largest_)
            most = std::max(most, entries);
        if (!inspection_.options.witnesses.empty()) {  // the reader's own choice stands in for one
            witnesses_.checked = most;
            return mark_passed(witnesses_);
        }
        mark_not_checked(witnesses_,
                         fmt::format("valid cosignatures by {} keys, over up to {} entries, but no "
                                     "policy says whose are required",
                                     largest_.size(), most),
                         "compare the keys with those that the witnesses gave you (--witness)");
    }

    [[nodiscard]] std::string unread() const {
        return fmt::format("{} entries about witnesses and timestamps could not be read", unread_);
    }

    Check versions_ =
        new_check("versions", "No second version of this record is on record", "proofs");
    Check witnesses_ =
        new_check("witnesses", "The named witnesses cosigned this record, as many as are required",
                  "entries");
    AttestationRegister on_record_;
    LedgerView view_;
    std::map<std::string, std::uint64_t> largest_;  // by vkey
    std::uint64_t unread_ = 0;
};

}  // namespace

Family witness_checks(Inspection& inspection) {
    return std::make_unique<WitnessChecks>(inspection);
}

}  // namespace isonomia::provenance
