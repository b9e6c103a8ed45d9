// The ledger's tables. Knows rows and bytes, not what they mean. docs/formats/ledger.md, section 6.
#pragma once

#include <functional>
#include <optional>

#include "provenance/sqlite.hpp"
#include "provenance/tiles.hpp"

namespace isonomia::provenance {

struct SealedPayload {
    std::vector<std::uint8_t> key;  // id of the key file
    std::vector<std::uint8_t> nonce;
    std::vector<std::uint8_t> sealed;
};

// A row of `entries` with its row of `payloads`, if there is one. Views live until the next row.
struct EntryRow {
    std::uint64_t entry = 0;
    std::string_view envelope;
    struct Payload {
        Bytes key;
        Bytes nonce;
        Bytes sealed;
    };
    std::optional<Payload> payload;
};

struct CheckpointRow {
    std::uint64_t size = 0;
    std::string_view note;
};

struct KeyRow {
    Bytes fingerprint;
    Bytes public_key;
};

class Store {
public:
    // Founds the tables in an empty database. Errors here and below: those of Database; P0105 when
    // the file is no ledger of this version, or holds a table, trigger, view or index that is not
    // ours.
    [[nodiscard]] static Result<Store> found(const fs::path& path);
    [[nodiscard]] static Result<Store> open(const fs::path& path, Access access);

    Status begin();        // one snapshot for reading
    Status begin_write();  // the writer's lock
    Status commit();
    void roll_back() noexcept { database_.roll_back(); }

    [[nodiscard]] Status check_schema() const;
    [[nodiscard]] Status check_pages() const;  // SQLite's own integrity check

    [[nodiscard]] Result<std::uint64_t> page_count() const;
    // Entries 0 .. count - 1; P0104 when an index is missing.
    [[nodiscard]] Result<std::uint64_t> entry_count() const;
    [[nodiscard]] Result<std::uint64_t> row_count(std::string_view table) const;
    [[nodiscard]] Result<std::optional<std::string>> last_checkpoint() const;
    [[nodiscard]] Result<std::optional<std::string>> envelope(std::uint64_t entry) const;
    [[nodiscard]] Result<std::vector<Digest>> tile(unsigned level, std::uint64_t index) const;

    // Rows in ascending order; the visitor's error stops the walk and is returned.
    Status for_each_entry(const std::function<Status(const EntryRow&)>& visit) const;
    Status for_each_checkpoint(const std::function<Status(const CheckpointRow&)>& visit) const;
    Status for_each_key(const std::function<Status(const KeyRow&)>& visit) const;
    // The ids of key files that payloads name, each with the first entry that names it.
    Status for_each_payload_key(
        const std::function<Status(std::uint64_t entry, Bytes id)>& visit) const;

    Status insert_entry(std::uint64_t entry, std::string_view envelope,
                        const SealedPayload& payload);
    Status insert_checkpoint(std::uint64_t size, std::string_view note);
    Status insert_key(const Digest& fingerprint, Bytes public_key);
    Status put_tile(const Tile& tile);

private:
    explicit Store(Database database) : database_(std::move(database)) {}
    Status insert(std::optional<Statement>& statement, std::string_view sql,
                  const std::function<void(Statement&)>& bind);

    Database database_;
    std::optional<Statement> insert_entry_;
    std::optional<Statement> insert_payload_;
};

}  // namespace isonomia::provenance
