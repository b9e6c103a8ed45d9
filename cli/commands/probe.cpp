// isonomia probe: tries to break a claim about a result of a closed system.
#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/probe/image_folder.hpp"
#include "cli/probe/oracle_options.hpp"
#include "cli/probe/put_on_record.hpp"
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
    std::optional<explain::Variation> variation;
    Result<ProbeResult> result;
    std::vector<Measurement> measurements;
    std::string asked;      // the program or model, as people read it
    std::string isolation;  // "" for a model
    bool incomplete = false;
    std::string why_incomplete;
    std::string faults;  // of the program
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
    for (const char* option : {"input"})
        if (!arguments.has(option))
            return fail(usage_error("U0007", fmt::format("option '--{}' is missing", option))
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

Outcome ask_model(explain::Model model, const Setup& setup, const explain::ImageChanger& changer) {
    explain::ModelRespondent respondent(std::move(model));
    Outcome outcome{{}, explain::probe(setup.plan, setup.query, respondent, changer),
                    {}, respondent.named(),
                    "", respondent.unanswered() > 0,
                    "", ""};
    return outcome;
}

Measurement variation_measurement(const ProbePlan& plan, const explain::Variation& variation) {
    Measurement m;
    m.id = plan.id + "/answer_variation";
    m.metric = "answer_variation";
    m.title = "Queries that were answered in more than one way";
    m.system = plan.system;
    m.unit = "share of queries";
    m.value = static_cast<double>(variation.differing) / static_cast<double>(variation.queries);
    m.numerator = variation.differing;
    m.denominator = variation.queries;
    m.n = variation.queries;
    m.parameters["rounds"] = join(variation.how, "; ");
    m.parameters["largest_difference"] = shortest(variation.largest);
    if (!variation.example.empty()) m.parameters["example"] = variation.example;
    m.not_shown = "That other queries are answered alike, or that this one will be tomorrow.";
    return m;
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

Result<Outcome> ask_oracle(explain::Oracle& oracle, const explain::Sandbox& sandbox,
                           const Setup& setup, const explain::ImageChanger& changer) {
    if (auto status = explain::check_plan(setup.plan, setup.query); !status)
        return fail(status.error());
    const auto variation = variation_of(setup, oracle, changer);
    if (!variation) return fail(variation.error());
    Outcome outcome{
        *variation,
        explain::probe(setup.plan, setup.query, oracle, changer, variation->differing > 0),
        {},
        oracle.named(),
        sandbox.isolation,
        oracle.unanswered() > 0,
        oracle.given_up(),
        oracle.faults()};
    outcome.measurements.push_back(variation_measurement(setup.plan, *variation));
    return outcome;
}

void finish(const ProbePlan& plan, Outcome& outcome) {
    if (outcome.result) {
        auto measured = explain::measurements_of(plan, *outcome.result);
        outcome.measurements.insert(outcome.measurements.begin(), measured.begin(), measured.end());
    }
    for (Measurement& m : outcome.measurements) {
        m.partial = m.partial || outcome.incomplete;
        m.parameters["asked"] = outcome.asked;
        if (!outcome.isolation.empty()) m.parameters["isolation"] = outcome.isolation;
        if (!outcome.faults.empty()) m.parameters["program_faults"] = outcome.faults;
    }
}

Status record_it(Context& context, WritableCase& opened, const ProbePlan& plan,
                 const Outcome& outcome, const fs::path& query_record) {
    ProbeAct act;
    act.plan_id = plan.id;
    act.title = plan.title;
    act.system = plan.system;
    act.result = outcome.result ? explain::in_words(plan, *outcome.result)
                                : "not completed: " + outcome.result.error().message;
    act.parameters["asked"] = outcome.asked;
    act.parameters["claim"] = plan.claim.in_words();
    if (!outcome.isolation.empty()) act.parameters["isolation"] = outcome.isolation;
    if (outcome.incomplete || !outcome.result) act.parameters["partial"] = "true";
    act.query_record = query_record;
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

void print(Context& context, const ProbePlan& plan, const Outcome& outcome,
           const std::string& record) {
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
    if (outcome.variation && outcome.variation->differing > 0)
        text +=
            wrapped(printable(fmt::format("the same query was answered in more than one way "
                                          "for {} of {} queries: {}",
                                          outcome.variation->differing, outcome.variation->queries,
                                          outcome.variation->example),
                              400),
                    width, 2) +
            "\n";
    if (!outcome.isolation.empty())
        text += wrapped("isolation: " + outcome.isolation, width, 2) + "\n";
    if (!outcome.faults.empty())
        text +=
            wrapped(printable("the program was started anew: " + outcome.faults, 400), width, 2) +
            "\n";
    if (outcome.incomplete)
        text += wrapped("partial: " + printable(outcome.why_incomplete.empty()
                                                    ? "some queries had no answer"
                                                    : outcome.why_incomplete,
                                                400),
                        width, 2) +
                "\n";
    if (!record.empty()) text += "  record: " + printable(record, 400) + "\n";
    context.out << text;
}

ExitCode exit_code_of(const Outcome& outcome) {
    const ProbeResult& result = *outcome.result;
    bool adverse = outcome.incomplete || result.partial || result.found > 0 || !result.own_holds ||
                   (outcome.variation && outcome.variation->differing > 0);
    for (const explain::RelationResult& one : result.relations)
        adverse = adverse || one.violations > 0;
    return adverse ? ExitCode::adverse : ExitCode::done;
}

Result<ExitCode> answer(Context& context, const ProbePlan& plan, const Outcome& outcome,
                        const std::string& record) {
    if (!outcome.result) {
        Error error = outcome.result.error();
        if (!record.empty()) error.notes.push_back("what was asked and answered: " + record);
        return fail(std::move(error));
    }
    if (context.json) {
        Json::Array list;
        for (const Measurement& m : outcome.measurements)
            list.push_back(to_json(m));
        write_json(context, {{"measurements", Json(std::move(list))},
                             {"partial", outcome.incomplete},
                             {"record", record},
                             {"in_words", explain::in_words(plan, *outcome.result)}});
    } else if (!context.quiet) {
        print(context, plan, outcome, record);
    }
    return exit_code_of(outcome);
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
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
    const explain::ImageChanger changer = images->changer(context.files);
    fs::path record_path;
    Outcome outcome{{}, fail(internal_error("E0901", "nothing was asked")), {}, "", "", false, "",
                    ""};
    if (arguments.has("model")) {
        auto model =
            explain::read_model(context.files, context.working_folder / arguments.value("model"));
        if (!model) return fail(model.error());
        outcome = ask_model(std::move(*model), *setup, changer);
    } else {
        record_path =
            context.working_folder / (arguments.has("record") ? arguments.value("record")
                                                              : setup->plan.id + ".queries.jsonl");
        auto record = QueryRecord::create(record_path);
        if (!record) return fail(record.error());
        setup->readable.push_back(images->path());
        const auto chosen = oracle_of(context, arguments, setup->readable, *record);
        if (!chosen) return fail(chosen.error());
        auto asked = ask_oracle(*chosen->oracle, chosen->sandbox, *setup, changer);
        if (!asked) return fail(asked.error());
        outcome = std::move(*asked);
    }
    finish(setup->plan, outcome);
    if (opened)
        if (auto status = record_it(context, *opened, setup->plan, outcome, record_path); !status)
            return fail(status.error());
    return answer(context, setup->plan, outcome, record_path.string());
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
             "--case it goes to that ledger, where nothing is served until you serve it."},
        .options = with(with(own_options(), oracle_options()), ledger_key_options()),
        .positionals = {{.name = "PLAN.xml",
                         .help = "what is claimed, and what may vary",
                         .completes = Completes::file}},
        .examples = {{"isonomia probe plan.xml --oracle ./score --input person.json",
                      "a program that answers on its standard output"},
                     {"isonomia probe plan.xml --model risk.json --input person.json --case case",
                      "a model's file; on record in the case"}},
        .exit_codes = {{ExitCode::done, "nothing found in the tries that were made"},
                       {ExitCode::adverse,
                        "a counterexample, a relation that fails, answers that vary, or queries "
                        "without an answer"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
