// A program under examination, from the command line: --oracle and what belongs to it.
#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "explain/oracle/oracle.hpp"
#include "explain/oracle/sandbox.hpp"

namespace isonomia::cli {

[[nodiscard]] std::vector<OptionRecord> oracle_options();

// Everything that was asked and answered, one line of JSON each, written as it happens.
class QueryRecord {
public:
    // Nothing lies under that name yet. Errors: P1109, F0002.
    [[nodiscard]] static Result<QueryRecord> create(const fs::path& path);

    [[nodiscard]] Status add(const Json::Object& line);
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] std::uint64_t lines() const { return lines_; }

private:
    fs::path path_;
    std::unique_ptr<std::ofstream> out_;
    std::uint64_t lines_ = 0;
};

// The new file that --record names, or 'NAME.queries.jsonl' in the working folder. Errors: those of
// QueryRecord::create().
[[nodiscard]] Result<QueryRecord> new_record(const Context& context, const Arguments& arguments,
                                             const std::string& name);

struct ChosenOracle {
    std::unique_ptr<explain::Oracle> oracle;
    explain::Sandbox sandbox;
    std::string command;  // as a person reads it
};

// `record` must outlive the oracle. `readable`: files and folders that it must see besides those
// named by --readable. Errors: E0801, U0006.
[[nodiscard]] Result<ChosenOracle> oracle_of(const Context& context, const Arguments& arguments,
                                             std::vector<fs::path> readable, QueryRecord& record);

// An option that cannot have the value given. U0006.
[[nodiscard]] tl::unexpected<Error> unusable_option(const std::string& option,
                                                    const std::string& given,
                                                    const std::string& hint);

// The number of an option, from 1 to `most`. U0006.
[[nodiscard]] Result<std::uint64_t> whole_number(const Arguments& arguments,
                                                 const std::string& option, std::uint64_t most);

}  // namespace isonomia::cli
