// What an entry says, field by field: salted disclosures, their commitments, and sealing.
// docs/formats/ledger.md, sections 2 and 3.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"
#include "core/ledger_entry.hpp"
#include "core/random.hpp"
#include "provenance/entry/envelope.hpp"

namespace isonomia::provenance {

using PayloadKey = std::array<std::uint8_t, 32>;
using PayloadNonce = std::array<std::uint8_t, 24>;

inline constexpr std::size_t payload_fields_max = 1000;
inline constexpr std::size_t payload_bytes_max = std::size_t{64} << 20U;

// SHA-256 over the domain separator and the disclosure.
[[nodiscard]] Digest commitment(std::string_view disclosure);

// Whether it can be recorded, but for its size. Error: P0110.
[[nodiscard]] Status check_draft(const Draft& draft);

// How many bytes of salt the payload of a checked draft takes: 16 for each field.
[[nodiscard]] std::size_t salt_bytes(const Draft& draft);

// Writes the payload's bytes for a checked draft and puts the commitments into the envelope. Error:
// P0110 too large.
[[nodiscard]] Result<std::string> make_payload(const Draft& draft, Bytes salts, Envelope& envelope);

// The same, checking the draft and drawing the salts. Error: P0110.
[[nodiscard]] Result<std::string> make_payload(const Draft& draft, RandomSource& random,
                                               Envelope& envelope);

// The payload's bytes are what the envelope committed to. Error: P0402.
[[nodiscard]] Status check_payload(std::string_view payload, const Envelope& envelope);

// What one line of a payload says.
struct Field {
    std::string name;  // '@id' for the identifier
    Json value;
};
// Reads a line without its line feed. Error: P0402 when it is not a disclosure.
[[nodiscard]] Result<Field> read_disclosure(std::string_view line);

struct PayloadContent {
    std::string id;
    Json object;
};
// Reads a payload that was checked. Error: P0402 when it is not made of disclosures.
[[nodiscard]] Result<PayloadContent> read_payload(std::string_view payload);

// The names of a checked payload are as read_payload() wants them. Values are not looked at:
// parsing them takes longer than all other checks of an entry. Error: P0402.
[[nodiscard]] Status check_names(std::string_view payload);

// What a sealed payload is bound to.
struct PayloadBinding {
    std::string_view origin;
    std::uint64_t entry = 0;
    std::string_view type;
    std::string_view subject;
};

[[nodiscard]] std::vector<std::uint8_t> seal(std::string_view payload,
                                             const PayloadBinding& binding, const PayloadKey& key,
                                             const PayloadNonce& nonce);
// Error: P0403 when key, binding or bytes are not those of sealing.
[[nodiscard]] Result<std::string> unseal(Bytes sealed, const PayloadBinding& binding,
                                         const PayloadKey& key, Bytes nonce);

}  // namespace isonomia::provenance
