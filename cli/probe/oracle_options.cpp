#include "cli/probe/oracle_options.hpp"

#include <cerrno>

#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/printable.hpp"
#include "core/text.hpp"
#include "core/write_error.hpp"

namespace isonomia::cli {

namespace {

// Quoted where a reader could not tell where one argument ends.
std::string command_line(const std::vector<std::string>& command) {
    std::vector<std::string> words;
    for (const std::string& word : command)
        words.push_back(word.empty() || word.find_first_of(" '\"\\") != std::string::npos
                            ? canonical(Json(word))
                            : word);
    return join(words, " ");
}

}  // namespace

tl::unexpected<Error> unusable_option(const std::string& option, const std::string& given,
                                      const std::string& hint) {
    return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                 printable(given, 60)))
                    .hinted(hint));
}

Result<std::uint64_t> whole_number(const Arguments& arguments, const std::string& option,
                                   std::uint64_t most) {
    const std::string given = arguments.value(option);
    const auto number = parse_integer(given);
    if (number && *number >= 1 && static_cast<std::uint64_t>(*number) <= most)
        return static_cast<std::uint64_t>(*number);
    return unusable_option(option, given, fmt::format("give a whole number from 1 to {}", most));
}

Result<QueryRecord> QueryRecord::create(const fs::path& path) {
    if (auto status = check_new(path); !status)
        return fail(status.error().code != "P1109"
                        ? status.error()
                        : Error(status.error())
                              .hinted("a record of queries is never overwritten: name another with "
                                      "--record FILE"));
    QueryRecord record;
    record.path_ = path;
    record.out_ = std::make_unique<std::ofstream>(path, std::ios::binary);
    if (!*record.out_) return fail(cannot_write(path, errno));
    return record;
}

Result<QueryRecord> new_record(const Context& context, const Arguments& arguments,
                               const std::string& name) {
    return QueryRecord::create(context.working_folder / (arguments.has("record")
                                                             ? arguments.value("record")
                                                             : name + ".queries.jsonl"));
}

Status QueryRecord::add(const Json::Object& line) {
    *out_ << canonical(line) << '\n' << std::flush;
    ++lines_;
    if (*out_) return {};
    return fail(cannot_write(path_, errno));
}

std::vector<OptionRecord> oracle_options() {
    return {
        {.name = "oracle",
         .value = "PROGRAM",
         .help = "program to examine; it answers a line of JSON with a line of JSON",
         .completes = Completes::file},
        {.name = "oracle-argument",
         .value = "TEXT",
         .help = "argument for it, in order; no shell reads it; may be given several times",
         .repeatable = true},
        {.name = "readable",
         .value = "PATH",
         .help = "file or folder that it may read; may be given several times",
         .completes = Completes::file,
         .repeatable = true},
        {.name = "batch",
         .value = "N",
         .help = "queries given to it before answers are read",
         .fallback = "16"},
        {.name = "patience",
         .value = "SECONDS",
         .help = "how long it may take for one answer",
         .fallback = "10"},
        {.name = "memory", .value = "MB", .help = "how much memory it may use", .fallback = "4096"},
        {.name = "record",
         .value = "FILE",
         .help = "new file for every query and answer",
         .completes = Completes::file},
    };
}

Result<ChosenOracle> oracle_of(const Context& context, const Arguments& arguments,
                               std::vector<fs::path> readable, QueryRecord& record) {
    std::vector<std::string> command{
        (context.working_folder / arguments.value("oracle")).lexically_normal().string()};
    for (const std::string& argument : arguments.values("oracle-argument"))
        command.push_back(argument);
    for (const std::string& path : arguments.values("readable"))
        readable.push_back(context.working_folder / path);
    explain::OracleLimits limits;
    const auto batch = whole_number(arguments, "batch", 4096);
    const auto patience = whole_number(arguments, "patience", 86'400);
    const auto memory = whole_number(arguments, "memory", 1U << 24U);
    for (const auto* number : {&batch, &patience, &memory})
        if (!*number) return fail(number->error());
    limits.batch = *batch;
    limits.answer = std::chrono::seconds(*patience);
    limits.process.memory_bytes = *memory << 20U;
    auto sandbox = explain::sandboxed(command, readable);
    if (!sandbox) return fail(sandbox.error());
    ChosenOracle chosen;
    chosen.sandbox = *sandbox;
    chosen.command = command_line(command);
    if (auto status =
            record.add({{"command", chosen.command}, {"isolation", chosen.sandbox.isolation}});
        !status)
        return fail(status.error());
    chosen.oracle = std::make_unique<explain::Oracle>(
        chosen.command,
        [walls = sandbox->command, process = limits.process] {
            return Dialogue::start(walls, process);
        },
        limits, [&record](const Json::Object& line) { return record.add(line); });
    return chosen;
}

}  // namespace isonomia::cli
