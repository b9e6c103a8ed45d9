#include <fmt/format.h>

#include "cli/measured_data.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"
#include "core/ensure.hpp"
#include "explain/explain.hpp"
#include "explain/explain_file.hpp"

namespace isonomia::cli {

namespace {

// An exhibit of the matter as a stage reads it: the copy in the case folder under its declared
// name.
struct Held {
    fs::path path;
    std::string name;
    std::string sha256;
};

Result<Held> held(const RunState& state, const std::string& exhibit) {
    const Json* payload = state.journal.stated("exhibit", exhibit);
    ensure(payload != nullptr, "exhibits to be taken in before they are read");
    const auto object = from_json<Exhibit>(*payload);
    if (!object) return fail(object.error());
    auto path = state.ledger.exhibit_path(object->sha256);
    if (!path) return fail(path.error());
    return Held{*path, (state.matter.folder / object->file).string(), object->sha256};
}

// Errors name the file as the matter does, not the copy in the case folder.
Error named(Error error, const Held& file) {
    if (error.where && error.where->file == file.path.string()) error.where->file = file.name;
    return error;
}

// What no line of a file is to blame for is the fault of the declaration.
Error in_matter(Error error, const RunState& state, const Dataset& dataset) {
    if (!error.where) error.where = state.place("dataset/" + dataset.id);
    return error;
}

Result<std::vector<Measurement>> explained_by_form(const RunState& state, const ScoreModel& model,
                                                   const Held& file,
                                                   const std::optional<Held>& background,
                                                   const std::optional<Held>& validation) {
    const auto persons = background ? std::optional(background->path) : std::nullopt;
    const auto validated = validation ? std::optional(validation->path) : std::nullopt;
    auto explained =
        model.form == ModelForm::file
            ? explain::explain_file(state.context.files, model, {file.path, persons, validated})
            : explain::explain(model, file.path, persons);
    if (explained) return explained;
    Error error = named(explained.error(), file);
    if (background) error = named(std::move(error), *background);
    if (validation) error = named(std::move(error), *validation);
    return fail(std::move(error));
}

}  // namespace

Status measure_datasets(RunState& state) {
    std::size_t number = 0;
    for (const Dataset& dataset : state.matter.datasets) {
        state.progress.step("measuring " + dataset.id, ++number, state.matter.datasets.size());
        Held rows;
        if (reads_file(dataset.form)) {
            auto found = held(state, dataset.exhibit);
            if (!found) return fail(found.error());
            rows = std::move(*found);
        }
        Activity act;
        act.id = fmt::format("{}.measure.{}", program_agent, dataset.id);
        act.kind = ActivityKind::measurement;
        act.title = fmt::format("Measurement of data set {}", dataset.id);
        act.system = dataset.system;
        if (!dataset.exhibit.empty()) act.used = {dataset.exhibit};
        const ActInputs key{act.kind,
                            std::string(version()),
                            {canonical(to_json(dataset)), rows.sha256},
                            {},
                            std::nullopt};
        auto done = perform(state.journal, act, key, [&]() -> Result<Product> {
            auto measured = measure_data(state.context, dataset, rows.path, rows.name);
            if (!measured) return fail(in_matter(measured.error(), state, dataset));
            for (const std::string& text : measured->warnings)
                state.warnings.push_back(data_remark(text, state.place("dataset/" + dataset.id)));
            Product product;
            for (Measurement& measurement : measured->measurements) {
                measurement.act = act.id;
                product.add("measurement", measurement);
            }
            product.result = fmt::format("{} figures", product.objects.size());
            return product;
        });
        if (!done) return fail(done.error());
        state.count(*done);
    }
    return {};
}

Status explain_scores(RunState& state) {
    for (const ScoreModel& model : state.matter.models) {
        state.progress.step("explaining " + model.id);
        auto table = held(state, model.exhibit);
        if (!table) return fail(table.error());
        std::optional<Held> background;
        std::optional<Held> validation;
        for (const auto& [exhibit, file] : {std::pair(&model.background, &background),
                                            std::pair(&model.validation, &validation)}) {
            if (exhibit->empty()) continue;
            auto found = held(state, *exhibit);
            if (!found) return fail(found.error());
            *file = std::move(*found);
        }
        Activity act;
        act.id = fmt::format("{}.explain.{}", program_agent, model.id);
        act.kind = ActivityKind::explanation;
        act.title = fmt::format("Recomputation and attribution of score {}", model.id);
        act.system = model.system;
        act.used = {model.exhibit};
        if (background) act.used.push_back(model.background);
        if (validation) act.used.push_back(model.validation);
        ActInputs key{
            act.kind,
            std::string(version()),
            {canonical(to_json(model)), table->sha256, background ? background->sha256 : ""},
            {},
            std::nullopt};
        if (validation) key.inputs.push_back(validation->sha256);
        auto done = perform(state.journal, act, key, [&]() -> Result<Product> {
            auto explained = explained_by_form(state, model, *table, background, validation);
            if (!explained) return fail(explained.error());
            Product product;
            for (Measurement& measurement : *explained) {
                measurement.act = act.id;
                product.add("measurement", measurement, model.subject);
            }
            product.result = fmt::format("{} figures", product.objects.size());
            return product;
        });
        if (!done) return fail(done.error());
        state.count(*done);
    }
    return {};
}

}  // namespace isonomia::cli
