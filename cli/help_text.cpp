#include "cli/help_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "core/version.hpp"

namespace isonomia::cli {

namespace {

using Row = TextRow;

}  // namespace

std::string text_table(const std::vector<Row>& rows, std::size_t width) {
    constexpr std::size_t left_max = 24;
    std::size_t left = 0;
    for (const Row& row : rows)
        left = std::max(left, utf8_length(row.left));
    left = std::min(left, left_max) + 4;
    std::string result;
    for (const Row& row : rows) {
        const std::string text = wrapped(row.right, width, left);
        const std::size_t length = utf8_length(row.left) + 2;
        result += "  " + row.left;
        if (text.empty())
            result += "\n";
        else if (length + 2 > left)
            result += "\n" + text + "\n";
        else
            result += std::string(left - length, ' ') + text.substr(left) + "\n";
    }
    return result;
}

namespace {

std::vector<Row> option_rows(const std::vector<OptionRecord>& options) {
    std::vector<Row> rows;
    for (const OptionRecord& option : options) {
        if (option.hidden) continue;
        const std::string note = value_note(option);
        rows.push_back({option_names(option), option.help + (note.empty() ? "" : "; " + note)});
    }
    return rows;
}

std::vector<Row> positional_rows(const std::vector<Positional>& positionals) {
    std::vector<Row> rows;
    for (const Positional& positional : positionals)
        rows.push_back({positional.name,
                        positional.help + (positional.allowed.empty()
                                               ? ""
                                               : "; one of: " + join(positional.allowed, ", "))});
    return rows;
}

}  // namespace

std::string synopsis(const Command& command) {
    std::string result = "isonomia " + command.name + " [OPTION]...";
    for (const Positional& positional : command.positionals) {
        const std::string name = positional.name + (positional.repeatable ? "..." : "");
        result += positional.required ? " " + name : " [" + name + "]";
    }
    return result;
}

std::string option_names(const OptionRecord& option) {
    std::string result = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
    result += "--" + option.name;
    return option.value.empty() ? result : result + " " + option.value;
}

std::string value_note(const OptionRecord& option) {
    std::vector<std::string> notes;
    if (!option.allowed.empty()) notes.push_back("one of: " + join(option.allowed, ", "));
    if (!option.fallback.empty()) notes.push_back("default: " + option.fallback);
    if (option.repeatable) notes.emplace_back("may be repeated");
    return join(notes, "; ");
}

std::vector<ExitMeaning> exit_meanings(const Command& command) {
    std::vector<ExitMeaning> meanings = command.exit_codes;
    for (const ExitCode code : {ExitCode::done, ExitCode::failed, ExitCode::usage, ExitCode::bug,
                                ExitCode::interrupted}) {
        const bool known =
            std::any_of(meanings.begin(), meanings.end(),
                        [code](const ExitMeaning& particular) { return particular.code == code; });
        if (!known) meanings.push_back({code, std::string(meaning(code))});
    }
    std::sort(meanings.begin(), meanings.end(),
              [](const ExitMeaning& a, const ExitMeaning& b) { return a.code < b.code; });
    return meanings;
}

std::string command_help(const Command& command, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    const std::size_t width = terminal.width;
    std::string result = fmt::format("isonomia {}: {}\n\n{} {}\n", command.name, command.summary,
                                     paint.bold("Usage:"), synopsis(command));
    for (const std::string& paragraph : command.description)
        result += "\n" + wrapped(paragraph, width) + "\n";
    if (!command.positionals.empty())
        result += "\n" + paint.bold("Arguments:") + "\n" +
                  text_table(positional_rows(command.positionals), width);
    std::vector<Row> options = option_rows(command.options);
    for (Row& row : option_rows(common_options()))
        options.push_back(std::move(row));
    result += "\n" + paint.bold("Options:") + "\n" + text_table(options, width);
    if (!command.examples.empty()) {
        result += "\n" + paint.bold("Examples:") + "\n";
        for (const Example& example : command.examples)
            result += "  " + example.command + "\n" + wrapped(example.shows, width, 6) + "\n";
    }
    std::vector<Row> exits;
    for (const ExitMeaning& exit : exit_meanings(command))
        exits.push_back({std::to_string(static_cast<int>(exit.code)), exit.when});
    return result + "\n" + paint.bold("Exit codes:") + "\n" + text_table(exits, width);
}

std::string overview(const std::vector<Command>& commands, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string result = fmt::format("isonomia {}\n\n", version());
    result += wrapped(
                  "Records where AI-derived evidence came from, measures how far it can be trusted "
                  "and for whom, checks it against rules of law, and writes reports that the other "
                  "side can verify alone.",
                  terminal.width) +
              "\n";
    result += "\n" + paint.bold("Usage:") + " isonomia COMMAND [OPTION]... [ARGUMENT]...\n";
    result += "\n" + paint.bold("Commands:") + "\n";
    std::vector<Row> rows;
    for (const Command& command : commands)
        rows.push_back({command.name, command.summary});
    result += text_table(rows, terminal.width);
    std::vector<Row> options = option_rows(common_options());
    options.push_back({"    --version", "print the version"});
    result +=
        "\n" + paint.bold("Options of every command:") + "\n" + text_table(options, terminal.width);
    result += "\n" +
              wrapped(
                  "Begin with 'isonomia init', which writes a matter to fill in, then "
                  "'isonomia run matter.xml'. 'isonomia COMMAND --help' tells more of a "
                  "command, 'isonomia help' of everything else: error codes, metrics, "
                  "checks, rules, file formats.",
                  terminal.width) +
              "\n";
    return result;
}

}  // namespace isonomia::cli
