// A signing key in a file of its own.
#pragma once

#include <memory>

#include "core/files.hpp"
#include "core/random.hpp"
#include "provenance/signer.hpp"

namespace isonomia::provenance {

class SigningKey final : public Signer {
public:
    // From the 32 bytes of the private key (RFC 8032 §5.1.5), for tests and worked examples.
    [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);

    // The key in FOLDER/signing-key.pem (PKCS#8). Where there is none, it is made: the file
    // 0600, the folder 0700 unless it was there before. Errors: P0501 not an Ed25519 key in PEM,
    // P0502 others can read the file; those of Files.
    [[nodiscard]] static Result<SigningKey> open_or_create(const fs::path& folder, Files& files,
                                                           RandomSource& random);

    [[nodiscard]] Result<Signature> sign(std::string_view message) const override;
    [[nodiscard]] const PublicKey& public_key() const override { return public_key_; }

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
