// isonomia probe: tries to break a claim about a result of a closed system; asks again what a
// record of that holds.
#include <set>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/probe/asking.hpp"
#include "cli/probe/image_folder.hpp"
#include "cli/probe/put_on_record.hpp"
#include "cli/probe/run_replay.hpp"
#include "cli/terminal.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "explain/oracle/model_respondent.hpp"
#include "explain/oracle/variation.hpp"
#include "explain/probe/probe.hpp"
#include "explain/read_model.hpp"

namespace isonomia::cli {

namespace {

using explain::ProbePlan;
using explain::ProbeResult;

struct Setup {
    ProbePlan plan;
    Json query;
    std::vector<fs::path> readable;  // what the query names and its folder holds
};

struct Outcome {
    Result<ProbeResult> result;
    std::vector<Measurement> measurements;
    Asking asking;
};

// A file that is not JSON is itself the input: {"file": its path}.
Result<Json> read_query(Context& context, const fs::path& path) {
    const auto text = context.files.read(path, std::uint64_t{64} << 20U);
    if (!text) return fail(text.error());
    const std::size_t first = text->find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (*text)[first] != '{')
        return Json(Json::Object{{"file", path.string()}});
    return parse_json(*text, path.string());
}

Result<Setup> set_up(Context& context, const Arguments& arguments) {
    if (!arguments.positional("PLAN.xml"))
        return fail(
            usage_error("U0007", "'probe' needs PLAN.xml: what is claimed, and what may vary")
                .hinted("or --replay, the record of a probe that was made"));
    if (!arguments.has("input"))
        return fail(usage_error("U0007", "option '--input' is missing")
                        .hinted("see 'isonomia probe --help'"));
    if (arguments.has("oracle") == arguments.has("model"))
        return fail(usage_error("U0007", "give either '--oracle' or '--model'")
                        .hinted("a program that answers, or the file of a model"));
    const fs::path plan_path = context.working_folder / *arguments.positional("PLAN.xml");
    auto text = context.files.read(plan_path, std::uint64_t{1} << 20U);
    if (!text) return fail(text.error());
    auto plan = explain::read_probe_plan(std::move(*text), plan_path.string());
    if (!plan) return fail(plan.error());
    const fs::path input = context.working_folder / arguments.value("input");
    auto query = read_query(context, input);
    if (!query) return fail(query.error());
    return Setup{std::move(*plan), std::move(*query), {input.parent_path()}};
}

Result<Outcome> ask_model(Context& context, const Arguments& arguments, const Setup& setup,
                          const ImageFolder& images) {
    auto model =
        explain::read_model(context.files, context.working_folder / arguments.value("model"));
    if (!model) return fail(model.error());
    explain::ModelRespondent respondent(std::move(*model));
    Outcome outcome{
        explain::probe(setup.plan, setup.query, respondent, images.changer(context.files, {})),
        {},
        {}};
    outcome.asking.asked = respondent.named();
    if (respondent.unanswered() > 0) outcome.asking.incomplete = "some queries had no answer";
    return outcome;
}

// The digest of every file that queries can name as it is: by it, whoever repeats them finds it.
Status note_files(Context& context, const Setup& setup, QueryRecord& record) {
    std::set<std::string> named;
    if (const Json::Object* inputs = setup.query.object())
        for (const auto& [name, value] : *inputs)
            if (value.string() != nullptr) named.insert(*value.string());
    for (const explain::Dimension& dimension : setup.plan.neighbourhood)
        named.insert(dimension.values.begin(), dimension.values.end());
    for (const std::string& name : named) {
        std::error_code problem;
        if (!fs::is_regular_file(name, problem)) continue;
        const auto facts = context.files.facts(name);
        if (!facts) return fail(facts.error());
        if (auto status = record.add({{"file", name}, {"sha256", hex(facts->sha256)}}); !status)
            return status;
    }
    return {};
}

// The query itself and the first of its neighbours are asked again and again, before anything else.
Result<explain::Variation> variation_of(const Setup& setup, explain::Oracle& oracle,
                                        const explain::ImageChanger& changer) {
    const explain::Neighbourhood near(setup.plan, setup.query, changer);
    std::vector<Json> queries{setup.query};
    for (const bool low : {true, false}) {
        explain::Coordinates corner;
        for (const explain::Axis& axis : near.axes())
            corner.push_back(axis.continuous ? (low ? axis.low : axis.high)
                             : low           ? 0
                                             : static_cast<double>(axis.count - 1));
        auto query = near.at(corner);
        if (!query) return fail(query.error());
        queries.push_back(std::move(*query));
    }
    return explain::look_for_variation(oracle, queries, setup.plan.claim.output);
}

Result<Outcome> ask_oracle(Context& context, const Arguments& arguments, const Setup& setup,
                           const ImageFolder& images) {
    if (auto status = explain::check_plan(setup.plan, setup.query); !status)
        return fail(status.error());
    auto record = new_record(context, arguments, setup.plan.id);
    if (!record) return fail(record.error());
    auto readable = setup.readable;
    readable.push_back(images.path());
    const auto chosen = oracle_of(context, arguments, readable, *record);
    if (!chosen) return fail(chosen.error());
    if (auto status = note_files(context, setup, *record); !status) return fail(status.error());
    const auto changer =
        images.changer(context.files, [&](const Json::Object& line) { return record->add(line); });
    const auto variation = variation_of(setup, *chosen->oracle, changer);
    if (!variation) return fail(variation.error());
    auto result =
        explain::probe(setup.plan, setup.query, *chosen->oracle, changer, variation->differing > 0);
    Measurement varies = explain::variation_measurement(setup.plan.id, *variation);
    varies.system = setup.plan.system;
    return Outcome{std::move(result), {std::move(varies)}, asking_of(*chosen, *variation, *record)};
}

void finish(const ProbePlan& plan, Outcome& outcome) {
    if (outcome.result) {
        auto measured = explain::measurements_of(plan, *outcome.result);
        outcome.measurements.insert(outcome.measurements.begin(), measured.begin(), measured.end());
    }
    qualify(outcome.measurements, outcome.asking);
}

Status record_it(Context& context, WritableCase& opened, const ProbePlan& plan,
                 const Outcome& outcome) {
    const Asking& asking = outcome.asking;
    ProbeAct act;
    act.plan_id = plan.id;
    act.title = plan.title;
    act.system = plan.system;
    act.result = outcome.result ? explain::in_words(plan, *outcome.result)
                                : "not completed: " + outcome.result.error().message;
    act.parameters["asked"] = asking.asked;
    act.parameters["claim"] = plan.claim.in_words();
    if (!asking.isolation.empty()) act.parameters["isolation"] = asking.isolation;
    if (!asking.incomplete.empty() || !outcome.result) act.parameters["partial"] = "true";
    act.query_record = asking.record;
    act.measurements = outcome.measurements;
    const auto entry = put_on_record(context, opened, std::move(act));
    if (!entry) return fail(entry.error());
    return {};
}

std::string relations_text(const ProbePlan& plan, const ProbeResult& result, std::size_t width) {
    std::string text;
    for (const explain::RelationResult& one : result.relations) {
        std::string line = fmt::format("{}: {}", plan.relations[one.relation].in_words(),
                                       one.tests == 0 ? "not tested"
                                       : one.violations == 0
                                           ? fmt::format("held in {} tests", one.tests)
                                           : fmt::format("failed in {} of {} tests; {}",
                                                         one.violations, one.tests, one.example));
        if (one.unanswered > 0) line += fmt::format("; {} without an answer", one.unanswered);
        text += wrapped(printable(line, 400), width, 2) + "\n";
    }
    return text;
}

void print(Context& context, const ProbePlan& plan, const Outcome& outcome) {
    const Paint paint(context.out_terminal);
    const std::size_t width = context.out_terminal.width;
    const ProbeResult& result = *outcome.result;
    std::string text = paint.bold(printable(plan.title, 200)) + "\n";
    text += wrapped(printable(explain::in_words(plan, result), 2000), width, 2) + "\n";
    for (std::size_t i = 0; i < result.smallest.size() && i < 5; ++i)
        text += wrapped(printable(fmt::format("{}. {}: {}", i + 1, result.smallest[i].in_words,
                                              canonical(result.smallest[i].answer)),
                                  400),
                        width, 4) +
                "\n";
    text += relations_text(plan, result, width);
    context.out << text << asking_text(outcome.asking, width);
}

ExitCode exit_code_of(const Outcome& outcome) {
    const ProbeResult& result = *outcome.result;
    bool adverse =
        outcome.asking.is_open() || result.partial || result.found > 0 || !result.own_holds;
    for (const explain::RelationResult& one : result.relations)
        adverse = adverse || one.violations > 0;
    return adverse ? ExitCode::adverse : ExitCode::done;
}

Result<ExitCode> answer(Context& context, const ProbePlan& plan, const Outcome& outcome) {
    const Asking& asking = outcome.asking;
    if (!outcome.result) {
        Error error = outcome.result.error();
        if (!asking.faults.empty())
            error.notes.push_back("the program went wrong: " + asking.faults);
        if (!asking.record.empty())
            error.notes.push_back("what was asked and answered: " + asking.record.string());
        return fail(std::move(error));
    }
    if (context.json) {
        Json::Array list;
        for (const Measurement& m : outcome.measurements)
            list.push_back(to_json(m));
        Json::Object members = asking_json(asking);
        members["measurements"] = Json(std::move(list));
        members["in_words"] = explain::in_words(plan, *outcome.result);
        write_json(context, std::move(members));
    } else if (!context.quiet) {
        print(context, plan, outcome);
    }
    return exit_code_of(outcome);
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (arguments.has("replay")) return run_replay(context, arguments);
    auto setup = set_up(context, arguments);
    if (!setup) return fail(setup.error());
    std::optional<WritableCase> opened;
    if (arguments.has("case")) {
        auto folder = case_folder(context, arguments.value("case"));
        if (!folder) return fail(folder.error());
        auto writable = open_case_for_writing(context, arguments, std::move(*folder));
        if (!writable) return fail(writable.error());
        opened = std::move(*writable);
        setup->plan.id += fmt::format("-{}", number_of_probe(opened->case_file));
    }
    const auto images = ImageFolder::create();
    if (!images) return fail(images.error());
    auto outcome = arguments.has("model") ? ask_model(context, arguments, *setup, *images)
                                          : ask_oracle(context, arguments, *setup, *images);
    if (!outcome) return fail(outcome.error());
    finish(setup->plan, *outcome);
    if (opened)
        if (auto status = record_it(context, *opened, setup->plan, *outcome); !status)
            return fail(status.error());
    return answer(context, setup->plan, *outcome);
}

std::vector<OptionRecord> own_options() {
    return {
        {.name = "input",
         .value = "FILE",
         .help = "the input: a JSON object by name of input, or an image or sound",
         .completes = Completes::file},
        {.name = "model",
         .value = "FILE",
         .help = "the file of a model, in place of a program",
         .completes = Completes::file},
        {.name = "case",
         .value = "CASE",
         .help = "case folder in which the probe is put on record",
         .completes = Completes::folder},
        {.name = "replay",
         .value = "RECORD",
         .help = "record of a probe whose queries are asked again, in place of a plan",
         .completes = Completes::file},
    };
}

}  // namespace

