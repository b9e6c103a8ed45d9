// SQLite behind values that close themselves. The only file that includes <sqlite3.h> is
// sqlite.cpp.
//
// Every connection distrusts the file: no triggers, views or functions from its schema, defensive
// mode, cell sizes checked, no memory map.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/files.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace isonomia::provenance {

enum class Access {
    create,     // read and write, made when absent
    write,      // read and write
    read,       // read only, sharing locks with a writer
    immutable,  // read only, no locks, no journal: for media that cannot change
};

// A prepared statement. Parameters count from 1, columns from 0, as in SQLite.
class Statement {
public:
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, Bytes value);  // must live until the statement has stepped

    // True when there is a row. The statement is ready for new parameters after the last row.
    [[nodiscard]] Result<bool> step();
    void reset();

    // The value of the row, or nothing when it has another type. Blobs live until the next step.
    [[nodiscard]] std::optional<std::int64_t> integer(int column) const;
    [[nodiscard]] std::optional<Bytes> blob(int column) const;
    [[nodiscard]] std::optional<std::string> text(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Database {
public:
    // Errors here and below: P0102 another connection uses it, P0103 the machine refused (disk,
    // permission), P0104 SQLite finds the file damaged or not a database.
    [[nodiscard]] static Result<Database> open(const fs::path& path, Access access);

    Status run(const std::string& sql);  // statements without parameters and rows
    [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
    [[nodiscard]] Result<std::int64_t> integer(
        std::string_view sql) const;  // the one value of a query

    // Rolls back what is not committed; never fails.
    void roll_back() noexcept;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace isonomia::provenance
