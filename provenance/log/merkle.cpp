#include "provenance/log/merkle.hpp"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint8_t leaf_prefix = 0x00;
constexpr std::uint8_t node_prefix = 0x01;

// Hashes two parts behind a prefix without gathering them first.
Digest prefixed(std::uint8_t prefix, Bytes first, Bytes second) {
    static thread_local Sha256 hasher;
    return hasher.update(Bytes(&prefix, 1)).update(first).update(second).finish();
}

// The largest power of two smaller than n; n > 1.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

// The root over leaves [begin, end), which is a subtree of the RFC's recursion: begin is a multiple
// of the smallest power of two that is at least end - begin.
Result<Digest> range_root(std::uint64_t begin, std::uint64_t end, const NodeSource& nodes) {
    const std::uint64_t n = end - begin;
    if (std::has_single_bit(n)) {
        const auto level = static_cast<unsigned>(std::countr_zero(n));
        return nodes(level, begin >> level);
    }
    const std::uint64_t k = split_point(n);
    const auto left = range_root(begin, begin + k, nodes);
    if (!left) return left;
    const auto right = range_root(begin + k, end, nodes);
    if (!right) return right;
    return node_hash(*left, *right);
}

Status add(std::vector<Digest>& proof, Result<Digest> hash) {
    if (!hash) return fail(hash.error());
    proof.push_back(*hash);
    return {};
}

// PATH(m, D[begin:end]) of §2.1.3.1.
Status path(std::uint64_t m, std::uint64_t begin, std::uint64_t end, const NodeSource& nodes,
            std::vector<Digest>& proof) {
    if (end - begin == 1) return {};
    const std::uint64_t middle = begin + split_point(end - begin);
    const bool left = m < middle;
    const auto below =
        left ? path(m, begin, middle, nodes, proof) : path(m, middle, end, nodes, proof);
    if (!below) return below;
    return add(proof, left ? range_root(middle, end, nodes) : range_root(begin, middle, nodes));
}

// SUBPROOF(m, D[begin:end], whole) of §2.1.4.1.
Status subproof(std::uint64_t m, std::uint64_t begin, std::uint64_t end, bool whole,
                const NodeSource& nodes, std::vector<Digest>& proof) {
    if (m == end - begin) return whole ? Status{} : add(proof, range_root(begin, end, nodes));
    const std::uint64_t k = split_point(end - begin);
    const std::uint64_t middle = begin + k;
    if (m <= k) {
        if (auto left = subproof(m, begin, middle, whole, nodes, proof); !left) return left;
        return add(proof, range_root(middle, end, nodes));
    }
    if (auto right = subproof(m - k, middle, end, false, nodes, proof); !right) return right;
    return add(proof, range_root(begin, middle, nodes));
}

tl::unexpected<Error> not_included(std::uint64_t index, std::uint64_t size) {
    return fail(integrity_error(
        "P0201", fmt::format("the proof does not show entry {} in a tree of {}", index, size)));
}

tl::unexpected<Error> not_consistent(std::uint64_t size1, std::uint64_t size2) {
    return fail(integrity_error(
        "P0202",
        fmt::format("the proof does not show that the tree of {} begins with the tree of {}", size2,
                    size1)));
}

}  // namespace

Digest leaf_hash(std::string_view entry) { return prefixed(leaf_prefix, as_bytes(entry), {}); }

Digest node_hash(const Digest& left, const Digest& right) {
    return prefixed(node_prefix, left, right);
}

Digest empty_root() { return sha256(Bytes{}); }

Digest subtree_root(std::span<const Digest> hashes) {
    ensure(std::has_single_bit(hashes.size()), "a complete subtree");
    std::vector<Digest> row(hashes.begin(), hashes.end());
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i)
            row[i] = node_hash(row[2 * i], row[2 * i + 1]);
        row.resize(row.size() / 2);
    }
    return row.front();
}

void CompactRange::append(const Digest& hash, unsigned level, const Made& made) {
    ensure(size_ % (std::uint64_t{1} << level) == 0, "an aligned subtree");
    size_ += std::uint64_t{1} << level;
    Subtree last{level, hash};
    while (!subtrees_.empty() && subtrees_.back().level == last.level) {
        last = {last.level + 1, node_hash(subtrees_.back().hash, last.hash)};
        subtrees_.pop_back();
        if (made) made(last.level, last.hash);
    }
    subtrees_.push_back(last);
}

Digest CompactRange::root() const {
    if (subtrees_.empty()) return empty_root();
    Digest hash = subtrees_.back().hash;
    for (auto it = subtrees_.rbegin() + 1; it != subtrees_.rend(); ++it)
        hash = node_hash(it->hash, hash);
    return hash;
}

Result<Digest> root_at(std::uint64_t size, const NodeSource& nodes) {
    if (size == 0) return empty_root();
    return range_root(0, size, nodes);
}

Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                            const NodeSource& nodes) {
    if (index >= size) return not_included(index, size);
    std::vector<Digest> proof;
    if (auto status = path(index, 0, size, nodes, proof); !status) return fail(status.error());
    return proof;
}

Result<std::vector<Digest>> consistency_proof(std::uint64_t size1, std::uint64_t size2,
                                              const NodeSource& nodes) {
    if (size1 == 0 || size1 > size2) return not_consistent(size1, size2);
    std::vector<Digest> proof;
    if (auto status = subproof(size1, 0, size2, true, nodes, proof); !status)
        return fail(status.error());
    return proof;
}

Status verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                        std::span<const Digest> proof, const Digest& root) {
    if (index >= size) return not_included(index, size);
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Digest r = leaf;
    for (const Digest& p : proof) {
        if (sn == 0) return not_included(index, size);
        if ((fn & 1U) != 0 || fn == sn) {
            r = node_hash(p, r);
            if ((fn & 1U) == 0) {
                const auto shift = static_cast<unsigned>(std::countr_zero(fn | (1ULL << 63U)));
                fn >>= shift;
                sn >>= shift;
            }
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    if (sn != 0 || r != root) return not_included(index, size);
    return {};
}

Status verify_consistency(std::uint64_t size1, std::uint64_t size2, const Digest& root1,
                          const Digest& root2, std::span<const Digest> proof) {
    const auto refused = [&] { return not_consistent(size1, size2); };
    if (size1 == 0 || size1 > size2) return refused();
    if (size1 == size2) return proof.empty() && root1 == root2 ? Status{} : refused();
    if (proof.empty()) return refused();

    std::uint64_t fn = size1 - 1;
    std::uint64_t sn = size2 - 1;
    const auto shift = static_cast<unsigned>(std::countr_one(fn));
    fn >>= shift;
    sn >>= shift;
    // A complete tree of size1 is itself the first node; otherwise the proof begins with that node.
    const bool complete = std::has_single_bit(size1);
    Digest fr = complete ? root1 : proof.front();
    Digest sr = fr;
    for (const Digest& c : proof.subspan(complete ? 0 : 1)) {
        if (sn == 0) return refused();
        if ((fn & 1U) != 0 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    if (sn != 0 || fr != root1 || sr != root2) return refused();
    return {};
}

std::optional<Digest> digest_from_base64(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != Digest{}.size()) return std::nullopt;
    Digest digest{};
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

std::optional<std::vector<Digest>> proof_from_base64(std::span<const std::string> lines) {
    std::vector<Digest> proof;
    for (const std::string& line : lines) {
        const auto digest = digest_from_base64(line);
        if (!digest) return std::nullopt;
        proof.push_back(*digest);
    }
    return proof;
}

}  // namespace isonomia::provenance
