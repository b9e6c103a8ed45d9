#include "provenance/log/equivocation.hpp"

#include <fmt/format.h>

#include "core/describe.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint64_t proof_file_bytes_max = std::uint64_t{4} << 20U;

Result<SignedCheckpoint> signed_by(std::string_view note, const Verifier& ledger) {
    auto parsed = parse_checkpoint(note);
    if (!parsed) return parsed;
    if (auto valid = check_signature(parsed->note, ledger); !valid) return fail(valid.error());
    return parsed;
}

std::string reason_for(const Checkpoint& first, const Checkpoint& second) {
    if (first.size == second.size)
        return fmt::format(
            "both notes are signed by the same key and give the first {} entries of '{}', but with "
            "different roots: one ledger was shown in two versions",
            first.size, first.origin);
    return fmt::format(
        "both notes are signed by the same key, but the ledger of {} entries of '{}' does not "
        "begin "
        "with the {} entries signed before: something in them was altered, dropped or exchanged",
        second.size, first.origin, first.size);
}

std::vector<std::string> as_base64(const std::vector<Digest>& digests) {
    std::vector<std::string> lines;
    for (const Digest& digest : digests)
        lines.push_back(base64(digest));
    return lines;
}

tl::unexpected<Error> not_a_proof(const std::string& why) {
    return fail(input_error("P0712", "no contradiction is proved: " + why));
}

}  // namespace

Result<Standing> compare_checkpoints(std::string_view first, std::string_view second,
                                     const Verifier& ledger,
                                     const std::optional<TreeAtSize>& between) {
    const auto a = signed_by(first, ledger);
    if (!a) return fail(a.error());
    const auto b = signed_by(second, ledger);
    if (!b) return fail(b.error());
    if (a->checkpoint.origin != b->checkpoint.origin)
        return fail(input_error("P0713", fmt::format("the notes are of different ledgers: '{}' and "
                                                     "'{}'",
                                                     a->checkpoint.origin, b->checkpoint.origin)));
    const bool in_order = a->checkpoint.size <= b->checkpoint.size;
    const Checkpoint& smaller = (in_order ? a : b)->checkpoint;
    const Checkpoint& larger = (in_order ? b : a)->checkpoint;
    if (smaller.size == larger.size)
        return smaller.root == larger.root ? Standing::same : Standing::contradiction;
    if (smaller.size == 0)  // the root of nothing is known without a proof
        return smaller.root == empty_root() ? Standing::consistent : Standing::contradiction;
    if (!between) return Standing::open;
    const auto shown =
        verify_consistency(smaller.size, larger.size, between->root, larger.root, between->proof);
    if (!shown) return fail(shown.error());
    return between->root == smaller.root ? Standing::consistent : Standing::contradiction;
}

Result<Equivocation> prove_equivocation(std::string_view first, std::string_view second,
                                        const Verifier& ledger,
                                        const std::optional<TreeAtSize>& between,
                                        const std::string& source) {
    const auto standing = compare_checkpoints(first, second, ledger, between);
    if (!standing) return fail(standing.error());
    if (*standing == Standing::open)
        return not_a_proof(
            "the notes are of different size, and nothing shows how they stand to "
            "each other");
    if (*standing != Standing::contradiction) return not_a_proof("both notes can be true");
    const auto a = parse_checkpoint(first);
    const auto b = parse_checkpoint(second);
    const bool in_order = a->checkpoint.size < b->checkpoint.size ||
                          (a->checkpoint.size == b->checkpoint.size && first < second);
    Equivocation result;
    result.origin = a->checkpoint.origin;
    result.signer = fingerprint(ledger.key);
    result.verifier_key = to_vkey(ledger);
    result.first = in_order ? first : second;
    result.second = in_order ? second : first;
    if (between && a->checkpoint.size != b->checkpoint.size) {
        result.root = base64(between->root);
        result.proof = as_base64(between->proof);
    }
    result.reason = in_order ? reason_for(a->checkpoint, b->checkpoint)
                             : reason_for(b->checkpoint, a->checkpoint);
    result.source = source;
    result.id = "equivocation-" + hex(sha256(result.first + result.second)).substr(0, 16);
    return result;
}

Status check_equivocation(const Equivocation& equivocation) {
    const auto ledger = parse_vkey(equivocation.verifier_key);
    if (!ledger) return fail(ledger.error());
    std::optional<TreeAtSize> between;
    if (!equivocation.root.empty()) {
        const auto root = digest_from_base64(equivocation.root);
        const auto proof = proof_from_base64(equivocation.proof);
        if (!root || !proof) return not_a_proof("root or proof are not hashes");
        between = TreeAtSize{*root, *proof};
    }
    const auto again = prove_equivocation(equivocation.first, equivocation.second, *ledger, between,
                                          equivocation.source);
    if (!again) return fail(again.error());
    // What the reader is told must follow from the notes, whoever wrote it.
    if (again->signer != equivocation.signer || again->origin != equivocation.origin ||
        again->reason != equivocation.reason)
        return not_a_proof("signer, origin or reason are not those of the notes");
    return {};
}

std::string to_proof_file(const Equivocation& equivocation) {
    return canonical(to_json(equivocation)) + "\n";
}

Result<Equivocation> read_proof_file(std::string_view bytes, const std::string& file) {
    const auto json = parse_json(bytes, file, {4, proof_file_bytes_max});
    if (!json) return fail(json.error());
    auto equivocation = from_json<Equivocation>(*json);
    if (!equivocation) return equivocation;
    if (auto valid = check_equivocation(*equivocation); !valid) return fail(valid.error());
    return equivocation;
}

}  // namespace isonomia::provenance
