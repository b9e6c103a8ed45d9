#include "provenance/store/store.hpp"

#include <array>

#include <fmt/format.h>

#include "provenance/store/sqlite_file.hpp"
#include "provenance/store/store_statements.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::int64_t application_id = 0x49534F4E;  // "ISON"
constexpr std::int64_t format_version = 1;
// Of new ledgers. Reading and checking a page costs a call of the system and a walk over its cells:
// with SQLite's usual 4096, verification of a million entries takes half a second longer.
constexpr int page_bytes = 8192;

struct Table {
    std::string_view name;
    std::string_view sql;  // exactly as SQLite keeps it
};

constexpr std::array<Table, 6> tables = {{
    {"entries", "CREATE TABLE entries (entry INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT"},
    {"payloads",
     "CREATE TABLE payloads (entry INTEGER PRIMARY KEY, key BLOB NOT NULL, nonce BLOB NOT "
     "NULL, sealed BLOB NOT NULL) STRICT"},
    {"checkpoints",
     "CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT"},
    {"keys",
     "CREATE TABLE keys (fingerprint BLOB PRIMARY KEY, public_key BLOB NOT NULL) STRICT, "
     "WITHOUT ROWID"},
    {"payload_keys",
     "CREATE TABLE payload_keys (id BLOB PRIMARY KEY, first INTEGER NOT NULL, erased INTEGER) "
     "STRICT, WITHOUT ROWID"},
    {"tiles",
     "CREATE TABLE tiles (level INTEGER, tile INTEGER, hashes BLOB NOT NULL, PRIMARY KEY "
     "(level, tile)) STRICT, WITHOUT ROWID"},
}};

tl::unexpected<Error> foreign(const std::string& why) {
    return fail(integrity_error("P0105", "the database is not a ledger of this version: " + why));
}

std::string_view as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<std::uint64_t> index_of(const Statement& row, int column) {
    const auto value = row.integer(column);
    if (!value || *value < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*value);
}

// Calls `visit` for each row; false from it means that a column has a wrong type.
template <class Visit>
Status for_each_row(const Database& database, std::string_view sql, std::string_view table,
                    Visit&& visit) {
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement.error());
    while (true) {
        const auto row = statement->step();
        if (!row) return fail(row.error());
        if (!*row) return {};
        Result<bool> understood = visit(*statement);
        if (!understood) return fail(understood.error());
        if (!*understood)
            return damaged_database(fmt::format("a row of '{}' has a wrong form", table));
    }
}

}  // namespace

Result<Store> Store::found(const fs::path& path) {
    auto database = Database::open(path, Access::create);
    if (!database) return fail(database.error());
    std::string sql = fmt::format(
        "PRAGMA page_size={}; PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; "
        "PRAGMA secure_delete=ON; BEGIN IMMEDIATE; PRAGMA application_id={}; PRAGMA "
        "user_version={};",
        page_bytes, application_id, format_version);
    for (const Table& table : tables)
        sql += fmt::format("{};", table.sql);
    if (auto made = database->run(sql); !made) {
        database->roll_back();
        return fail(made.error());
    }
    return Store(std::move(*database));  // the caller adds the first checkpoint and commits
}

Result<Store> Store::open(const fs::path& path, Access access) {
    auto database = Database::open(path, access);
    if (!database) return fail(database.error());
    if (access == Access::write) {
        auto set = database->run(
            "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON");
        if (!set) return fail(set.error());
    }
    return Store(std::move(*database));
}

Status Store::begin() {
    if (auto begun = database_.run("BEGIN"); !begun) return begun;
    // The snapshot starts with the first read.
    if (auto read = database_.integer("SELECT count(*) FROM sqlite_schema"); !read)
        return fail(read.error());
    return {};
}

Status Store::begin_write() { return database_.run("BEGIN IMMEDIATE"); }

Status Store::commit() { return database_.run("COMMIT"); }

