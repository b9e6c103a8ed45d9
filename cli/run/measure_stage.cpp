#include <algorithm>

#include <fmt/format.h>

#include "cli/data_folder.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"
#include "core/ensure.hpp"
#include "explain/explain.hpp"
#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"
#include "fairness/measure.hpp"

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

Error warning(const std::string& text, Location place) {
    return input_error("T0100", text).at(std::move(place));
}

// The tables of words for likelihood ratios that come with the program, by name.
Result<std::vector<fairness::VerbalScale>> verbal_scales(const RunState& state) {
    const auto data = data_folders(state.context);
    if (!data) return fail(data.error());
    std::vector<fs::path> paths;
    std::error_code problem;
    for (fs::directory_iterator it(data->instruments.parent_path() / "scales", problem), end;
         !problem && it != end; it.increment(problem))
        if (it->path().extension() == ".xml") paths.push_back(it->path());
    std::sort(paths.begin(), paths.end());
    std::vector<fairness::VerbalScale> scales;
    for (const fs::path& path : paths) {
        const auto text = state.context.files.read(path, std::size_t{1} << 20U);
        if (!text) return fail(text.error());
        auto scale = fairness::read_verbal_scale(*text, path.string());
        if (!scale) return fail(scale.error());
        scales.push_back(std::move(*scale));
    }
    return scales;
}

Result<fairness::MeasureResult> measured_by_form(const RunState& state, const Dataset& dataset,
                                                 const Held& rows) {
    if (dataset.form != DataForm::likelihood_ratios)
        return fairness::measure(dataset, rows.path, rows.name);
    const auto scales = verbal_scales(state);
    if (!scales) return fail(scales.error());
    return fairness::measure_likelihood_ratios(dataset, rows.path, rows.name, *scales);
}

}  // namespace

Status measure_datasets(RunState& state) {
    std::size_t number = 0;
    for (const Dataset& dataset : state.matter.datasets) {
        state.progress.step("measuring " + dataset.id, ++number, state.matter.datasets.size());
        Held rows;
        if (dataset.form != DataForm::counts && dataset.form != DataForm::rates) {
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
            auto measured = measured_by_form(state, dataset, rows);
            if (!measured) return fail(measured.error());
            for (const std::string& text : measured->warnings)
                state.warnings.push_back(warning(text, state.place("dataset/" + dataset.id)));
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
        if (!model.background.empty()) {
            auto found = held(state, model.background);
            if (!found) return fail(found.error());
            background = std::move(*found);
        }
        Activity act;
        act.id = fmt::format("{}.explain.{}", program_agent, model.id);
        act.kind = ActivityKind::explanation;
        act.title = fmt::format("Recomputation and attribution of score {}", model.id);
        act.system = model.system;
        act.used = {model.exhibit};
        if (background) act.used.push_back(model.background);
        const ActInputs key{
            act.kind,
            std::string(version()),
            {canonical(to_json(model)), table->sha256, background ? background->sha256 : ""},
            {},
            std::nullopt};
        auto done = perform(state.journal, act, key, [&]() -> Result<Product> {
            auto explained = explain::explain(
                model, table->path, background ? std::optional(background->path) : std::nullopt);
            if (!explained) return fail(named(explained.error(), *table));
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
