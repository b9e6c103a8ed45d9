// Two signed checkpoints of one ledger that cannot both be true, and the proof that they cannot.
//
// Same number of entries, different roots: the two notes are the proof. Different numbers: the
// proof is the root that the longer tree has at the size of the shorter checkpoint, with the RFC
// 9162 consistency proof of it; since that root is not the one that was signed, one tree cannot
// have had both. Nobody needs the ledger to check either.
#pragma once

#include <optional>

#include "core/attestation.hpp"
#include "provenance/log/checkpoint.hpp"

namespace isonomia::provenance {

// What a ledger can add when the sizes differ.
struct TreeAtSize {
    Digest root{};              // of the larger checkpoint's tree at the size of the smaller
    std::vector<Digest> proof;  // consistency proof between that root and the larger checkpoint's
};

// How two checkpoints stand to each other, both signed by `ledger`.
enum class Standing {
    same,           // the same size and root
    contradiction,  // they cannot both be true
    consistent,     // the larger one continues the smaller
    open,           // different sizes, and no proof either way
};

// Checks origin, signatures and, where given, the proof. Errors: those of parse_checkpoint, P0303 a
// signature, P0713 the notes are of different ledgers, P0202 the proof does not fit.
[[nodiscard]] Result<Standing> compare_checkpoints(std::string_view first, std::string_view second,
                                                   const Verifier& ledger,
                                                   const std::optional<TreeAtSize>& between);

// The proof as it is recorded and handed over. The notes must stand in contradiction, as
// compare_checkpoints() has it; else P0712.
[[nodiscard]] Result<Equivocation> prove_equivocation(std::string_view first,
                                                      std::string_view second,
                                                      const Verifier& ledger,
                                                      const std::optional<TreeAtSize>& between,
                                                      const std::string& source);

// Every claim of a recorded or imported proof holds. Errors as above.
[[nodiscard]] Status check_equivocation(const Equivocation& equivocation);

// A portable proof: canonical JSON of the described members and a line feed. Errors of reading:
// J0001, J0002, and those of check_equivocation.
[[nodiscard]] std::string to_proof_file(const Equivocation& equivocation);
[[nodiscard]] Result<Equivocation> read_proof_file(std::string_view bytes,
                                                   const std::string& file = "proof");

}  // namespace isonomia::provenance