Status Store::check_schema() const {
    const auto application = database_.integer("PRAGMA application_id");
    if (!application) return fail(application.error());
    if (*application != application_id) return foreign("its application number is another");
    const auto version = database_.integer("PRAGMA user_version");
    if (!version) return fail(version.error());
    if (*version != format_version)
        return foreign(fmt::format("it has format {}, this program knows 1", *version));

    std::size_t known = 0;
    auto status = for_each_row(
        database_, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid",
        "sqlite_schema", [&](const Statement& row) -> Result<bool> {
            const std::string name = row.text(1).value_or("?");
            const std::string type = row.text(0).value_or("object");
            if (known >= tables.size() || type != "table" || name != tables[known].name ||
                row.text(2) != name || row.text(3) != std::string(tables[known].sql))
                return foreign(fmt::format("{} '{}' does not belong there", type, name));
            ++known;
            return true;
        });
    if (status && known != tables.size())
        return foreign(fmt::format("table '{}' is missing", tables[known].name));
    return status;
}

Status Store::check_pages() const {
    return for_each_row(database_, "PRAGMA integrity_check(1)", "integrity_check",
                        [](const Statement& row) -> Result<bool> {
                            const auto text = row.text(0);
                            if (text != "ok") return damaged_database(text.value_or("no answer"));
                            return true;
                        });
}

Result<std::uint64_t> Store::page_count() const {
    const auto count = database_.integer("PRAGMA page_count");
    if (!count) return fail(count.error());
    return static_cast<std::uint64_t>(*count);
}

Result<std::uint64_t> Store::row_count(std::string_view table) const {
    const auto count = database_.integer(fmt::format("SELECT count(*) FROM {}", table));
    if (!count) return fail(count.error());
    return static_cast<std::uint64_t>(*count);
}

Result<std::uint64_t> Store::entry_count() const {
    const auto next = database_.integer("SELECT coalesce(max(entry), -1) + 1 FROM entries");
    if (!next) return fail(next.error());
    return static_cast<std::uint64_t>(*next);
}

Result<std::optional<std::string>> Store::last_checkpoint() const {
    std::optional<std::string> note;
    auto status = for_each_row(database_, "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1",
                               "checkpoints", [&](const Statement& row) -> Result<bool> {
                                   const auto bytes = row.blob(0);
                                   if (bytes) note = std::string(as_text(*bytes));
                                   return bytes.has_value();
                               });
    if (!status) return fail(status.error());
    return note;
}

Result<Statement*> Store::prepared(std::size_t number) const {
    statements_.resize(statement_texts.size());
    if (!statements_[number]) {
        auto statement = database_.prepare(statement_texts[number]);
        if (!statement) return fail(statement.error());
        statements_[number] = std::move(*statement);
    }
    return &*statements_[number];
}

Result<std::optional<std::string>> Store::leaf(std::uint64_t entry) const {
    const auto statement = prepared(select_leaf);
    if (!statement) return fail(statement.error());
    (*statement)->bind(1, signed_index(entry));
    const auto row = (*statement)->step();
    if (!row) return fail(row.error());
    if (!*row) return std::optional<std::string>();
    const auto bytes = (*statement)->blob(0);
    std::optional<std::string> leaf;
    if (bytes) leaf = as_text(*bytes);
    (*statement)->reset();
    if (!leaf) return damaged_database(fmt::format("entry {} has a wrong form", entry));
    return leaf;
}

Result<std::vector<Digest>> Store::tile(unsigned level, std::uint64_t index) const {
    const auto statement = prepared(select_tile);
    if (!statement) return fail(statement.error());
    (*statement)->bind(1, static_cast<std::int64_t>(level));
    (*statement)->bind(2, signed_index(index));
    const auto row = (*statement)->step();
    if (!row) return fail(row.error());
    const auto bytes = *row ? (*statement)->blob(0) : std::nullopt;
    const bool sound = bytes && bytes->size() % sizeof(Digest) == 0 &&
                       bytes->size() <= tile_width * sizeof(Digest);
    std::vector<Digest> hashes(sound ? bytes->size() / sizeof(Digest) : 0);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(i * sizeof(Digest)),
                    sizeof(Digest), hashes[i].begin());
    (*statement)->reset();
    if (!sound)
        return damaged_database(
            fmt::format("tile {} of level {} is missing or malformed", index, level));
    return hashes;
}

Result<std::optional<std::vector<std::uint8_t>>> Store::public_key(Bytes fingerprint) const {
    const auto statement = prepared(select_key);
    if (!statement) return fail(statement.error());
    (*statement)->bind(1, fingerprint);
    const auto row = (*statement)->step();
    if (!row) return fail(row.error());
    std::optional<std::vector<std::uint8_t>> key;
    if (const auto bytes = *row ? (*statement)->blob(0) : std::nullopt)
        key.emplace(bytes->begin(), bytes->end());
    (*statement)->reset();
    return key;
}

