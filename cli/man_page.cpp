#include "cli/man_page.hpp"

#include <fmt/format.h>

#include "cli/help_text.hpp"
#include "core/text.hpp"
#include "core/version.hpp"

namespace isonomia::cli {

namespace {

// Text as roff prints it: no escape, no request at the start of a line, real hyphens.
std::string roff(std::string_view text) {
    std::string result;
    if (text.starts_with('.') || text.starts_with('\'')) result += "\\&";
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

std::string item(std::string_view term, std::string_view text) {
    return fmt::format(".TP\n.B {}\n{}\n", roff(term), roff(text));
}

std::string option_items(const std::vector<OptionRecord>& options) {
    std::string result;
    for (const OptionRecord& option : options) {
        if (option.hidden) continue;
        const std::string note = value_note(option);
        result +=
            item(trim(option_names(option)), option.help + (note.empty() ? "" : "; " + note) + ".");
    }
    return result;
}

std::string command_section(const Command& command) {
    std::string result = fmt::format(".SS {}\n.B {}\n.PP\n{}.\n", roff(command.name),
                                     roff(synopsis(command)), roff(command.summary));
    for (const std::string& paragraph : command.description)
        result += ".PP\n" + roff(paragraph) + "\n";
    for (const Positional& positional : command.positionals) {
        const std::string allowed =
            positional.allowed.empty() ? "" : "; one of: " + join(positional.allowed, ", ");
        result += item(positional.name, positional.help + allowed + ".");
    }
    result += option_items(command.options);
    for (const Example& example : command.examples)
        result += fmt::format(".PP\n{}:\n.PP\n.RS\n.nf\n{}\n.fi\n.RE\n", roff(example.shows),
                              roff(example.command));
    for (const ExitMeaning& exit : command.exit_codes)
        result += item(fmt::format("exit {}", static_cast<int>(exit.code)), exit.when + ".");
    return result;
}

}  // namespace

std::string man_page(const std::vector<Command>& commands) {
    std::string result = fmt::format(
        ".\\\" Written by 'isonomia help --man'; a test compares the two.\n"
        ".TH ISONOMIA 1 \"\" \"isonomia {}\" \"User Commands\"\n"
        ".SH NAME\n"
        "isonomia \\- record, measure and check AI\\-derived evidence\n"
        ".SH SYNOPSIS\n"
        ".B isonomia\n"
        ".I COMMAND\n"
        "[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Isonomia records where AI\\-derived evidence came from, measures how far it can be "
        "trusted "
        "and for whom, checks it against rules of law, and writes reports that the other side can "
        "verify alone.\n"
        "It never opens a network connection by itself.\n",
        version());
    result += ".SH COMMANDS\n";
    for (const Command& command : commands)
        result += command_section(command);
    result += ".SH OPTIONS OF EVERY COMMAND\n" + option_items(common_options());
    result += item("--version", "print the version.");
    result += ".SH EXIT STATUS\n";
    for (const ExitCode code : all_exit_codes)
        result += item(std::to_string(static_cast<int>(code)), std::string(meaning(code)) + ".");
    result += ".SH ENVIRONMENT\n";
    result += item("ISONOMIA_DATA",
                   "Folder of the data that comes with the program: packs/, fixtures/, "
                   "instruments/, templates/ and questionnaires/.");
    result += item("ISONOMIA_KEYS",
                   "Folder of signing keys; else $XDG_DATA_HOME/isonomia/keys, else "
                   "~/.local/share/isonomia/keys.");
    result += item("NO_COLOR", "Not empty: no colour unless --color=always is given.");
    result += ".SH FILES\n";
    result +=
        item("matter.xml", "A matter, written by a person; 'isonomia help matter' explains it.");
    result +=
        item("ledger.sqlite", "The record of a case folder; 'isonomia help ledger' explains it.");
    return result;
}

}  // namespace isonomia::cli
