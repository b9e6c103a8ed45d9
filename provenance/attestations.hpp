// What others said about checkpoints, as entries record it, and whether it fits this ledger.
#pragma once

#include <functional>

#include "core/attestation.hpp"
#include "core/ledger_entry.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/time/timestamp_renewal.hpp"
#include "provenance/time/timestamp_token.hpp"

namespace isonomia::provenance {

template <class T>
struct OnRecord {
    std::uint64_t entry = 0;
    T object;
    bool current = true;  // not replaced or withdrawn since
};

// The entries of types 'attestation', 'witness_policy' and 'equivocation', in their order.
class AttestationRegister {
public:
    [[nodiscard]] static bool reads(std::string_view type);

    // Entries of other types only count for what they supersede. Error: J0002.
    Status add(std::uint64_t entry, std::string_view type,
               const std::optional<std::uint64_t>& supersedes, const Json& payload);
    Status add(const LedgerEntry& entry);

    // The policy in force, or nullptr.
    [[nodiscard]] const OnRecord<WitnessPolicy>* policy() const;

    std::vector<OnRecord<Attestation>> attestations;
    std::vector<OnRecord<WitnessPolicy>> policies;
    std::vector<OnRecord<Equivocation>> equivocations;
};

// The ledger that attestations are compared with. Both give the root over the first `size` entries.
struct LedgerView {
    std::string origin;
    std::function<Result<Digest>(std::uint64_t size)> root;
    std::function<Result<Digest512>(std::uint64_t size)> sha512_root;

    // The text that the checkpoint over `size` entries signs.
    [[nodiscard]] Result<std::string> checkpoint_text(std::uint64_t size) const;
};

// A recorded cosignature is over this ledger's checkpoint, by the key that it names, at the time
// that it names. Errors: P0711 it is of another ledger or of other entries, P0701 to P0703.
[[nodiscard]] Result<Instant> check_recorded_cosignature(const Attestation& attestation,
                                                         const LedgerView& ledger);

// Two clocks that differ by no more than this, in seconds, are taken to agree.
inline constexpr std::int64_t clock_tolerance = 600;

// When an attestation was made, by its maker's clock: not before `from`, not after `to`.
struct AttestedTime {
    Instant from;
    Instant to;
};
[[nodiscard]] AttestedTime attested_time(const TimestampToken& token);

// The recorder's times can be true beside an attested one: the last entry that is covered had been
// recorded by then, and the attestation itself was not recorded before it was made. Error: P0714.
[[nodiscard]] Status check_times(const AttestedTime& attested, std::optional<Instant> last_covered,
                                 Instant recorded);

// The tokens of all timestamps that are recorded among the first `size` entries.
[[nodiscard]] std::vector<ByteString> tokens_among(const AttestationRegister& on_record,
                                                   std::uint64_t size);
[[nodiscard]] std::vector<std::string> timestamps_among(const AttestationRegister& on_record,
                                                        std::uint64_t size);

// The bytes that a recorded timestamp is over: the checkpoint's text, or the statement of a
// renewal.
[[nodiscard]] Result<std::string> stamped_bytes(const Attestation& attestation,
                                                const AttestationRegister& on_record,
                                                const LedgerView& ledger);

// "timestamp-" and 16 hex digits of the token's SHA-256.
[[nodiscard]] std::string timestamp_id(const ByteString& token);

// A recorded timestamp is named by its token, says what the token says, and the token is over what
// it should be over. Says nothing about who signed the token: that is verify_token()'s.
// Errors: P0711, P0802, P0804.
[[nodiscard]] Result<ByteString> check_recorded_timestamp(const Attestation& attestation,
                                                          const AttestationRegister& on_record,
                                                          const LedgerView& ledger);

}  // namespace isonomia::provenance
