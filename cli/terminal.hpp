// What the streams of the program are, and colour for those that can show it.
#pragma once

#include <string>
#include <string_view>

#include "cli/context.hpp"

namespace isonomia::cli {

// 'auto': colour on a terminal unless NO_COLOR is not empty or TERM is 'dumb'; 'always'; 'never'.
[[nodiscard]] bool color_wanted(std::string_view choice, bool is_terminal,
                                const Environment& environment);

// Facts about a file descriptor. Colour as 'auto' has it.
[[nodiscard]] TerminalFacts terminal_facts(int descriptor, const Environment& environment);

// Words in colour, or as they are. Meaning never rests on colour alone.
class Paint {
public:
    explicit Paint(const TerminalFacts& terminal) : color_(terminal.color) {}

    [[nodiscard]] std::string bold(std::string_view text) const { return wrap("1", text); }
    [[nodiscard]] std::string faint(std::string_view text) const { return wrap("2", text); }
    [[nodiscard]] std::string good(std::string_view text) const { return wrap("32", text); }
    [[nodiscard]] std::string bad(std::string_view text) const { return wrap("1;31", text); }
    [[nodiscard]] std::string doubtful(std::string_view text) const { return wrap("33", text); }
    [[nodiscard]] std::string place(std::string_view text) const { return wrap("36", text); }

private:
    [[nodiscard]] std::string wrap(std::string_view code, std::string_view text) const;
    bool color_;
};

}  // namespace isonomia::cli
