#include "cli/explain/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/probe/oracle_options.hpp"
#include "core/text.hpp"
#include "explain/limits.hpp"

namespace isonomia::cli {

using explain::Model;
using explain::ModelQuestion;

namespace {

Result<std::vector<std::size_t>> inputs_named(const Arguments& arguments, const std::string& option,
                                              const Model& model) {
    std::vector<std::size_t> result;
    std::vector<std::string> names;
    for (const explain::ModelInput& input : model.inputs)
        names.push_back(input.name);
    for (const std::string& name : arguments.listed(option)) {
        const auto input = model.input(name);
        if (!input)
            return unusable_option(
                option, name, "name a feature of the model" + did_you_mean_suffix(name, names));
        result.push_back(*input);
    }
    return result;
}

}  // namespace

Result<std::size_t> output_of(const Arguments& arguments, const Model& model) {
    const std::string given = arguments.value("output");
    if (given.empty()) {
        if (model.outputs.size() == 1) return std::size_t{0};
        return fail(usage_error("U0007", "the model has several outputs, and '--output' is missing")
                        .hinted("one of: " + join(model.outputs, ", ")));
    }
    const auto at = std::find(model.outputs.begin(), model.outputs.end(), given);
    if (at == model.outputs.end())
        return unusable_option("output", given, "one of: " + join(model.outputs, ", "));
    return static_cast<std::size_t>(at - model.outputs.begin());
}

Result<std::vector<explain::Row>> comparison_rows(const Context& context,
                                                  const Arguments& arguments, const Model& model) {
    if (!arguments.has("background")) return std::vector<explain::Row>{};
    return explain::read_rows(model, context.working_folder / arguments.value("background"));
}

Status name_features(const Arguments& arguments, Model& model) {
    if (!arguments.has("features")) return {};
    const auto names = arguments.listed("features");
    if (names.size() != model.inputs.size())
        return unusable_option("features", arguments.value("features"),
                               fmt::format("the model has {} features, this names {}",
                                           model.inputs.size(), names.size()));
    for (std::size_t f = 0; f < names.size(); ++f)
        model.inputs[f].name = names[f];
    return explain::check_model(model);
}

Result<ModelQuestion> question_of(Context& context, const Arguments& arguments,
                                  const Model& model) {
    ModelQuestion question;
    const std::string row = arguments.value("row");
    const auto number = parse_integer(row);
    const auto rows = explain::read_rows(model, context.working_folder / arguments.value("data"));
    if (!rows) return fail(rows.error());
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > rows->size())
        return unusable_option("row", row,
                               fmt::format("rows are 1 to {}, without the header", rows->size()));
    question.row = (*rows)[static_cast<std::size_t>(*number) - 1];
    question.id = fmt::format("row-{}", *number);
    auto others = comparison_rows(context, arguments, model);
    if (!others) return fail(others.error());
    question.background = std::move(*others);
    if (!model.outputs.empty()) {
        const auto output = output_of(arguments, model);
        if (!output) return fail(output.error());
        question.output = *output;
    }
    if (arguments.has("threshold")) {
        question.threshold = parse_number(arguments.value("threshold"));
        if (!question.threshold)
            return unusable_option("threshold", arguments.value("threshold"), "give a number");
    }
    const auto frozen = inputs_named(arguments, "frozen", model);
    if (!frozen) return fail(frozen.error());
    question.limits = explain::limits_from(
        question.background.empty() ? *rows : question.background, model.inputs.size());
    for (const std::size_t input : *frozen)
        question.limits[input].frozen = true;
    for (const std::string& name : arguments.listed("protected"))
        if (const auto input = model.input(name))
            question.protected_inputs.push_back(*input);
        else if (!arguments.has("background"))
            return unusable_option("protected", name,
                                   "name a feature of the model, or a column of --background");
    return question;
}

}  // namespace isonomia::cli
