#include <openssl/err.h>
#include <openssl/pem.h>

#include "provenance/time/tsa_held.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t pem_bytes_max = std::size_t{1} << 20U;
constexpr int certificates_max = 100;

tl::unexpected<Error> no_certificates(const char* why) {
    return fail(
        input_error("P0808", std::string("no certificates of a timestamp authority: ") + why)
            .hinted("give the file of PEM certificates that the authority publishes, its "
                    "root among them; openssl x509 -inform DER turns DER into PEM"));
}

}  // namespace

Result<TsaCertificates> TsaCertificates::from_pem(std::string_view pem) {
    if (pem.size() > pem_bytes_max) return no_certificates("the file is larger than 1 MiB");
    const tsa::Owned<BIO> source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    auto held = std::make_shared<Held>();
    held->certificates.reset(sk_X509_new_null());
    if (!source || !held->certificates) return no_certificates("there is no memory");
    bool rooted = false;
    while (X509* certificate = PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr)) {
        if (sk_X509_push(held->certificates.get(), certificate) == 0) X509_free(certificate);
        rooted = rooted || (X509_get_extension_flags(certificate) & EXFLAG_SS) != 0;
        if (sk_X509_num(held->certificates.get()) > certificates_max)
            return no_certificates("too many");
    }
    const auto reason = ERR_GET_REASON(ERR_peek_last_error());
    ERR_clear_error();
    if (reason != PEM_R_NO_START_LINE) return no_certificates("one of them is damaged");
    if (sk_X509_num(held->certificates.get()) == 0) return no_certificates("the file holds none");
    if (!rooted) return no_certificates("none of them is self-signed, so none is a root");
    return TsaCertificates(std::move(held));
}

}  // namespace isonomia::provenance
