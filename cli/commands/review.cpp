// isonomia review: reads source code and says what can change the result of the entry functions.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/compare.hpp"
#include "analyzer/trail.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/review/files.hpp"
#include "cli/review/print.hpp"
#include "cli/review/request.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

struct Done {
    analyzer::ReviewResult result;
    std::optional<analyzer::Comparison> comparison;
    std::vector<std::string> remarks;
};

Result<analyzer::Judgement> judgement_of(const Context& context, const Arguments& arguments,
                                         const std::vector<Finding>& findings,
                                         const std::string& verdict, const std::string& id) {
    std::vector<std::string> ids;
    for (const Finding& finding : findings) {
        ids.push_back(finding.id);
        if (finding.id == id)
            return analyzer::Judgement{id,
                                       verdict,
                                       arguments.value("reviewer"),
                                       arguments.value("reason"),
                                       to_rfc3339(context.clock.now()),
                                       finding.title,
                                       finding.file_sha256};
    }
    return fail(
        input_error("C0402", fmt::format("the review has no finding '{}'", printable(id, 100)))
            .hinted("take an id from the list of findings" + did_you_mean_suffix(id, ids)));
}

// New judgements are appended to the trail; then the whole trail is applied.
Status judge(Context& context, const Arguments& arguments, Done& done) {
    std::vector<std::pair<std::string, std::string>> wanted;
    for (const char* verdict : {"confirmed", "suppressed", "open"}) {
        const std::string_view option = std::string_view(verdict) == "confirmed"    ? "confirm"
                                        : std::string_view(verdict) == "suppressed" ? "suppress"
                                                                                    : "reopen";
        for (const std::string& id : arguments.values(option))
            wanted.emplace_back(verdict, id);
    }
    if (!arguments.has("trail")) {
        if (wanted.empty()) return {};
        return fail(usage_error("U0007", "a judgement needs '--trail', the file that keeps it"));
    }
    for (const char* needed : {"reviewer", "reason"})
        if (!wanted.empty() && trim(arguments.value(needed)).empty())
            return fail(usage_error("U0007", fmt::format("a judgement needs '--{}'", needed)));
    const fs::path path = context.working_folder / arguments.value("trail");
    std::string text;
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
        auto known = context.files.read(path, 64ULL << 20U);
        if (!known) return fail(known.error());
        text = *std::move(known);
    }
    if (!text.empty() && text.back() != '\n') text += '\n';
    for (const auto& [verdict, id] : wanted) {
        const auto judgement = judgement_of(context, arguments, done.result.findings, verdict, id);
        if (!judgement) return fail(judgement.error());
        text += analyzer::trail_line(*judgement);
    }
    const auto trail = analyzer::read_trail(text, path.string());
    if (!trail) return fail(trail.error());
    if (!wanted.empty())
        if (auto written = context.files.write(path, text); !written) return written;
    auto remarks = analyzer::apply_trail(*trail, done.result.findings);
    std::move(remarks.begin(), remarks.end(), std::back_inserter(done.remarks));
    return {};
}

Status against(Context& context, const Arguments& arguments, Done& done) {
    if (!arguments.has("against")) return {};
    const fs::path path = context.working_folder / arguments.value("against");
    const auto text = context.files.read(path, 512ULL << 20U);
    if (!text) return fail(text.error());
    const auto json = parse_json(*text, path.string());
    if (!json) return fail(json.error());
    const Json* review = json->find("review");
    const auto earlier = review == nullptr ? Result<analyzer::WorkerAnswer>(fail({}))
                                           : from_json<analyzer::WorkerAnswer>(*review);
    if (!earlier)
        return fail(input_error("C0403", "that file is no earlier review")
                        .at({path.string(), 0, 0})
                        .hinted("give what 'isonomia review --json' printed"));
    done.comparison = analyzer::compare(*earlier, done.result);
    return {};
}

