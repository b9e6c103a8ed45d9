#include "cli/dispatch.hpp"

#include <algorithm>
#include <new>

#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "cli/diagnostics.hpp"
#include "cli/help_text.hpp"
#include "cli/printable.hpp"
#include "cli/shell_word.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "core/version.hpp"

namespace isonomia::cli {

namespace {

using Words = std::vector<std::string>;

// Options before the name of the command: '--json verify' is the same as 'verify --json'.
std::size_t leading_options(const Words& words) {
    std::size_t count = 0;
    while (count < words.size() && words[count].starts_with('-') && words[count] != "--")
        count += words[count] == "--color" ? 2U : 1U;
    return std::min(count, words.size());
}

Command top_level() {
    Command command;
    command.name = "isonomia";
    command.options = {{.name = "version", .help = "print the version"}};
    return command;
}

Error unknown_command(const std::vector<Command>& commands, const std::string& name) {
    std::vector<std::string> names;
    for (const Command& command : commands)
        names.push_back(command.name);
    Error error =
        usage_error("U0001", fmt::format("there is no command '{}'", printable(name, 60)));
    if (name.ends_with(".xml"))
        return std::move(error).hinted(fmt::format("'isonomia run {}'?", shell_word(name)));
    return std::move(error).hinted("'isonomia --help' lists the commands" +
                                   did_you_mean_suffix(name, names));
}

void take_common(Context& context, const Arguments& arguments) {
    context.quiet = arguments.has("quiet");
    context.json = arguments.has("json");
    const std::string color = arguments.value("color");
    for (TerminalFacts* facts : {&context.out_terminal, &context.err_terminal})
        facts->color = color_wanted(color, facts->is_terminal, context.environment);
}

// --json asks for JSON errors even where the command line itself is what is wrong.
bool asks_for_json(const Words& words) {
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::find(words.begin(), end, "--json") != end;
}

Result<ExitCode> without_command(Context& context, const std::vector<Command>& commands,
                                 const Words& words) {
    const auto arguments = parse_arguments(top_level(), words);
    if (!arguments) return fail(arguments.error());
    take_common(context, *arguments);
    if (arguments->has("version")) {
        context.out << "isonomia " << version() << '\n';
        return ExitCode::done;
    }
    if (arguments->has("help")) {
        context.out << overview(commands, context.out_terminal);
        return ExitCode::done;
    }
    return fail(usage_error("U0001", "no command is given")
                    .hinted("'isonomia --help' lists the commands; the main one is 'isonomia run "
                            "MATTER.xml'"));
}

Result<ExitCode> with_command(Context& context, const std::vector<Command>& commands,
                              const Words& leading, const std::string& name, const Words& rest) {
    const auto command =
        std::find_if(commands.begin(), commands.end(),
                     [&](const Command& candidate) { return candidate.name == name; });
    if (command == commands.end()) return fail(unknown_command(commands, name));
    Words words = leading;
    words.insert(words.end(), rest.begin(), rest.end());
    const auto arguments = parse_arguments(*command, words);
    if (!arguments) return fail(arguments.error());
    take_common(context, *arguments);
    if (arguments->has("help")) {
        context.out << command_help(*command, context.out_terminal);
        return ExitCode::done;
    }
    return command->run(context, *arguments);
}

Result<ExitCode> dispatched(Context& context, const std::vector<Command>& commands,
                            const Words& words) {
    const std::size_t leading = leading_options(words);
    const auto split = words.begin() + static_cast<std::ptrdiff_t>(leading);
    const Words options(words.begin(), split);
    if (split == words.end() || *split == "--" ||
        std::find(options.begin(), options.end(), "--version") != options.end())
        return without_command(context, commands, options);
    return with_command(context, commands, options, *split, Words(split + 1, words.end()));
}

}  // namespace

ExitCode dispatch(Context& context, const std::vector<Command>& commands,
                  const std::vector<std::string>& arguments) {
    context.json = asks_for_json(arguments);
    const Result<ExitCode> code = dispatched(context, commands, arguments);
    if (code) return *code;
    context.out << std::flush;
    report(context, code.error());
    return exit_code(code.error().kind);
}

}  // namespace isonomia::cli
