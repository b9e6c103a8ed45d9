// isonomia assess: checks a recorded case against rules, and explains one of them.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/hria.hpp"
#include "cli/output.hpp"
#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "cli/signer_options.hpp"
#include "cli/terminal.hpp"
#include "core/case_file.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "rules/alternative.hpp"
#include "rules/evaluate.hpp"

namespace isonomia::cli {

namespace {

Result<std::vector<rules::Pack>> packs_for(const Context& context, const Arguments& arguments,
                                           const CaseFile& file) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    std::vector<std::string> names = arguments.values("pack");
    if (names.empty() && !file.matter.empty()) names = file.matter.front().object.packs;
    if (names.empty())
        return fail(
            input_error("U0017", "the matter names no rule pack")
                .hinted("name one with --pack; 'isonomia rules list' shows those there are"));
    std::vector<rules::Pack> packs;
    for (const std::string& name : names) {
        const auto path = pack_path(context, *data, name);
        if (!path) return fail(path.error());
        auto pack = rules::load_pack(context.files, *path, data->instruments);
        if (!pack) return fail(pack.error());
        packs.push_back(std::move(*pack));
    }
    if (auto sound = rules::check_together(packs, latest_day(context.clock)); !sound)
        return fail(sound.error());
    return packs;
}

std::string painted(const Outcome& outcome, const Paint& paint) {
    const std::string word = fmt::format("{:<15}", to_text(outcome.verdict));
    switch (outcome.verdict) {
        case Verdict::not_met:
        case Verdict::error:
            return paint.bad(word);
        case Verdict::not_established:
        case Verdict::assessed:  // nothing was found to be in order
            return paint.doubtful(word);
        default:
            return paint.good(word);
    }
}

// The facts of an `X or not X`, with the value on record: the verdict is the same for either.
std::string recorded_values(const Outcome& outcome) {
    std::vector<std::string> values;
    const std::vector<TestResult>& tests = outcome.tests;
    for (std::size_t i = 0; i + 3 < tests.size(); ++i) {
        const std::uint64_t depth = tests[i].depth;
        const bool either = tests[i].kind == "any" && tests[i + 1].depth == depth + 1 &&
                            tests[i + 2].kind == "not" && tests[i + 2].depth == depth + 1 &&
                            tests[i + 3].depth == depth + 2 &&
                            tests[i + 1].text == tests[i + 3].text;
        if (either && tests[i + 1].truth != Truth::unknown)
            values.emplace_back(tests[i + 1].truth == Truth::yes ? "yes" : "no");
    }
    return join(values, ", ");
}

// What the verdict alone does not tell.
std::string remark_of(const Outcome& outcome) {
    std::vector<std::string> remarks;
    if (const std::string values = recorded_values(outcome);
        outcome.verdict == Verdict::assessed && !values.empty())
        remarks.push_back("recorded as " + values);
    for (const Deviation& one : outcome.deviations)
        remarks.push_back(one.parameter.empty()
                              ? fmt::format("switched off by {}: {}", printable(one.profile),
                                            printable(one.justification))
                              : fmt::format("{} = {} by {}: {}", printable(one.parameter),
                                            printable(one.value), printable(one.profile),
                                            printable(one.justification)));
    return remarks.empty() ? "" : " [" + join(remarks, "; ") + "]";
}

std::string line_of(const Outcome& outcome, const Paint& paint) {
    return fmt::format("  {}  {:<8} {}{}\n", painted(outcome, paint), printable(outcome.rule),
                       printable(outcome.title), remark_of(outcome));
}

std::string read_line(const FactRead& fact) {
    std::string line = fmt::format("{} = {} ({}", fact.id, fact.value.empty() ? "?" : fact.value,
                                   to_text(fact.status));
    if (!fact.source.empty()) line += ", " + fact.source;
    if (!fact.sha256.empty()) line += ", SHA-256 " + fact.sha256.substr(0, 16);
    return line + ")";
}

std::string_view word_of(const rules::Alternative& change) {
    return change.to == Verdict::met ? "fulfilled" : to_text(change.to);
}

std::string changes_text(const Outcome& outcome, const TerminalFacts& terminal) {
    std::string result;
    for (const rules::Alternative& change : rules::alternatives_of(outcome)) {
        const std::string by =
            change.exception.empty() ? "" : fmt::format(" (“{}”)", change.exception);
        result +=
            wrapped(
                printable(fmt::format("{}{}, if it were established that", word_of(change), by)),
                terminal.width, 2) +
            "\n";
        for (const rules::Condition& one : change.conditions)
            result += wrapped(printable(fmt::format("this is {}: “{}”", one.holds ? "so" : "not so",
                                                    outcome.tests[one.test].text)),
                              terminal.width, 4) +
                      "\n";
    }
    return result;
}

Json::Array changes_json(const Outcome& outcome) {
    Json::Array list;
    for (const rules::Alternative& change : rules::alternatives_of(outcome)) {
        Json::Array conditions;
        for (const rules::Condition& one : change.conditions)
            conditions.emplace_back(
                Json::Object{{"test", outcome.tests[one.test].text}, {"holds", one.holds}});
        list.emplace_back(Json::Object{{"to", word_of(change)},
                                       {"exception", change.exception},
                                       {"if", std::move(conditions)}});
    }
    return list;
}

// The tree of tests, what each read, the authorities, what would change the outcome, what to ask.
std::string explanation(const Outcome& outcome, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    const auto block = [&](const std::string& text, std::size_t indent) {
        return wrapped(printable(text), terminal.width, indent) + "\n";
    };
    std::string result = line_of(outcome, paint) + block(outcome.reason, 2);
    result += "\n" + paint.bold("Asked for") + "\n" + block(outcome.requirement, 2);
    for (const Citation& one : outcome.authorities)
        result += block(
            fmt::format("{}{} ({}): {}", one.cite, one.pinpoint.empty() ? "" : ", " + one.pinpoint,
                        to_text(one.status), one.says),
            2);
    result += "\n" + paint.bold("Tests") + "\n";
    for (const TestResult& test : outcome.tests) {
        const std::size_t indent = 2 + 2 * static_cast<std::size_t>(test.depth);
        result += block(fmt::format("{}: {}", to_text(test.truth), test.text), indent);
        if (!test.detail.empty()) result += block(test.detail, indent + 2);
        for (const FactRead& fact : test.reads)
            result += block(read_line(fact), indent + 2);
    }
    for (const Deviation& one : outcome.deviations)
        result += block(
            fmt::format(
                "profile {}: {}; {}; approved by {} on {}", one.profile,
                one.parameter.empty()
                    ? "the rule is switched off"
                    : fmt::format("{} is {}{}", one.parameter, one.value,
                                  one.instead_of.empty() ? "" : " instead of " + one.instead_of),
                one.justification, one.approver, one.on),
            2);
    if (!outcome.turns_on.empty())
        result += block("It turns on: " + join(outcome.turns_on, ", "), 2);
    if (!outcome.by_hearing.empty()) result += block(outcome.by_hearing, 2);
    if (const std::string changes = changes_text(outcome, terminal); !changes.empty())
        result += "\n" + paint.bold("What would change it") + "\n" + changes;
    if (!outcome.requests.empty()) result += "\n" + paint.bold("To ask for") + "\n";
    for (const Request& request : outcome.requests)
        result += block(request.text, 2);
    if (!outcome.remedy.empty())
        result += "\n" + paint.bold("Remedy") + "\n" + block(outcome.remedy, 2);
    return result;
}

std::string table(const std::vector<Outcome>& outcomes, const std::vector<rules::Pack>& packs,
                  const Paint& paint) {
    std::string result;
    std::string pack;
    for (const Outcome& outcome : outcomes) {
        const auto own = std::find_if(packs.begin(), packs.end(), [&](const rules::Pack& one) {
            return one.id == outcome.pack;
        });
        if (outcome.pack != pack)
            result += fmt::format(
                "{}{} {}{}\n", pack.empty() ? "" : "\n", paint.bold(printable(outcome.pack)),
                printable(outcome.pack_version), own == packs.end() ? "" : signed_by(*own));
        pack = outcome.pack;
        result += line_of(outcome, paint);
    }
    return result;
}

// A rule by 'pack/rule' or by its own id.
Result<const Outcome*> outcome_of(const std::vector<Outcome>& outcomes, const std::string& rule) {
    std::vector<std::string> known;
    known.reserve(outcomes.size());
    std::vector<const Outcome*> named;
    for (const Outcome& outcome : outcomes) {
        if (outcome.id == rule) return &outcome;
        if (outcome.rule == rule) named.push_back(&outcome);
        known.push_back(outcome.rule);
    }
    if (named.size() == 1) return named.front();
    if (named.size() > 1) {
        std::vector<std::string> ids;
        for (const Outcome* one : named)
            ids.push_back(printable(one->id, 130));
        return fail(
            input_error("U0018", fmt::format("several packs have a rule '{}'", printable(rule, 60)))
                .hinted("name one: " + join(ids, ", ")));
    }
    return fail(input_error("U0018", fmt::format("no rule '{}' was evaluated", printable(rule, 60)))
                    .hinted("'isonomia assess' lists the rules; name one of them" +
                            did_you_mean_suffix(rule, known)));
}

bool is_open_or_adverse(const Outcome& outcome) {
    return outcome.verdict == Verdict::not_met || outcome.verdict == Verdict::not_established ||
           outcome.verdict == Verdict::error;
}

Status check_hria_options(const Arguments& arguments) {
    for (const char* option : {"public", "draft", "since", "key", "token-module"})
        if (arguments.has(option) && !arguments.has("hria"))
            return fail(
                usage_error("U0007", fmt::format("'--{}' needs the option '--hria'", option))
                    .hinted("'isonomia assess --help' says what it is"));
    return {};
}

std::vector<OptionRecord> options() {
    return {{.name = "pack",
             .letter = 'p',
             .value = "PACK",
             .help = "id of a pack, or its file; default: those that the matter names",
             .completes = Completes::file,
             .repeatable = true},
            {.name = "profile",
             .value = "FILE",
             .help = "profile that tailors the packs, see 'isonomia help rule_pack'",
             .completes = Completes::file},
            {.name = "why", .letter = 'w', .value = "RULE", .help = "explain this rule"},
            {.name = "hria",
             .value = "FILE",
             .help = "answers of a human-rights impact assessment",
             .completes = Completes::file},
            {.name = "public", .help = "with --hria: the version for publication"},
            {.name = "draft", .help = "with --hria: print it and record nothing"},
            {.name = "since",
             .value = "OLDER",
             .help = "with --hria: compare with this assessment, an id on record or a file; "
                     "default: the last on record of the same system",
             .completes = Completes::file},
            {.name = "lang",
             .value = "TAG",
             .help = "language of the outcomes",
             .fallback = "en",
             .allowed = {"en", "fr"}}};
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (auto status = check_hria_options(arguments); !status) return fail(status.error());
    if (arguments.has("hria")) return assess_impact(context, arguments);
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto file = replay(opened->entries);
    if (!file) return fail(file.error());
    const auto packs = packs_for(context, arguments, *file);
    if (!packs) return fail(packs.error());
    std::optional<rules::Profile> profile;
    if (arguments.has("profile")) {
        auto loaded =
            rules::load_profile(context.files, context.working_folder / arguments.value("profile"),
                                *packs, latest_day(context.clock));
        if (!loaded) return fail(loaded.error());
        profile = std::move(*loaded);
    }
    rules::EvaluateOptions options;
    options.language = arguments.value("lang");
    options.profile = profile ? &*profile : nullptr;
    std::vector<Outcome> outcomes = rules::evaluate(*file, *packs, options);
    if (arguments.has("why")) {
        const auto one = outcome_of(outcomes, arguments.value("why"));
        if (!one) return fail(one.error());
        outcomes = std::vector<Outcome>{**one};
        if (!context.json && !context.quiet)
            context.out << explanation(outcomes.front(), context.out_terminal);
    } else if (!context.json && !context.quiet) {
        context.out << table(outcomes, *packs, Paint(context.out_terminal));
    }
    if (context.json) {
        Json::Array list;
        for (const Outcome& outcome : outcomes)
            list.push_back(to_json(outcome));
        Json::Object result{{"entries", Json::integer(file->entries)},
                            {"outcomes", std::move(list)}};
        if (arguments.has("why")) result.emplace("changes", changes_json(outcomes.front()));
        write_json(context, std::move(result));
    }
    const bool clean = std::none_of(outcomes.begin(), outcomes.end(), is_open_or_adverse);
    return clean ? ExitCode::done : ExitCode::adverse;
}

}  // namespace

