// Timestamp requests, answers, tokens and certificates: no bytes upset their readers, a request
// that is accepted says the same when it is written again, and no token is believed but the one
// that the sample's authority signed.
#include "core/digest.hpp"
#include "core/ensure.hpp"
#include "provenance/time/timestamp_token.hpp"
#include "tests/fuzz/timestamp_sample.hpp"

namespace isonomia::fuzz {

namespace {

using namespace provenance;

const TsaCertificates& sample_authority() {
    static const TsaCertificates certificates = TsaCertificates::from_pem(sample_tsa_root).value();
    return certificates;
}

void check_token(Bytes token) {
    const auto parsed = parse_token(token);
    const auto verified = verify_token(token, sample_authority());
    if (!verified) return;
    const Digest hello = sha256("hello");
    ensure(parsed && parsed->imprint == verified->token.imprint, "what is verified can be read");
    ensure(std::equal(hello.begin(), hello.end(), verified->token.imprint.begin(),
                      verified->token.imprint.end()) &&
               to_rfc3339(verified->token.made) == "2026-11-24T00:16:25Z" &&
               verified->authority == "CN=Test authority",
           "only what the authority signed is believed");
}

}  // namespace

void timestamp_fuzz(std::string_view input) {
    if (const auto token = token_in_response(as_bytes(input))) {
        ensure(token->size() < input.size(), "a token within the answer");
        check_token(*token);
    }
    check_token(as_bytes(input));
    (void)TsaCertificates::from_pem(input);
    const auto request = parse_timestamp_request(as_bytes(input));
    if (!request || request->nonce.starts_with('-')) return;
    const auto again = to_der(*request);
    if (!again) return;
    const auto read = parse_timestamp_request(*again);
    ensure(read && read->imprint == request->imprint && read->nonce == request->nonce,
           "the same request");
}

}  // namespace isonomia::fuzz
