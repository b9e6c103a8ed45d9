// Acts signed by persons: each bears the signature of the key that it names, and the table of keys
// holds no other keys than those that signed something.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class ActChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&acts_}; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        if (!entry.leaf->signature) {
            if (entry.leaf->envelope.type == "activity") ++unsigned_;
            return;
        }
        ++acts_.checked;
        const std::string signer = entry.leaf->signer();
        signers_.insert(signer);
        if (entry.signature == nullptr)
            return refuse(entry.index, fmt::format("its key {} is not here", signer));
        if (!*entry.signature) refuse(entry.index, entry.signature->error().message);
    }

    void finish() override {
        const VerifyReport& report = inspection_.report;
        const auto& authors = report.authors;
        for (const auto& [name, key] : inspection_.public_keys)
            if (!signers_.contains(name) && name != report.handed_to &&
                std::find(authors.begin(), authors.end(), name) == authors.end())
                mark_failed(acts_, fmt::format("the key {} signed nothing", name),
                            "somebody put it there; it does not belong to this ledger");
        if (unsigned_ > 0)
            inspection_.report.notes.push_back(
                fmt::format("acts without a signature of those who did them: {}; that they were "
                            "done as stated rests on who keeps this ledger",
                            unsigned_));
        mark_passed(acts_);
    }

private:
    void refuse(std::uint64_t index, const std::string& why) {
        mark_failed(acts_, fmt::format("entry {}: {}", index, why),
                    "this act is not by the person whose key it names, or was changed after it was "
                    "signed");
    }

    Check acts_ =
        new_check("acts", "Every act signed by a person bears a valid signature", "signed acts");
    std::set<std::string> signers_;
    std::uint64_t unsigned_ = 0;
};

}  // namespace

Family act_checks(Inspection& inspection) { return std::make_unique<ActChecks>(inspection); }

}  // namespace isonomia::provenance
