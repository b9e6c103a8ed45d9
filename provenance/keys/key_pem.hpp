// Private keys as text: PKCS#8 in PEM (RFC 5208, RFC 7468, RFC 8410), as `openssl pkey` reads and
// writes them.
//
// Encrypted ones are PBES2 (RFC 8018) with scrypt (RFC 7914; N = 2^14, r = 8, p = 5: 16 MiB, which
// is what OpenSSL opens without being asked for more) and AES-256-CBC. PBKDF2 is read too. A file
// that asks for more work than 2^22 rounds, or than scrypt with N r p = 2^22, is refused: it would
// only keep the reader busy.
#pragma once

#include "core/random.hpp"
#include "provenance/keys/secret.hpp"

namespace isonomia::provenance {

// `seed`: the 32 bytes of an Ed25519 private key (RFC 8032 §5.1.5). Encrypted when `passphrase` is
// given, which must not be empty then.
[[nodiscard]] Secret to_pem(const Secret& seed, const Secret* passphrase, RandomSource& random);

// The seed from exactly one block of PEM. `ask` is called only when the block is encrypted.
// Errors: P0501 anything else than one such key, P0506 the passphrase does not open it, and those
// of `ask`.
[[nodiscard]] Result<Secret> from_pem(std::string_view pem, const AskSecret& ask);

[[nodiscard]] bool is_encrypted_pem(std::string_view pem);

}  // namespace isonomia::provenance
