#include "reports/pdf/cms.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace isonomia::reports::pdf {

namespace {

struct Done {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(stack_st_X509* certificates) const {
        sk_X509_pop_free(certificates, X509_free);
    }
    void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
    void operator()(ASN1_TIME* time) const { ASN1_TIME_free(time); }
    void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};
template <class T>
using Held = std::unique_ptr<T, Done>;

Held<BIO> reading(std::string_view bytes) {
    return Held<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

// OpenSSL's first complaint; empties its queue.
std::string complaint() {
    char text[256] = "";
    const unsigned long code = ERR_get_error();
    if (code != 0) ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return text;
}

struct Asked {
    const Signer* signer = nullptr;
    std::optional<Error> refused;
};

int give_passphrase(char* to, int size, int, void* asked_by) {
    auto& asked = *static_cast<Asked*>(asked_by);
    if (!asked.signer->passphrase) return -1;
    auto passphrase = asked.signer->passphrase();
    if (!passphrase) {
        asked.refused = passphrase.error();
        return -1;
    }
    const auto length = std::min(passphrase->size(), static_cast<std::size_t>(size));
    std::memcpy(to, passphrase->data(), length);
    OPENSSL_cleanse(passphrase->data(), passphrase->size());
    return static_cast<int>(length);
}

Error bad_certificate(const std::string& why) {
    return input_error("D0207", "the certificate cannot be used: " + why)
        .hinted("give a PEM file with the signer's certificate first, then those that issued it");
}

}  // namespace

void CmsIdentity::Free::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
void CmsIdentity::Free::operator()(stack_st_X509* certificates) const { Done{}(certificates); }

Result<CmsIdentity> CmsIdentity::open(const Signer& signer) {
    CmsIdentity identity;
    Asked asked{&signer, std::nullopt};
    identity.key_.reset(
        PEM_read_bio_PrivateKey(reading(signer.key).get(), nullptr, give_passphrase, &asked));
    if (asked.refused) return fail(*asked.refused);
    if (identity.key_ == nullptr)
        return fail(
            input_error("D0206", "the key to sign the report with cannot be opened: " + complaint())
                .hinted("give a private key as PEM, and its passphrase where it has one"));
    identity.certificates_.reset(sk_X509_new_null());
    const Held<BIO> from = reading(signer.certificates);
    while (X509* certificate = PEM_read_bio_X509(from.get(), nullptr, nullptr, nullptr))
        sk_X509_push(identity.certificates_.get(), certificate);
    ERR_clear_error();  // the end of the file is an error to OpenSSL
    if (sk_X509_num(identity.certificates_.get()) == 0)
        return fail(bad_certificate("the file holds none"));
    if (X509_check_private_key(sk_X509_value(identity.certificates_.get(), 0),
                               identity.key_.get()) != 1) {
        ERR_clear_error();
        return fail(bad_certificate("the first one in the file is of another key"));
    }
    return identity;
}

Result<std::string> CmsIdentity::sign(const std::string& content, Instant when) const {
    constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_CADES;
    const Held<CMS_ContentInfo> cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    const auto failed = [] {
        return fail(internal_error("D0204", "the report could not be signed: " + complaint()));
    };
    if (cms == nullptr) return failed();
    CMS_SignerInfo* info = CMS_add1_signer(cms.get(), sk_X509_value(certificates_.get(), 0),
                                           key_.get(), EVP_sha256(), flags);
    if (info == nullptr) return failed();
    const Held<ASN1_TIME> time(ASN1_TIME_set(nullptr, static_cast<time_t>(when.seconds)));
    if (time == nullptr ||
        CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time.get(), -1) != 1)
        return failed();
    for (int i = 1; i < sk_X509_num(certificates_.get()); ++i)
        if (CMS_add1_cert(cms.get(), sk_X509_value(certificates_.get(), i)) != 1) return failed();
    if (CMS_final(cms.get(), reading(content).get(), nullptr, flags) != 1) return failed();
    unsigned char* der = nullptr;
    const int length = i2d_CMS_ContentInfo(cms.get(), &der);
    if (length <= 0) return failed();
    std::string out(reinterpret_cast<char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return out;
}

std::string verify_cms(const std::string& der, const std::string& content) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const Held<CMS_ContentInfo> cms(
        d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (cms == nullptr) return "it is no CMS signature: " + complaint();
    const auto read =
        static_cast<std::size_t>(at - reinterpret_cast<const unsigned char*>(der.data()));
    if (der.find_first_not_of('\0', read) != std::string::npos)
        return "something stands in the room that it leaves free";
    // CAdES asks for a chain: the certificates inside are taken at their word, whatever their
    // dates.
    const Held<X509_STORE> store(X509_STORE_new());
    const Held<stack_st_X509> inside(CMS_get1_certs(cms.get()));
    for (int i = 0; i < sk_X509_num(inside.get()); ++i)
        X509_STORE_add_cert(store.get(), sk_X509_value(inside.get(), i));
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
    const int ok = CMS_verify(cms.get(), nullptr, store.get(), reading(content).get(), nullptr,
                              CMS_DETACHED | CMS_BINARY | CMS_CADES);
    if (ok != 1) return complaint();
    return "";
}

}  // namespace isonomia::reports::pdf
