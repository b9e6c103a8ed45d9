// RFC 3161 responses and tokens: what a timestamp authority answers, and whether to believe it.
#pragma once

#include "core/clock.hpp"
#include "provenance/time/timestamp_request.hpp"
#include "provenance/time/tsa_certificates.hpp"

namespace isonomia::provenance {

// What a token says. Nothing of it is proved before verify_token() has passed.
struct TimestampToken {
    ImprintHash hash = ImprintHash::sha256;
    ByteString imprint;
    std::string nonce;   // as in a request
    std::string policy;  // dotted numbers
    std::string serial;  // hex
    Instant made;        // genTime, fractions of a second cut off
    Instant latest;      // genTime and its accuracy, rounded up: what was stamped existed by then
};

// The token in a response: its very bytes. Errors: P0802 not a response, P0803 the authority did
// not grant it.
[[nodiscard]] Result<ByteString> token_in_response(Bytes response);

// Strict: DER to the last byte, at most 1 MiB, version 1, one of the three hashes. Error: P0802.
[[nodiscard]] Result<TimestampToken> parse_token(Bytes token);

// The token answers this request: imprint, nonce and policy. Errors: P0804 another imprint, P0805
// another nonce or policy.
[[nodiscard]] Status check_answers(const TimestampToken& token, const TimestampRequest& request);

struct VerifiedToken {
    TimestampToken token;
    std::string authority;    // subject of the signer's certificate, RFC 2253
    std::string certificate;  // its SHA-256, hex
    Instant valid_until;      // end of that certificate
};

// Checks signature and signer. The signer is the certificate that the one SignerInfo names and
// whose hash the signed attribute ESSCertID or ESSCertIDv2 gives: further certificates in the token
// are never taken for it. It must be valid for timestamping and nothing else (critical), and lead
// to a trusted root by certificates that were all valid when the token was made. Keys and hashes of
// less than 112 bits of strength are refused. Whether a certificate was revoked is not known
// offline. Errors: P0802, P0806 signature or chain, P0807 the signer's certificate is not for
// timestamps.
[[nodiscard]] Result<VerifiedToken> verify_token(Bytes token, const TsaCertificates& trusted);

}  // namespace isonomia::provenance
