#include "provenance/ledger_head.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr std::uint64_t note_bytes_max = std::uint64_t{1} << 20U;

tl::unexpected<Error> does_not_fit(const std::string& why) {
    return fail(integrity_error("P0108", "the last checkpoint does not fit the records: " + why)
                    .hinted("run 'isonomia verify' to see what is wrong first"));
}

tl::unexpected<Error> contradicts(const std::string& why) {
    return fail(
        integrity_error("P0107", why)
            .hinted("an older copy of the database may have been put back; restore the newest "
                    "one, or compare with a checkpoint that somebody else was given"));
}

// The one key of a version 1 ledger.
Result<PublicKey> read_key(const Store& store) {
    std::vector<PublicKey> keys;
    auto status = store.for_each_key([&](const KeyRow& row) -> Status {
        PublicKey key{};
        if (row.public_key.size() != key.size()) return does_not_fit("a key is malformed");
        std::copy(row.public_key.begin(), row.public_key.end(), key.begin());
        if (hex(row.fingerprint) != fingerprint(key))
            return does_not_fit("a key does not have the fingerprint it is kept under");
        keys.push_back(key);
        return {};
    });
    if (!status) return fail(status.error());
    if (keys.size() != 1) return does_not_fit("there is not exactly one key");
    return keys.front();
}

}  // namespace

Result<LedgerHead> read_head(const Store& store) {
    if (auto schema = store.check_schema(); !schema) return fail(schema.error());
    const auto key = read_key(store);
    if (!key) return fail(key.error());
    const auto note = store.last_checkpoint();
    if (!note) return fail(note.error());
    if (!*note) return does_not_fit("there is none");
    auto parsed = parse_checkpoint(**note);
    if (!parsed) return fail(parsed.error());
    const Checkpoint& checkpoint = parsed->checkpoint;
    const Verifier signer{checkpoint.origin, *key};
    if (auto valid = check_signature(parsed->note, signer); !valid) return fail(valid.error());

    const auto count = store.entry_count();
    if (!count) return fail(count.error());
    if (*count != checkpoint.size)
        return does_not_fit(
            fmt::format("it covers {} entries, the database holds {}", checkpoint.size, *count));
    auto tree = TileTree::load(checkpoint.size, [&](unsigned level, std::uint64_t index) {
        return store.tile(level, index);
    });
    if (!tree) return fail(tree.error());
    if (tree->root() != checkpoint.root) return does_not_fit("the tree has another root");

    LedgerHead head{signer, checkpoint, **note, std::move(*tree), {}};
    if (checkpoint.size > 0) {
        const auto last = store.envelope(checkpoint.size - 1);
        if (!last) return fail(last.error());
        if (!*last) return does_not_fit("the last entry is missing");
        const auto envelope = parse_envelope(**last);
        if (!envelope) return fail(envelope.error());
        head.last_recorded = envelope->recorded;
    }
    return head;
}

Result<Checkpoint> check_continues(std::string_view note, const LedgerHead& head,
                                   const NodeSource& nodes) {
    const auto parsed = parse_checkpoint(note);
    if (!parsed) return fail(parsed.error());
    const Checkpoint& earlier = parsed->checkpoint;
    if (earlier.origin != head.checkpoint.origin)
        return contradicts(
            fmt::format("the checkpoint is of another ledger, '{}'", earlier.origin));
    if (auto valid = check_signature(parsed->note, head.signer); !valid) return fail(valid.error());
    if (earlier.size > head.checkpoint.size)
        return contradicts(
            fmt::format("the checkpoint covers {} entries, the database holds only {}",
                        earlier.size, head.checkpoint.size));
    const auto root = root_at(earlier.size, nodes);
    if (!root) return fail(root.error());
    if (*root != earlier.root)
        return contradicts(fmt::format(
            "the first {} entries are not those that the checkpoint covers", earlier.size));
    return earlier;
}

Result<Outside> compare_outside(const CaseFolder& folder, Files& files, const LedgerHead& head,
                                const NodeSource& nodes) {
    std::error_code problem;
    if (!fs::exists(folder.checkpoint(), problem)) {
        if (head.checkpoint.size == 0) return Outside{true, 0};
        return contradicts("the checkpoint outside the database is missing");
    }
    const auto note = files.read(folder.checkpoint(), note_bytes_max);
    if (!note) return fail(note.error());
    const auto checkpoint = check_continues(*note, head, nodes);
    if (!checkpoint) {
        Error error = checkpoint.error();
        error.message = "the checkpoint outside the database: " + error.message;
        return fail(std::move(error));
    }
    return Outside{checkpoint->size < head.checkpoint.size, checkpoint->size};
}

}  // namespace isonomia::provenance
