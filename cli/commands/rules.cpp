// isonomia rules: lists, lints, tests and compares rule packs.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/diagnostics.hpp"
#include "cli/output.hpp"
#include "cli/pack_copy.hpp"
#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "cli/rule_topics.hpp"
#include "cli/terminal.hpp"
#include "core/matter_file.hpp"
#include "core/text.hpp"
#include "fairness/metric.hpp"
#include "rules/diff.hpp"
#include "rules/fixtures.hpp"
#include "rules/lint.hpp"
#include "rules/pack_page.hpp"
#include "rules/requirements.hpp"
#include "rules/schematron.hpp"

namespace isonomia::cli {

namespace {

using rules::Pack;

Result<std::vector<fs::path>> chosen_packs(const Context& context, const DataFolders& data,
                                           const Arguments& arguments) {
    std::vector<std::string> names = arguments.values("PACK");
    if (names.empty()) names = pack_ids(data.packs);
    std::vector<fs::path> paths;
    for (const std::string& name : names) {
        auto path = pack_path(context, data, name);
        if (!path) return fail(path.error());
        paths.push_back(std::move(*path));
    }
    return paths;
}

// Cases of packs that come with the program lie with it, those of other packs beside the pack.
fs::path fixtures_of(const Arguments& arguments, const DataFolders& data, const Context& context,
                     const fs::path& pack) {
    if (const std::string given = arguments.value("fixtures"); !given.empty())
        return context.working_folder / given;
    std::error_code problem;
    const bool shipped = fs::equivalent(pack.parent_path(), data.packs, problem);
    const fs::path folder = shipped ? data.fixtures : pack.parent_path() / "fixtures";
    return folder / pack.stem();
}

std::string pack_text(const Pack& pack, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string result = fmt::format(
        "{} {}: {} ({} rules{})\n", paint.bold(printable(pack.id)), printable(pack.version),
        printable(rules::in_language(pack.title, "en")), pack.rules.size(), signed_by(pack));
    constexpr std::size_t facts_indent = 6;
    for (const rules::Rule& rule : pack.rules) {
        result += fmt::format("  {:<32} {:<18} {}\n", printable(rule.id), to_text(rule.principle),
                              printable(rules::in_language(rule.title, "en")));
        if (const auto facts = facts_read(rule); !facts.empty())
            result +=
                wrapped("reads " + printable(join(facts, " ")), terminal.width, facts_indent) +
                "\n";
        if (const auto metrics = metrics_read(rule); !metrics.empty())
            result +=
                wrapped("measures " + printable(join(metrics, " ")), terminal.width, facts_indent) +
                "\n";
    }
    return result;
}

Json::Array json_of(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

Json pack_json(const Pack& pack) {
    Json::Array list;
    for (const rules::Rule& rule : pack.rules)
        list.emplace_back(Json::Object{{"id", rule.id},
                                       {"principle", to_text(rule.principle)},
                                       {"kind", to_text(rule.kind)},
                                       {"facts", json_of(facts_read(rule))},
                                       {"measures", json_of(metrics_read(rule))},
                                       {"title", rules::in_language(rule.title, "en")}});
    return Json::Object{{"id", pack.id},
                        {"version", pack.version},
                        {"title", rules::in_language(pack.title, "en")},
                        {"signed", pack.signature.has_value()},
                        {"sha256", pack.sha256},
                        {"rules", std::move(list)}};
}

Result<ExitCode> list(Context& context, const DataFolders& data,
                      const std::vector<fs::path>& paths) {
    Json::Array json;
    std::string text;
    for (const fs::path& path : paths) {
        const auto pack = rules::load_pack(context.files, path, data.instruments);
        if (!pack) return fail(pack.error());
        text += (text.empty() ? "" : "\n") + pack_text(*pack, context.out_terminal);
        json.push_back(pack_json(*pack));
    }
    if (context.json)
        write_json(context, {{"packs", std::move(json)}});
    else if (!context.quiet)
        context.out << text;
    return ExitCode::done;
}

// What a pack lacks is a warning; what makes it unusable is an error.
Severity severity_of(const Error& fault) {
    return fault.code.starts_with("R01") ? Severity::warning : Severity::error;
}

// Faults go to stderr as text, or into the result as JSON.
void add_faults(Context& context, const std::vector<Error>& faults, Json::Array& json) {
    for (const Error& fault : faults) {
        json.push_back(to_json(fault));
        if (!context.json && !context.quiet) report(context, fault, severity_of(fault));
    }
}

std::string counted(std::uint64_t n, std::string_view what) {
    return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

ExitCode conclude(Context& context, Json::Object result, const std::string& text, bool clean) {
    if (context.json)
        write_json(context, std::move(result));
    else if (!context.quiet)
        context.out << text << '\n';
    return clean ? ExitCode::done : ExitCode::adverse;
}

Result<ExitCode> lint(Context& context, const Arguments& arguments, const DataFolders& data,
                      const std::vector<fs::path>& paths) {
    rules::LintOptions options;
    options.instruments = data.instruments;
    options.metrics = fairness::metric_ids();  // with the comparisons derived from rates
    options.today = latest_day(context.clock);
    Json::Array faults;
    Json::Array unverified;      // nothing to mend in the pack: a source that somebody has to read
    std::size_t exceptions = 0;  // of these, exceptions of rules
    for (const fs::path& path : paths) {
        options.fixtures = fixtures_of(arguments, data, context, path);
        options.fixture_files = pack_ids(options.fixtures);
        auto found = rules::lint_pack(context.files, path, options);
        const auto standing = std::stable_partition(
            found.begin(), found.end(), [](const Error& one) { return one.code != "R0108"; });
        add_faults(context, {found.begin(), standing}, faults);
        exceptions +=
            static_cast<std::size_t>(std::count_if(standing, found.end(), [](const Error& one) {
                return one.message.starts_with("exception ");  // of a rule, in lint's words
            }));
        // All of them for one pack; of many, the number will do.
        if (paths.size() == 1) add_faults(context, {standing, found.end()}, unverified);
        if (paths.size() > 1)
            for (auto one = standing; one != found.end(); ++one)
                unverified.push_back(to_json(*one));
    }
    std::string text = counted(paths.size(), "pack") + ", " + counted(faults.size(), "fault");
    std::vector<std::string> resting;
    if (unverified.size() > exceptions)
        resting.push_back(counted(unverified.size() - exceptions, "rule"));
    if (exceptions > 0) resting.push_back(counted(exceptions, "exception"));
    if (!resting.empty())
        text += fmt::format("; {} {} on unverified authorities alone", join(resting, " and "),
                            unverified.size() == 1 ? "rests" : "rest");
    const bool clean = faults.empty();
    return conclude(context, {{"faults", std::move(faults)}, {"unverified", std::move(unverified)}},
                    text, clean);
}

Result<ExitCode> test(Context& context, const Arguments& arguments, const DataFolders& data,
                      const std::vector<fs::path>& paths) {
    Json::Array faults;
    std::vector<std::string> lines;
    std::uint64_t cases = 0;
    for (const fs::path& path : paths) {
        const auto pack = rules::load_pack(context.files, path, data.instruments);
        if (!pack) return fail(pack.error());
        if (auto named = rules::check_name(*pack); !named) return fail(named.error());
        const auto tested =
            rules::test_pack(context.files, *pack, fixtures_of(arguments, data, context, path));
        if (!tested) return fail(tested.error());
        add_faults(context, tested->faults, faults);
        cases += tested->cases.size();
        lines.push_back(fmt::format("{}: {}, {}, {} of {} values of tests seen",
                                    printable(pack->id), counted(tested->cases.size(), "case"),
                                    counted(tested->faults.size(), "fault"), tested->values_seen(),
                                    tested->values_all()));
    }
    const bool clean = faults.empty();
    return conclude(context, {{"faults", std::move(faults)}, {"cases", Json::integer(cases)}},
                    join(lines, "\n"), clean);
}

std::string change_line(const rules::Change& change) {
    return fmt::format("{:<8} {} {}{}{}\n", to_text(change.kind), change.type, printable(change.id),
                       change.parts.empty() ? "" : ": " + join(change.parts, ", "),
                       change.can_change_verdicts ? "  (can change verdicts)" : "");
}

Result<ExitCode> compare(Context& context, const DataFolders& data,
                         const std::vector<fs::path>& paths) {
    if (paths.size() != 2)
        return fail(usage_error("U0007", "'rules diff' needs two packs")
                        .hinted("isonomia rules diff OLDER.xml NEWER.xml"));
    const auto older = rules::load_pack(context.files, paths[0], data.instruments);
    if (!older) return fail(older.error());
    const auto newer = rules::load_pack(context.files, paths[1], data.instruments);
    if (!newer) return fail(newer.error());
    Json::Array json;
    std::string text;
    bool decides = false;
    for (const rules::Change& change : rules::diff(*older, *newer)) {
        Json::Array parts;
        for (const std::string& part : change.parts)
            parts.emplace_back(part);
        json.emplace_back(Json::Object{{"change", to_text(change.kind)},
                                       {"type", change.type},
                                       {"id", change.id},
                                       {"parts", std::move(parts)},
                                       {"can_change_verdicts", change.can_change_verdicts}});
        text += change_line(change);
        decides = decides || change.can_change_verdicts;
    }
    text += counted(json.size(), "change");
    return conclude(context, {{"changes", std::move(json)}}, text, !decides);
}

// What is written for other programs or for docs/ goes out as it is.
Result<ExitCode> print(Context& context, const Result<std::string>& text) {
    if (!text) return fail(text.error());
    if (context.json)
        write_json(context, {{"text", *text}});
    else
        context.out << *text;
    return ExitCode::done;
}

Result<ExitCode> page(Context& context, const DataFolders& data, const std::vector<fs::path>& paths,
                      bool schematron) {
    const std::string action = schematron ? "schematron" : "page";
    if (paths.size() != 1)
        return fail(usage_error("U0007", fmt::format("'rules {}' needs one pack", action))
                        .hinted(fmt::format("isonomia rules {} un-unodc", action)));
    const auto pack = rules::load_pack(context.files, paths.front(), data.instruments);
    if (!pack) return fail(pack.error());
    if (schematron) return print(context, rules::to_schematron(*pack));
    return print(context, rules::pack_page(context.files, *pack, data.instruments));
}

// The requirements that come with the program, each against the pack that answers to them.
Result<ExitCode> requirements(Context& context, const DataFolders& data) {
    const fs::path folder = data.packs.parent_path() / "requirements";
    Json::Array faults;
    std::string text;
    for (const std::string& id : pack_ids(folder)) {
        const auto rows = rules::load_requirements(context.files, folder / (id + ".xml"));
        if (!rows) return fail(rows.error());
        const auto pack =
            rules::load_pack(context.files, data.packs / (rows->pack + ".xml"), data.instruments);
        if (!pack) return fail(pack.error());
        text += rules::requirements_table(*rows, *pack);
        add_faults(context, rules::unanswered(*rows, *pack), faults);
    }
    if (!faults.empty() && !context.json) return ExitCode::adverse;
    return print(context, text);
}

// A new pack in 'packs' of the working folder, where a matter that lies there finds it.
Result<ExitCode> copy(Context& context, const Arguments& arguments, const DataFolders& data) {
    const std::vector<std::string> names = arguments.values("PACK");
    if (names.size() != 2)
        return fail(usage_error("U0007", "'rules copy' needs a pack and an id for the copy")
                        .hinted("isonomia rules copy equality-of-arms-core my-court"));
    const std::string& id = names[1];
    const auto known = pack_ids(data.packs);
    if (!valid_id(id) || std::find(known.begin(), known.end(), id) != known.end())
        return fail(usage_error("U0006", fmt::format("'{}' can't be the id of a pack of your own",
                                                     printable(id, 80)))
                        .hinted(valid_id(id) ? "a pack that comes with the program has it"
                                             : "write letters, digits, '-', '_' or '.', beginning "
                                               "with a letter: my-court"));
    const auto path = pack_path(context, data, names[0]);
    if (!path) return fail(path.error());
    const auto pack = rules::load_pack(context.files, *path, data.instruments);
    if (!pack) return fail(pack.error());
    const auto written = copy_pack(
        context,
        {*path, fixtures_of(arguments, data, context, *path), id, context.working_folder / "packs"},
        *pack);
    if (!written) return fail(written.error());
    if (context.json) {
        Json::Array list;
        for (const fs::path& file : *written)
            list.emplace_back(file.lexically_proximate(context.working_folder).string());
        write_json(context, {{"written", std::move(list)}});
    } else if (!context.quiet) {
        context.out << fmt::format(
            "wrote packs/{0}.xml, the {1} of {2} {3}\n"
            "wrote packs/fixtures/{0}, their tests, {4}\n",
            id, counted(pack->rules.size(), "rule"), printable(pack->id), printable(pack->version),
            counted(written->size() - 1, "file"));
    }
    return ExitCode::done;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const std::string action = *arguments.positional("ACTION");
    if (action == "copy") return copy(context, arguments, *data);
    const auto paths = chosen_packs(context, *data, arguments);
    if (!paths) return fail(paths.error());
    if (action == "lint") return lint(context, arguments, *data, *paths);
    if (action == "test") return test(context, arguments, *data, *paths);
    if (action == "diff") return compare(context, *data, *paths);
    if (action == "page" || action == "schematron")
        return page(context, *data, *paths, action == "schematron");
    if (action == "requirements") return requirements(context, *data);
    return list(context, *data, *paths);
}

}  // namespace

Command rules_command() {
    return {
        .name = "rules",
        .summary = "list, copy, lint, test or compare rule packs",
        .description =
            {"list: the rules of each pack, and the facts that each reads. copy: a pack of your "
             "own, "
             "'packs/NEW-ID.xml' in the working folder with its tests, begun as a copy of PACK and "
             "unsigned; 'isonomia help tutorial' goes on from there. lint: everything that "
             "is wrong with a pack, or missing "
             "from it, with its place. test: runs the cases of a pack and says which values of "
             "which leaves no case has seen. diff: what the second of two packs changes, rule by "
             "rule, "
             "and whether it can change a verdict. page: the documentation page of a pack, as "
             "Markdown. requirements: the requirements of the United Nations documents against "
             "the rules that check them. schematron: a pack as ISO Schematron, as far as that can "
             "express it."},
        .options =
            {{.name = "fixtures",
              .value = "DIR",
              .help =
                  "folder with the cases of the pack, one file a rule; else those that come with "
                  "it, or fixtures/PACK beside the file of the pack",
              .completes = Completes::folder}},
        .positionals = {{.name = "ACTION",
                         .help = "what to do",
                         .allowed = {"list", "copy", "lint", "test", "diff", "page", "requirements",
                                     "schematron"}},
                        {.name = "PACK",
                         .help = "id of a pack, or its file; all packs when left out. copy: the "
                                 "pack, and the id of the new one",
                         .required = false,
                         .repeatable = true,
                         .completes = Completes::file}},
        .examples = {{"isonomia rules list un-unodc", "the rules of one pack"},
                     {"isonomia rules copy equality-of-arms-core my-court",
                      "begins a pack of your own, packs/my-court.xml"},
                     {"isonomia rules lint my-court", "what is wrong with a pack of your own"},
                     {"isonomia rules diff equality-of-arms-core my-court",
                      "what your copy changes"}},
        .exit_codes = {{ExitCode::adverse,
                        "lint or test found a fault; diff found what can change a verdict"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
