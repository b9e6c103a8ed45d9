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
        const auto& trusted = inspection_.options.trusted_keys;
        if (trusted.empty())
            return mark_not_checked(
                signer_,
                fmt::format("you named no key; compare this fingerprint with one given to "
                            "you in another way: {}",
                            report.author),
                "somebody who wrote everything anew with a key of his own cannot be seen");
        signer_.checked = report.authors.size();
        const auto names = [&](const std::string& author) {
            return std::any_of(trusted.begin(), trusted.end(), [&](const std::string& key) {
                return !author.empty() && is_key(key, author);
            });
        };
        const bool known = std::any_of(report.authors.begin(), report.authors.end(), names);
        if (!known && names(report.handed_to)) {
            signer_.open = true;
            return mark_not_checked(
                signer_,
                "the key that you named is to hold this ledger next; it has signed nothing yet",
                "who wrote all this named it, and could do so without its holder's knowledge");
        }
        if (!known)
            mark_failed(signer_,
                        fmt::format("the ledger is signed by {}, which is not a key that you "
                                    "named",
                                    report.author),
                        "it was written, or written anew, by somebody else");
        mark_passed(signer_);
    }

private:
    // `named` by its fingerprint, or as a verifier key.
    [[nodiscard]] bool is_key(const std::string& named, const std::string& fingerprint) const {
        const auto known = inspection_.public_keys.find(fingerprint);
        return named == fingerprint ||
               (known != inspection_.public_keys.end() && valid_key_name(inspection_.origin) &&
                named == to_vkey({inspection_.origin, known->second}));
    }

    Check signer_ = new_check("signer", "The ledger is signed by a key that you know", "keys");
};

}  // namespace

Family signer_checks(Inspection& inspection) { return std::make_unique<SignerChecks>(inspection); }

}  // namespace isonomia::provenance