// Two statements side by side: both tables are kept in the order of their entries, so that no
// payload has to be looked for.
Status Store::for_each_entry(const std::function<Status(const EntryRow&)>& visit) const {
    auto payloads =
        database_.prepare("SELECT entry, key, nonce, sealed FROM payloads ORDER BY entry");
    if (!payloads) return fail(payloads.error());
    // The next payload's entry; nothing at the end. A row that is out of form counts as the first.
    const auto next = [&]() -> Result<std::optional<std::int64_t>> {
        const auto more = payloads->step();
        if (!more) return fail(more.error());
        return *more ? std::optional(payloads->integer(0).value_or(0)) : std::nullopt;
    };
    auto payload_entry = next();
    return for_each_row(database_, "SELECT entry, leaf FROM entries ORDER BY entry", "entries",
                        [&](const Statement& row) -> Result<bool> {
                            const auto entry = row.integer(0);
                            const auto leaf = row.blob(1);
                            if (!entry || *entry < 0 || !leaf) return false;
                            EntryRow found{static_cast<std::uint64_t>(*entry), as_text(*leaf), {}};
                            while (payload_entry && *payload_entry && **payload_entry < *entry)
                                payload_entry = next();  // of no entry: who counts them sees it
                            if (!payload_entry) return fail(payload_entry.error());
                            if (*payload_entry && **payload_entry == *entry) {
                                const auto key = payloads->blob(1);
                                const auto nonce = payloads->blob(2);
                                const auto sealed = payloads->blob(3);
                                if (!key || !nonce || !sealed) return false;
                                found.payload = EntryRow::Payload{*key, *nonce, *sealed};
                            }
                            if (auto status = visit(found); !status) return fail(status.error());
                            return true;
                        });
}

Result<Store::Checkpoints> Store::checkpoints() const {
    auto statement = database_.prepare("SELECT size, note FROM checkpoints ORDER BY size");
    if (!statement) return fail(statement.error());
    return Checkpoints(std::move(*statement));
}

Result<std::optional<CheckpointRow>> Store::Checkpoints::next() {
    const auto row = statement_.step();
    if (!row) return fail(row.error());
    if (!*row) return std::optional<CheckpointRow>();
    const auto size = index_of(statement_, 0);
    const auto note = statement_.blob(1);
    if (!size || !note) return damaged_database("a row of 'checkpoints' has a wrong form");
    return std::optional(CheckpointRow{*size, as_text(*note)});
}

Status Store::for_each_checkpoint(const std::function<Status(const CheckpointRow&)>& visit) const {
    auto rows = checkpoints();
    if (!rows) return fail(rows.error());
    while (true) {
        const auto row = rows->next();
        if (!row) return fail(row.error());
        if (!*row) return {};
        if (auto status = visit(**row); !status) return status;
    }
}

Status Store::for_each_key(const std::function<Status(const KeyRow&)>& visit) const {
    return for_each_row(database_, "SELECT fingerprint, public_key FROM keys ORDER BY fingerprint",
                        "keys", [&](const Statement& row) -> Result<bool> {
                            const auto fingerprint = row.blob(0);
                            const auto key = row.blob(1);
                            if (!fingerprint || !key) return false;
                            if (auto status = visit({*fingerprint, *key}); !status)
                                return fail(status.error());
                            return true;
                        });
}

Status Store::for_each_payload_key(const std::function<Status(const PayloadKeyRow&)>& visit) const {
    return for_each_row(database_, "SELECT id, first, erased FROM payload_keys ORDER BY id",
                        "payload_keys", [&](const Statement& row) -> Result<bool> {
                            const auto id = row.blob(0);
                            const auto first = index_of(row, 1);
                            PayloadKeyRow found{{}, first.value_or(0), index_of(row, 2)};
                            if (!id || id->size() != found.id.size() || !first) return false;
                            std::copy(id->begin(), id->end(), found.id.begin());
                            if (auto status = visit(found); !status) return fail(status.error());
                            return true;
                        });
}

}  // namespace isonomia::provenance
