// Fields that requests and tokens have in common, read from OpenSSL's structures.
#pragma once

#include <optional>

#include "provenance/time/timestamp_request.hpp"
#include "provenance/time/tsa_openssl.hpp"

namespace isonomia::provenance::tsa {

struct Imprint {
    ImprintHash hash = ImprintHash::sha256;
    ByteString bytes;
};

// Nothing for another hash, or a length that the hash does not have.
[[nodiscard]] std::optional<Imprint> read_imprint(TS_MSG_IMPRINT* imprint);

// Hex without leading zeroes, "-" before a negative number; "" for none.
[[nodiscard]] std::string read_number(const ASN1_INTEGER* number);

// Dotted numbers; "" for none.
[[nodiscard]] std::string read_object(const ASN1_OBJECT* object);

[[nodiscard]] const EVP_MD* digest_of(ImprintHash hash);

}  // namespace isonomia::provenance::tsa
