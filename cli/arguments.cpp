#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "cli/printable.hpp"
#include "core/text.hpp"

namespace po = boost::program_options;

namespace isonomia::cli {

std::string Arguments::value(std::string_view option) const {
    if (const auto it = given_.find(option); it != given_.end()) return it->second.back();
    const auto it = fallback_.find(option);
    return it == fallback_.end() ? "" : it->second;
}

std::vector<std::string> Arguments::values(std::string_view name) const {
    const auto it = given_.find(name);
    return it == given_.end() ? std::vector<std::string>{} : it->second;
}

std::vector<std::string> Arguments::listed(std::string_view option) const {
    std::vector<std::string> parts;
    for (const std::string& given : values(option))
        for (const std::string_view part : split(given, ','))
            parts.emplace_back(trim(part));
    return parts;
}

std::optional<std::string> Arguments::positional(std::string_view name) const {
    const auto it = given_.find(name);
    return it == given_.end() ? std::nullopt : std::optional(it->second.front());
}

const std::vector<OptionRecord>& common_options() {
    static const std::vector<OptionRecord> options{
        {.name = "help", .letter = 'h', .help = "show this help"},
        {.name = "quiet", .letter = 'q', .help = "print no result; the exit code speaks"},
        {.name = "json", .help = "print the result, or the error, as JSON"},
        {.name = "color",
         .value = "WHEN",
         .help = "use colour",
         .fallback = "auto",
         .allowed = {"auto", "always", "never"}},
    };
    return options;
}

namespace {

constexpr std::size_t shown_max = 60;  // code points of a user's word in a message

std::string quote(std::string_view word) { return "'" + printable(word, shown_max) + "'"; }

std::vector<OptionRecord> all_options(const Command& command) {
    std::vector<OptionRecord> options = command.options;
    options.insert(options.end(), common_options().begin(), common_options().end());
    return options;
}

po::options_description description(const std::vector<OptionRecord>& options) {
    po::options_description result;
    for (const OptionRecord& option : options) {
        const std::string names =
            option.letter == 0 ? option.name : option.name + "," + option.letter;
        if (option.value.empty())
            result.add_options()(names.c_str(), "");
        else
            result.add_options()(names.c_str(), po::value<std::string>(), "");
    }
    return result;
}

std::string see_help(const Command& command) {
    // The program itself is a command, too, as far as its own options go.
    const std::string name = command.name == "isonomia" ? "" : command.name + " ";
    return fmt::format("'isonomia {}--help' lists what it understands", name);
}

Error unknown_option(const Command& command, const std::string& word) {
    std::vector<std::string> names;
    for (const OptionRecord& option : all_options(command))
        if (!option.hidden) names.push_back("--" + option.name);
    const std::string name = word.substr(0, word.find('='));
    return usage_error("U0002", fmt::format("'{}' has no option {}", command.name, quote(name)))
        .hinted(see_help(command) + did_you_mean_suffix(name, names));
}

// What Boost could not read, in our words.
Error parse_problem(const Command& command, const po::error& problem) {
    if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&problem))
        return unknown_option(command, unknown->get_option_name());
    if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&problem)) {
        const std::string name = quote(syntax->get_option_name());
        using po::invalid_syntax;
        switch (syntax->kind()) {
            case invalid_syntax::missing_parameter:
            case invalid_syntax::empty_adjacent_parameter:
                return usage_error("U0003", "option " + name + " lacks its value")
                    .hinted(see_help(command));
            case invalid_syntax::extra_parameter:
                return usage_error("U0004", "option " + name + " takes no value")
                    .hinted(see_help(command));
            default:
                break;
        }
    }
    return usage_error("U0009",
                       "the command line can't be read: " + printable(problem.what(), shown_max))
        .hinted(see_help(command));
}

Status check_allowed(const std::string& what, const std::string& value,
                     const std::vector<std::string>& allowed) {
    if (allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end())
        return {};
    return fail(
        usage_error("U0006", fmt::format("{} can't be {}", what, quote(value)))
            .hinted("one of: " + join(allowed, ", ") + did_you_mean_suffix(value, allowed)));
}

// '--output --json': the next word was taken for the value, but it is an option.
bool took_an_option(const std::vector<OptionRecord>& options, const po::option& option) {
    if (option.original_tokens.size() < 2) return false;
    const std::string& word = option.original_tokens[1];
    return std::any_of(options.begin(), options.end(), [&](const OptionRecord& candidate) {
        return word == "--" + candidate.name ||
               (candidate.letter != 0 && word == std::string("-") + candidate.letter);
    });
}

