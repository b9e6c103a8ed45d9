// The envelope of an entry: what stands in the tree. docs/formats/ledger.md, section 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"

namespace isonomia::provenance {

inline constexpr std::size_t envelope_bytes_max = 65535;

// Commitments are kept as their text: base64 of 32 bytes.
struct Envelope {
    std::string author;
    std::optional<std::string> authority;
    std::optional<Instant> clock;
    std::optional<std::string> exhibit;
    std::vector<std::string> fields;
    Instant recorded;
    std::optional<std::uint64_t> supersedes;
    std::string type;

    bool operator==(const Envelope&) const = default;

    // All commitments in the order of the payload's lines.
    [[nodiscard]] std::vector<std::string_view> commitments() const;
};

[[nodiscard]] bool valid_type(std::string_view type);

// The stored bytes: canonical JSON.
[[nodiscard]] std::string to_bytes(const Envelope& envelope);

// Accepts exactly what to_bytes() can write and nothing else, so what it accepts is canonical.
// Error: P0401 with the byte at which it stopped.
[[nodiscard]] Result<Envelope> parse_envelope(std::string_view bytes);

}  // namespace isonomia::provenance
