// isonomia explain: what drove the result that a model gives for one row.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "explain/explain_model.hpp"
#include "explain/read_model.hpp"

namespace isonomia::cli {

namespace {

using explain::Model;
using explain::ModelQuestion;

tl::unexpected<Error> unusable(const std::string& option, const std::string& given,
                               const std::string& hint) {
    return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                 printable(given, 60)))
                    .hinted(hint));
}

Status check_given(const Arguments& arguments) {
    for (const char* option : {"model", "data", "row"})
        if (!arguments.has(option))
            return fail(usage_error("U0007", fmt::format("option '--{}' is missing", option))
                            .hinted("see 'isonomia explain --help'"));
    return {};
}

// A model without names for its features gets them from the command line, in its own order.
Status name_features(const Arguments& arguments, Model& model) {
    if (!arguments.has("features")) return {};
    const std::string given = arguments.value("features");
    const auto names = split(given, ',');
    if (names.size() != model.inputs.size())
        return unusable("features", given,
                        fmt::format("the model has {} features, this names {}", model.inputs.size(),
                                    names.size()));
    for (std::size_t f = 0; f < names.size(); ++f)
        model.inputs[f].name = std::string(trim(names[f]));
    return explain::check_model(model);
}

Result<std::vector<std::size_t>> inputs_named(const Arguments& arguments, const std::string& option,
                                              const Model& model) {
    std::vector<std::size_t> result;
    std::vector<std::string> names;
    for (const explain::ModelInput& input : model.inputs)
        names.push_back(input.name);
    for (const std::string& given : arguments.values(option))
        for (const std::string_view part : split(given, ',')) {
            const auto input = model.input(trim(part));
            if (!input)
                return unusable(option, std::string(part),
                                "name a feature of the model" +
                                    did_you_mean_suffix(std::string(trim(part)), names));
            result.push_back(*input);
        }
    return result;
}

Result<std::size_t> output_named(const Arguments& arguments, const Model& model) {
    const std::string given = arguments.value("output");
    if (given.empty()) {
        if (model.outputs.size() == 1) return std::size_t{0};
        return fail(usage_error("U0007", "the model has several outputs, and '--output' is missing")
                        .hinted("one of: " + join(model.outputs, ", ")));
    }
    const auto at = std::find(model.outputs.begin(), model.outputs.end(), given);
    if (at == model.outputs.end())
        return unusable("output", given, "one of: " + join(model.outputs, ", "));
    return static_cast<std::size_t>(at - model.outputs.begin());
}

// Numbers that are whole in all the data change in whole numbers; a change counts in standard
// deviations of the data.
void limits_from(const std::vector<explain::Row>& rows, std::vector<explain::Limit>& limits) {
    for (std::size_t f = 0; f < limits.size(); ++f) {
        double n = 0;
        double mean = 0;
        double squares = 0;
        limits[f].whole = true;
        for (const explain::Row& row : rows) {
            if (std::isnan(row[f])) continue;
            limits[f].whole = limits[f].whole && row[f] == std::floor(row[f]);
            const double step = row[f] - mean;
            mean += step / ++n;
            squares += step * (row[f] - mean);
        }
        if (n > 1 && squares > 0) limits[f].scale = std::sqrt(squares / (n - 1));
    }
}

Result<ModelQuestion> question_of(Context& context, const Arguments& arguments,
                                  const Model& model) {
    ModelQuestion question;
    const std::string row = arguments.value("row");
    const auto number = parse_integer(row);
    const auto rows = explain::read_rows(model, context.working_folder / arguments.value("data"));
    if (!rows) return fail(rows.error());
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > rows->size())
        return unusable("row", row,
                        fmt::format("rows are 1 to {}, without the header", rows->size()));
    question.row = (*rows)[static_cast<std::size_t>(*number) - 1];
    question.id = fmt::format("row-{}", *number);
    if (arguments.has("background")) {
        auto others =
            explain::read_rows(model, context.working_folder / arguments.value("background"));
        if (!others) return fail(others.error());
        question.background = std::move(*others);
    }
    const auto output = output_named(arguments, model);
    if (!output) return fail(output.error());
    question.output = *output;
    if (arguments.has("threshold")) {
        question.threshold = parse_number(arguments.value("threshold"));
        if (!question.threshold)
            return unusable("threshold", arguments.value("threshold"), "give a number");
    }
    const auto frozen = inputs_named(arguments, "frozen", model);
    if (!frozen) return fail(frozen.error());
    question.limits.resize(model.inputs.size());
    limits_from(question.background.empty() ? *rows : question.background, question.limits);
    for (const std::size_t input : *frozen)
        question.limits[input].frozen = true;
    const auto protected_inputs = inputs_named(arguments, "protected", model);
    if (!protected_inputs) return fail(protected_inputs.error());
    question.protected_inputs = *protected_inputs;
    return question;
}

