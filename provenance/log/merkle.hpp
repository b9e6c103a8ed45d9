// Merkle tree arithmetic of RFC 9162 §2.1 with SHA-256: pure functions, no storage.
//
// leaf hash = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right): the prefixes keep a
// node from passing as an entry. The root of no entries is SHA-256 of nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/digest.hpp"

namespace isonomia::provenance {

[[nodiscard]] Digest leaf_hash(std::string_view entry);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);
[[nodiscard]] Digest empty_root();

// The root of 2^k hashes side by side; at least one.
[[nodiscard]] Digest subtree_root(std::span<const Digest> hashes);

// The right edge of a tree: the roots of its complete subtrees, largest first. Enough to append and
// to give the root, in memory of log2(size) hashes.
class CompactRange {
public:
    // Appends a complete subtree of 2^level leaves; 0 is a leaf hash. The size so far must be a
    // multiple of 2^level. `made` hears of every larger subtree that it completes, smallest first.
    using Made = std::function<void(unsigned level, const Digest& root)>;
    void append(const Digest& hash, unsigned level = 0, const Made& made = {});

    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    struct Subtree {
        unsigned level;
        Digest hash;
    };
    std::vector<Subtree> subtrees_;
    std::uint64_t size_ = 0;
};

// Gives the root of the complete subtree over leaves [index * 2^level, (index + 1) * 2^level).
using NodeSource = std::function<Result<Digest>(unsigned level, std::uint64_t index)>;

// The root of the first `size` leaves.
[[nodiscard]] Result<Digest> root_at(std::uint64_t size, const NodeSource& nodes);

// RFC 9162 §2.1.3.1. `index` < `size`; the source must know every complete subtree below `size`.
[[nodiscard]] Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                          const NodeSource& nodes);

// RFC 9162 §2.1.4.1. 0 < `size1` <= `size2`; empty when they are equal.
[[nodiscard]] Result<std::vector<Digest>> consistency_proof(std::uint64_t size1,
                                                            std::uint64_t size2,
                                                            const NodeSource& nodes);

// RFC 9162 §2.1.3.2: the entry with this leaf hash is number `index` of the tree. Error: P0201.
[[nodiscard]] Status verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                      std::span<const Digest> proof, const Digest& root);

// RFC 9162 §2.1.4.2: the tree of `size2` begins with the tree of `size1`, nothing altered or
// dropped. `size1` of 0 is refused, because it would prove nothing. Error: P0202.
[[nodiscard]] Status verify_consistency(std::uint64_t size1, std::uint64_t size2,
                                        const Digest& root1, const Digest& root2,
                                        std::span<const Digest> proof);

// Hashes as proofs and checkpoints carry them; nothing unless each is base64 of exactly 32 bytes.
[[nodiscard]] std::optional<Digest> digest_from_base64(std::string_view text);
[[nodiscard]] std::optional<std::vector<Digest>> proof_from_base64(
    std::span<const std::string> lines);

}  // namespace isonomia::provenance
