#include "provenance/time/timestamp_request.hpp"

#include <algorithm>

#include <openssl/evp.h>

#include "core/ensure.hpp"
#include "provenance/time/tsa_fields.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t request_bytes_max = std::size_t{64} << 10U;

tl::unexpected<Error> not_a_timestamp_request(const std::string& why) {
    return fail(input_error("P0801", "not a timestamp request: " + why)
                    .hinted("give the file that 'isonomia timestamp request' wrote, unchanged"));
}

bool set_imprint(TS_REQ& request, const TimestampRequest& from) {
    const tsa::Owned<TS_MSG_IMPRINT> imprint(TS_MSG_IMPRINT_new());
    const tsa::Owned<X509_ALGOR> algorithm(X509_ALGOR_new());
    if (!imprint || !algorithm) return false;
    X509_ALGOR_set_md(algorithm.get(), tsa::digest_of(from.hash));
    ByteString bytes = from.imprint;  // OpenSSL copies it, but does not say so in the type
    return TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
           TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) ==
               1 &&
           TS_REQ_set_msg_imprint(&request, imprint.get()) == 1;
}

bool set_nonce(TS_REQ& request, const std::string& nonce) {
    if (nonce.empty()) return true;
    BIGNUM* raw = nullptr;
    if (BN_hex2bn(&raw, nonce.c_str()) == 0) return false;
    const tsa::Owned<BIGNUM> number(raw);
    const tsa::Owned<ASN1_INTEGER> integer(BN_to_ASN1_INTEGER(number.get(), nullptr));
    return integer && TS_REQ_set_nonce(&request, integer.get()) == 1;
}

}  // namespace

namespace tsa {

const EVP_MD* digest_of(ImprintHash hash) {
    switch (hash) {
        case ImprintHash::sha256:
            return EVP_sha256();
        case ImprintHash::sha384:
            return EVP_sha384();
        case ImprintHash::sha512:
            return EVP_sha512();
    }
    return nullptr;
}

std::optional<Imprint> read_imprint(TS_MSG_IMPRINT* imprint) {
    if (imprint == nullptr) return std::nullopt;
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const int kind = OBJ_obj2nid(algorithm);
    Imprint result;
    if (kind == NID_sha256)
        result.hash = ImprintHash::sha256;
    else if (kind == NID_sha384)
        result.hash = ImprintHash::sha384;
    else if (kind == NID_sha512)
        result.hash = ImprintHash::sha512;
    else
        return std::nullopt;
    const ASN1_OCTET_STRING* bytes = TS_MSG_IMPRINT_get_msg(imprint);
    const auto size = ASN1_STRING_length(bytes);
    if (size != EVP_MD_get_size(digest_of(result.hash))) return std::nullopt;
    const unsigned char* data = ASN1_STRING_get0_data(bytes);
    result.bytes.assign(data, data + size);
    return result;
}

std::string read_number(const ASN1_INTEGER* number) {
    if (number == nullptr) return "";
    const Owned<BIGNUM> value(ASN1_INTEGER_to_BN(number, nullptr));
    if (!value) return "";
    char* digits = BN_bn2hex(value.get());
    std::string text = digits == nullptr ? "" : digits;
    OPENSSL_free(digits);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool negative = text.starts_with('-');
    text.erase(0, std::min(text.find_first_not_of('0', negative ? 1 : 0), text.size()));
    if (text.empty()) text = "0";
    return negative ? "-" + text : text;
}

std::string read_object(const ASN1_OBJECT* object) {
    if (object == nullptr) return "";
    char text[256];
    const int size = OBJ_obj2txt(text, sizeof text, object, 1);
    return size > 0 && size < static_cast<int>(sizeof text) ? std::string(text) : "";
}

}  // namespace tsa

ByteString imprint_of(std::string_view bytes, ImprintHash hash) {
    ByteString imprint(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    ensure(EVP_Digest(bytes.data(), bytes.size(), imprint.data(), &size, tsa::digest_of(hash),
                      nullptr) == 1,
           "hashing to succeed");
    imprint.resize(size);
    return imprint;
}

std::string new_nonce(RandomSource& random) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    bytes[0] |= 0x40U;  // never a leading zero
    bytes[0] &= 0x7FU;  // never negative in DER
    return hex(bytes);
}

Result<ByteString> to_der(const TimestampRequest& request) {
    const tsa::Owned<TS_REQ> structure(TS_REQ_new());
    ensure(structure != nullptr && TS_REQ_set_version(structure.get(), 1) == 1 &&
               set_imprint(*structure, request) && set_nonce(*structure, request.nonce) &&
               TS_REQ_set_cert_req(structure.get(), request.wants_certificate ? 1 : 0) == 1,
           "OpenSSL to build a timestamp request");
    if (!request.policy.empty()) {
        const tsa::Owned<ASN1_OBJECT> policy(OBJ_txt2obj(request.policy.c_str(), 1));
        if (!policy)
            return not_a_timestamp_request(
                "its policy is not an object identifier such as 1.2.3.4");
        ensure(TS_REQ_set_policy_id(structure.get(), policy.get()) == 1, "a policy to be set");
    }
    unsigned char* raw = nullptr;
    const int size = i2d_TS_REQ(structure.get(), &raw);
    ensure(size > 0, "a timestamp request to be written");
    ByteString der(raw, raw + size);
    OPENSSL_free(raw);
    return der;
}

Result<TimestampRequest> parse_timestamp_request(Bytes der) {
    if (der.empty() || der.size() > request_bytes_max)
        return not_a_timestamp_request("it is empty or too long");
    const auto structure = tsa::from_der<TS_REQ>(der, d2i_TS_REQ);
    if (!structure) return not_a_timestamp_request("it cannot be read as DER");
    if (TS_REQ_get_version(structure.get()) != 1)
        return not_a_timestamp_request("it is not of version 1");
    if (TS_REQ_get_ext_count(structure.get()) > 0)
        return not_a_timestamp_request("it has extensions");
    auto imprint = tsa::read_imprint(TS_REQ_get_msg_imprint(structure.get()));
    if (!imprint) return not_a_timestamp_request("its hash is not SHA-256, SHA-384 or SHA-512");
    TimestampRequest request;
    request.hash = imprint->hash;
    request.imprint = std::move(imprint->bytes);
    request.nonce = tsa::read_number(TS_REQ_get_nonce(structure.get()));
    request.policy = tsa::read_object(TS_REQ_get_policy_id(structure.get()));
    request.wants_certificate = TS_REQ_get_cert_req(structure.get()) != 0;
    return request;
}

}  // namespace isonomia::provenance
