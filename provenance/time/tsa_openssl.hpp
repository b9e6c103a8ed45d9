// Owners for what OpenSSL's timestamp functions hand out. Included by provenance/t*.cpp only.
#pragma once

#include <memory>

#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "core/digest.hpp"

namespace isonomia::provenance::tsa {

struct Free {
    void operator()(TS_REQ* p) const { TS_REQ_free(p); }
    void operator()(TS_RESP* p) const { TS_RESP_free(p); }
    void operator()(TS_TST_INFO* p) const { TS_TST_INFO_free(p); }
    void operator()(TS_MSG_IMPRINT* p) const { TS_MSG_IMPRINT_free(p); }
    void operator()(PKCS7* p) const { PKCS7_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(X509_STORE* p) const { X509_STORE_free(p); }
    void operator()(X509_ALGOR* p) const { X509_ALGOR_free(p); }
    void operator()(STACK_OF(X509) * p) const { sk_X509_pop_free(p, X509_free); }
    void operator()(ASN1_INTEGER* p) const { ASN1_INTEGER_free(p); }
    void operator()(ASN1_OBJECT* p) const { ASN1_OBJECT_free(p); }
    void operator()(BIGNUM* p) const { BN_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// Reads a DER value that fills `bytes` to the last; nothing otherwise.
template <class T>
[[nodiscard]] Owned<T> from_der(Bytes bytes, T* (*read)(T**, const unsigned char**, long)) {
    const unsigned char* at = bytes.data();
    Owned<T> value(read(nullptr, &at, static_cast<long>(bytes.size())));
    if (value && at != bytes.data() + bytes.size()) value.reset();
    return value;
}

}  // namespace isonomia::provenance::tsa
