// Stamping again before a hash or a certificate weakens. The new timestamp is over a statement that
// a second hash function (SHA-512) protects from the entries upwards, so it still stands when
// SHA-256 does not: docs/formats/attestations.md, section 5.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "provenance/store/store.hpp"
#include "provenance/time/timestamp_request.hpp"

namespace isonomia::provenance {

using Digest512 = std::array<std::uint8_t, 64>;

// RFC 9162 §2.1 with SHA-512 in place of SHA-256; constant memory.
class Sha512Tree {
public:
    void append(std::string_view leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] Digest512 root() const;  // of nothing: SHA-512 of nothing

private:
    struct Subtree {
        unsigned level;
        Digest512 hash;
    };
    std::vector<Subtree> subtrees_;
    std::uint64_t size_ = 0;
};

// The statement that a renewal stamps: canonical JSON, without a line feed. `checkpoint_text` is
// the signed text of the checkpoint, `tokens` the DER of every timestamp recorded among its
// entries, in their order.
[[nodiscard]] std::string renewal_statement(std::string_view checkpoint_text, const Digest512& root,
                                            const std::vector<ByteString>& tokens);

// The SHA-512 roots at those sizes. Errors: those of Store, P0104 fewer entries than that.
[[nodiscard]] Result<std::map<std::uint64_t, Digest512>> sha512_roots(
    const Store& store, const std::set<std::uint64_t>& sizes);

}  // namespace isonomia::provenance
