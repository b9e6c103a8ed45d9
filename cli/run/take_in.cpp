#include <fmt/format.h>

#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"

namespace isonomia::cli {

namespace {

// The copy in the case folder is still what was taken in.
Status check_kept(RunState& state, const fs::path& kept, const std::string& sha256,
                  const Exhibit& exhibit) {
    const auto facts = state.context.files.facts(kept);
    if (facts && hex(facts->sha256) == sha256) return {};
    return fail(
        integrity_error("P0112", fmt::format("the copy of exhibit '{}' in the case folder is not "
                                             "what was taken in",
                                             exhibit.id))
            .at({kept.string(), 0, 0})
            .note(facts ? "its SHA-256 is now " + hex(facts->sha256) : facts.error().message)
            .hinted("'isonomia verify' says what else was touched; restore the case folder from a "
                    "copy before going on"));
}

// A new exhibit is read once: hashed while it is copied. One that is on record under this id is
// hashed where it lies, and taken in only when it is another file now; its second digest is the one
// on record. A copy that was there already is read again before anything rests on it.
Result<FileFacts> bring(RunState& state, const Exhibit& exhibit, const fs::path& file) {
    const Json* recorded = state.journal.current("exhibit", exhibit.id);
    const Json* digest = recorded != nullptr ? recorded->find("sha256") : nullptr;
    const bool is_new = digest == nullptr;
    auto facts = is_new ? state.ledger.take_in(file) : state.context.files.facts(file);
    if (!facts) return facts;
    const std::string sha256 = hex(facts->sha256);
    if (!is_new && *digest != Json(sha256)) return state.ledger.take_in(file);
    const auto kept = state.ledger.exhibit_path(sha256);
    const bool is_copied_now = is_new && kept && kept->parent_path().filename() == "incoming";
    if (is_copied_now) return facts;
    if (auto status = check_kept(state, kept.value_or(sha256), sha256, exhibit); !status)
        return fail(status.error());
    const Json* second = is_new ? nullptr : recorded->find("sha512_256");
    if (second != nullptr && second->string() != nullptr)
        facts->sha512_256 = digest_from_hex(*second->string());
    return facts;
}

Status take_in(RunState& state, Exhibit exhibit, const fs::path& file) {
    auto facts = bring(state, exhibit, file);
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
    if (facts->sha512_256) exhibit.sha512_256 = hex(*facts->sha512_256);
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

// What 'isonomia record' and 'isonomia probe' put on record stands, with what those acts produced,
// and later stages depend on it.
void keep_acts_apart(Journal& journal) {
    journal.for_each_current("activity", [&](const std::string& id, const Json& payload) {
        const Json* apart = payload.find("apart");
        if (apart == nullptr || apart->boolean() == nullptr || !*apart->boolean()) return;
        journal.keep("activity/" + id);
        const Json* produced = payload.find("produced");
        if (produced == nullptr || produced->array() == nullptr) return;
        for (const Json& slot : *produced->array()) {
            const std::string name = slot.string() != nullptr ? *slot.string() : "";
            const auto separator = name.find('/');
            if (separator == std::string::npos) continue;
            if (journal.current(name.substr(0, separator), name.substr(separator + 1)) != nullptr)
                journal.keep(name);
        }
    });
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
    keep_acts_apart(state.journal);
}

}  // namespace isonomia::cli