ExitCode exit_of(const Done& done) {
    const auto& coverage = done.result.coverage;
    const bool open = std::any_of(
        done.result.findings.begin(), done.result.findings.end(),
        [](const Finding& f) { return f.value.empty() && f.judgement != "suppressed"; });
    const auto& result = done.result;
    const bool unanswered = std::any_of(result.ways.begin(), result.ways.end(),
                                        [](const auto& w) { return !w.found; }) ||
                            std::any_of(result.reaches.begin(), result.reaches.end(),
                                        [](const auto& r) { return r.lines.empty(); });
    const bool unread = coverage.units_clean < coverage.units || coverage.calls_unresolved > 0;
    return open || unread || unanswered ? ExitCode::adverse : ExitCode::done;
}

void say(Context& context, const Arguments& arguments, const Done& done, bool lists_entries) {
    if (context.json) {
        Json::Object object{{"review", to_json(done.result)}};
        if (done.comparison) object.emplace("against", to_json(*done.comparison));
        if (!done.remarks.empty())
            object.emplace("remarks", Json::Array(done.remarks.begin(), done.remarks.end()));
        write_json(context, std::move(object));
        return;
    }
    if (context.quiet) return;
    if (lists_entries) return print_candidates(context, done.result);
    const auto shown = static_cast<std::size_t>(*parse_integer(arguments.value("top")));
    if (arguments.has("why") || arguments.has("from")) {
        print_coverage(context, done.result.coverage);
        print_ways(context, done.result, shown);
    } else {
        print_review(context, done.result, shown);
    }
    if (done.comparison) print_comparison(context, *done.comparison);
    for (const std::string& remark : done.remarks)
        context.out << "note: " << printable(remark, 1000) << '\n';
    for (const std::string& warning : done.result.warnings)
        context.out << "note: " << printable(warning, 1000) << '\n';
}

