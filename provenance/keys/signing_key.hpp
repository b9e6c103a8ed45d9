// A signing key in a file of its own, encrypted or not.
#pragma once

#include <memory>

#include "core/files.hpp"
#include "core/random.hpp"
#include "provenance/keys/secret.hpp"
#include "provenance/keys/signer.hpp"

namespace isonomia::provenance {

class SigningKey final : public Signer {
public:
    // From the 32 bytes of the private key (RFC 8032 §5.1.5), for tests and worked examples.
    [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);

    [[nodiscard]] static SigningKey generate(RandomSource& random);

    // The key in the file, PKCS#8 in PEM; `ask` is called when it is encrypted. Links are followed,
    // anything but a regular file is refused. Errors: P0501 not an Ed25519 key in PEM, P0502 others
    // can open the file, P0506 another passphrase; those of Files and of `ask`.
    [[nodiscard]] static Result<SigningKey> read(const fs::path& file, Files& files,
                                                 const AskSecret& ask);

    // The key in FOLDER/signing-key.pem, as read() has it. Where there is none, it is made,
    // unencrypted: the file 0600, the folder 0700 unless it was there before.
    [[nodiscard]] static Result<SigningKey> open_or_create(const fs::path& folder, Files& files,
                                                           RandomSource& random,
                                                           const AskSecret& ask = no_passphrase);

    // Writes the key to a new file, 0600, encrypted when a passphrase is given. Never open to
    // others, never over a file or link that is there: P0504. Errors besides: those of Files.
    [[nodiscard]] Status write(const fs::path& file, Files& files, RandomSource& random,
                               const Secret* passphrase) const;

    [[nodiscard]] Result<Signature> sign(std::string_view message) const override;
    [[nodiscard]] bool signs_at_once() const override { return true; }
    [[nodiscard]] const PublicKey& public_key() const override { return public_key_; }

    // Where open_or_create() looks, and the answer of one who has no passphrase: P0505.
    [[nodiscard]] static fs::path file_in(const fs::path& folder);
    [[nodiscard]] static Result<Secret> no_passphrase();

private:
    struct Handle;
    explicit SigningKey(std::shared_ptr<const Handle> handle);

    std::shared_ptr<const Handle> handle_;
    PublicKey public_key_{};
};

}  // namespace isonomia::provenance
