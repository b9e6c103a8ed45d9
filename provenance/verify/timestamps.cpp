// Since when the record existed, by clocks of third parties.
#include <algorithm>

#include <fmt/format.h>

#include "provenance/attestations.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

// A timestamp that holds, as far as it counts for the date of interest.
struct Stamp {
    std::string id;
    std::uint64_t entries = 0;
    Instant latest;
    Instant valid_until;  // end of the signer's certificate
    std::vector<std::string> renews;
};

class TimestampChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&timestamps_}; }

    [[nodiscard]] bool reads(std::string_view type) const override { return type == "attestation"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        const Envelope& envelope = entry.leaf->envelope;
        count_recorded(entry, envelope);
        if (envelope.type == "attestation" && entry.content == nullptr) ++unread_;
        if (!entry.content && !envelope.supersedes) return;
        const bool ours = entry.content && envelope.type == "attestation";
        const auto added =
            on_record_.add(entry.index, ours ? envelope.type : "", envelope.supersedes,
                           ours ? entry.content->object : Json());
        if (!added) ++unread_;
    }

    void finish() override {
        view_.origin = inspection_.origin;
        const Store& store = *inspection_.store;
        view_.root = [&store](std::uint64_t size) { return root_at(size, nodes_in(store)); };
        load_second_roots(store);
        if (auto loaded = load_trusted(); !loaded)
            return mark(timestamps_, loaded.error(), "no timestamp could be checked");
        for (const auto& each : on_record_.attestations)
            if (each.object.kind == AttestationKind::timestamp) check(each);
        conclude();
        if (inspection_.options.at) report_date(*inspection_.options.at);
    }

