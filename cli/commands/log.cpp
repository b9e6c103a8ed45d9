// isonomia log: the entries of a record.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/entry_facts.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

struct Filter {
    std::string type;
    std::size_t count_max = 0;  // 0: all
};

Result<Filter> filter_of(const Arguments& arguments) {
    Filter filter;
    filter.type = arguments.value("type");
    const std::string last = arguments.value("last");
    if (last.empty()) return filter;
    const auto count = parse_integer(last);
    if (!count || *count < 1)
        return fail(
            usage_error("U0006", fmt::format("option '--last' can't be '{}'", printable(last, 60)))
                .hinted("a whole number from 1"));
    filter.count_max = static_cast<std::size_t>(*count);
    return filter;
}

Result<std::vector<LedgerEntry>> filtered(std::vector<LedgerEntry> entries, const Filter& filter) {
    std::set<std::string> types;
    for (const LedgerEntry& entry : entries)
        types.insert(entry.type);
    if (!filter.type.empty() && !types.contains(filter.type)) {
        const std::vector<std::string> known(types.begin(), types.end());
        return fail(
            input_error("U0015", fmt::format("the record has no entry of type '{}'",
                                             printable(filter.type, 60)))
                .hinted("it has: " + join(known, ", ") + did_you_mean_suffix(filter.type, known)));
    }
    if (!filter.type.empty())
        std::erase_if(entries, [&](const LedgerEntry& entry) { return entry.type != filter.type; });
    if (filter.count_max > 0 && entries.size() > filter.count_max)
        entries.erase(entries.begin(),
                      entries.end() - static_cast<std::ptrdiff_t>(filter.count_max));
    return entries;
}

std::string line(const LedgerEntry& entry, const Paint& paint) {
    std::string result =
        fmt::format("{:>6}  {}  {:<12} {}", entry.index, paint.faint(to_rfc3339(entry.recorded)),
                    entry.type, paint.bold(printable(entry.id)));
    if (entry.supersedes) result += fmt::format("  (replaces {})", *entry.supersedes);
    if (entry.erased) result += "  (erased)";
    if (!entry.signer.empty()) result += fmt::format("  signed {}", entry.signer.substr(0, 16));
    if (const Earlier before = earlier_than(entry); !before.document.empty())
        result += fmt::format("  ({})", before.words);
    return result + "\n";
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto filter = filter_of(arguments);
    if (!filter) return fail(filter.error());
    auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto entries = filtered(std::move(opened->entries), *filter);
    if (!entries) return fail(entries.error());
    if (context.json) {
        Json::Array list;
        for (const LedgerEntry& entry : *entries)
            list.emplace_back(entry_head(entry));
        write_json(context, {{"entries", std::move(list)}});
    } else if (!context.quiet) {
        const Paint paint(context.out_terminal);
        for (const LedgerEntry& entry : *entries)
            context.out << line(entry, paint);
    }
    return ExitCode::done;
}

}  // namespace

Command log_command() {
    return {
        .name = "log",
        .summary = "list the entries of a record",
        .description = {"One line an entry, oldest first: number, time of recording (UTC), type, "
                        "id, which entry it replaces, who signed it, and the document on which "
                        "rests what came "
                        "before it. 'isonomia show NUMBER' shows one."},
        .options = {{.name = "type", .letter = 't', .value = "TYPE", .help = "only this type"},
                    {.name = "last", .letter = 'n', .value = "N", .help = "only the last N"}},
        .positionals = {case_positional()},
        .examples = {{"isonomia log --type outcome", "what the rules came to, over time"}},
        .exit_codes = {{ExitCode::integrity, "the record is not what its checkpoint signed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
