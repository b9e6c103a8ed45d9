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
constexpr std::size_t way_steps_max = 10'000;

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
          &finding.limits, &finding.file_sha256, &finding.witness, &finding.confidence})
        if (text->size() > text_bytes_max) return false;
    return !finding.id.empty() && !finding.check.empty() && finding.act.empty() &&
           finding.judgement.empty() && finding.judged_by.empty() && is_sound(finding.place) &&
           finding.path.size() <= steps_max &&
           std::all_of(finding.path.begin(), finding.path.end(),
                       [](const CodePlace& p) { return is_sound(p); });
}

bool is_sound(const SliceLine& line) {
    return is_inside(line.file) && is_inside(line.next_file) &&
           line.text.size() <= text_bytes_max && line.what.size() <= text_bytes_max;
}

bool is_sound(const WorkerAnswer& answer) {
    const auto all = [](const auto& list, const auto& test) {
        return std::all_of(list.begin(), list.end(), test);
    };
    const auto places = [&](const std::vector<CodePlace>& path) {
        return path.size() <= way_steps_max &&
               all(path, [](const CodePlace& p) { return is_sound(p); });
    };
    const auto lines = [&](const std::vector<SliceLine>& list) {
        return all(list, [](const SliceLine& l) { return is_sound(l); });
    };
    return lines(answer.slice) && all(answer.ways, [&](const Way& w) { return places(w.path); }) &&
           all(answer.reaches, [&](const Reach& r) { return lines(r.lines); }) &&
           all(answer.asides, [](const Aside& a) { return is_sound(a.place); }) &&
           all(answer.candidates, [](const Candidate& c) { return is_inside(c.file); });
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
    if (!is_sound(*answer)) return fail(unusable("a part of it is not of the agreed form"));
    answer->problem.reset();
    return *std::move(answer);
}

Result<ReviewResult> review(const ReviewRequest& request) {
    WorkerRequest message = request.questions;
    message.source_id = request.source.id;
    message.source_folder = request.source_folder.string();
    message.build_folder = request.build_folder.string();
    message.entries = request.source.entries;
    message.limits = request.limits;
    ProcessLimits limits;
    limits.wall = std::chrono::seconds(request.limits.seconds);
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
