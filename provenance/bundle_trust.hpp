// What a bundle says, beside what its reader trusts and kept from earlier: the checks that rest on
// somebody outside it.
#pragma once

#include <string>

#include "provenance/bundle.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/verify.hpp"

namespace isonomia::provenance {

struct BundleReader {
    const Bundle& bundle;
    const Checkpoint& head;  // of the record that the bundle rests on
    const VerifyOptions& options;
};

// A checkpoint counts when the signer of the bundle made it, or somebody whom the reader trusts.
[[nodiscard]] bool vouches(const BundleReader& reader, const Verifier& signer);

// The bundle is signed by a key (its fingerprint: `author`) that the reader named.
void check_signer(Check& check, const BundleReader& reader, const std::string& author);

// The record continues the one of the serving before. `checkpoint`: the check of the bundle's own.
void check_follows(Check& check, const BundleReader& reader, const Check& checkpoint);

// A checkpoint that the reader kept is the bundle's own or the one that it follows. Fails for
// another ledger and for another content; what the bundle brings no proof of stays open, and so
// does one of more entries than the bundle has, which is older or was set back.
void check_kept(Check& check, const BundleReader& reader, const Check& follows);

}  // namespace isonomia::provenance