Command probe_command() {
    return {
        .name = "probe",
        .summary = "try to break a claim about a result of a closed system",
        .description =
            {"Asks a program (--oracle) or a model's file (--model) about inputs near the one that "
             "counts. The plan says what is claimed, how the input may vary and why, how that is "
             "searched, and which relations must hold whatever the right answer is; 'isonomia help "
             "probe_plan' explains its format. Counterexamples are listed smallest first, with the "
             "query that repeats each; the first three are made smaller while the claim still "
             "fails, and none repeats with more around it what a smaller one does.",
             "How often the claim fails is bounded only where the tries were an independent sample "
             "of fixed size; a grid and an adaptive search say that they give no bound.",
             "The program runs without a shell, in bubblewrap without network where that works, "
             "with limits of time and memory. The same queries are first asked again, in another "
             "order and in other batches. Every query and answer is written to the record; with "
             "--case it goes to that ledger, where nothing is served until you serve it.",
             "--replay asks a program again what a record holds and compares the answers. Files "
             "are found by their digest among those that --readable and --input name; images that "
             "the probe had changed are changed again, as the record says."},
        .options = with(with(own_options(), oracle_options()), ledger_key_options()),
        .positionals = {{.name = "PLAN.xml",
                         .help = "what is claimed, and what may vary",
                         .required = false,
                         .completes = Completes::file}},
        .examples = {{"isonomia probe plan.xml --oracle ./score --input person.json",
                      "a program that answers on its standard output"},
                     {"isonomia probe plan.xml --model risk.json --input person.json --case case",
                      "a model's file; on record in the case"},
                     {"isonomia probe --replay band.queries.jsonl --oracle ./score --readable "
                      "bundle/exhibits",
                      "the queries of a served record, asked again"}},
        .exit_codes =
            {{ExitCode::done,
              "nothing found in the tries that were made; every query is answered as on "
              "record"},
             {ExitCode::adverse,
              "a counterexample, a relation that fails, answers that vary, queries "
              "without an answer or answered otherwise than on record, or a program that went "
              "wrong"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
