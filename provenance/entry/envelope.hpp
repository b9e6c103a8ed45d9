// The envelope of an entry: what every reader sees of it. docs/formats/ledger.md, section 1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/digest.hpp"

namespace isonomia::provenance {

inline constexpr std::size_t envelope_bytes_max = 65535;

// Names a key file.
using KeyFileId = std::array<std::uint8_t, 16>;

// Where an entry stands; only acts signed by a person say it themselves.
struct Place {
    std::uint64_t entry = 0;
    std::string ledger;  // origin

    bool operator==(const Place&) const = default;
};

struct Envelope {
    std::optional<Digest> after;  // in the first entry of a batch: digest of the checkpoint's text
    std::string author;           // fingerprint of the ledger's key
    std::optional<Digest> authority;
    std::optional<Instant> clock;
    std::vector<KeyFileId> erases;  // ascending; in entries of type 'erasure', there at least one
    std::optional<Digest> exhibit;
    std::vector<Digest> fields;       // commitments, ascending as base64
    std::optional<std::string> next;  // type 'key' only: fingerprint of the next author
    std::optional<Place> place;
    Instant recorded;
    std::optional<std::uint64_t> supersedes;
    std::string type;

    bool operator==(const Envelope&) const = default;

    // All commitments in the order of the payload's lines.
    [[nodiscard]] std::vector<Digest> commitments() const;
};

[[nodiscard]] bool valid_type(std::string_view type);

// 64 lower-case hex digits.
[[nodiscard]] bool valid_fingerprint(std::string_view text);

// 'isonomia/ledger/' and 32 lower-case hex digits.
constexpr std::string_view origin_prefix = "isonomia/ledger/";  // then 32 hex digits
[[nodiscard]] bool valid_origin(std::string_view text);

// The stored bytes: canonical JSON.
[[nodiscard]] std::string to_bytes(const Envelope& envelope);

// Accepts exactly what to_bytes() can write and nothing else, so what it accepts is canonical.
// Error: P0401 with the byte at which it stopped.
[[nodiscard]] Result<Envelope> parse_envelope(std::string_view bytes);

// The same into an envelope whose memory is used again; what it holds after an error is nothing to
// rely on.
[[nodiscard]] Status parse_envelope(std::string_view bytes, Envelope& envelope);

}  // namespace isonomia::provenance
