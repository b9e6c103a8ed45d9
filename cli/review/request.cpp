#include "cli/review/request.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// A whole number within bounds, or nothing when the option is absent.
Result<std::optional<std::uint64_t>> number(const Arguments& arguments, const std::string& option,
                                            std::uint64_t least, std::uint64_t most) {
    if (!arguments.has(option)) return std::nullopt;
    const auto value = parse_integer(arguments.value(option));
    if (value && *value >= static_cast<long long>(least) && *value <= static_cast<long long>(most))
        return static_cast<std::uint64_t>(*value);
    return fail(
        usage_error("U0006", fmt::format("option '--{}': '{}' is no number from {} to {}", option,
                                         printable(arguments.value(option), 60), least, most)));
}

// The folder that holds all sources: the source itself when it is one folder.
fs::path common_folder(const std::vector<fs::path>& sources) {
    fs::path common;
    for (const fs::path& source : sources) {
        std::error_code ignored;
        const fs::path folder = fs::is_directory(source, ignored) ? source : source.parent_path();
        if (common.empty()) {
            common = folder;
            continue;
        }
        fs::path shared;
        auto a = common.begin();
        for (auto b = folder.begin(); a != common.end() && b != folder.end() && *a == *b; ++a, ++b)
            shared /= *a;
        common = shared;
    }
    return common;
}

Status limits(const Arguments& arguments, analyzer::WorkerLimits& limits) {
    constexpr std::uint64_t day = 86'400;
    const auto jobs = number(arguments, "jobs", 1, 256);
    const auto seconds = number(arguments, "time-limit", 1, day);
    const auto memory = number(arguments, "memory-limit", 64, 1'000'000);
    for (const auto* given : {&jobs, &seconds, &memory})
        if (!*given) return fail(given->error());
    limits.jobs = jobs->value_or(limits.jobs);
    limits.unit_seconds = seconds->value_or(limits.unit_seconds);
    limits.unit_memory_mib = memory->value_or(limits.unit_memory_mib);
    limits.memory_mib = std::max(limits.memory_mib, limits.unit_memory_mib);
    limits.seconds = day;
    return {};
}

}  // namespace

fs::path review_worker(const Context& context) {
    constexpr const char* name = "isonomia-review";
    const fs::path folder = context.executable.parent_path();
    const fs::path installed = folder / ".." / "libexec" / "isonomia" / name;
    std::error_code ignored;
    return fs::exists(installed, ignored) ? installed : folder / name;
}

namespace {

// A file as the review names it: relative to the source folder, wherever it is named from.
std::string in_source(const fs::path& named, const fs::path& working, const fs::path& source) {
    std::error_code problem;
    const fs::path real = fs::weakly_canonical(working / named, problem);
    const fs::path relative = real.lexically_relative(source);
    const bool inside =
        !problem && fs::exists(real, problem) && !relative.empty() && *relative.begin() != "..";
    return inside ? relative.string() : named.lexically_normal().string();
}

}  // namespace

fs::path review_cache(const Context& context, const Arguments& arguments) {
    if (arguments.has("no-cache")) return {};
    if (arguments.has("cache")) return context.working_folder / arguments.value("cache");
    const auto value = [&](const char* name) {
        return fs::path(context.environment(name).value_or(""));
    };
    if (const fs::path cache = value("XDG_CACHE_HOME"); cache.is_absolute())
        return cache / "isonomia" / "review";
    if (const fs::path home = value("HOME"); home.is_absolute())
        return home / ".cache" / "isonomia" / "review";
    return {};
}

Result<analyzer::ReviewRequest> review_request(const Context& context, const Arguments& arguments) {
    analyzer::ReviewRequest request;
    std::vector<fs::path> sources;
    for (const std::string& name : arguments.values("SOURCE")) {
        std::error_code problem;
        const fs::path path = fs::canonical(context.working_folder / name, problem);
        if (problem)
            return fail(
                input_error("C0105", fmt::format("there is no source '{}'", printable(name, 200)))
                    .hinted("give the folder that holds the source code, or files in it"));
        sources.push_back(path);
    }
    request.source.id = "source";
    request.source_folder = common_folder(sources);
    request.build_folder = context.working_folder / arguments.value("build");
    request.worker = review_worker(context);
    request.source.entries = arguments.values("entry");
    analyzer::WorkerRequest& asked = request.questions;
    if (std::erase(request.source.entries, "list") > 0) asked.task = "entries";
    if (sources.size() > 1 || sources.front() != request.source_folder)
        for (const fs::path& source : sources)
            asked.only.push_back(source.string());
    asked.why = arguments.values("why");
    for (std::string& place : asked.why) {
        const auto colon = place.rfind(':');
        if (colon == std::string::npos || colon == 0 || !parse_integer(place.substr(colon + 1)))
            return fail(usage_error("U0006", fmt::format("option '--why': '{}' is no FILE:LINE",
                                                         printable(place, 200)))
                            .hinted("write it as score.cpp:12"));
        place = in_source(place.substr(0, colon), context.working_folder, request.source_folder) +
                place.substr(colon);
    }
    asked.from = arguments.values("from");
    for (const std::string& name : arguments.values("attribute")) {
        if (trim(name).empty())
            return fail(
                usage_error("U0006", "option '--attribute' names nothing")
                    .hinted("name it as the source does, as 'postcode' or 'mother tongue'"));
        asked.attributes.emplace_back(trim(name));
    }
    asked.withhold_excerpts = arguments.value("excerpts") == "none";
    asked.slice = true;
    asked.appendix = arguments.has("appendix");
    asked.cache_folder = review_cache(context, arguments).string();
    if (auto set = limits(arguments, request.limits); !set) return fail(set.error());
    return request;
}

}  // namespace isonomia::cli
