// Checkpoints that the database does not hold: the copy beside it, and those a reader kept.
#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class OutsideChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&outside_}; }

    void finish() override {
        const char* implies =
            "the database is not the one that this checkpoint was written for: an older or another "
            "copy was put in its place, or the checkpoint was";
        const auto head = read_head(*inspection_.store);
        if (!head) return mark(outside_, head.error(), implies);
        const auto compared =
            compare_outside(inspection_.folder, inspection_.files, *inspection_.store, *head);
        outside_.checked = 1;
        if (!compared)
            mark(outside_, compared.error(), implies);
        else if (compared->behind)
            inspection_.report.notes.push_back(fmt::format(
                "the checkpoint outside the database covers {} of {} entries; it agrees with them, "
                "and is written anew at the next opening for writing",
                compared->size, head->checkpoint.size));
        mark_passed(outside_);
    }

private:
    Check outside_ = new_check("outside", "The checkpoint kept outside the database agrees with it",
                               "checkpoints");
};

class KnownChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&known_}; }

    void finish() override {
        if (inspection_.options.known_checkpoints.empty())
            return mark_not_checked(
                known_, "you named no checkpoint from earlier",
                "that the whole folder was set back to an earlier state cannot be seen");
        const auto head = read_head(*inspection_.store);
        if (!head) return mark_not_checked(known_, "the database has no valid last checkpoint", "");
        for (const std::string& note : inspection_.options.known_checkpoints) {
            ++known_.checked;
            const auto earlier = check_continues(note, *inspection_.store, *head);
            if (!earlier)
                mark(known_, earlier.error(),
                     "this is not the record that you were shown: it was set back or rewritten. "
                     "Keep your checkpoint; 'isonomia witness prove' turns it and "
                     "the one in this folder into a proof for others");
        }
        mark_passed(known_);
    }

private:
    Check known_ =
        new_check("known", "The ledger continues the checkpoints that you kept", "checkpoints");
};

}  // namespace

Family outside_checks(Inspection& inspection) {
    return std::make_unique<OutsideChecks>(inspection);
}

Family known_checks(Inspection& inspection) { return std::make_unique<KnownChecks>(inspection); }

}  // namespace isonomia::provenance
