// isonomia explain: what drove the result that a model gives for one row.
#include <cmath>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/command.hpp"
#include "cli/explain/every_row_file.hpp"
#include "cli/explain/explanation_text.hpp"
#include "cli/explain/further_options.hpp"
#include "cli/explain/question.hpp"
#include "cli/output.hpp"
#include "cli/probe/asking.hpp"
#include "cli/probe/put_on_record.hpp"
#include "cli/signer_options.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "explain/explain_model.hpp"
#include "explain/oracle/variation.hpp"
#include "explain/read_model.hpp"
#include "explain/schema.hpp"
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace isonomia::cli {

namespace {

using explain::Model;
using explain::ModelQuestion;

Status check_given(const Arguments& arguments) {
    if (arguments.has("oracle") == arguments.has("model"))
        return fail(usage_error("U0007", "give either '--model' or '--oracle'")
                        .hinted("the file of a model, or a program that answers"));
    if (!arguments.has("data"))
        return fail(usage_error("U0007", "option '--data' is missing")
                        .hinted("see 'isonomia explain --help'"));
    if (!arguments.has("row") && !arguments.has("every-row"))
        return fail(usage_error("U0007", "option '--row' is missing")
                        .hinted("the number of a row, or '--every-row FILE' for all of them"));
    return {};
}

void answer(Context& context, const Asking& asking, const std::vector<Measurement>& measurements) {
    if (context.json) {
        Json::Array list;
        for (const Measurement& m : measurements)
            list.push_back(to_json(m));
        Json::Object members = asking_json(asking);
        members["measurements"] = Json(std::move(list));
        members["model"] = asking.asked;
        write_json(context, std::move(members));
    } else if (!context.quiet) {
        context.out << explanation_text(asking.asked, measurements, context.out_terminal);
        if (const std::string asked = asking_text(asking, context.out_terminal.width);
            !asked.empty())
            context.out << '\n' << asked;
    }
}

explain::Subject subject_of(const ModelQuestion& question, const Model& model, std::uint64_t seed) {
    return {question.id, model.inputs, question.row, question.background, seed};
}

Result<std::vector<Measurement>> explained_model(const Context& context, const Arguments& arguments,
                                                 const Model& model, const ModelQuestion& question,
                                                 std::uint64_t seed) {
    auto measurements = explain::explain_model(model, question);
    if (!measurements) return measurements;
    const auto attribute = [&](const explain::Row& row, const std::vector<explain::Row>& others) {
        const auto exact = explain::BackgroundShapley::of(model, question.output, others);
        return exact ? exact->attribute(row).values : std::vector<double>{};
    };
    Explained explained{model,
                        explain::result_scorer(model, question.output),
                        explain::margin_scorer(model, question.output),
                        attribute,
                        {},
                        subject_of(question, model, seed),
                        question.threshold,
                        [&] {
                            return explain::interaction_measurement(
                                subject_of(question, model, seed), model, question.output);
                        }};
    if (!question.background.empty()) {
        auto exact = attribute(question.row, question.background);
        if (!exact.empty()) explained.methods.emplace_back("interventional", std::move(exact));
        if (const auto path = explain::PathShapley::of(model, question.output))
            explained.methods.emplace_back("path-dependent", path->attribute(question.row).values);
        explained.methods.emplace_back(
            "one feature at a time",
            explain::occlusion(explained.inner, question.row, question.background));
    }
    auto more = further_measurements(context, arguments, explained);
    if (!more) return more;
    measurements->insert(measurements->end(), more->begin(), more->end());
    return measurements;
}

// The person and the first of those compared with are asked again and again, before all else.
explain::Variation variation_of(const Model& schema, const ModelQuestion& question,
                                const std::string& output, explain::Oracle& oracle) {
    std::vector<Json> queries{explain::query_of(schema.inputs, question.row)};
    for (std::size_t i = 0; i < question.background.size() && i < 2; ++i)
        queries.push_back(explain::query_of(schema.inputs, question.background[i]));
    return explain::look_for_variation(oracle, queries, output);
}

Measurement asked_again(const ModelQuestion& question, const std::string& output, double answer) {
    Measurement m;
    m.id = question.id + "/recomputed_score";
    m.metric = "recomputed_score";
    m.title = "Result asked of the program again";
    m.n = 1;
    if (std::isfinite(answer))
        m.value = answer;
    else
        m.undefined_reason = "the program gives no number for this row";
    m.parameters["output"] = output;
    m.not_shown = "That the result is right about the person.";
    return m;
}

Result<std::vector<Measurement>> explained_oracle(const Context& context,
                                                  const Arguments& arguments, const Model& schema,
                                                  const ModelQuestion& question, std::uint64_t seed,
                                                  explain::Oracle& oracle) {
    const auto samples = whole_number(arguments, "samples", 1'000'000);
    if (!samples) return fail(samples.error());
    const auto queries = whole_number(arguments, "queries", 10'000'000);
    if (!queries) return fail(queries.error());
    const std::string output = arguments.value("output");
    const auto score = explain::oracle_scorer(schema.inputs, oracle, output);
    const explain::Subject subject = subject_of(question, schema, seed);
    std::vector<Measurement> all{
        asked_again(question, output, score(std::span(&question.row, 1)).front()),
        explain::sampled_attribution(subject, score, *samples)};
    if (question.threshold) {
        all.push_back(explain::searched_counterfactual(subject, score, *question.threshold,
                                                       question.limits, *queries));
        if (!question.protected_inputs.empty())
            all.push_back(explain::swap_measurement(subject, score, *question.threshold,
                                                    question.protected_inputs, *queries));
    }
    const auto attribute = [&](const explain::Row& row, const std::vector<explain::Row>& others) {
        const auto sampled = explain::sampled_shapley(score, row, others, {20, seed, 0.95});
        return sampled ? sampled->values : std::vector<double>{};
    };
    Explained explained{schema, score, score, attribute, {}, subject, question.threshold, {}};
    if (all[1].undefined_reason.empty()) {
        std::vector<double> values;
        for (const Point& point : all[1].series)
            values.push_back(*point.value);
        explained.methods.emplace_back("sampled", std::move(values));
        explained.methods.emplace_back(
            "one feature at a time", explain::occlusion(score, question.row, question.background));
    }
    auto more = further_measurements(context, arguments, explained);
    if (!more) return more;
    all.insert(all.end(), more->begin(), more->end());
    return all;
}

// --case: the number of this run on that record goes into the ids of its measurements.
Result<std::optional<WritableCase>> opened_case(Context& context, const Arguments& arguments,
                                                std::string& id) {
    if (!arguments.has("case")) return std::optional<WritableCase>{};
    auto folder = case_folder(context, arguments.value("case"));
    if (!folder) return fail(folder.error());
    auto writable = open_case_for_writing(context, arguments, std::move(*folder));
    if (!writable) return fail(writable.error());
    id += fmt::format("-{}", number_of_probe(writable->case_file));
    return std::optional(std::move(*writable));
}

Status record_it(Context& context, std::optional<WritableCase>& opened, const Asking& asking,
                 const std::vector<Measurement>& measurements) {
    if (!opened) return {};
    ProbeAct act;
    act.plan_id = measurements.front().id.substr(0, measurements.front().id.find('/'));
    act.title = fmt::format("Explanation of {}", act.plan_id);
    act.result = fmt::format("{} figures", measurements.size());
    act.parameters["asked"] = asking.asked;
    if (!asking.incomplete.empty()) act.parameters["partial"] = "true";
    act.query_record = asking.record;
    act.measurements = measurements;
    const auto entry = put_on_record(context, *opened, std::move(act));
    if (!entry) return fail(entry.error());
    return {};
}

Result<ExitCode> ask_program(Context& context, const Arguments& arguments, std::uint64_t seed) {
    const auto schema = explain::schema_of(context.working_folder / arguments.value("data"),
                                           arguments.listed("not-input"));
    if (!schema) return fail(schema.error());
    auto question = question_of(context, arguments, *schema);
    if (!question) return fail(question.error());
    auto opened = opened_case(context, arguments, question->id);
    if (!opened) return fail(opened.error());
    auto record = new_record(context, arguments, question->id);
    if (!record) return fail(record.error());
    const auto chosen = oracle_of(context, arguments, {}, *record);
    if (!chosen) return fail(chosen.error());
    auto variation = variation_of(*schema, *question, arguments.value("output"), *chosen->oracle);
    auto measurements =
        explained_oracle(context, arguments, *schema, *question, seed, *chosen->oracle);
    if (!measurements) {
        Error error = measurements.error();
        error.notes.push_back("what was asked and answered: " + record->path().string());
        return fail(std::move(error));
    }
    measurements->push_back(explain::variation_measurement(question->id, variation));
    const Asking asking = asking_of(*chosen, std::move(variation), *record);
    qualify(*measurements, asking);
    if (auto status = record_it(context, *opened, asking, *measurements); !status)
        return fail(status.error());
    answer(context, asking, *measurements);
    const bool known = measurements->front().value.has_value();
    return asking.is_open() || !known ? ExitCode::adverse : ExitCode::done;
}

Result<ExitCode> explain_every_row(Context& context, const Arguments& arguments,
                                   const Model& model) {
    std::string id = "every-row";
    auto opened = opened_case(context, arguments, id);
    if (!opened) return fail(opened.error());
    auto measured = write_every_row(context, arguments, model);
    if (!measured) return fail(measured.error());
    measured->id = id + "/" + measured->metric;
    Asking asking;
    asking.asked = model.kind;
    if (auto status = record_it(context, *opened, asking, {*measured}); !status)
        return fail(status.error());
    answer(context, asking, {*measured});
    return ExitCode::done;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (auto status = check_given(arguments); !status) return fail(status.error());
    const auto seed = whole_number(arguments, "seed", std::uint64_t{1} << 52U);
    if (!seed) return fail(seed.error());
    if (arguments.has("oracle")) return ask_program(context, arguments, *seed);
    auto model =
        explain::read_model(context.files, context.working_folder / arguments.value("model"));
    if (!model) return fail(model.error());
    if (auto status = name_features(arguments, *model); !status) return fail(status.error());
    if (arguments.has("every-row")) return explain_every_row(context, arguments, *model);
    auto question = question_of(context, arguments, *model);
    if (!question) return fail(question.error());
    auto opened = opened_case(context, arguments, question->id);
    if (!opened) return fail(opened.error());
    const auto measurements = explained_model(context, arguments, *model, *question, *seed);
    if (!measurements) return fail(measurements.error());
    Asking asking;
    asking.asked = model->kind;
    if (auto status = record_it(context, *opened, asking, *measurements); !status)
        return fail(status.error());
    answer(context, asking, *measurements);
    return ExitCode::done;
}

std::vector<OptionRecord> own_options() {
    return {{.name = "model", .value = "FILE", .help = "the model", .completes = Completes::file},
            {.name = "data",
             .value = "FILE",
             .help = "table with a column for each feature of the model",
             .completes = Completes::file},
            {.name = "row", .value = "N", .help = "row to explain, from 1"},
            {.name = "every-row",
             .value = "FILE",
             .help = "instead of one row: new CSV file for what each feature added to the result "
                     "of every row; what it adds on average is printed",
             .completes = Completes::file},
            {.name = "background",
             .value = "FILE",
             .help = "table of comparison persons",
             .completes = Completes::file},
            {.name = "output", .value = "NAME", .help = "which result, if there are several"},
            {.name = "threshold", .value = "X", .help = "the result at which the outcome changes"},
            {.name = "frozen",
             .value = "NAME",
             .help = "feature that cannot be changed; may be given several times",
             .repeatable = true},
            {.name = "protected",
             .value = "NAME",
             .help = "feature to change alone, or column of the background; may be given "
                     "several times",
             .repeatable = true},
            {.name = "features",
             .value = "NAMES",
             .help = "names of the features, with commas, for a model without them"},
            {.name = "not-input",
             .value = "NAME",
             .help = "column of the data that a program is not given; may be given several times",
             .repeatable = true},
            {.name = "samples",
             .value = "N",
             .help = "samples for the attribution of a program",
             .fallback = "200"},
            {.name = "queries",
             .value = "N",
             .help = "queries that a program may be asked in search of a change, and for each "
                     "feature that is changed alone",
             .fallback = "2000"},
            {.name = "case",
             .value = "CASE",
             .help = "case folder in which the explanation is put on record",
             .completes = Completes::folder}};
}

}  // namespace

Command explain_command() {
    return {
        .name = "explain",
        .summary = "explain the result of a model for one row of data",
        .description =
            {"Reads a model file (XGBoost, LightGBM, PMML, ONNX, or a published table as CSV), "
             "computes its result for the row again, and says exactly what each feature added to "
             "it, "
             "with the range of that answer over several comparison groups.",
             "With --threshold it also searches for the smallest change that would have put the "
             "result on the other side, and says whether a smaller one is ruled out; the fewest "
             "features first, then the least "
             "change in standard deviations. Nothing is "
             "approximated: what a model uses and is not supported is refused by name.",
             "A program that is no file (--oracle) is asked as 'isonomia help probe_plan' "
             "describes; its attribution is sampled, with the interval of the sampling, and the "
             "change is the best that --queries find. The row itself and two comparison persons "
             "are first asked again, in another order and in other batches. What went wrong with "
             "the program, whether its answers vary and which are missing is said at the end, with "
             "the file that holds every query and answer.",
             "--protected also says how much each feature tells about the attribute, and whether "
             "the "
             "result changes with the features that do as another group has them. --validation "
             "says "
             "whether this case is like those that were validated."},
        .options = with(with(with(own_options(), further_options()), oracle_options()),
                        ledger_key_options()),
        .examples = {{"isonomia explain --model risk.json --data people.csv --row 3",
                      "what drove the result of the third person"},
                     {"isonomia explain --model risk.json --data people.csv --row 3 --background "
                      "people.csv --threshold 0.5 --frozen age",
                      "compared with everybody, and what would have changed it"},
                     {"isonomia explain --model risk.json --data people.csv --every-row "
                      "attributions.csv",
                      "what drives the results of all of them"},
                     {"isonomia explain --oracle ./score --data people.csv --row 3 --background "
                      "people.csv --output score",
                      "a program that answers on its standard output"}},
        .exit_codes =
            {{ExitCode::done, "explained"},
             {ExitCode::adverse,
              "explained as far as could be: a program went wrong, left queries without an "
              "answer, gave no number for the row, or answered the same query in more "
              "than one way"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
