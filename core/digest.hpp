// Digests of bytes and streams: SHA-256, and SHA-512/256 beside it; hexadecimal and base64.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia {

using Digest = std::array<std::uint8_t, 32>;
using Bytes = std::span<const std::uint8_t>;

// Incremental hashing; reusable after finish().
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    Sha256& update(Bytes bytes);
    Sha256& update(std::string_view text);
    [[nodiscard]] Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

// SHA-512/256 (FIPS 180-4, section 5.3.6.2): a second digest of what may have to be shown when
// SHA-256 no longer convinces. Used like Sha256.
class Sha512_256 {
public:
    Sha512_256();
    ~Sha512_256();
    Sha512_256(Sha512_256&&) noexcept;
    Sha512_256& operator=(Sha512_256&&) noexcept;

    Sha512_256& update(Bytes bytes);
    [[nodiscard]] Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

[[nodiscard]] Digest sha256(Bytes bytes);
[[nodiscard]] Digest sha256(std::string_view text);

// Lower-case hexadecimal, and back; nothing when the text is not exactly that.
[[nodiscard]] std::string hex(Bytes bytes);
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);
[[nodiscard]] std::optional<Digest> digest_from_hex(std::string_view text);

// Standard base64 with padding (RFC 4648 §4), and back; nothing when not canonical.
[[nodiscard]] std::string base64(Bytes bytes);
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);
// Decodes into exactly these bytes; false when the text is not canonical or of another size.
[[nodiscard]] bool from_base64(std::string_view text, std::span<std::uint8_t> bytes);

[[nodiscard]] Bytes as_bytes(std::string_view text);

}  // namespace isonomia
