#include "provenance/signer.hpp"

#include <openssl/evp.h>

namespace isonomia::provenance {

namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

// DER of SubjectPublicKeyInfo for Ed25519 is this fixed head (RFC 8410 §4) and the 32 bytes.
std::string fingerprint(const PublicKey& key) {
    static constexpr std::array<std::uint8_t, 12> head = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                          0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    Sha256 hasher;
    return hex(hasher.update(Bytes(head)).update(Bytes(key)).finish());
}

bool signature_is_valid(const PublicKey& key, std::string_view message, Bytes signature) {
    const std::unique_ptr<EVP_PKEY, Free> handle(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    return handle && context && signature.size() == Signature{}.size() &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                            reinterpret_cast<const unsigned char*>(message.data()),
                            message.size()) == 1;
}

}  // namespace isonomia::provenance
