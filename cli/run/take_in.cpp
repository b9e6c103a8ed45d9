#include <fmt/format.h>

#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"

namespace isonomia::cli {

namespace {

// Hashes the file; copies it into the case folder unless it is there already.
Result<FileFacts> bring(RunState& state, const fs::path& file) {
    auto facts = state.context.files.facts(file);
    if (!facts) return facts;
    std::error_code ignored;
    const auto kept = state.ledger.exhibit_path(hex(facts->sha256));
    if (kept && fs::exists(*kept, ignored)) return facts;
    return state.ledger.take_in(file);
}

Status take_in(RunState& state, Exhibit exhibit, const fs::path& file) {
    auto facts = bring(state, file);
    if (!facts) return fail(facts.error());
    const std::string sha256 = hex(facts->sha256);
    const Location place = state.place("exhibit/" + exhibit.id);
    if (!exhibit.sha256.empty() && exhibit.sha256 != sha256)
        return fail(
            input_error("M0102",
                        fmt::format("the file of exhibit '{}' is not the one that the matter "
                                    "expects",
                                    exhibit.id))
                .at(place)
                .note("expected SHA-256 " + exhibit.sha256)
                .note("found SHA-256    " + sha256)
                .hinted(
                    "find out which of the two is right before going on; the file may have been "
                    "changed or exchanged"));
    exhibit.sha256 = sha256;
    exhibit.size = facts->size;

    Activity act;
    act.id = fmt::format("{}.intake.{}", program_agent, exhibit.id);
    act.kind = ActivityKind::intake;
    act.title = fmt::format("Intake of exhibit {}", exhibit.id);
    act.generated = {exhibit.id};
    const ActInputs key{ActivityKind::intake,
                        std::string(version()),
                        {sha256, canonical(to_json(exhibit))},
                        {},
                        std::nullopt};
    auto done = perform(state.journal, act, key, [&]() -> Result<Product> {
        Product product;
        product.add("exhibit", exhibit, exhibit.subject);
        product.result = fmt::format("{} bytes copied and hashed", exhibit.size);
        return product;
    });
    if (!done) return fail(done.error());
    state.count(*done);
    return {};
}

}  // namespace

Status take_in_exhibits(RunState& state) {
    Exhibit declaration;
    declaration.id = declaration_exhibit;
    declaration.title = "The matter as declared";
    declaration.file = state.matter.path.filename().string();
    declaration.media_type = "application/xml";
    declaration.sha256 = state.matter.sha256;
    declaration.source = "declared by whoever prepared the matter";
    if (auto status = take_in(state, declaration, state.matter.path); !status) return status;

    std::size_t done = 0;
    for (const Exhibit& exhibit : state.matter.exhibits) {
        state.progress.step("taking in " + exhibit.file, ++done, state.matter.exhibits.size());
        if (auto status = take_in(state, exhibit, state.matter.folder / exhibit.file); !status)
            return status;
    }
    return {};
}

void state_declarations(RunState& state) {
    const auto state_all = [&](const std::string& type, const auto& objects) {
        for (const auto& object : objects)
            state.journal.state(type, object);
    };
    Agent program;
    program.id = program_agent;
    program.name = fmt::format("Isonomia {}", version());
    program.kind = AgentKind::software;
    state.journal.state("matter", state.matter.matter);
    state.journal.state("agent", program);
    state_all("agent", state.matter.agents);
    state_all("system", state.matter.systems);
    state_all("activity", state.matter.activities);
    state_all("dataset", state.matter.datasets);
    state_all("model", state.matter.models);
    state_all("source", state.matter.sources);
    state_all("fact", state.matter.facts);
}

}  // namespace isonomia::cli
