// SHA256_Init and its sisters: see Sha256::Context.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "core/digest.hpp"

#include <algorithm>

#include <openssl/evp.h>
#include <openssl/sha.h>

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

// EVP allocates and wipes a new state for each digest, which takes as long as hashing a short text,
// and most texts here are short: commitments, nodes, leaves. OpenSSL's older functions, which EVP
// itself calls, do not.
struct Sha256::Context {
    SHA256_CTX state{};
    void begin() { ensure(SHA256_Init(&state) == 1, "SHA-256 to begin"); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { context_->begin(); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(Bytes bytes) {
    ensure(SHA256_Update(&context_->state, bytes.data(), bytes.size()) == 1, "hashing to succeed");
    return *this;
}

Sha256& Sha256::update(std::string_view text) { return update(as_bytes(text)); }

Digest Sha256::finish() {
    Digest digest{};
    ensure(SHA256_Final(digest.data(), &context_->state) == 1, "a digest of 32 bytes");
    context_->begin();
    return digest;
}

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

// Both directions are hot: every commitment of every entry goes through them. Whole groups first,
// the padded one apart.
std::string base64(Bytes bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    const std::uint8_t* from = bytes.data();
    char* to = text.data();
    const char* letters = alphabet.data();
    std::size_t left = bytes.size();
    for (; left >= 3; left -= 3, from += 3, to += 4) {
        const auto group = static_cast<std::uint32_t>(from[0] << 16 | from[1] << 8 | from[2]);
        to[0] = letters[group >> 18U];
        to[1] = letters[group >> 12U & 0x3FU];
        to[2] = letters[group >> 6U & 0x3FU];
        to[3] = letters[group & 0x3FU];
    }
    if (left > 0) {
        const auto group =
            static_cast<std::uint32_t>(from[0] << 16 | (left > 1 ? from[1] << 8 : 0));
        to[0] = letters[group >> 18U];
        to[1] = letters[group >> 12U & 0x3FU];
        if (left > 1) to[2] = letters[group >> 6U & 0x3FU];
    }
    return text;
}

bool from_base64(std::string_view text, std::span<std::uint8_t> bytes) {
    const auto size = decoded_size(text);
    if (!size || *size != bytes.size()) return false;
    const char* from = text.data();
    std::uint8_t* to = bytes.data();
    std::size_t left = bytes.size();
    const std::uint8_t* values = sextets.data();
    const auto value = [&](std::size_t i) -> std::uint32_t {
        return values[static_cast<unsigned char>(from[i])];
    };
    for (; left >= 3; left -= 3, from += 4, to += 3) {
        const std::uint32_t a = value(0), b = value(1), c = value(2), d = value(3);
        if ((a | b | c | d) > 0x3FU) return false;
        to[0] = static_cast<std::uint8_t>(a << 2U | b >> 4U);
        to[1] = static_cast<std::uint8_t>(b << 4U | c >> 2U);
        to[2] = static_cast<std::uint8_t>(c << 6U | d);
    }
    if (left == 0) return true;
    const std::uint32_t a = value(0), b = value(1), c = left > 1 ? value(2) : 0;
    if ((a | b | c) > 0x3FU) return false;
    to[0] = static_cast<std::uint8_t>(a << 2U | b >> 4U);
    if (left > 1) to[1] = static_cast<std::uint8_t>(b << 4U | c >> 2U);
    return (left > 1 ? c & 0x3U : b & 0xFU) == 0;  // no stray bits
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
