// Ed25519 (RFC 8032) keys: the one that signs a ledger, and checking what others signed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "core/digest.hpp"
#include "core/files.hpp"
#include "core/random.hpp"

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

class SigningKey {
public:
    // From the 32 bytes of the private key (RFC 8032 §5.1.5), for tests and worked examples.
    [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);

    // The key in FOLDER/signing-key.pem (PKCS#8). Where there is none, it is made: the file
    // 0600, the folder 0700 unless it was there before. Errors: P0501 not an Ed25519 key in PEM,
    // P0502 others can read the file; those of Files.
    [[nodiscard]] static Result<SigningKey> open_or_create(const fs::path& folder, Files& files,
                                                           RandomSource& random);

    [[nodiscard]] Signature sign(std::string_view message) const;
    [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
    [[nodiscard]] std::string fingerprint() const;

private:
    struct Handle;
    explicit SigningKey(std::shared_ptr<const Handle> handle);
    [[nodiscard]] static Result<SigningKey> from_pem(const std::string& pem, const fs::path& path);
    [[nodiscard]] std::string to_pem() const;
    Status keep(const fs::path& folder, Files& files) const;

    std::shared_ptr<const Handle> handle_;
    PublicKey public_key_{};
};

}  // namespace isonomia::provenance
