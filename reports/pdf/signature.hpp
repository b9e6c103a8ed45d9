// Signatures of PDF reports (ISO 32000-1, 12.8; ETSI EN 319 142-1): a place for one, or one made
// with a key and its certificate: CMS detached, SHA-256, with the signing-certificate-v2 attribute
// (SubFilter ETSI.CAdES.detached). The pages do not change: the field has no area.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/error.hpp"

namespace isonomia::reports::pdf {

// The report with an empty signature field, for others to sign. D0204: what qpdf said.
[[nodiscard]] Result<std::string> add_signature_field(const std::string& pdf);

struct Signer {
    std::string_view key;  // PEM: PKCS#8 or traditional, encrypted or not
    // Asked only when the key is encrypted.
    std::function<Result<std::string>()> passphrase;
    std::string_view certificates;  // PEM: the signer's own first, then the chain
};

// The report, signed over all its bytes but the signature itself; last, since every byte counts.
// Errors: D0206 the key cannot be opened, D0207 no certificate, or of another key, D0204.
[[nodiscard]] Result<std::string> sign_pdf(const std::string& pdf, const Signer& signer,
                                           Instant when);

// What a signature covers and the signature itself, as they stand in the file: for checks. D0208:
// the file has no signature, or one that leaves bytes out.
struct SignedParts {
    std::string covered;
    std::string cms;  // DER
};
[[nodiscard]] Result<SignedParts> signed_parts(const std::string& pdf);

// Whether the signature in the file is one over its bytes, by the certificate it carries; nothing
// is said of who that is. D0208: it is not, in OpenSSL's words.
[[nodiscard]] Status check_signature(const std::string& pdf);

}  // namespace isonomia::reports::pdf
