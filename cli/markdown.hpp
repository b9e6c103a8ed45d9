// Help pages are Markdown; this shows the little of it that they use on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "cli/context.hpp"

namespace isonomia::cli {

// Headings in bold, paragraphs and list items wrapped, code blocks and tables as they stand, links
// by their text.
[[nodiscard]] std::string markdown_for_terminal(std::string_view text,
                                                const TerminalFacts& terminal);

}  // namespace isonomia::cli
