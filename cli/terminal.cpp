#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace isonomia::cli {

namespace {

constexpr std::size_t width_min = 40;   // narrower than this, lines are left to the terminal
constexpr std::size_t width_max = 100;  // wider lines are hard to read

}  // namespace

bool color_wanted(std::string_view choice, bool is_terminal, const Environment& environment) {
    if (choice == "always") return true;
    if (choice == "never" || !is_terminal) return false;
    return environment("NO_COLOR").value_or("").empty() &&
           environment("TERM").value_or("dumb") != "dumb";
}

TerminalFacts terminal_facts(int descriptor, const Environment& environment) {
    TerminalFacts facts;
    facts.is_terminal = ::isatty(descriptor) == 1;
    facts.color = color_wanted("auto", facts.is_terminal, environment);
    winsize size{};
    if (facts.is_terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        facts.width = std::clamp<std::size_t>(size.ws_col, width_min, width_max);
    return facts;
}

std::string Paint::wrap(std::string_view code, std::string_view text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace isonomia::cli
