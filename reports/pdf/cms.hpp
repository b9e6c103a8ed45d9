// CMS signatures with OpenSSL (RFC 5652, RFC 5035).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "reports/pdf/signature.hpp"

typedef struct evp_pkey_st EVP_PKEY;
struct stack_st_X509;

namespace isonomia::reports::pdf {

// A private key with the certificates that speak for it.
class CmsIdentity {
public:
    // D0206: the key cannot be opened. D0207: no certificate, or the first is of another key.
    [[nodiscard]] static Result<CmsIdentity> open(const Signer& signer);

    // DER, detached: SHA-256, signing-certificate-v2, the time as stated. D0204.
    [[nodiscard]] Result<std::string> sign(const std::string& content, Instant when) const;

private:
    struct Free {
        void operator()(EVP_PKEY* key) const;
        void operator()(stack_st_X509* certificates) const;
    };
    std::unique_ptr<EVP_PKEY, Free> key_;
    std::unique_ptr<stack_st_X509, Free> certificates_;  // never empty, the signer's own first
};

// "" where the signature is one over `content` by the certificate inside and names that certificate
// in a signing-certificate-v2 attribute; else what is wrong.
[[nodiscard]] std::string verify_cms(const std::string& der, const std::string& content);

}  // namespace isonomia::reports::pdf
