// isonomia help: explains commands, error codes, metrics, checks, packs, rules, formats, terms.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/completion.hpp"
#include "cli/help_text.hpp"
#include "cli/man_page.hpp"
#include "cli/markdown.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/rule_topics.hpp"
#include "cli/terminal.hpp"
#include "cli/topics.hpp"
#include "core/text.hpp"
#include "fairness/metric.hpp"

namespace isonomia::cli {

namespace {

using Topics = std::vector<Topic>;

Topics all_topics(Context& context) {
    Topics topics = topics_of(help_pages());
    for (Topic& rule : rule_topics(context))
        topics.push_back(std::move(rule));
    return topics;
}

// A rule is also meant by its id without the pack.
bool means_topic(std::string_view typed, const Topic& topic) {
    const auto slash = topic.name.find('/');
    return means(typed, topic.name) ||
           (slash != std::string::npos && means(typed, topic.name.substr(slash + 1)));
}

// The topics that go by that name; for a comparison derived from a metric, those of its parts.
Topics topics_meant(const Topics& topics, std::string_view typed) {
    Topics found;
    for (const Topic& topic : topics)
        if (means_topic(typed, topic)) found.push_back(topic);
    if (!found.empty()) return found;
    for (const std::string& id : fairness::metric_ids()) {
        if (!means(typed, id)) continue;
        for (const std::string& page : fairness::help_pages_of(id))
            for (const Topic& topic : topics)
                if (topic.kind == "metric" && topic.name == page) found.push_back(topic);
    }
    return found.empty() ? sections_meant(topics, typed) : found;
}

// "metric" and "metrics" for the topics of kind 'metric'.
bool means_kind(std::string_view typed, std::string_view kind) {
    return means(typed, kind) || means(typed, std::string(kind) + "s");
}

const std::vector<std::pair<std::string, std::string>>& kinds() {
    static const std::vector<std::pair<std::string, std::string>> list{
        {"metric", "Metrics"},
        {"check", "Checks of source code"},
        {"pack", "Rule packs"},
        {"guide", "Guides to rule packs"},
        {"fact", "Facts that rules read"},
        {"format", "File formats"},
        {"term", "Terms"},
        {"error", "Error codes"},
    };
    return list;
}

std::string exit_code_page(const TerminalFacts& terminal) {
    std::string result = Paint(terminal).bold("Exit codes") + "\n\n";
    for (const ExitCode code : all_exit_codes)
        result += fmt::format("{:>5}  {}\n", static_cast<int>(code), meaning(code));
    return result + "\nIntegrity outranks error, error outranks adverse.\n";
}

// The topics of one kind with their titles.
std::string list_of(const Topics& topics, const std::string& kind, const std::string& heading,
                    const TerminalFacts& terminal) {
    std::vector<TextRow> rows;
    std::string_view last;  // two packs may declare the same fact
    for (const Topic& topic : topics) {
        if (topic.kind != kind || topic.name == last) continue;
        last = topic.name;
        rows.push_back({printable(topic.name),
                        means(topic.title, topic.name) ? "" : printable(topic.title, 400)});
    }
    if (rows.empty()) return "";
    return Paint(terminal).bold(heading) + "\n" + text_table(rows, terminal.width);
}

// The names of a kind in a few lines.
std::string names_of_kind(const Topics& topics, const std::string& kind, const std::string& heading,
                          const TerminalFacts& terminal) {
    std::vector<std::string> names;
    for (const Topic& topic : topics)
        if (topic.kind == kind) names.push_back(topic.name);
    if (names.empty()) return "";
    if (kind == "fact" || kind == "error")
        names = {fmt::format("'isonomia help {}s' lists them", kind)};
    return Paint(terminal).bold(heading) + "\n" +
           wrapped(join(names, kind == "term" ? "; " : " "), terminal.width, 2) + "\n";
}

std::string table_of_contents(const Topics& topics, const TerminalFacts& terminal) {
    std::vector<std::string> commands;
    for (const Command& command : all_commands())
        commands.push_back(command.name);
    std::string result =
        wrapped(
            "'isonomia help TOPIC' explains a command, an error code, a metric, a check, a pack, a "
            "rule, a fact, a file format or a term.",
            terminal.width) +
        "\n\n";
    result += Paint(terminal).bold("Commands") + "\n" +
              wrapped(join(commands, " "), terminal.width, 2) + "\n";
    for (const auto& [kind, heading] : kinds())
        result += names_of_kind(topics, kind, heading, terminal);
    return result + Paint(terminal).bold("More") + "\n  exit-codes\n";
}

// Whether the page of a format explains an element, attribute or word of that name.
bool explains(const Topic& topic, const std::string& typed) {
    return topic.kind == "format" &&
           (contains_folded(topic.text, "`" + typed) || contains_folded(topic.text, "<" + typed));
}

// Names of topics with the word in their name, of formats that explain it, and of topics with the
// word in their title, in this order; ten at most.
std::vector<std::string> topics_that_contain(const Topics& topics, const std::string& typed) {
    constexpr std::size_t listed_max = 10;
    constexpr std::size_t word_length_min = 3;
    std::vector<std::string> names;
    if (typed.size() < word_length_min) return names;
    for (const int tier : {0, 1, 2})
        for (const Topic& topic : topics) {
            const bool fits = tier == 1
                                  ? explains(topic, typed)
                                  : contains_folded(tier == 0 ? topic.name : topic.title, typed);
            if (!fits) continue;
            if (names.size() == listed_max) return names;
            if (std::find(names.begin(), names.end(), topic.name) == names.end())
                names.push_back(topic.name);
        }
    return names;
}

Error unknown_topic(const Topics& topics, const std::string& typed) {
    std::vector<std::string> names{"exit-codes"};
    for (const Command& command : all_commands())
        names.push_back(command.name);
    for (const Topic& topic : topics)
        names.push_back(topic.name);
    auto error =
        usage_error("U0011", fmt::format("there is no help about '{}'", printable(typed, 60)))
            .hinted("'isonomia help' lists what there is help about" +
                    did_you_mean_suffix(typed, names));
    if (const auto near = topics_that_contain(topics, typed); !near.empty())
        error.notes.push_back("topics that contain it: " + join(near, ", "));
    return error;
}

// Everything that goes by that name, one after the other; "" when nothing does.
std::string text_about(const Topics& topics, const std::string& typed,
                       const TerminalFacts& terminal) {
    std::vector<std::string> parts;
    for (const Command& command : all_commands())
        if (means(typed, command.name)) parts.push_back(command_help(command, terminal));
    if (means(typed, "exit-codes")) parts.push_back(exit_code_page(terminal));
    for (const auto& [kind, heading] : kinds())
        if (means_kind(typed, kind)) parts.push_back(list_of(topics, kind, heading, terminal));
    for (const Topic& topic : topics_meant(topics, typed))
        parts.push_back(markdown_for_terminal(topic.text, terminal));
    std::erase(parts, "");
    return join(parts, "\n");
}

Json::Array json_about(const Topics& topics, const std::string& typed) {
    Json::Array found;
    for (const Topic& topic : typed.empty() ? topics : topics_meant(topics, typed)) {
        Json::Object object{{"kind", topic.kind}, {"name", topic.name}, {"title", topic.title}};
        if (!typed.empty()) object["text"] = topic.text;
        found.emplace_back(std::move(object));
    }
    for (const Command& command : all_commands())
        if (typed.empty() || means(typed, command.name))
            found.emplace_back(Json::Object{
                {"kind", "command"}, {"name", command.name}, {"title", command.summary}});
    return found;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (arguments.has("man")) {
        context.out << man_page(all_commands());
        return ExitCode::done;
    }
    if (const std::string shell = arguments.value("completion"); !shell.empty()) {
        context.out << (shell == "bash"  ? bash_completion(all_commands())
                        : shell == "zsh" ? zsh_completion(all_commands())
                                         : fish_completion(all_commands()));
        return ExitCode::done;
    }
    const Topics topics = all_topics(context);
    const auto typed = arguments.values("TOPIC");
    const std::string name = join(typed, " ");
    const std::string text = name.empty() ? table_of_contents(topics, context.out_terminal)
                                          : text_about(topics, name, context.out_terminal);
    if (text.empty()) return fail(unknown_topic(topics, name));
    if (context.json)
        write_json(context, {{"topics", json_about(topics, name)}});
    else
        context.out << text;
    return ExitCode::done;
}

}  // namespace

Command help_command() {
    return {
        .name = "help",
        .summary = "explain a command, an error code, a metric, a rule, a format or a term",
        .description = {"Without TOPIC, lists what there is help about. Case, '-' and '_' make no "
                        "difference."},
        .options = {{.name = "completion",
                     .value = "SHELL",
                     .help = "print completion for a shell",
                     .allowed = {"bash", "zsh", "fish"}},
                    {.name = "man", .help = "print the manual page", .hidden = true}},
        .positionals = {{.name = "TOPIC",
                         .help =
                             "command, error code, metric, check, pack, rule, fact, format or term",
                         .required = false,
                         .repeatable = true}},
        .examples = {{"isonomia help M0003", "what an error code means and how to mend it"},
                     {"isonomia help metrics", "the metrics, one a line"},
                     {"source <(isonomia help --completion bash)", "completion in this shell"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
