#include "cli/completion.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::cli {

namespace {

std::vector<OptionRecord> shown_options(const Command& command) {
    std::vector<OptionRecord> options;
    for (const auto* list : {&command.options, &common_options()})
        for (const OptionRecord& option : *list)
            if (!option.hidden) options.push_back(option);
    return options;
}

std::string command_names(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands)
        names.push_back(command.name);
    return join(names, " ");
}

// 'it''s' for a shell between single quotes.
std::string shell_quote(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

// How bash finds candidates for a value.
std::string compgen(Completes completes, const std::vector<std::string>& allowed) {
    if (!allowed.empty()) return fmt::format("compgen -W '{}'", join(allowed, " "));
    switch (completes) {
        case Completes::nothing:
            return "";
        case Completes::file:
            return "compgen -f";
        case Completes::folder:
            return "compgen -d";
    }
    return "";
}

std::string bash_command(const Command& command) {
    std::string result =
        fmt::format("        {})\n            case \"$previous\" in\n", command.name);
    std::vector<std::string> names;
    for (const OptionRecord& option : shown_options(command)) {
        names.push_back("--" + option.name);
        if (option.value.empty()) continue;
        const std::string letter = option.letter == 0 ? "" : fmt::format("|-{}", option.letter);
        const std::string words = compgen(option.completes, option.allowed);
        result += fmt::format("                --{}{}) {}return ;;\n", option.name, letter,
                              words.empty() ? "" : "offer " + words.substr(8) + "; ");
    }
    result += "            esac\n";
    result += fmt::format("            if [[ $current == -* ]]; then offer -W '{}'; return; fi\n",
                          join(names, " "));
    // Only the first positional is a word of a list; all others are paths.
    std::string words;
    for (const Positional& positional : command.positionals) {
        const std::string candidates = compgen(positional.completes, positional.allowed);
        if (!candidates.empty()) words += "            offer " + candidates.substr(8) + "\n";
    }
    return result + words + "            ;;\n";
}

}  // namespace

std::string bash_completion(const std::vector<Command>& commands) {
    std::string result = R"(# bash completion for isonomia
_isonomia() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    offer() { COMPREPLY+=($(compgen "$@" -- "$current")); }
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
)";
    result += fmt::format("        offer -W '{} --help --version'\n        return\n    fi\n",
                          command_names(commands));
    result += "    case \"${COMP_WORDS[1]}\" in\n";
    for (const Command& command : commands)
        result += bash_command(command);
    return result + "    esac\n}\ncomplete -o filenames -F _isonomia isonomia\n";
}

std::string zsh_completion(const std::vector<Command>& commands) {
    const auto action = [](Completes completes, const std::vector<std::string>& allowed) {
        if (!allowed.empty()) return "(" + join(allowed, " ") + ")";
        if (completes == Completes::file) return std::string("_files");
        if (completes == Completes::folder) return std::string("_files -/");
        return std::string();
    };
    // In a specification of _arguments, ':' and brackets separate.
    const auto plain = [](std::string_view text) {
        std::string result;
        for (const char c : text)
            result += c == '[' || c == ']' || c == ':' || c == '\\' ? std::string("\\") + c
                                                                    : std::string(1, c);
        return result;
    };
    std::string result = "#compdef isonomia\n_isonomia() {\n";
    result += "    if (( CURRENT == 2 )); then\n        local -a names=(\n";
    for (const Command& command : commands)
        result += "            " + shell_quote(command.name + ":" + plain(command.summary)) + "\n";
    result += "        )\n        _describe command names\n        return\n    fi\n";
    result += "    local name=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $name in\n";
    for (const Command& command : commands) {
        result += fmt::format("        {})\n            _arguments \\\n", command.name);
        for (const OptionRecord& option : shown_options(command)) {
            const std::string value =
                option.value.empty()
                    ? ""
                    : ":" + plain(option.value) + ":" + action(option.completes, option.allowed);
            const std::string many = option.repeatable ? "*" : "";
            const std::string help = "[" + plain(option.help) + "]" + value;
            result += "                " + shell_quote(many + "--" + option.name + help) + " \\\n";
            if (option.letter != 0)
                result +=
                    "                " + shell_quote(many + "-" + option.letter + help) + " \\\n";
        }
        for (const Positional& positional : command.positionals)
            result += "                " +
                      shell_quote(std::string(positional.repeatable ? "*" : "") + ":" +
                                  plain(positional.name) + ":" +
                                  action(positional.completes, positional.allowed)) +
                      " \\\n";
        result += "                && return\n            ;;\n";
    }
    return result + "    esac\n}\ncompdef _isonomia isonomia\n";
}

std::string fish_completion(const std::vector<Command>& commands) {
    std::string result = "# fish completion for isonomia\ncomplete -c isonomia -f\n";
    for (const Command& command : commands) {
        result += fmt::format("complete -c isonomia -n __fish_use_subcommand -a {} -d {}\n",
                              command.name, shell_quote(command.summary));
        const std::string here =
            fmt::format("complete -c isonomia -n '__fish_seen_subcommand_from {}'", command.name);
        for (const OptionRecord& option : shown_options(command)) {
            result += fmt::format("{} -l {}", here, option.name);
            if (option.letter != 0) result += fmt::format(" -s {}", option.letter);
            if (!option.value.empty()) result += " -r";
            if (option.completes != Completes::nothing) result += " -F";
            if (!option.allowed.empty())
                result += fmt::format(" -a '{}'", join(option.allowed, " "));
            result += " -d " + shell_quote(option.help) + "\n";
        }
        for (const Positional& positional : command.positionals) {
            if (!positional.allowed.empty())
                result += fmt::format("{} -a '{}'\n", here, join(positional.allowed, " "));
            else if (positional.completes != Completes::nothing)
                result += here + " -F\n";
        }
    }
    return result;
}

}  // namespace isonomia::cli
