#include "analyzer/review.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/subprocess.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::uint64_t answer_bytes_max = 256ULL << 20U;
constexpr std::size_t text_bytes_max = 16ULL << 10U;
constexpr std::size_t steps_max = 64;

Error unusable(std::string_view why) {
    return internal_error("C0202",
                          fmt::format("the answer of the review program cannot be used: {}", why))
        .hinted("check that isonomia and isonomia-review are of the same version");
}

// Relative, and never upwards.
bool is_inside(const std::string& file) {
    const fs::path path(file);
    return !path.is_absolute() &&
           std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

bool is_sound(const CodePlace& place) {
    return is_inside(place.file) && place.file.size() <= text_bytes_max &&
           place.text.size() <= text_bytes_max && place.what.size() <= text_bytes_max;
}

bool is_sound(const Finding& finding) {
    for (const std::string* text :
         {&finding.id, &finding.check, &finding.source, &finding.entry, &finding.title,
          &finding.claim, &finding.why, &finding.to_show, &finding.function, &finding.value,
          &finding.limits, &finding.file_sha256})
        if (text->size() > text_bytes_max) return false;
    return !finding.id.empty() && !finding.check.empty() && finding.act.empty() &&
           is_sound(finding.place) && finding.path.size() <= steps_max &&
           std::all_of(finding.path.begin(), finding.path.end(),
                       [](const CodePlace& p) { return is_sound(p); });
}

Error error_of(const WorkerProblem& problem) {
    Error error = input_error(problem.code, problem.message);
    if (!problem.file.empty())
        error.where = Location{problem.file, static_cast<std::size_t>(problem.line),
                               static_cast<std::size_t>(problem.column)};
    error.notes = problem.notes;
    error.hint = problem.hint;
    return error;
}

}  // namespace

Result<ReviewResult> read_answer(std::string_view text, const WorkerLimits& limits) {
    const auto json = parse_json(text, "answer", {.depth_max = 16, .bytes_max = answer_bytes_max});
    if (!json) return fail(unusable(json.error().message));
    auto answer = from_json<WorkerAnswer>(*json);
    if (!answer) return fail(unusable(answer.error().message));
    if (answer->version != 1)
        return fail(unusable(fmt::format("it has version {}", answer->version)));
    if (answer->problem) {
        if (answer->problem->code.empty() || answer->problem->message.empty())
            return fail(unusable("it names no problem"));
        return fail(error_of(*answer->problem));
    }
    if (answer->findings.size() > limits.findings_max)
        return fail(unusable("it has too many findings"));
    if (answer->coverage.units_clean > answer->coverage.units)
        return fail(unusable("more units were read than there are"));
    std::set<std::string_view> ids;
    for (const Finding& finding : answer->findings) {
        if (!is_sound(finding)) return fail(unusable("a finding is not of the agreed form"));
        if (!ids.insert(finding.id).second) return fail(unusable("two findings have the same id"));
    }
    return ReviewResult{std::move(answer->findings), std::move(answer->coverage),
                        std::move(answer->warnings)};
}

Result<ReviewResult> review(const ReviewRequest& request) {
    const WorkerRequest message{1,
                                request.source.id,
                                request.source_folder.string(),
                                request.build_folder.string(),
                                request.source.entries,
                                request.limits};
    ProcessLimits limits;
    limits.wall = std::chrono::seconds(request.limits.seconds * 2 +
                                       10);  // the worker's own limit comes first
    limits.memory_bytes = request.limits.memory_mib << 20U;
    limits.output_bytes = answer_bytes_max;
    const auto process =
        run_process({request.worker.string()}, canonical(to_json(message)), limits);
    if (!process) return fail(process.error());
    if (process->signal != 0 || process->exit_code != 0) {
        const std::string how = process->signal != 0
                                    ? fmt::format("signal {}", process->signal)
                                    : fmt::format("exit code {}", process->exit_code);
        Error error = system_error("C0201", fmt::format("the review of '{}' ended with {}",
                                                        request.source.id, how))
                          .hinted(
                              "it may have reached its limit of memory or time; review fewer units "
                              "at a time");
        const std::string_view printed = std::string_view(process->err).substr(0, 400);
        if (!printed.empty()) error.notes.push_back(fmt::format("it printed: {}", printed));
        return fail(std::move(error));
    }
    return read_answer(process->out, request.limits);
}

}  // namespace isonomia::analyzer
