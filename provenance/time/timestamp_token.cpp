#include "provenance/time/timestamp_token.hpp"

#include <ctime>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "provenance/time/tsa_fields.hpp"
#include "provenance/time/tsa_held.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t response_bytes_max = std::size_t{1} << 20U;
constexpr int strength_level = 2;  // of OpenSSL: 112 bits
constexpr long accuracy_seconds_max = 86400;

tl::unexpected<Error> not_a_token(const std::string& why) {
    return fail(input_error("P0802", "not a timestamp: " + why)
                    .hinted("give the answer of the authority as it came, unchanged"));
}

tl::unexpected<Error> not_proved(const std::string& why) {
    ERR_clear_error();
    return fail(integrity_error("P0806", "the timestamp proves nothing: " + why)
                    .hinted("compare the certificates with those that the authority publishes, and "
                            "ask it for a new timestamp"));
}

// Why OpenSSL did not believe a token, and whether only for want of a trusted root.
tl::unexpected<Error> not_believed() {
    const unsigned long code = ERR_peek_last_error();
    const char* data = nullptr;
    int flags = 0;
    ERR_peek_last_error_all(nullptr, nullptr, nullptr, &data, &flags);
    const char* reason = ERR_reason_error_string(code);
    std::string text = reason == nullptr ? "it does not fit" : reason;
    const std::string detail =
        data != nullptr && (flags & ERR_TXT_STRING) != 0 ? std::string(data) : std::string();
    if (!detail.empty()) text += " (" + detail + ")";
    ERR_clear_error();
    for (const int want :
         {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
          X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE})
        if (detail.ends_with(X509_verify_cert_error_string(want)))
            return fail(
                integrity_error("P0810", "the timestamp is by an authority that you do not trust")
                    .note(text)
                    .hinted("give the certificates that this authority publishes, if you trust "
                            "it"));
    return not_proved(text);
}

// GeneralizedTime as RFC 3161 has it: YYYYMMDDhhmmss[.s...]Z.
struct GenTime {
    Instant second;
    bool fraction = false;
};
std::optional<GenTime> read_time(const ASN1_GENERALIZEDTIME* time) {
    if (time == nullptr) return std::nullopt;
    const std::string text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(time)),
                           static_cast<std::size_t>(ASN1_STRING_length(time)));
    constexpr std::size_t digits = 14;
    if (text.size() <= digits || text.back() != 'Z') return std::nullopt;
    const auto whole = parse_instant(
        fmt::format("{}-{}-{}T{}:{}:{}Z", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2),
                    text.substr(8, 2), text.substr(10, 2), text.substr(12, 2)));
    if (!whole) return std::nullopt;
    const std::string rest = text.substr(digits, text.size() - digits - 1);
    if (rest.empty()) return GenTime{*whole, false};
    if (rest.size() < 2 || rest.front() != '.' ||
        rest.find_first_not_of("0123456789", 1) != std::string::npos)
        return std::nullopt;
    return GenTime{*whole, rest.find_first_not_of("0", 1) != std::string::npos};
}

// Seconds to add for the accuracy, rounded up; nothing when it is not one.
std::optional<std::int64_t> read_accuracy(TS_ACCURACY* accuracy) {
    if (accuracy == nullptr) return 0;
    const auto part = [](const ASN1_INTEGER* number) {
        return number == nullptr ? 0L : ASN1_INTEGER_get(number);
    };
    const long seconds = part(TS_ACCURACY_get_seconds(accuracy));
    const long millis = part(TS_ACCURACY_get_millis(accuracy));
    const long micros = part(TS_ACCURACY_get_micros(accuracy));
    if (seconds < 0 || millis < 0 || micros < 0 || seconds > accuracy_seconds_max)
        return std::nullopt;
    return seconds + (millis > 0 || micros > 0 ? 1 : 0);
}

Result<TimestampToken> read_info(TS_TST_INFO& info) {
    if (TS_TST_INFO_get_version(&info) != 1) return not_a_token("it is not of version 1");
    auto imprint = tsa::read_imprint(TS_TST_INFO_get_msg_imprint(&info));
    if (!imprint) return not_a_token("its hash is not SHA-256, SHA-384 or SHA-512");
    const auto time = read_time(TS_TST_INFO_get_time(&info));
    if (!time) return not_a_token("its time is not a date of UTC");
    const auto accuracy = read_accuracy(TS_TST_INFO_get_accuracy(&info));
    if (!accuracy) return not_a_token("its accuracy is no part of a day");
    TimestampToken token;
    token.hash = imprint->hash;
    token.imprint = std::move(imprint->bytes);
    token.nonce = tsa::read_number(TS_TST_INFO_get_nonce(&info));
    token.policy = tsa::read_object(TS_TST_INFO_get_policy_id(&info));
    token.serial = tsa::read_number(TS_TST_INFO_get_serial(&info));
    token.made = time->second;
    token.latest = {time->second.seconds + (time->fraction ? 1 : 0) + *accuracy};
    return token;
}

struct OpenToken {
    tsa::Owned<PKCS7> signed_data;
    TimestampToken token;
};
Result<OpenToken> open_token(Bytes der) {
    if (der.empty() || der.size() > response_bytes_max)
        return not_a_token("it is empty or too long");
    OpenToken result;
    result.signed_data = tsa::from_der<PKCS7>(der, d2i_PKCS7);
    const tsa::Owned<TS_TST_INFO> info(
        result.signed_data ? PKCS7_to_TS_TST_INFO(result.signed_data.get()) : nullptr);
    ERR_clear_error();
    if (!info) return not_a_token("it cannot be read as a token of RFC 3161");
    auto token = read_info(*info);
    if (!token) return fail(token.error());
    result.token = std::move(*token);
    return result;
}

