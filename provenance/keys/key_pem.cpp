#include "provenance/keys/key_pem.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/asn1t.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(PKCS8_PRIV_KEY_INFO* info) const { PKCS8_PRIV_KEY_INFO_free(info); }
    void operator()(X509_SIG* sealed) const { X509_SIG_free(sealed); }
    void operator()(PBE2PARAM* parameters) const { PBE2PARAM_free(parameters); }
    void operator()(PBKDF2PARAM* parameters) const { PBKDF2PARAM_free(parameters); }
    void operator()(SCRYPT_PARAMS* parameters) const { SCRYPT_PARAMS_free(parameters); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view encrypted_mark = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
constexpr std::size_t seed_size = 32;

constexpr std::uint64_t scrypt_n = 1U << 14U;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 5;
constexpr std::uint64_t scrypt_work_max = 1U << 22U;
constexpr std::uint64_t rounds_max = 1U << 22U;

tl::unexpected<Error> not_a_private_key(const std::string& why) {
    ERR_clear_error();
    return fail(input_error("P0501", "not an Ed25519 private key in PKCS#8 and PEM: " + why));
}

// One block of PEM, decoded; wiped when done.
class Block {
public:
    explicit Block(std::string_view pem) {
        const Owned<BIO> buffer(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
        if (buffer) PEM_read_bio(buffer.get(), &name_, &header_, &bytes_, &size_);
    }
    ~Block() {
        OPENSSL_free(name_);
        OPENSSL_free(header_);
        OPENSSL_clear_free(bytes_, static_cast<std::size_t>(size_));
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    [[nodiscard]] std::string_view name() const { return name_ == nullptr ? "" : name_; }
    [[nodiscard]] bool has_header() const { return header_ != nullptr && *header_ != 0; }

    // The structure that the block is made of, to its last byte, or nothing.
    template <class T, class Decode>
    [[nodiscard]] Owned<T> decode(Decode decode_bytes) const {
        const unsigned char* at = bytes_;
        Owned<T> result(decode_bytes(nullptr, &at, size_));
        if (result && at != bytes_ + size_) result.reset();
        return result;
    }

private:
    char* name_ = nullptr;
    char* header_ = nullptr;
    unsigned char* bytes_ = nullptr;
    long size_ = 0;
};

std::uint64_t value_of(const ASN1_INTEGER* number) {
    std::uint64_t value = 0;
    const bool small = number != nullptr && ASN1_INTEGER_get_uint64(&value, number) == 1;
    return small ? value : UINT64_MAX;
}

// Why the work that the parameters ask for is not done; "" when it is bearable.
std::string objection_to(const X509_ALGOR* derivation) {
    const ASN1_OBJECT* kind = nullptr;
    const void* value = nullptr;
    int type = 0;
    X509_ALGOR_get0(&kind, &type, &value, derivation);
    if (type != V_ASN1_SEQUENCE) return "its encryption has no parameters";
    const auto* sequence = static_cast<const ASN1_STRING*>(value);
    const auto too_much = [](std::uint64_t factor, std::uint64_t& rest) {
        if (factor == 0 || factor > rest) return true;
        rest /= factor;
        return false;
    };
    const char* const busy = "opening it would take longer than any honest key asks for";
    if (OBJ_obj2nid(kind) == NID_id_pbkdf2) {
        const Owned<PBKDF2PARAM> read(
            static_cast<PBKDF2PARAM*>(ASN1_item_unpack(sequence, ASN1_ITEM_rptr(PBKDF2PARAM))));
        if (!read) return "its encryption is malformed";
        return value_of(read->iter) > rounds_max ? busy : "";
    }
    if (OBJ_obj2nid(kind) == NID_id_scrypt) {
        const Owned<SCRYPT_PARAMS> read(
            static_cast<SCRYPT_PARAMS*>(ASN1_item_unpack(sequence, ASN1_ITEM_rptr(SCRYPT_PARAMS))));
        if (!read) return "its encryption is malformed";
        std::uint64_t rest = scrypt_work_max;
        for (const ASN1_INTEGER* factor :
             {read->costParameter, read->blockSize, read->parallelizationParameter})
            if (too_much(value_of(factor), rest)) return busy;
        return "";
    }
    return "its passphrase is stretched neither by scrypt nor by PBKDF2";
}

std::string objection_to(const X509_SIG* sealed) {
    const X509_ALGOR* algorithm = nullptr;
    X509_SIG_get0(sealed, &algorithm, nullptr);
    const ASN1_OBJECT* kind = nullptr;
    const void* value = nullptr;
    int type = 0;
    X509_ALGOR_get0(&kind, &type, &value, algorithm);
    if (OBJ_obj2nid(kind) != NID_pbes2 || type != V_ASN1_SEQUENCE)
        return "it is encrypted in another way than PBES2";
    const Owned<PBE2PARAM> parameters(static_cast<PBE2PARAM*>(
        ASN1_item_unpack(static_cast<const ASN1_STRING*>(value), ASN1_ITEM_rptr(PBE2PARAM))));
    if (!parameters) return "its encryption is malformed";
    return objection_to(parameters->keyfunc);
}

Result<Owned<PKCS8_PRIV_KEY_INFO>> open_sealed(const Block& block, const AskSecret& ask) {
    const auto sealed = block.decode<X509_SIG>(d2i_X509_SIG);
    if (!sealed) return not_a_private_key("its bytes are damaged");
    if (const std::string why = objection_to(sealed.get()); !why.empty())
        return not_a_private_key(why);
    const auto passphrase = ask();
    if (!passphrase) return fail(passphrase.error());
    Owned<PKCS8_PRIV_KEY_INFO> info(PKCS8_decrypt(sealed.get(), passphrase->view().data(),
                                                  static_cast<int>(passphrase->size())));
    if (info) return info;
    ERR_clear_error();
    return fail(input_error("P0506", "the passphrase does not open the private key")
                    .hinted("try again; a passphrase that is lost cannot be recovered"));
}

Result<Secret> seed_of(const PKCS8_PRIV_KEY_INFO* info) {
    const Owned<EVP_PKEY> key(EVP_PKCS82PKEY(info));
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519)
        return not_a_private_key("it is a key of another kind");
    std::array<unsigned char, seed_size> bytes{};
    std::size_t size = bytes.size();
    ensure(EVP_PKEY_get_raw_private_key(key.get(), bytes.data(), &size) == 1 && size == seed_size,
           "an Ed25519 private key");
    Secret seed({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return seed;
}

Owned<X509_SIG> sealed_by(PKCS8_PRIV_KEY_INFO* info, const Secret& passphrase,
                          RandomSource& random) {
    std::array<std::uint8_t, 16> salt{};
    std::array<std::uint8_t, 16> start{};
    random.fill(salt);
    random.fill(start);
    X509_ALGOR* algorithm =
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt.data(), static_cast<int>(salt.size()),
                              start.data(), scrypt_n, scrypt_r, scrypt_p);
    ensure(algorithm != nullptr, "OpenSSL to provide scrypt");
    Owned<X509_SIG> sealed(PKCS8_set0_pbe(passphrase.view().data(),
                                          static_cast<int>(passphrase.size()), info, algorithm));
    if (!sealed) X509_ALGOR_free(algorithm);
    return sealed;
}

}  // namespace

Secret to_pem(const Secret& seed, const Secret* passphrase, RandomSource& random) {
    ensure(seed.size() == seed_size, "the 32 bytes of a private key");
    const Owned<EVP_PKEY> key(EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(seed.view().data()),
        seed.size()));
    ensure(key != nullptr, "OpenSSL to provide Ed25519");
    const Owned<PKCS8_PRIV_KEY_INFO> info(EVP_PKEY2PKCS8(key.get()));
    const Owned<BIO> buffer(BIO_new(BIO_s_secmem()));
    ensure(info && buffer, "memory for a private key");
    if (passphrase == nullptr) {
        ensure(PEM_write_bio_PKCS8_PRIV_KEY_INFO(buffer.get(), info.get()) == 1,
               "writing a private key");
    } else {
        ensure(!passphrase->empty(), "a passphrase that is not empty");
        const auto sealed = sealed_by(info.get(), *passphrase, random);
        ensure(sealed && PEM_write_bio_PKCS8(buffer.get(), sealed.get()) == 1,
               "encrypting a private key");
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(buffer.get(), &text);
    return Secret({text, static_cast<std::size_t>(size)});
}

bool is_encrypted_pem(std::string_view pem) {
    return pem.find(encrypted_mark) != std::string_view::npos;
}

Result<Secret> from_pem(std::string_view pem, const AskSecret& ask) {
    const auto first = pem.find(begin_mark);
    if (first == std::string_view::npos) return not_a_private_key("it holds no PEM");
    if (pem.find(begin_mark, first + 1) != std::string_view::npos)
        return not_a_private_key("it holds more than one block of PEM");
    const Block block(pem);
    ERR_clear_error();
    if (block.name().empty()) return not_a_private_key("its PEM is damaged");
    if (block.has_header()) return not_a_private_key("it is encrypted in another way than PBES2");
    if (block.name() == "ENCRYPTED PRIVATE KEY") {
        const auto info = open_sealed(block, ask);
        if (!info) return fail(info.error());
        return seed_of(info->get());
    }
    if (block.name() != "PRIVATE KEY")
        return not_a_private_key(
            fmt::format("its block is called '{}'", block.name().substr(0, 40)));
    const auto info = block.decode<PKCS8_PRIV_KEY_INFO>(d2i_PKCS8_PRIV_KEY_INFO);
    if (!info) return not_a_private_key("its bytes are damaged");
    return seed_of(info.get());
}

}  // namespace isonomia::provenance
