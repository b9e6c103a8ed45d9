#include "cli/run/tree_digest.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/json.hpp"

namespace isonomia::cli {

namespace {

constexpr std::size_t files_max = 50'000;

Result<std::vector<fs::path>> files_below(const fs::path& folder, const fs::path& left_out) {
    std::error_code problem;
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem)) {
        std::error_code ignored;
        if (it->is_directory(ignored) && !left_out.empty() &&
            fs::equivalent(it->path(), left_out, ignored)) {
            it.disable_recursion_pending();
            continue;
        }
        if (it->is_regular_file(ignored)) paths.push_back(it->path());
        if (paths.size() > files_max)
            return fail(input_error("M0108", fmt::format("the folder '{}' holds more than {} files",
                                                         folder.string(), files_max))
                            .hinted("name the folder that holds the source itself"));
    }
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace

Result<std::string> tree_digest(Files& files, const fs::path& folder, const fs::path& left_out) {
    const auto paths = files_below(folder, left_out);
    if (!paths) return fail(paths.error());
    Sha256 hasher;
    for (const fs::path& path : *paths) {
        const auto facts = files.facts(path);
        if (!facts) return fail(facts.error());
        hasher.update(canonical(
            Json::Array{path.lexically_relative(folder).generic_string(), hex(facts->sha256)}));
    }
    return hex(hasher.finish());
}

}  // namespace isonomia::cli