// Trusts the self-signed ones of the given certificates, as of the time of the token.
tsa::Owned<X509_STORE> store_at(const STACK_OF(X509) * certificates, Instant at) {
    tsa::Owned<X509_STORE> store(X509_STORE_new());
    if (!store) return store;
    for (int i = 0; i < sk_X509_num(certificates); ++i) {
        X509* certificate = sk_X509_value(certificates, i);
        if ((X509_get_extension_flags(certificate) & EXFLAG_SS) != 0 &&
            X509_STORE_add_cert(store.get(), certificate) != 1)
            return nullptr;
    }
    X509_VERIFY_PARAM* parameters = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(at.seconds));
    X509_VERIFY_PARAM_set_auth_level(parameters, strength_level);
    return store;
}

// RFC 3161 §2.3: extended key usage, critical, timeStamping and nothing else.
bool is_for_timestamps(X509* certificate) {
    const int at = X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1);
    return at >= 0 && X509_get_ext_by_NID(certificate, NID_ext_key_usage, at) < 0 &&
           X509_EXTENSION_get_critical(X509_get_ext(certificate, at)) == 1 &&
           X509_get_extended_key_usage(certificate) == XKU_TIMESTAMP;
}

bool digest_is_strong(PKCS7* signed_data) {
    STACK_OF(PKCS7_SIGNER_INFO)* signers = PKCS7_get_signer_info(signed_data);
    if (signers == nullptr || sk_PKCS7_SIGNER_INFO_num(signers) != 1) return false;
    X509_ALGOR* algorithm = nullptr;
    PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(signers, 0), nullptr, &algorithm,
                                nullptr);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    const EVP_MD* digest = EVP_get_digestbyobj(object);
    return digest != nullptr && EVP_MD_get_size(digest) >= 28;
}

std::string subject_of(X509* certificate) {
    const tsa::Owned<BIO> text(BIO_new(BIO_s_mem()));
    if (!text ||
        X509_NAME_print_ex(text.get(), X509_get_subject_name(certificate), 0,
                           XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) < 0)
        return "";
    char* data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : "";
}

Instant end_of(const X509* certificate) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
    const auto end = parse_instant(
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                    parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec));
    return end.value_or(Instant{});
}

}  // namespace

Result<ByteString> token_in_response(Bytes response) {
    if (response.empty() || response.size() > response_bytes_max)
        return not_a_token("the answer is empty or too long");
    const auto structure = tsa::from_der<TS_RESP>(response, d2i_TS_RESP);
    ERR_clear_error();
    if (!structure) return not_a_token("the answer cannot be read as DER");
    const ASN1_INTEGER* status =
        TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(structure.get()));
    const long number = ASN1_INTEGER_get(status);
    if (number != TS_STATUS_GRANTED && number != TS_STATUS_GRANTED_WITH_MODS)
        return fail(
            input_error("P0803",
                        fmt::format("the authority did not grant a timestamp (status {})", number))
                .hinted("make a new request; ask the authority which hash and policy it accepts"));
    if (TS_RESP_get_token(structure.get()) == nullptr)
        return not_a_token("the answer holds no token");
    // SEQUENCE { PKIStatusInfo, token }: the token's bytes as they came, never written anew.
    const unsigned char* at = response.data();
    long length = 0;
    int tag = 0;
    int kind = 0;
    ASN1_get_object(&at, &length, &tag, &kind, static_cast<long>(response.size()));
    const unsigned char* end = at + length;
    ASN1_get_object(&at, &length, &tag, &kind, static_cast<long>(end - at));
    return ByteString(at + length, end);
}

Result<TimestampToken> parse_token(Bytes token) {
    auto opened = open_token(token);
    if (!opened) return fail(opened.error());
    return std::move(opened->token);
}

Status check_answers(const TimestampToken& token, const TimestampRequest& request) {
    if (token.hash != request.hash || token.imprint != request.imprint)
        return fail(integrity_error("P0804", "the timestamp is over other bytes than the request"));
    if (token.nonce != request.nonce)
        return fail(integrity_error("P0805",
                                    "the timestamp does not repeat the number (nonce) of "
                                    "the request"));
    if (!request.policy.empty() && token.policy != request.policy)
        return fail(integrity_error("P0805", fmt::format("the timestamp is under policy {}, not {}",
                                                         token.policy, request.policy)));
    return {};
}

Result<VerifiedToken> verify_token(Bytes token, const TsaCertificates& trusted) {
    auto opened = open_token(token);
    if (!opened) return fail(opened.error());
    PKCS7* signed_data = opened->signed_data.get();
    if (!digest_is_strong(signed_data))
        return not_proved("it has not exactly one signer with a hash that is still safe");
    STACK_OF(X509)* certificates = trusted.held().certificates.get();
    const auto store = store_at(certificates, opened->token.made);
    if (!store) return not_proved("the certificates cannot be used");
    X509* raw_signer = nullptr;
    const int valid = TS_RESP_verify_signature(signed_data, certificates, store.get(), &raw_signer);
    const tsa::Owned<X509> signer(raw_signer);
    if (valid != 1 || !signer) return not_believed();
    ERR_clear_error();
    if (!is_for_timestamps(signer.get()))
        return fail(
            integrity_error("P0807", "the signer's certificate is not for timestamps alone"));
    unsigned char* der = nullptr;
    const int size = i2d_X509(signer.get(), &der);
    VerifiedToken result;
    result.certificate =
        size > 0 ? hex(sha256(Bytes(der, static_cast<std::size_t>(size)))) : std::string();
    OPENSSL_free(der);
    result.authority = subject_of(signer.get());
    result.valid_until = end_of(signer.get());
    result.token = std::move(opened->token);
    return result;
}

}  // namespace isonomia::provenance