Status add_option(Arguments& arguments, const OptionRecord& record, const po::option& option) {
    if (!record.repeatable && arguments.has(record.name))
        return fail(usage_error("U0005", fmt::format("option '--{}' is given twice", record.name))
                        .hinted("give it once"));
    const std::string value = option.value.empty() ? "" : option.value.front();
    if (!record.value.empty()) {
        if (value.empty())
            return fail(usage_error("U0003",
                                    fmt::format("the value of option '--{}' is empty", record.name))
                            .hinted(fmt::format("give a {} after it", record.value)));
        if (auto allowed = check_allowed("option '--" + record.name + "'", value, record.allowed);
            !allowed)
            return allowed;
    }
    arguments.add(record.name, value);
    return {};
}

// How many positionals after this one must have a value.
std::size_t required_after(const Command& command, std::size_t index) {
    std::size_t count = 0;
    for (std::size_t i = index + 1; i < command.positionals.size(); ++i)
        count += command.positionals[i].required ? 1U : 0U;
    return count;
}

Status add_positional(Arguments& arguments, const Command& command, const Positional& positional,
                      const std::string& value) {
    if (value.empty())
        return fail(
            usage_error("U0006", positional.name + " can't be empty").hinted(see_help(command)));
    if (auto allowed = check_allowed(positional.name, value, positional.allowed); !allowed)
        return allowed;
    arguments.add(positional.name, value);
    return {};
}

// In order; an optional one before required ones takes a value only when enough are left for those.
Status add_positionals(Arguments& arguments, const Command& command,
                       const std::vector<std::string>& values) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < command.positionals.size(); ++i) {
        const Positional& positional = command.positionals[i];
        const std::size_t left = values.size() - next;
        if (!positional.required && left <= required_after(command, i)) continue;
        if (left == 0)
            return fail(usage_error("U0007", fmt::format("'{}' needs {}: {}", command.name,
                                                         positional.name, positional.help))
                            .hinted(see_help(command)));
        for (std::size_t take = positional.repeatable ? left : 1; take > 0; --take, ++next)
            if (auto added = add_positional(arguments, command, positional, values[next]); !added)
                return added;
    }
    if (next == values.size()) return {};
    return fail(usage_error("U0008", fmt::format("'{}' doesn't take a further argument {}",
                                                 command.name, quote(values[next])))
                    .hinted(see_help(command)));
}

}  // namespace

Result<Arguments> parse_arguments(const Command& command, const std::vector<std::string>& words) {
    const std::vector<OptionRecord> options = all_options(command);
    Arguments arguments;
    for (const OptionRecord& option : options)
        if (!option.fallback.empty()) arguments.set_fallback(option.name, option.fallback);

    std::vector<std::string> positionals;
    try {
        using namespace po::command_line_style;
        const po::options_description known = description(options);
        const po::parsed_options parsed =
            po::command_line_parser(words)
                .options(known)
                .style(allow_long | long_allow_adjacent | long_allow_next | allow_short |
                       allow_dash_for_short | short_allow_adjacent | short_allow_next |
                       allow_sticky)
                .run();
        for (const po::option& option : parsed.options) {
            if (option.position_key >= 0) {
                positionals.insert(positionals.end(), option.value.begin(), option.value.end());
                continue;
            }
            const auto record = std::find_if(
                options.begin(), options.end(),
                [&](const OptionRecord& candidate) { return candidate.name == option.string_key; });
            if (took_an_option(options, option))
                return fail(
                    usage_error("U0003", fmt::format("option '--{}' lacks its value", record->name))
                        .note(fmt::format("'{}' after it is an option itself",
                                          option.original_tokens[1]))
                        .hinted(see_help(command)));
            if (auto added = add_option(arguments, *record, option); !added)
                return fail(added.error());
        }
    } catch (const po::error& problem) {
        return fail(parse_problem(command, problem));
    }
    // Whoever asks for help gets it, whatever else is missing.
    if (arguments.has("help")) return arguments;
    if (auto added = add_positionals(arguments, command, positionals); !added)
        return fail(added.error());
    return arguments;
}

}  // namespace isonomia::cli
