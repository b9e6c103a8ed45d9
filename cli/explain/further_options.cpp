#include "cli/explain/further_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/probe/oracle_options.hpp"
#include "core/text.hpp"
#include "explain/proxies.hpp"

namespace isonomia::cli {

namespace {

bool asked_for(const Arguments& arguments, const std::string& what) {
    const auto given = arguments.values("also");
    return std::find(given.begin(), given.end(), what) != given.end();
}

Result<std::vector<double>> truths_of(const fs::path& table, const std::string& column) {
    const auto texts = explain::read_labels(table, column);
    if (!texts) return fail(texts.error());
    std::vector<double> truths;
    for (const std::string& text : *texts) {
        const auto number = parse_number(text);
        if (!number)
            return fail(input_error("E0602", fmt::format("'{}' is not a number, and '{}' needs one",
                                                         text, column))
                            .at({table.string(), 0, 0})
                            .hinted("write what turned out as a number: 1 and 0 for yes and no"));
        truths.push_back(*number);
    }
    return truths;
}

void add(std::vector<Measurement>& all, std::vector<Measurement> more) {
    for (Measurement& m : more)
        all.push_back(std::move(m));
}

Result<std::vector<Measurement>> proxies(const Arguments& arguments, const fs::path& table,
                                         const Explained& explained) {
    std::vector<Measurement> all;
    for (const std::string& attribute : arguments.listed("protected")) {
        const auto labels = explain::read_labels(table, attribute);
        if (!labels) return fail(labels.error());
        add(all, explain::proxy_measurements(explained.subject, explained.result, attribute,
                                             *labels, explained.threshold));
    }
    return all;
}

}  // namespace

std::vector<OptionRecord> further_options() {
    return {
        {.name = "also",
         .value = "WHAT",
         .help = "effects, importance, quality or interactions, measured too; may be given several "
                 "times",
         .allowed = {"effects", "importance", "quality", "interactions"},
         .repeatable = true},
        {.name = "truth",
         .value = "COLUMN",
         .help = "column of the background with what turned out, for the importance"},
        {.name = "validation",
         .value = "FILE",
         .help = "table on which the system was validated: is this case like those",
         .completes = Completes::file},
        {.name = "seed", .value = "N", .help = "seed of everything random", .fallback = "1"},
    };
}

Result<std::vector<Measurement>> further_measurements(const Context& context,
                                                      const Arguments& arguments,
                                                      const Explained& explained) {
    std::vector<Measurement> all;
    for (const std::string what : {"effects", "importance", "quality"})
        if (asked_for(arguments, what) && explained.subject.background.empty())
            return fail(usage_error("U0007", fmt::format("'--also {}' needs '--background'", what))
                            .hinted("give a table of comparison persons"));
    if (asked_for(arguments, "interactions")) {
        if (!explained.interactions)
            return unusable_option("also", "interactions",
                                   "only the file of a model shows them: give --model");
        all.push_back(explained.interactions());
    }
    const fs::path table = context.working_folder / arguments.value("background");
    if (asked_for(arguments, "effects"))
        for (std::size_t f = 0; f < explained.subject.inputs.size(); ++f)
            add(all, explain::effect_measurements(explained.subject, explained.result, f));
    if (asked_for(arguments, "importance")) {
        std::vector<double> truths;
        if (arguments.has("truth")) {
            auto read = truths_of(table, arguments.value("truth"));
            if (!read) return fail(read.error());
            truths = std::move(*read);
        }
        all.push_back(explain::importance_measurement(explained.subject, explained.result, truths));
    }
    if (asked_for(arguments, "quality"))
        add(all, explain::quality_measurements(explained.subject, explained.inner,
                                               explained.attribute, explained.methods));
    if (arguments.has("protected") && !explained.subject.background.empty()) {
        auto measured = proxies(arguments, table, explained);
        if (!measured) return measured;
        add(all, std::move(*measured));
    }
    if (arguments.has("validation")) {
        const auto rows = explain::read_rows(
            explained.model, context.working_folder / arguments.value("validation"));
        if (!rows) return fail(rows.error());
        add(all, explain::likeness_measurements(explained.subject, *rows));
    }
    return all;
}

}  // namespace isonomia::cli
