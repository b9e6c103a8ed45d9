#include "provenance/ledger_head.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

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

// The bytes of an entry below `size`, held against the stored tree.
Result<std::string> leaf_in(const Store& store, const NodeSource& nodes, std::uint64_t entry) {
    auto bytes = store.leaf(entry);
    if (!bytes) return fail(bytes.error());
    if (!*bytes) return does_not_fit(fmt::format("entry {} is missing", entry));
    const auto hash = nodes(0, entry);
    if (!hash) return fail(hash.error());
    if (*hash != leaf_hash(**bytes))
        return does_not_fit(fmt::format("the tree holds another entry {}", entry));
    return std::move(**bytes);
}

Result<Envelope> envelope_of(const Result<std::string>& bytes) {
    if (!bytes) return fail(bytes.error());
    auto leaf = parse_leaf(*bytes);
    if (!leaf) return fail(leaf.error());
    return std::move(leaf->envelope);
}

Result<Envelope> envelope_in(const Store& store, const NodeSource& nodes, std::uint64_t entry) {
    return envelope_of(leaf_in(store, nodes, entry));
}

// The key that founded a ledger without entries: the only one there is.
Result<PublicKey> only_key(const Store& store) {
    std::string name;
    std::size_t count = 0;
    auto status = store.for_each_key([&](const KeyRow& row) -> Status {
        name = hex(row.fingerprint);
        ++count;
        return {};
    });
    if (!status) return fail(status.error());
    if (count != 1) return does_not_fit("there is not exactly one key");
    return find_key(store, name);
}

// Who signed the checkpoint of `size` entries, in a ledger that holds `held`.
Result<PublicKey> signer_at(const Store& store, const NodeSource& nodes, std::uint64_t size,
                            std::uint64_t held) {
    if (held == 0) return only_key(store);
    const auto envelope = envelope_in(store, nodes, size == 0 ? 0 : size - 1);
    if (!envelope) return fail(envelope.error());
    return find_key(store, envelope->author);
}

}  // namespace

NodeSource nodes_in(const Store& store) {
    return nodes_of(
        [&store](unsigned level, std::uint64_t index) { return store.tile(level, index); });
}

Result<Envelope> proved_envelope(const Store& store, const LedgerHead& head, std::uint64_t entry) {
    const Checkpoint& checkpoint = head.checkpoint;
    if (entry >= checkpoint.size) return does_not_fit(fmt::format("there is no entry {}", entry));
    const NodeSource nodes = nodes_in(store);
    const auto bytes = leaf_in(store, nodes, entry);
    if (!bytes) return fail(bytes.error());
    const auto proof = inclusion_proof(entry, checkpoint.size, nodes);
    if (!proof) return fail(proof.error());
    if (auto in =
            verify_inclusion(leaf_hash(*bytes), entry, checkpoint.size, *proof, checkpoint.root);
        !in)
        return fail(in.error());
    return envelope_of(bytes);
}

Result<PublicKey> find_key(const Store& store, std::string_view name) {
    const auto digest = digest_from_hex(name);
    if (!digest) return does_not_fit(fmt::format("'{}' is not the fingerprint of a key", name));
    const auto kept = store.public_key(*digest);
    if (!kept) return fail(kept.error());
    PublicKey key{};
    if (!*kept) return does_not_fit(fmt::format("the key {} is missing", name));
    if ((*kept)->size() != key.size()) return does_not_fit("a key is malformed");
    std::copy((*kept)->begin(), (*kept)->end(), key.begin());
    if (fingerprint(key) != name)
        return does_not_fit("a key does not have the fingerprint it is kept under");
    return key;
}

Result<LedgerHead> read_head(const Store& store) {
    if (auto schema = store.check_schema(); !schema) return fail(schema.error());
    const auto note = store.last_checkpoint();
    if (!note) return fail(note.error());
    if (!*note) return does_not_fit("there is none");
    auto parsed = parse_checkpoint(**note);
    if (!parsed) return fail(parsed.error());
    const Checkpoint& checkpoint = parsed->checkpoint;

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

    const NodeSource nodes = nodes_in(store);
    const auto key = signer_at(store, nodes, checkpoint.size, checkpoint.size);
    if (!key) return fail(key.error());
    const Verifier signer{checkpoint.origin, *key};
    if (auto valid = check_signature(parsed->note, signer); !valid) return fail(valid.error());
    LedgerHead head{signer, *key, checkpoint, **note, std::move(*tree), {}};
    if (checkpoint.size > 0) {
        const auto last = envelope_in(store, nodes, checkpoint.size - 1);
        if (!last) return fail(last.error());
        head.last_recorded = last->recorded;
        const auto next = last->next ? find_key(store, *last->next) : key;
        if (!next) return fail(next.error());
        head.author = *next;
    }
    return head;
}

Result<Checkpoint> check_continues(std::string_view note, const Store& store,
                                   const LedgerHead& head) {
    const auto parsed = parse_checkpoint(note);
    if (!parsed) return fail(parsed.error());
    const Checkpoint& earlier = parsed->checkpoint;
    if (earlier.origin != head.checkpoint.origin)
        return contradicts(
            fmt::format("the checkpoint is of another ledger, '{}'", earlier.origin));
    if (earlier.size > head.checkpoint.size)
        return contradicts(
            fmt::format("the checkpoint covers {} entries, the database holds only {}",
                        earlier.size, head.checkpoint.size));
    const NodeSource nodes = nodes_in(store);
    const auto root = root_at(earlier.size, nodes);
    if (!root) return fail(root.error());
    if (*root != earlier.root)
        return contradicts(fmt::format(
            "the first {} entries are not those that the checkpoint covers", earlier.size));
    const auto key = signer_at(store, nodes, earlier.size, head.checkpoint.size);
    if (!key) return fail(key.error());
    if (auto valid = check_signature(parsed->note, {earlier.origin, *key}); !valid)
        return fail(valid.error());
    return earlier;
}

Result<Outside> compare_outside(const CaseFolder& folder, Files& files, const Store& store,
                                const LedgerHead& head) {
    std::error_code problem;
    if (!fs::exists(folder.checkpoint(), problem)) {
        if (head.checkpoint.size == 0) return Outside{true, 0};
        return contradicts("the checkpoint outside the database is missing");
    }
    const auto note = files.read(folder.checkpoint(), note_bytes_max);
    if (!note) return fail(note.error());
    const auto checkpoint = check_continues(*note, store, head);
    if (!checkpoint) {
        Error error = checkpoint.error();
        error.message = "the checkpoint outside the database: " + error.message;
        return fail(std::move(error));
    }
    return Outside{checkpoint->size < head.checkpoint.size, checkpoint->size};
}

}  // namespace isonomia::provenance
