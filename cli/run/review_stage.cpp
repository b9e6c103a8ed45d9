#include <map>

#include <fmt/format.h>

#include "analyzer/review.hpp"
#include "analyzer/trail.hpp"
#include "cli/review/request.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"
#include "cli/run/tree_digest.hpp"

namespace isonomia::cli {

namespace {

// Where judgements of reviewers on the findings of a source are kept, beside the matter.
fs::path trail_path(const RunState& state, const SourceTree& source) {
    return state.matter.folder / (source.id + ".review.jsonl");
}

// What the review rests on: the source, the judgements on it, and the compile database where it
// lies elsewhere.
Result<std::vector<std::string>> inputs(const RunState& state, const SourceTree& source) {
    Files& files = state.context.files;
    auto tree = tree_digest(files, state.matter.folder / source.directory, state.folder);
    if (!tree) return fail(std::move(tree.error()).at(state.place("source/" + source.id)));
    const auto database =
        files.facts(state.matter.folder / source.build_directory / "compile_commands.json");
    std::vector<std::string> inputs{canonical(to_json(source)), *tree,
                                    database ? hex(database->sha256) : ""};
    if (const auto trail = files.facts(trail_path(state, source)))
        inputs.push_back(hex(trail->sha256));
    return inputs;
}

Result<std::vector<analyzer::Judgement>> trail_of(const RunState& state, const SourceTree& source) {
    const fs::path path = trail_path(state, source);
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return std::vector<analyzer::Judgement>{};
    const auto text = state.context.files.read(path, 64ULL << 20U);
    if (!text) return fail(text.error());
    return analyzer::read_trail(*text, path.string());
}

// Ids that no other source tree, nor another finding of this one, can have.
void make_unique(std::vector<Finding>& findings, const std::string& source) {
    std::map<std::string, int> seen;
    for (Finding& finding : findings) {
        finding.id = source + "/" + finding.id;
        const int before = seen[finding.id]++;
        if (before > 0) finding.id += fmt::format("-{}", before + 1);
    }
}

Result<Product> review(RunState& state, const SourceTree& source, const Activity& act) {
    analyzer::ReviewRequest request;
    request.source = source;
    request.source_folder = fs::absolute(state.matter.folder / source.directory).lexically_normal();
    request.build_folder =
        fs::absolute(state.matter.folder / source.build_directory).lexically_normal();
    request.worker = review_worker(state.context);
    auto reviewed = analyzer::review(request);
    if (!reviewed) return fail(reviewed.error());

    const Location place = state.place("source/" + source.id);
    for (const std::string& text : reviewed->warnings)
        state.warnings.push_back(input_error("C0100", text).at(place));
    const auto trail = trail_of(state, source);
    if (!trail) return fail(trail.error());
    for (const std::string& text : analyzer::apply_trail(*trail, reviewed->findings))
        state.warnings.push_back(input_error("C0100", text).at(place));
    make_unique(reviewed->findings, source.id);
    Product product;
    for (Finding& finding : reviewed->findings) {
        finding.act = act.id;
        product.add("finding", finding);
    }
    product.result = fmt::format("{} findings", product.objects.size());
    reviewed->coverage.act = act.id;
    product.add("coverage", reviewed->coverage);
    return product;
}

}  // namespace

Status review_sources(RunState& state) {
    for (const SourceTree& source : state.matter.sources) {
        state.progress.step("reading source code of " + source.id);
        auto rests_on = inputs(state, source);
        if (!rests_on) return fail(rests_on.error());
        Activity act;
        act.id = fmt::format("{}.review.{}", program_agent, source.id);
        act.kind = ActivityKind::code_review;
        act.title = fmt::format("Review of source code {}", source.id);
        act.system = source.system;
        const ActInputs key{act.kind, std::string(version()), *rests_on, {}, std::nullopt};
        auto done = perform(state.journal, act, key, [&] { return review(state, source, act); });
        if (!done) return fail(done.error());
        state.count(*done);
    }
    return {};
}

}  // namespace isonomia::cli
