#include "provenance/keys/signer.hpp"

#include <algorithm>

#include <sodium.h>

#include "provenance/keys/sodium.hpp"

namespace isonomia::provenance {

// DER of SubjectPublicKeyInfo for Ed25519 is this fixed head (RFC 8410 §4) and the 32 bytes.
std::string fingerprint(const PublicKey& key) {
    static constexpr std::array<std::uint8_t, 12> head = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                          0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    std::array<std::uint8_t, head.size() + PublicKey{}.size()> der{};
    std::copy(key.begin(), key.end(), std::copy(head.begin(), head.end(), der.begin()));
    return hex(sha256(Bytes(der)));
}

bool signature_is_valid(const PublicKey& key, std::string_view message, Bytes signature) {
    begin_sodium();
    return signature.size() == Signature{}.size() &&
           crypto_sign_verify_detached(signature.data(),
                                       reinterpret_cast<const unsigned char*>(message.data()),
                                       message.size(), key.data()) == 0;
}

}  // namespace isonomia::provenance
