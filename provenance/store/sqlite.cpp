#include "provenance/store/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/ensure.hpp"
#include "provenance/store/sqlite_file.hpp"

namespace isonomia::provenance {

namespace {

constexpr int busy_milliseconds = 2000;

Error describe(sqlite3* database, int code) {
    const std::string why = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return system_error("P0102", "another program is using this ledger")
                .hinted("wait until it has finished, then run the command again");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_MISMATCH:
        case SQLITE_CONSTRAINT:
        case SQLITE_ERROR:  // a schema that does not parse, a table that is missing
            if (const char* name =
                    database == nullptr ? nullptr : sqlite3_db_filename(database, "main");
                name != nullptr && !can_be_read(name))
                return system_error("P0103", "the ledger's database cannot be read to its end")
                    .hinted(
                        "the medium or the file system fails: copy what can be read, and look "
                        "at it there");
            return integrity_error("P0104", "the ledger's database is damaged: " + why);
        case SQLITE_READONLY:
            return system_error("P0103", "the ledger's database is read-only: nothing was recorded")
                .hinted(
                    "make the case folder and its ledger writable, or record in a copy of the "
                    "case folder");
        default:
            return system_error("P0103", "the ledger's database cannot be used: " + why);
    }
}

// A pipe put beside the database would let its reader wait for ever.
Status check_companions(const fs::path& path) {
    for (const char* suffix : {"-journal", "-wal", "-shm"}) {
        std::error_code problem;
        const fs::path beside = path.string() + suffix;
        const auto status = fs::symlink_status(beside, problem);
        if (fs::exists(status) && !fs::is_regular_file(status))
            return fail(integrity_error("P0104", fmt::format("'{}' is not a regular file",
                                                             beside.filename().string()))
                            .hinted("no program that records makes one: keep a copy of the folder, "
                                    "then take it away"));
    }
    return {};
}

// An URI, so that a name with '?' or '#' is a name and 'immutable' can be asked for.
std::string uri(const fs::path& path, bool immutable) {
    std::string text = "file:";
    std::string name = fs::absolute(path).string();
    name.erase(0, name.find_first_not_of('/') - 1);  // two slashes would begin a host
    for (const char c : name) {
        if (c == '%' || c == '?' || c == '#')
            text += fmt::format("%{:02x}", static_cast<unsigned>(c));
        else
            text += c;
    }
    return immutable ? text + "?immutable=1" : text;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int parameter, std::int64_t value) {
    ensure(sqlite3_bind_int64(handle_.get(), parameter, value) == SQLITE_OK, "a parameter");
}

void Statement::bind(int parameter, Bytes value) {
    // An empty span may have no address, and SQLite would then bind NULL.
    static constexpr std::uint8_t nothing = 0;
    const void* data = value.empty() ? &nothing : value.data();
    ensure(sqlite3_bind_blob64(handle_.get(), parameter, data, value.size(), SQLITE_STATIC) ==
               SQLITE_OK,
           "a parameter");
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    auto* database = sqlite3_db_handle(handle_.get());
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    Error error = describe(database, sqlite3_extended_errcode(database));
    reset();
    return fail(std::move(error));
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

std::optional<std::int64_t> Statement::integer(int column) const {
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER) return std::nullopt;
    return sqlite3_column_int64(handle_.get(), column);
}

std::optional<Bytes> Statement::blob(int column) const {
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB) return std::nullopt;
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
    return Bytes(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

std::optional<std::string> Statement::text(int column) const {
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_TEXT) return std::nullopt;
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    return std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::open(const fs::path& path, Access access) {
    if (auto regular = check_companions(path); !regular) return fail(regular.error());
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == Access::create)
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    else if (access == Access::write)
        flags |= SQLITE_OPEN_READWRITE;
    else
        flags |= SQLITE_OPEN_READONLY;

    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(uri(path, access == Access::immutable).c_str(), &handle, flags, nullptr);
    Database database;
    database.handle_.reset(handle);
    if (code != SQLITE_OK) return fail(describe(handle, code));

    sqlite3_busy_timeout(handle, busy_milliseconds);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (auto set = database.run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; "
                                "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON");
        !set)
        return fail(set.error());
    return database;
}

Status Database::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(describe(handle_.get(), code));
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    Statement statement;
    statement.handle_.reset(handle);
    if (code != SQLITE_OK) return fail(describe(handle_.get(), code));
    return statement;
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement) return fail(statement.error());
    const auto row = statement->step();
    if (!row) return fail(row.error());
    const auto value = *row ? statement->integer(0) : std::nullopt;
    if (!value)
        return fail(
            integrity_error("P0104", "the ledger's database is damaged: a number is missing"));
    return *value;
}

void Database::roll_back() noexcept {
    if (sqlite3_get_autocommit(handle_.get()) == 0)
        sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace isonomia::provenance
