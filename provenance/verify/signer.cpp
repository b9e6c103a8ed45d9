// Whether the ledger is by somebody whom the reader knows.
#include <algorithm>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class SignerChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&signer_}; }

    // One author whom the reader knows is enough: each was named by the one before, and each
    // signed all that came before. To be named is not enough: anybody can name anybody.
    void look_at_files() override {
        const VerifyReport& report = inspection_.report;
        if (inspection_.options.trusted_keys.empty())
            return mark_no_key_named(signer_, report.author);
        signer_.checked = report.authors.size();
        const bool known =
            std::any_of(report.authors.begin(), report.authors.end(),
                        [this](const std::string& author) { return is_trusted(author); });
        if (!known && is_trusted(report.handed_to))
            return mark_open(
                signer_,
                "the key that you named is to hold this ledger next; it has signed nothing yet",
                "who wrote all this named it, and could do so without its holder's knowledge");
        if (!known)
            mark_failed(signer_,
                        fmt::format("the ledger is signed by {}, which is not a key that you "
                                    "named",
                                    report.author),
                        "it was written, or written anew, by somebody else");
        mark_passed(signer_);
    }

private:
    [[nodiscard]] bool is_trusted(const std::string& fingerprint) const {
        const auto key = inspection_.public_keys.find(fingerprint);
        const bool has_vkey =
            key != inspection_.public_keys.end() && valid_key_name(inspection_.origin);
        return inspection_.options.trusts(
            fingerprint, has_vkey ? to_vkey({inspection_.origin, key->second}) : "");
    }

    Check signer_ = new_check("signer", "The ledger is signed by a key that you know", "keys");
};

}  // namespace

Family signer_checks(Inspection& inspection) { return std::make_unique<SignerChecks>(inspection); }

}  // namespace isonomia::provenance
