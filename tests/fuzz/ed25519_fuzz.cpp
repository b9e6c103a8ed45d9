// Ed25519: two implementations agree, but for points that the stricter one refuses; and what a key
// signs is valid for that key and that message alone.
#include <algorithm>
#include <array>

#include <sodium.h>

#include "core/ensure.hpp"
#include "provenance/keys/signing_key.hpp"

namespace isonomia::fuzz {

namespace {

using provenance::PublicKey;
using provenance::Signature;

template <std::size_t size>
std::array<std::uint8_t, size> take(std::string_view& input) {
    std::array<std::uint8_t, size> bytes{};
    const std::size_t count = std::min(size, input.size());
    std::copy_n(input.begin(), count, bytes.begin());
    input.remove_prefix(count);
    return bytes;
}

void check_verification(const PublicKey& key, const Signature& signature,
                        std::string_view message) {
    const bool valid = provenance::signature_is_valid(key, message, signature);
    const bool strictly =
        crypto_sign_verify_detached(signature.data(),
                                    reinterpret_cast<const unsigned char*>(message.data()),
                                    message.size(), key.data()) == 0;
    ensure(valid || !strictly, "what the stricter implementation accepts to be valid");
    // Both accept points of large order in their one encoding; a key or an R of small order is
    // what only OpenSSL accepts.
    const auto usable = [](const std::uint8_t* point) {
        return crypto_core_ed25519_is_valid_point(point) == 1;
    };
    if (valid && usable(key.data()) && usable(signature.data()))
        ensure(strictly, "what is valid for points of the group to be valid to both");
    // RFC 8032 §5.1.7: S is below the group's order, so adding the order makes another signature
    // of no value.
    if (valid) ensure(signature[63] < 0x20, "S below the order of the group");
}

void check_signing(const std::array<std::uint8_t, 32>& seed, std::string_view message,
                   std::uint8_t bit) {
    const auto key = provenance::SigningKey::from_seed(seed);
    const auto signature = key.sign(message);
    ensure(signature.has_value(), "a key in memory to sign");
    ensure(provenance::signature_is_valid(key.public_key(), message, *signature),
           "a signature to be valid");
    Signature other = *signature;
    other[bit % other.size()] ^= static_cast<std::uint8_t>(1U << bit % 8U);
    ensure(!provenance::signature_is_valid(key.public_key(), message, other),
           "a changed signature not to be valid");
    const std::string longer = std::string(message) + '.';
    ensure(!provenance::signature_is_valid(key.public_key(), longer, *signature),
           "a signature not to be valid for another message");
    ensure(!provenance::signature_is_valid(key.public_key(), message, Bytes(*signature).first(63)),
           "a cut signature not to be valid");
}

}  // namespace

void ed25519_fuzz(std::string_view input) {
    const auto key = take<32>(input);
    const auto signature = take<64>(input);
    check_verification(key, signature, input);
    check_signing(key, input, signature[0]);
}

}  // namespace isonomia::fuzz
