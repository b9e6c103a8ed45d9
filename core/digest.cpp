#include "core/digest.hpp"

#include <algorithm>

#include <openssl/evp.h>

#include "core/ensure.hpp"

namespace isonomia {

namespace {

// One OpenSSL context, started anew after each digest. The algorithm is looked up once per context:
// looking it up each time costs more than hashing a short text.
class Hash {
public:
    explicit Hash(const char* algorithm)
        : algorithm_(EVP_MD_fetch(nullptr, algorithm, nullptr)), context_(EVP_MD_CTX_new()) {
        ensure(algorithm_ != nullptr && context_ != nullptr &&
                   EVP_DigestInit_ex2(context_, algorithm_, nullptr) == 1,
               "OpenSSL to provide the digest");
    }
    ~Hash() {
        EVP_MD_CTX_free(context_);
        EVP_MD_free(algorithm_);
    }
    Hash(const Hash&) = delete;
    Hash& operator=(const Hash&) = delete;

    void update(Bytes bytes) {
        ensure(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1, "hashing to succeed");
    }
    Digest finish() {
        Digest digest{};
        unsigned int size = 0;
        ensure(EVP_DigestFinal_ex(context_, digest.data(), &size) == 1 && size == digest.size() &&
                   EVP_DigestInit_ex2(context_, nullptr, nullptr) == 1,
               "a digest of 32 bytes");
        return digest;
    }

private:
    EVP_MD* algorithm_;
    EVP_MD_CTX* context_;
};

}  // namespace

struct Sha256::Context {
    Hash hash{"SHA2-256"};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(Bytes bytes) {
    context_->hash.update(bytes);
    return *this;
}

Sha256& Sha256::update(std::string_view text) { return update(as_bytes(text)); }

Digest Sha256::finish() { return context_->hash.finish(); }

struct Sha512_256::Context {
    Hash hash{"SHA2-512/256"};
};

Sha512_256::Sha512_256() : context_(std::make_unique<Context>()) {}
Sha512_256::~Sha512_256() = default;
Sha512_256::Sha512_256(Sha512_256&&) noexcept = default;
Sha512_256& Sha512_256::operator=(Sha512_256&&) noexcept = default;

Sha512_256& Sha512_256::update(Bytes bytes) {
    context_->hash.update(bytes);
    return *this;
}

Digest Sha512_256::finish() { return context_->hash.finish(); }

Digest sha256(Bytes bytes) {
    static thread_local Sha256 hasher;
    return hasher.update(bytes).finish();
}

Digest sha256(std::string_view text) { return sha256(as_bytes(text)); }

std::string hex(Bytes bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

std::optional<Digest> digest_from_hex(std::string_view text) {
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != Digest{}.size()) return std::nullopt;
    Digest digest{};
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::uint8_t, 256> sextets = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(0xFF);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

// The bytes that base64 of this length and padding carries.
std::optional<std::size_t> decoded_size(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2U : (text.ends_with("=") ? 1U : 0U);
    return text.size() / 4 * 3 - padding;
}

}  // namespace

std::string base64(Bytes bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t here = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U | (k < here ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k <= here; ++k)
            text[at + k] = alphabet[group >> (18U - 6U * k) & 0x3FU];
        at += 4;
    }
    return text;
}

bool from_base64(std::string_view text, std::span<std::uint8_t> bytes) {
    const auto size = decoded_size(text);
    if (!size || *size != bytes.size()) return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::size_t here = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const std::uint8_t sextet = sextets[static_cast<unsigned char>(text[i + k])];
            if (k <= here && sextet == 0xFF) return false;
            group = group << 6U | (k <= here ? sextet : 0U);
        }
        for (std::size_t k = 0; k < here; ++k)
            bytes[at + k] = static_cast<std::uint8_t>(group >> (16U - 8U * k));
        if ((group & ((1U << (24U - 8U * here)) - 1U)) != 0) return false;  // stray bits
        at += here;
    }
    return true;
}

std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
    const auto size = decoded_size(text);
    if (!size) return std::nullopt;
    std::vector<std::uint8_t> bytes(*size);
    if (!from_base64(text, bytes)) return std::nullopt;
    return bytes;
}

Bytes as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace isonomia