std::string bars(const Measurement& m, std::size_t width) {
    std::vector<const Point*> order;
    double most = 0;
    std::size_t longest = 0;
    for (const Point& point : m.series) {
        order.push_back(&point);
        most = std::max(most, std::abs(*point.value));
        longest = std::max(longest, utf8_length(printable(point.label, 40)));
    }
    std::stable_sort(order.begin(), order.end(), [](const Point* a, const Point* b) {
        return std::abs(*a->value) > std::abs(*b->value);
    });
    std::string result;
    const std::size_t room = width > longest + 50 ? width - longest - 50 : 8;
    for (const Point* point : order) {
        const std::string label = printable(point->label, 40);
        const auto length = static_cast<std::size_t>(
            most > 0 ? std::lround(std::abs(*point->value) / most * static_cast<double>(room)) : 0);
        result +=
            fmt::format("  {}{}  {:>+12.6g}  ({:+.4g} to {:+.4g})  {}\n", label,
                        std::string(longest - utf8_length(label), ' '), *point->value, *point->low,
                        *point->high, std::string(length, *point->value < 0 ? '-' : '+'));
    }
    return result;
}

std::string text_of(const Model& model, const std::vector<Measurement>& measurements,
                    const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string result;
    for (const Measurement& m : measurements) {
        if (m.metric == "recomputed_score") {
            result += fmt::format("{}  {}  {}\n", paint.bold(printable(model.kind, 80)),
                                  printable(m.parameters.at("output"), 60), shortest(*m.value));
        } else if (!m.undefined_reason.empty()) {
            result += "\n" + paint.bold(m.title) + "\n" +
                      wrapped(printable(m.undefined_reason), terminal.width, 2) + "\n";
        } else if (m.metric == "shapley_attribution") {
            result +=
                "\n" + paint.bold(m.title) +
                fmt::format(", in {}\n", m.unit == "margin" ? "units of the margin" : m.unit) +
                bars(m, terminal.width);
            for (const char* key : {"method", "base", "margin", "additivity_error", "ranges_over"})
                result += wrapped(fmt::format("{}: {}", key, printable(m.parameters.at(key))),
                                  terminal.width, 2) +
                          "\n";
        } else if (m.metric == "counterfactual") {
            result += "\n" + paint.bold(m.title) + "\n" +
                      wrapped(printable(m.parameters.at("in_words")), terminal.width, 2) + "\n";
        } else {
            result += "\n" + paint.bold(m.title) + "\n";
            for (const Point& point : m.series)
                result +=
                    wrapped(
                        fmt::format(
                            "{}: {} for this person; for {} of {} comparison persons",
                            printable(point.label, 60),
                            *point.value > 0 ? "changes the result" : "does not change the result",
                            m.parameters.at("changed:" + point.label), point.n.value_or(0)),
                        terminal.width, 2) +
                    "\n";
        }
        if (m.metric != "recomputed_score")
            result += wrapped("not shown: " + m.not_shown, terminal.width, 2) + "\n";
    }
    return result;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (auto status = check_given(arguments); !status) return fail(status.error());
    auto model =
        explain::read_model(context.files, context.working_folder / arguments.value("model"));
    if (!model) return fail(model.error());
    if (auto status = name_features(arguments, *model); !status) return fail(status.error());
    const auto question = question_of(context, arguments, *model);
    if (!question) return fail(question.error());
    const auto measurements = explain::explain_model(*model, *question);
    if (!measurements) return fail(measurements.error());
    if (context.json) {
        Json::Array list;
        for (const Measurement& m : *measurements)
            list.push_back(to_json(m));
        write_json(context,
                   {{"measurements", Json(std::move(list))}, {"model", Json(model->kind)}});
    } else if (!context.quiet) {
        context.out << text_of(*model, *measurements, context.out_terminal);
    }
    return ExitCode::done;
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
             "approximated: what a model uses and is not supported is refused by name."},
        .options =
            {{.name = "model", .value = "FILE", .help = "the model", .completes = Completes::file},
             {.name = "data",
              .value = "FILE",
              .help = "table with a column for each feature of the model",
              .completes = Completes::file},
             {.name = "row", .value = "N", .help = "row to explain, from 1"},
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
              .help = "feature to change alone; may be given several times",
              .repeatable = true},
             {.name = "features",
              .value = "NAMES",
              .help = "names of the features, with commas, for a model without them"}},
        .examples = {{"isonomia explain --model risk.json --data people.csv --row 3",
                      "what drove the result of the third person"},
                     {"isonomia explain --model risk.json --data people.csv --row 3 --background "
                      "people.csv --threshold 0.5 --frozen age",
                      "compared with everybody, and what would have changed it"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
