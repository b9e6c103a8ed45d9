// Errors and warnings as a person reads them, or as JSON.
//
//     error[M0104]: exhibit 'E2' is used but not declared
//       --> matter.xml:41:18
//        |
//     41 |     <input exhibit="E2"/>
//        |            ^
//     note: declared exhibits: E1, E3
//     hint: declare it under <exhibits>, or correct the spelling (did you mean 'E3'?)
#pragma once

#include <string>

#include "cli/context.hpp"
#include "core/error.hpp"
#include "core/json.hpp"

namespace isonomia::cli {

enum class Severity { error, warning };

// Ends with a line break. Shows the line of the source when the file can be read and is text.
[[nodiscard]] std::string render(Context& context, const Error& error,
                                 Severity severity = Severity::error);

// {"code", "kind", "message", "file"?, "line"?, "column"?, "notes"?, "hint"?}
[[nodiscard]] Json to_json(const Error& error);

// Writes to context.err, as text or with --json as one object with "schema_version" and "error" or
// "warning".
void report(Context& context, const Error& error, Severity severity = Severity::error);

// The source line and a caret under the column (1-based, in bytes; 0 for no caret), cut to `width`
// columns around the caret; "" when there is no such line or it isn't text. Control characters are
// replaced.
[[nodiscard]] std::string source_window(std::string_view text, std::size_t line, std::size_t column,
                                        std::size_t width);

}  // namespace isonomia::cli
