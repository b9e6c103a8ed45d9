#include <algorithm>

#include <fmt/format.h>

#include "analyzer/review.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"

namespace isonomia::cli {

namespace {

constexpr const char* worker_name = "isonomia-review";

// Beside this program while it is developed, else where an installation keeps helpers.
fs::path worker_path(const Context& context) {
    const fs::path folder = context.executable.parent_path();
    const fs::path installed = folder / ".." / "libexec" / "isonomia" / worker_name;
    std::error_code ignored;
    return fs::exists(installed, ignored) ? installed : folder / worker_name;
}

// Digest over the names and contents of every regular file below the folder.
Result<std::string> tree_digest(Files& files, const fs::path& folder) {
    std::error_code problem;
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->is_regular_file(problem)) paths.push_back(it->path());
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    std::sort(paths.begin(), paths.end());
    Sha256 hasher;
    for (const fs::path& path : paths) {
        const auto facts = files.facts(path);
        if (!facts) return fail(facts.error());
        hasher.update(canonical(
            Json::Array{path.lexically_relative(folder).generic_string(), hex(facts->sha256)}));
    }
    return hex(hasher.finish());
}

Result<Product> review(RunState& state, const SourceTree& source, const Activity& act) {
    analyzer::ReviewRequest request;
    request.source = source;
    request.source_folder = fs::absolute(state.matter.folder / source.directory).lexically_normal();
    request.build_folder =
        fs::absolute(state.matter.folder / source.build_directory).lexically_normal();
    request.worker = worker_path(state.context);
    auto reviewed = analyzer::review(request);
    if (!reviewed) return fail(reviewed.error());

    const Location place = state.place("source/" + source.id);
    for (const std::string& text : reviewed->warnings)
        state.warnings.push_back(input_error("C0100", text).at(place));
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
        auto digest = tree_digest(state.context.files, state.matter.folder / source.directory);
        if (!digest) return fail(std::move(digest.error()).at(state.place("source/" + source.id)));
        Activity act;
        act.id = fmt::format("{}.review.{}", program_agent, source.id);
        act.kind = ActivityKind::code_review;
        act.title = fmt::format("Review of source code {}", source.id);
        act.system = source.system;
        const ActInputs key{act.kind,
                            std::string(version()),
                            {canonical(to_json(source)), *digest},
                            {},
                            std::nullopt};
        auto done = perform(state.journal, act, key, [&] { return review(state, source, act); });
        if (!done) return fail(done.error());
        state.count(*done);
    }
    return {};
}

}  // namespace isonomia::cli
