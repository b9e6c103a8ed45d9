// A signing key in a token: a smart card, a security key or a program that stands for one, spoken
// to through its PKCS#11 module (OASIS PKCS #11 v3.0, mechanism CKM_EDDSA). The private key never
// leaves it. The module is a library that the user names; it is loaded into this process.
#pragma once

#include <memory>

#include "core/files.hpp"
#include "provenance/keys/secret.hpp"
#include "provenance/keys/signer.hpp"

namespace isonomia::provenance {

struct TokenPlace {
    fs::path module;          // the library, with its folder
    std::string token_label;  // "" for the only token there is
    std::string key_label;    // "" for the only Ed25519 key in the token
};

class TokenKey final : public Signer {
public:
    // Logs in and finds the key. `ask` gets the PIN; it isn't called where the token has a keypad
    // of its own or needs no login. A wrong PIN is never tried again: tokens count. Errors: P0503
    // module, token or key is not there or not usable, P0506 the token refuses the PIN, and those
    // of `ask`.
    [[nodiscard]] static Result<TokenKey> open(const TokenPlace& place, const AskSecret& ask);

    // The signature is checked before it is handed out. Error: P0503, a token that was taken away,
    // logged out or signed something else.
    [[nodiscard]] Result<Signature> sign(std::string_view message) const override;
    [[nodiscard]] const PublicKey& public_key() const override { return public_key_; }

private:
    struct Session;
    TokenKey(std::shared_ptr<const Session> session, const PublicKey& key)
        : session_(std::move(session)), public_key_(key) {}

    std::shared_ptr<const Session> session_;
    PublicKey public_key_{};
};

}  // namespace isonomia::provenance
