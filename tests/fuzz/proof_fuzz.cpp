// Merkle proofs: accepted exactly when the recursive definition of RFC 9162 accepts, which is
// written here a second time.
#include <algorithm>
#include <bit>

#include "core/ensure.hpp"
#include "provenance/log/merkle.hpp"

namespace isonomia::fuzz {

namespace {

using provenance::node_hash;
using Hashes = std::span<const Digest>;

// The largest power of two below `size`, which is at least 2.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

// The root that an inclusion proof leads to (§2.1.3.1 read backwards); nothing when its length is
// another.
std::optional<Digest> root_by(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                              Hashes proof) {
    if (size == 1) return proof.empty() ? std::optional(leaf) : std::nullopt;
    if (proof.empty()) return std::nullopt;
    const std::uint64_t left = split_of(size);
    const Hashes rest = proof.first(proof.size() - 1);
    if (index < left) {
        const auto below = root_by(leaf, index, left, rest);
        return below ? std::optional(node_hash(*below, proof.back())) : std::nullopt;
    }
    const auto below = root_by(leaf, index - left, size - left, rest);
    return below ? std::optional(node_hash(proof.back(), *below)) : std::nullopt;
}

struct Roots {
    Digest first;
    Digest second;
};

// The roots that a consistency proof leads to (§2.1.4.1, SUBPROOF read backwards). `whole`: the
// first tree is what is left of the second one, so the proof need not hold its root.
std::optional<Roots> roots_by(std::uint64_t size1, std::uint64_t size2, Hashes proof, bool whole,
                              const Digest& root1) {
    if (size1 == size2) {
        if (whole) return proof.empty() ? std::optional(Roots{root1, root1}) : std::nullopt;
        if (proof.size() != 1) return std::nullopt;
        return Roots{proof.front(), proof.front()};
    }
    if (proof.empty()) return std::nullopt;
    const std::uint64_t left = split_of(size2);
    const Hashes rest = proof.first(proof.size() - 1);
    if (size1 <= left) {
        const auto below = roots_by(size1, left, rest, whole, root1);
        if (!below) return std::nullopt;
        return Roots{below->first, node_hash(below->second, proof.back())};
    }
    const auto below = roots_by(size1 - left, size2 - left, rest, false, root1);
    if (!below) return std::nullopt;
    return Roots{node_hash(proof.back(), below->first), node_hash(proof.back(), below->second)};
}

// Takes the input apart; what is missing is zero.
class Reader {
public:
    explicit Reader(std::string_view input) : rest_(input) {}

    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    // One to eight bytes, so that small sizes are as likely as large ones.
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int count = byte() % 8; count >= 0; --count)
            value = value << 8U | byte();
        return value;
    }
    Digest digest() {
        Digest value{};
        const std::size_t count = std::min(rest_.size(), value.size());
        std::copy_n(rest_.begin(), count, value.begin());
        rest_.remove_prefix(count);
        return value;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

void check_inclusion(std::uint64_t index, std::uint64_t size, Hashes proof, const Digest& leaf,
                     const Digest& other) {
    const auto led_to = index < size ? root_by(leaf, index, size, proof) : std::optional<Digest>{};
    const auto accepts = [&](const Digest& root) {
        return provenance::verify_inclusion(leaf, index, size, proof, root).has_value();
    };
    ensure(!led_to || accepts(*led_to), "the root that the proof leads to is accepted");
    ensure(accepts(other) == (led_to && *led_to == other), "no other root is accepted");
}

void check_consistency(std::uint64_t size1, std::uint64_t size2, Hashes proof, const Digest& root1,
                       const Digest& other) {
    const bool possible = size1 > 0 && size1 <= size2;
    const auto led_to =
        possible ? roots_by(size1, size2, proof, true, root1) : std::optional<Roots>{};
    const auto accepts = [&](const Digest& first, const Digest& second) {
        return provenance::verify_consistency(size1, size2, first, second, proof).has_value();
    };
    ensure(!led_to || accepts(led_to->first, led_to->second), "the roots led to are accepted");
    ensure(accepts(root1, other) == (led_to && led_to->first == root1 && led_to->second == other),
           "no other roots are accepted");
}

}  // namespace

void proof_fuzz(std::string_view input) {
    Reader reader(input);
    const std::uint64_t a = reader.number();
    const std::uint64_t b = reader.number();
    const Digest known = reader.digest();
    const Digest other = reader.digest();
    std::vector<Digest> proof;
    while (!reader.at_end() && proof.size() < 130)
        proof.push_back(reader.digest());
    check_inclusion(a, b, proof, known, other);
    check_consistency(a, b, proof, known, other);
}

}  // namespace isonomia::fuzz
