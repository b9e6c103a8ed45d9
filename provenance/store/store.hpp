// The ledger's tables. Knows rows and bytes, not what they mean. docs/formats/ledger.md, section 6.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "provenance/entry/envelope.hpp"
#include "provenance/log/tiles.hpp"
#include "provenance/store/sqlite.hpp"

namespace isonomia::provenance {

struct SealedPayload {
    KeyFileId key{};
    std::array<std::uint8_t, 24> nonce{};
    std::vector<std::uint8_t> sealed;
};

// A row of `entries` with its row of `payloads`, if there is one. Views live until the next row.
struct EntryRow {
    std::uint64_t entry = 0;
    std::string_view leaf;
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

// What the payloads say of a key file: a projection of entries and payloads, for opening quickly.
struct PayloadKeyRow {
    KeyFileId id{};
    std::uint64_t first = 0;              // entry, the first that was sealed with it
    std::optional<std::uint64_t> erased;  // entry that records its destruction
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
    [[nodiscard]] Result<std::optional<std::string>> leaf(std::uint64_t entry) const;
    // The 32 bytes kept under a fingerprint of 32 bytes, or nothing.
    [[nodiscard]] Result<std::optional<std::vector<std::uint8_t>>> public_key(
        Bytes fingerprint) const;
    [[nodiscard]] Result<std::vector<Digest>> tile(unsigned level, std::uint64_t index) const;

    // Rows in ascending order; the visitor's error stops the walk and is returned.
    Status for_each_entry(const std::function<Status(const EntryRow&)>& visit) const;
    Status for_each_checkpoint(const std::function<Status(const CheckpointRow&)>& visit) const;
    // The same row by row, for whoever reads entries at the same time. It must not outlive the
    // store.
    class Checkpoints {
    public:
        // The next one, or nothing at the end. Views live until the next call.
        [[nodiscard]] Result<std::optional<CheckpointRow>> next();

    private:
        friend class Store;
        explicit Checkpoints(Statement statement) : statement_(std::move(statement)) {}
        Statement statement_;
    };
    [[nodiscard]] Result<Checkpoints> checkpoints() const;
    Status for_each_key(const std::function<Status(const KeyRow&)>& visit) const;
    Status for_each_payload_key(const std::function<Status(const PayloadKeyRow&)>& visit) const;

    Status insert_entry(std::uint64_t entry, std::string_view leaf, const SealedPayload& payload);
    Status insert_checkpoint(std::uint64_t size, std::string_view note);
    Status insert_key(const Digest& fingerprint, Bytes public_key);       // one already there stays
    Status insert_payload_key(const KeyFileId& id, std::uint64_t first);  // likewise
    Status mark_erased(const KeyFileId& id, std::uint64_t erased);
    Status put_tile(const Tile& tile);

private:
    explicit Store(Database database) : database_(std::move(database)) {}
    // Statements are prepared when first needed and kept.
    Result<Statement*> prepared(std::size_t number) const;
    Status insert(std::size_t number, const std::function<void(Statement&)>& bind);

    Database database_;
    mutable std::vector<std::optional<Statement>> statements_;
};

}  // namespace isonomia::provenance
