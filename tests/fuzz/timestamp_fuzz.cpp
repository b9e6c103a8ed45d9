// Timestamp requests, answers, tokens and certificates: no bytes upset their readers, and a request
// that is accepted says the same when it is written again.
#include "core/ensure.hpp"
#include "provenance/time/timestamp_token.hpp"

namespace isonomia::fuzz {

void timestamp_fuzz(std::string_view input) {
    using namespace provenance;
    if (const auto token = token_in_response(as_bytes(input)))
        ensure(token->size() < input.size(), "a token within the answer");
    (void)parse_token(as_bytes(input));
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
