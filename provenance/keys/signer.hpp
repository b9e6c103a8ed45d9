// Ed25519 (RFC 8032): who can sign, and checking what others signed. The private key may lie in a
// file (provenance/signing_key) or in a token that never gives it away (provenance/token_key).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/error.hpp"

namespace isonomia::provenance {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// SHA-256 over the DER SubjectPublicKeyInfo, lower-case hex; the same as
// `openssl pkey -in KEY -pubout -outform DER | sha256sum`.
[[nodiscard]] std::string fingerprint(const PublicKey& key);

// False for anything but a valid signature; points off the curve and signatures that are not in
// reduced form are invalid.
[[nodiscard]] bool signature_is_valid(const PublicKey& key, std::string_view message,
                                      Bytes signature);

class Signer {
public:
    virtual ~Signer() = default;

    [[nodiscard]] virtual const PublicKey& public_key() const = 0;

    // Errors: P0503 a token that did not sign. A key file always signs.
    [[nodiscard]] virtual Result<Signature> sign(std::string_view message) const = 0;

    // Whether several threads may sign at once; a token takes one after the other.
    [[nodiscard]] virtual bool signs_at_once() const { return false; }

    [[nodiscard]] std::string fingerprint() const { return provenance::fingerprint(public_key()); }

protected:
    Signer() = default;
    Signer(const Signer&) = default;
    Signer(Signer&&) = default;
    Signer& operator=(const Signer&) = default;
    Signer& operator=(Signer&&) = default;
};

}  // namespace isonomia::provenance
