// The statements that a Store keeps prepared. Only store*.cpp include this.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace isonomia::provenance {

// Statements that are used again and again.
enum Prepared : std::size_t {
    select_leaf,
    select_tile,
    select_key,
    insert_entry_row,
    insert_payload_row,
    insert_checkpoint_row,
    insert_key_row,
    insert_payload_key_row,
    update_payload_key_row,
    put_tile_row,
};
inline constexpr std::array<std::string_view, 10> statement_texts = {
    "SELECT leaf FROM entries WHERE entry = ?1",
    "SELECT hashes FROM tiles WHERE level = ?1 AND tile = ?2",
    "SELECT public_key FROM keys WHERE fingerprint = ?1",
    "INSERT INTO entries VALUES (?1, ?2)",
    "INSERT INTO payloads VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO checkpoints VALUES (?1, ?2)",
    "INSERT OR IGNORE INTO keys VALUES (?1, ?2)",
    "INSERT OR IGNORE INTO payload_keys VALUES (?1, ?2, NULL)",
    "UPDATE payload_keys SET erased = ?2 WHERE id = ?1",
    "INSERT OR REPLACE INTO tiles VALUES (?1, ?2, ?3)",
};

// SQLite's integers have a sign; indices stay far below 2^63.
inline std::int64_t signed_index(std::uint64_t index) { return static_cast<std::int64_t>(index); }

}  // namespace isonomia::provenance
