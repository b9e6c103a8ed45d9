// What went wrong, where in the user's input, and what to do about it.
//
// Every fallible function of the project returns Result<T>. Exceptions of third-party libraries are
// caught in the one adapter that calls the library. ensure() (core/ensure.hpp) is for our own bugs.
//
// Rendering, by cli/diagnostics:
//     error[M0104]: exhibit 'E2' is used but not declared
//       --> matter.xml:41:18
//     note: declared exhibits: E1, E3
//     hint: declare it under <exhibits>, or correct the spelling (did you mean 'E3'?)
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace isonomia {

// A place in an input file. Lines and columns start at 1, columns count bytes; 0 means unknown.
struct Location {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;

    bool operator==(const Location&) const = default;
};

// Decides the exit code (DESIGN: 0 done, 1 could not complete, 3 integrity, 64 usage, 70 our bug).
enum class ErrorKind {
    input,      // the user's file, data or folder; exit 1
    system,     // the machine refused: disk full, permission; exit 1
    integrity,  // a record is not what it was; exit 3
    usage,      // the command line; exit 64
    internal,   // a bug of ours; exit 70
};

struct Error {
    std::string code;  // 'M0104': a letter for the area, four digits; explained in docs/errors.md
    std::string message;  // what is wrong: lower case, no full stop, names the thing
    ErrorKind kind = ErrorKind::input;
    std::optional<Location> where;
    std::vector<std::string> notes;  // further facts
    std::string hint;                // how to mend it

    Error&& at(Location location) && {
        where = std::move(location);
        return std::move(*this);
    }
    Error&& note(std::string text) && {
        notes.push_back(std::move(text));
        return std::move(*this);
    }
    Error&& hinted(std::string text) && {
        hint = std::move(text);
        return std::move(*this);
    }
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

[[nodiscard]] inline Error input_error(std::string code, std::string message) {
    return {std::move(code), std::move(message), ErrorKind::input, {}, {}, {}};
}
[[nodiscard]] inline Error system_error(std::string code, std::string message) {
    return {std::move(code), std::move(message), ErrorKind::system, {}, {}, {}};
}
[[nodiscard]] inline Error integrity_error(std::string code, std::string message) {
    return {std::move(code), std::move(message), ErrorKind::integrity, {}, {}, {}};
}
[[nodiscard]] inline Error usage_error(std::string code, std::string message) {
    return {std::move(code), std::move(message), ErrorKind::usage, {}, {}, {}};
}
[[nodiscard]] inline Error internal_error(std::string code, std::string message) {
    return {std::move(code), std::move(message), ErrorKind::internal, {}, {}, {}};
}

// file:line:column as editors understand it; parts that are unknown are left out.
[[nodiscard]] std::string to_string(const Location& location);

}  // namespace isonomia
