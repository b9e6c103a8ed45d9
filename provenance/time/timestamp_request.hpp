// RFC 3161 requests: what is sent to a timestamp authority. Only hashes leave the house.
#pragma once

#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "core/random.hpp"

namespace isonomia::provenance {

enum class ImprintHash { sha256, sha384, sha512 };
constexpr std::array<std::string_view, 3> names_of(ImprintHash) {
    return {"sha256", "sha384", "sha512"};
}

using ByteString = std::vector<std::uint8_t>;

[[nodiscard]] ByteString imprint_of(std::string_view bytes, ImprintHash hash);

struct TimestampRequest {
    ImprintHash hash = ImprintHash::sha256;
    ByteString imprint;
    std::string nonce;   // hex of the number, without leading zeroes; "" for none
    std::string policy;  // dotted numbers; "" for none
    bool wants_certificate = true;
};

// A nonce of 64 random bits.
[[nodiscard]] std::string new_nonce(RandomSource& random);

// DER of TimeStampReq. Error: P0801 a policy that is not dotted numbers.
[[nodiscard]] Result<ByteString> to_der(const TimestampRequest& request);

// Strict: version 1, SHA-256, SHA-384 or SHA-512, an imprint of the right length, no extensions,
// nothing after the end, at most 64 KiB. Error: P0801.
[[nodiscard]] Result<TimestampRequest> parse_timestamp_request(Bytes der);

}  // namespace isonomia::provenance