Command assess_command() {
    return {
        .name = "assess",
        .summary = "check a recorded case against rules, and explain an outcome",
        .description =
            {"Evaluates rule packs on what is on record and prints one outcome a rule. Outcomes "
             "are not recorded: 'isonomia run' records those of the packs that the matter names.",
             "--why RULE shows what the outcome of one rule rests on: each test, the facts that it "
             "read with their exhibits, the authorities, what it turns on, what would change it, "
             "and "
             "what to ask for.",
             "--hria FILE reads the answers of a human-rights impact assessment, adds how many "
             "persons would be wrongly flagged per year on the figures of the case, and prints it; "
             "what is not answered counts as the worst. The assessment is recorded, and the next "
             "one of the same system says what changed since; --draft records nothing. Format: "
             "'isonomia help assessment'."},
        .options = with(options(), with(own_key_options("your own key, to sign the assessment"),
                                        ledger_key_options())),
        .positionals = {case_positional()},
        .examples = {{"isonomia assess", "the outcomes for the case in this folder"},
                     {"isonomia assess --why EA-09", "what one outcome rests on"},
                     {"isonomia assess -p my-pack.xml --profile court.xml smith/case",
                      "a pack of your own, tailored"},
                     {"isonomia assess --hria answers.xml --draft", "what is still missing"}},
        .exit_codes = {{ExitCode::done, "every rule is met, excepted or does not apply"},
                       {ExitCode::adverse, "a rule is not met, not established, or failed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
