// What TsaCertificates hold, for the file that checks tokens.
#pragma once

#include "provenance/time/tsa_certificates.hpp"
#include "provenance/time/tsa_openssl.hpp"

namespace isonomia::provenance {

struct TsaCertificates::Held {
    tsa::Owned<STACK_OF(X509)> certificates;
};

}  // namespace isonomia::provenance