private:
    void count_recorded(const SeenEntry& entry, const Envelope& envelope) {
        if (inspection_.options.at && envelope.recorded <= *inspection_.options.at)
            recorded_by_date_ = entry.index + 1;
    }

    // The second tree is built only when something rests on it.
    void load_second_roots(const Store& store) {
        std::set<std::uint64_t> sizes;
        for (const auto& each : on_record_.attestations)
            if (!each.object.renews.empty() && each.object.entries <= inspection_.tree.size())
                sizes.insert(each.object.entries);
        Result<std::map<std::uint64_t, Digest512>> roots = std::map<std::uint64_t, Digest512>();
        if (!sizes.empty()) roots = sha512_roots(store, sizes);
        view_.sha512_root = [roots = std::move(roots)](std::uint64_t size) -> Result<Digest512> {
            if (!roots) return fail(roots.error());
            const auto found = roots->find(size);
            if (found != roots->end()) return found->second;
            return fail(integrity_error("P0711", fmt::format("a renewal names {} entries, which "
                                                             "this record does not have",
                                                             size)));
        };
    }

    Status load_trusted() {
        if (inspection_.options.tsa_certificates.empty()) return {};
        auto certificates = TsaCertificates::from_pem(inspection_.options.tsa_certificates);
        if (!certificates) return fail(certificates.error());
        trusted_ = std::move(*certificates);
        return {};
    }

    void check(const OnRecord<Attestation>& each) {
        const char* implies =
            "what is recorded as a timestamp is none of this record; it shows nothing about time";
        const Attestation& attestation = each.object;
        ++total_;
        if (attestation.entries > each.entry)
            return mark_failed(timestamps_,
                               fmt::format("entry {}: the timestamp covers entries that were not "
                                           "recorded yet",
                                           each.entry),
                               implies);
        const auto token = check_recorded_timestamp(attestation, on_record_, view_);
        if (!token)
            return mark_failed(timestamps_,
                               fmt::format("entry {}: {}", each.entry, token.error().message),
                               implies);
        if (const auto stamped = parse_token(*token))
            if (auto fits = check_times(inspection_, attested_time(*stamped), attestation.entries,
                                        each.entry);
                !fits)
                return mark_failed(timestamps_,
                                   fmt::format("entry {}: {}", each.entry, fits.error().message),
                                   times_imply);
        if (!trusted_) return;
        const auto verified = verify_token(*token, *trusted_);
        if (!verified && verified.error().code == "P0810") {
            ++untrusted_;
        } else if (!verified) {
            mark_failed(timestamps_,
                        fmt::format("entry {}: {}", each.entry, verified.error().message), implies);
        } else if (verified->authority != attestation.by) {
            mark_failed(timestamps_,
                        fmt::format("entry {}: the timestamp is by '{}', the record says '{}'",
                                    each.entry, verified->authority, attestation.by),
                        implies);
        } else if (each.current) {
            ++timestamps_.checked;
            stamps_.push_back({attestation.id, attestation.entries, verified->token.latest,
                               verified->valid_until, attestation.renews});
        }
    }

    void conclude() {
        if (unread_ > 0)
            return mark_not_checked(timestamps_,
                                    fmt::format("{} attestations could not be read", unread_),
                                    "timestamps may be in them");
        if (total_ == 0)
            return mark_not_checked(timestamps_, "nothing in this record was timestamped",
                                    "when it was recorded, only the recorder's own clock says");
        if (!trusted_)
            return mark_not_checked(
                timestamps_,
                fmt::format("{} timestamps are over this record; you named no certificates "
                            "(--tsa-ca), so who signed them was not checked",
                            total_),
                "they prove nothing until the authority is known");
        if (untrusted_ > 0)
            return mark_not_checked(
                timestamps_,
                fmt::format("{} of {} timestamps are by authorities that are not among the "
                            "certificates you named",
                            untrusted_, total_),
                "they prove nothing to you; the others hold");
        mark_passed(timestamps_);
    }

    // Which are still good at that date: the certificate had not run out, or a renewal that is good
    // itself was made before it did. Renewals come after what they renew.
    [[nodiscard]] std::vector<bool> good_at(Instant date) const {
        std::vector<bool> good(stamps_.size());
        std::map<std::string, Instant> renewed;  // by a good one, first at
        for (std::size_t i = stamps_.size(); i-- > 0;) {
            const Stamp& stamp = stamps_[i];
            const auto first = renewed.find(stamp.id);
            good[i] = date <= stamp.valid_until ||
                      (first != renewed.end() && first->second <= stamp.valid_until);
            if (!good[i] || stamp.latest > date) continue;
            for (const std::string& id : stamp.renews) {
                const auto [known, added] = renewed.try_emplace(id, stamp.latest);
                known->second = std::min(known->second, stamp.latest);
            }
        }
        return good;
    }

    void report_date(Instant date) {
        auto& notes = inspection_.report.notes;
        const std::string on = to_rfc3339(date);
        std::uint64_t attested = 0;
        std::uint64_t existed = 0;
        std::uint64_t run_out = 0;
        const auto good = good_at(date);
        for (std::size_t i = 0; i < stamps_.size(); ++i) {
            if (stamps_[i].latest > date) continue;
            ++existed;
            if (good[i])
                attested = std::max(attested, stamps_[i].entries);
            else
                ++run_out;
        }
        notes.push_back(fmt::format("at {} the record had {} entries by the recorder's own clock",
                                    on, recorded_by_date_));
        if (run_out > 0)
            notes.push_back(fmt::format(
                "{} of the timestamps that existed at {} had outlived their certificates and were "
                "not renewed in time; they are not counted",
                run_out, on));
        if (attested == 0) {
            notes.push_back(fmt::format("no checked timestamp vouches for any of it at {}", on));
            return;
        }
        const auto root = view_.root(attested);
        notes.push_back(fmt::format(
            "{} checked timestamps existed at {}; they vouch for the first "
            "{} entries, root {}",
            existed - run_out, on, attested, root ? hex(*root) : std::string("unknown")));
    }

    Check timestamps_ = new_check(
        "timestamps", "Every timestamp is over this record, by an authority that you trust",
        "timestamps");
    AttestationRegister on_record_;
    LedgerView view_;
    std::optional<TsaCertificates> trusted_;
    std::vector<Stamp> stamps_;  // in the order of their entries
    std::uint64_t total_ = 0;
    std::uint64_t untrusted_ = 0;
    std::uint64_t unread_ = 0;
    std::uint64_t recorded_by_date_ = 0;
};

}  // namespace

Family timestamp_checks(Inspection& inspection) {
    return std::make_unique<TimestampChecks>(inspection);
}

}  // namespace isonomia::provenance
