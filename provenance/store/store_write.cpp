// What a Store writes: one row at a time, inside the caller's transaction.
#include "provenance/store/store.hpp"
#include "provenance/store/store_statements.hpp"

namespace isonomia::provenance {

Status Store::insert(std::size_t number, const std::function<void(Statement&)>& bind) {
    const auto statement = prepared(number);
    if (!statement) return fail(statement.error());
    bind(**statement);
    if (auto done = (*statement)->step(); !done) return fail(done.error());
    return {};
}

Status Store::insert_entry(std::uint64_t entry, std::string_view leaf,
                           const SealedPayload& payload) {
    auto inserted = insert(insert_entry_row, [&](Statement& row) {
        row.bind(1, signed_index(entry));
        row.bind(2, as_bytes(leaf));
    });
    if (!inserted) return inserted;
    return insert(insert_payload_row, [&](Statement& row) {
        row.bind(1, signed_index(entry));
        row.bind(2, Bytes(payload.key));
        row.bind(3, Bytes(payload.nonce));
        row.bind(4, Bytes(payload.sealed));
    });
}

Status Store::insert_checkpoint(std::uint64_t size, std::string_view note) {
    return insert(insert_checkpoint_row, [&](Statement& row) {
        row.bind(1, signed_index(size));
        row.bind(2, as_bytes(note));
    });
}

Status Store::insert_key(const Digest& fingerprint, Bytes public_key) {
    return insert(insert_key_row, [&](Statement& row) {
        row.bind(1, Bytes(fingerprint));
        row.bind(2, public_key);
    });
}

Status Store::insert_payload_key(const KeyFileId& id, std::uint64_t first) {
    return insert(insert_payload_key_row, [&](Statement& row) {
        row.bind(1, Bytes(id));
        row.bind(2, signed_index(first));
    });
}

Status Store::mark_erased(const KeyFileId& id, std::uint64_t erased) {
    return insert(update_payload_key_row, [&](Statement& row) {
        row.bind(1, Bytes(id));
        row.bind(2, signed_index(erased));
    });
}

Status Store::put_tile(const Tile& tile) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(tile.hashes.size() * sizeof(Digest));
    for (const Digest& hash : tile.hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return insert(put_tile_row, [&](Statement& row) {
        row.bind(1, static_cast<std::int64_t>(tile.level));
        row.bind(2, signed_index(tile.index));
        row.bind(3, Bytes(bytes));
    });
}

}  // namespace isonomia::provenance