Status check_options_of_review(const Arguments& arguments) {
    const auto top = parse_integer(arguments.value("top"));
    if (!top || *top < 0 || *top > 100'000)
        return fail(usage_error("U0006", fmt::format("option '--top': '{}' is no number from 0 to "
                                                     "100000",
                                                     printable(arguments.value("top"), 60))));
    const bool judges =
        arguments.has("confirm") || arguments.has("suppress") || arguments.has("reopen");
    for (const char* option : {"reviewer", "reason"})
        if (arguments.has(option) && !judges)
            return fail(usage_error("U0002", fmt::format("'--{}' belongs to a judgement", option))
                            .hinted("give it with --confirm, --suppress or --reopen"));
    return {};
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (arguments.has("wipe-cache")) return wipe_review_cache(context, arguments);
    if (!arguments.has("build"))
        return fail(usage_error("U0007",
                                "'review' needs '--build', the folder that holds "
                                "compile_commands.json"));
    if (arguments.values("SOURCE").empty())
        return fail(usage_error("U0007", "'review' needs the folder that holds the source code"));
    if (auto fits = check_options_of_review(arguments); !fits) return fail(fits.error());
    auto request = review_request(context, arguments);
    if (!request) return fail(request.error());
    auto result = analyzer::review(*request);
    if (!result) return fail(result.error());
    Done done;
    done.result = *std::move(result);
    done.result.units_cached = 0;  // the same bytes with and without a cache
    const bool lists_entries = request->questions.task == "entries";
    if (!lists_entries) {
        if (auto judged = judge(context, arguments, done); !judged) return fail(judged.error());
        if (auto compared = against(context, arguments, done); !compared)
            return fail(compared.error());
        if (auto written = write_review_files(context, arguments, *request, done.result); !written)
            return fail(written.error());
    }
    say(context, arguments, done, lists_entries);
    return lists_entries ? ExitCode::done : exit_of(done);
}

std::vector<OptionRecord> options() {
    return {
        {.name = "build",
         .letter = 'p',
         .value = "DIR",
         .help = "folder that holds compile_commands.json",
         .completes = Completes::folder},
        {.name = "entry",
         .value = "FUNCTION",
         .help = "function whose result is the evidence; 'list' proposes some",
         .repeatable = true},
        {.name = "why",
         .value = "FILE:LINE",
         .help = "print the shortest path from there to the result",
         .repeatable = true},
        {.name = "from",
         .value = "NAME",
         .help = "print what a field, parameter, variable or FILE:LINE reaches",
         .repeatable = true},
        {.name = "attribute",
         .value = "NAME",
         .help = "protected attribute or proxy to look for, beside the known ones",
         .repeatable = true},
        {.name = "top", .value = "N", .help = "lines of the slice to print", .fallback = "20"},
        {.name = "appendix", .help = "also list hits where no path to the result was found"},
        {.name = "excerpts",
         .value = "HOW",
         .help = "how much source code results may show",
         .fallback = "lines",
         .allowed = {"none", "lines", "full"}},
        {.name = "sarif",
         .value = "FILE",
         .help = "also write SARIF 2.1.0",
         .completes = Completes::file},
        {.name = "html",
         .value = "FILE",
         .help = "also write the annotated source as one page",
         .completes = Completes::file},
        {.name = "trail",
         .value = "FILE",
         .help = "judgements of reviewers, read and appended to",
         .completes = Completes::file},
        {.name = "confirm", .value = "ID", .help = "confirm a finding", .repeatable = true},
        {.name = "suppress", .value = "ID", .help = "suppress a finding", .repeatable = true},
        {.name = "reopen", .value = "ID", .help = "take a judgement back", .repeatable = true},
        {.name = "reviewer", .value = "NAME", .help = "who judges"},
        {.name = "reason", .value = "TEXT", .help = "why"},
        {.name = "against",
         .value = "FILE",
         .help = "compare with an earlier review, as --json printed it",
         .completes = Completes::file},
        {.name = "jobs", .letter = 'j', .value = "N", .help = "units read at the same time"},
        {.name = "time-limit", .value = "SECONDS", .help = "processor time of one unit"},
        {.name = "memory-limit", .value = "MIB", .help = "memory of one unit"},
        {.name = "cache",
         .value = "DIR",
         .help = "where facts of units are kept",
         .completes = Completes::folder},
        {.name = "no-cache", .help = "keep nothing of the source, and use nothing kept"},
        {.name = "wipe-cache", .help = "overwrite and remove what is kept, and say what it was"},
    };
}

}  // namespace

Command review_command() {
    return {
        .name = "review",
        .summary = "read source code: what can change the number before the court",
        .description =
            {"Reads the C and C++ files that compile_commands.json names, without building or "
             "running anything, and follows values back from the result of the entry functions. "
             "It lists what decides it: faults looked for, with the path to the result step by "
             "step; every fixed value; and the lines of the source in the order in which they "
             "matter. What could not be read stands first.",
             "A finding is a lead, never a claim that a result is wrong. Where no path was found, "
             "none was found in what was read.",
             "Missing headers do not stop a review. Units are read by a program of its own, with "
             "limits of time and memory. Facts are kept between reviews, by content; under a "
             "protective order use --no-cache, or --wipe-cache afterwards, and --excerpts none."},
        .options = options(),
        .positionals = {{.name = "SOURCE",
                         .help = "folder or files of source code",
                         .required = false,
                         .repeatable = true,
                         .completes = Completes::folder}},
        .examples = {{"isonomia review -p build src --entry list",
                      "which functions could be meant"},
                     {"isonomia review -p build src --entry Matcher::score --sarif review.sarif",
                      "the review of one function"},
                     {"isonomia review -p build src --entry score --why table.cpp:120",
                      "how a line takes part in the result"},
                     {"isonomia review -p build src --entry score --against before.json",
                      "what an update changed"}},
        .exit_codes = {{ExitCode::done, "all units and calls were read, and no finding is open"},
                       {ExitCode::adverse,
                        "findings are open, units or calls were not read, or a way that was asked "
                        "for was not found"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
