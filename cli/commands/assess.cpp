// isonomia assess: checks a recorded case against rules, and explains one of them.
#include <algorithm>

#include <fmt/format.h>

#include "cli/applied_law.hpp"
#include "cli/diagnostics.hpp"
#include "cli/hria.hpp"
#include "cli/outcome_text.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/signer_options.hpp"
#include "cli/topics.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "reports/language.hpp"
#include "reports/record.hpp"
#include "rules/evaluate.hpp"

namespace isonomia::cli {

namespace {

// The same in the language asked for, with what the program itself derived: as reports word it.
std::vector<Outcome> worded(CaseFile file, const std::vector<Outcome>& outcomes,
                            const std::string& language) {
    reports::ReportOptions options;
    auto words = reports::find_language(language);
    if (!words) return outcomes;
    options.catalogue = std::move(*words);
    options.outcomes_said = outcomes;
    file.outcomes.clear();
    for (const Outcome& outcome : outcomes)
        file.outcomes.push_back({outcome, 0, {}, {}});
    const reports::Record record(file, options);
    std::vector<Outcome> result;
    for (const auto& said : record.outcomes())
        result.push_back(said.object);
    return result;
}

Json law_json(const AppliedLaw& law) {
    Json::Array packs;
    for (const rules::Pack& pack : law.packs)
        packs.emplace_back(
            Json::Object{{"id", pack.id}, {"version", pack.version}, {"sha256", pack.sha256}});
    Json::Array warnings;
    for (const Error& one : law.warnings)
        warnings.push_back(to_json(one));
    Json::Object object{{"packs", std::move(packs)}, {"warnings", std::move(warnings)}};
    if (law.profile)
        object.emplace("profile", Json::Object{{"id", law.profile->profile.id},
                                               {"sha256", law.profile->profile.sha256},
                                               {"exhibit", law.profile->exhibit}});
    return object;
}

// A rule by 'pack/rule' or by its own id, which may be typed in small letters.
Result<const Outcome*> outcome_of(const std::vector<Outcome>& outcomes, const std::string& rule) {
    std::vector<std::string> known;
    known.reserve(outcomes.size());
    std::vector<const Outcome*> named;
    for (const Outcome& outcome : outcomes) {
        if (outcome.id == rule) return &outcome;
        if (outcome.rule == rule) named.push_back(&outcome);
        known.push_back(outcome.rule);
    }
    for (const Outcome& outcome : outcomes)
        if (named.empty() && means(rule, outcome.rule)) return &outcome;
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
    return {
        {.name = "pack",
         .letter = 'p',
         .value = "PACK",
         .help = "id of a pack, or its file; default: those that the matter names",
         .completes = Completes::file,
         .repeatable = true},
        {.name = "profile",
         .value = "FILE",
         .help = "profile that tailors the packs, see 'isonomia help rule_pack'; default: the one "
                 "that the matter adopts",
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
    const auto law = applied_law(context, *opened, *file, arguments);
    if (!law) return fail(law.error());
    rules::EvaluateOptions options;
    options.language = arguments.value("lang");
    options.profile = law->tailoring();
    std::vector<Outcome> outcomes = rules::evaluate(*file, law->packs, options);
    const bool why = arguments.has("why");
    if (why) {
        const auto one = outcome_of(outcomes, arguments.value("why"));
        if (!one) return fail(one.error());
        outcomes = std::vector<Outcome>{**one};
    }
    if (context.json) {
        Json::Array list;
        for (const Outcome& outcome : outcomes)
            list.push_back(to_json(outcome));
        Json::Object result{{"entries", Json::integer(file->entries)},
                            {"law", law_json(*law)},
                            {"outcomes", std::move(list)}};
        if (why) result.emplace("changes", changes_json(outcomes.front(), *law));
        write_json(context, std::move(result));
    } else if (!context.quiet) {
        for (const Error& warning : law->warnings)
            report(context, warning, Severity::warning);
        const OutcomeStyle style{options.language, *law, context.out_terminal};
        const auto said =
            options.language == "en" ? outcomes : worded(*file, outcomes, options.language);
        context.out << (why ? outcome_explanation(said.front(), style)
                            : outcome_table(said, style));
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
             "Without --pack and --profile the law is that of the matter: its packs, looked for in "
             "'packs' beside the case folder and in the working folder, then among those of the "
             "program, in the edition on record where that is found; and the profile that it "
             "adopts. Another edition is named in a warning.",
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
