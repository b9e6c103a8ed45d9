#include "analyzer/worker/engine.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/worker/check.hpp"
#include "analyzer/worker/compile_commands.hpp"
#include "analyzer/worker/coverage.hpp"
#include "analyzer/worker/entries.hpp"
#include "analyzer/worker/facts_cache.hpp"
#include "analyzer/worker/findings.hpp"
#include "analyzer/worker/frontend.hpp"
#include "analyzer/worker/slice_report.hpp"
#include "analyzer/worker/unit_pool.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

WorkerAnswer refused(const Error& error) {
    WorkerAnswer answer;
    WorkerProblem problem{error.code, error.message, "", 0, 0, error.notes, error.hint};
    if (error.where) {
        problem.file = error.where->file;
        problem.line = error.where->line;
        problem.column = error.where->column;
    }
    answer.problem = std::move(problem);
    return answer;
}

std::vector<ReadUnit> facts_of(const CompileDatabase& database, const WorkerRequest& request,
                               const std::string& source_folder, Files& files,
                               WorkerAnswer& answer) {
    std::vector<ParseJob> jobs;
    for (const CompileUnit& entry : database.units)
        jobs.push_back({entry.file, entry.directory, entry.arguments, source_folder});
    std::vector<ReadUnit> units(jobs.size());
    std::optional<FactsCache> cache;
    if (!request.cache_folder.empty()) cache.emplace(files, request.cache_folder);
    std::vector<ParseJob> open;
    std::vector<std::size_t> open_at;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto known = cache ? cache->find(jobs[i]) : std::nullopt;
        if (known) {
            units[i] = *std::move(known);
            ++answer.units_cached;
        } else {
            open.push_back(jobs[i]);
            open_at.push_back(i);
        }
    }
    auto fresh = read_side_by_side(open, request.limits, parse_unit);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (cache && fresh[i].unit.read) cache->keep(open[i], fresh[i]);
        units[open_at[i]] = std::move(fresh[i]);
    }
    return units;
}

// Those of the source folder, also where a link from elsewhere leads to them; what a link in the
// folder leads out to goes by that link.
std::set<std::string> files_in(const std::string& folder, const std::set<std::string>& files) {
    std::set<std::string> own;
    for (const std::string& file : files) {
        std::error_code problem;
        std::string normal = fs::path(file).lexically_normal().string();
        std::string real = fs::canonical(file, problem).string();
        if (real.starts_with(folder))
            own.insert(std::move(real));
        else if (normal.starts_with(folder))
            own.insert(std::move(normal));
    }
    return own;
}

std::vector<Unit> read_units(const CompileDatabase& database, std::vector<ReadUnit> read,
                             const fs::path& source_folder, const fs::path& build_folder,
                             Coverage& coverage) {
    std::vector<Unit> units;
    std::set<std::string> seen;
    for (ReadUnit& one : read) {
        Unit& unit = one.unit;
        if (unit.read && unit.errors == 0) {
            ++coverage.units_clean;
        } else {
            coverage.not_read.push_back(fmt::format(
                "{}: {}, {}", unit.file, unit.read ? "read in part" : "not read",
                unit.errors > 0
                    ? fmt::format("{} {}, the first: {}", unit.errors,
                                  unit.errors == 1 ? "error" : "errors", unit.first_error)
                    : unit.first_error));
        }
        seen.insert(one.files.begin(), one.files.end());
        units.push_back(std::move(unit));
    }
    coverage.not_read.insert(coverage.not_read.end(), database.not_read.begin(),
                             database.not_read.end());
    std::sort(coverage.not_read.begin(), coverage.not_read.end());
    coverage.units = database.entries;
    coverage.languages =
        languages(source_folder, build_folder, files_in(source_folder.string() + "/", seen));
    return units;
}

std::string limits_text(const Coverage& coverage) {
    return "A path is a lead, not proof of an effect. " + coverage_text(coverage) +
           " Where no path was found, none was found in what was read.";
}

Result<std::vector<Index>> results_of(const Program& program, const std::string& entry,
                                      std::vector<std::string>& warnings) {
    const auto functions = find_entry(program, entry);
    if (!functions) return fail(functions.error());
    std::vector<Index> results;
    std::vector<std::string> signatures;
    for (const Index i : *functions) {
        results.push_back(program.functions[i].result);
        signatures.push_back(program.functions[i].signature);
        // What is handed back through parameters is a result too.
        const Function& function = program.functions[i];
        for (Index c = 0; c < program.callees.size(); ++c) {
            if (program.bodies[c] != i) continue;
            for (std::size_t p = 0; p < function.parameters.size(); ++p)
                if (p < program.callees[c].writes.size() && program.callees[c].writes[p])
                    results.push_back(function.parameters[p]);
        }
    }
    if (functions->size() > 1)
        warnings.push_back(
            fmt::format("the entry '{}' names {} functions, and all of them were taken: {}", entry,
                        functions->size(), join(signatures, "; ")));
    return results;
}

// A mock beside the real one, or one file compiled in two ways.
void warn_of_disagreements(const Program& program, std::vector<std::string>& warnings) {
    constexpr std::size_t named_max = 20;
    std::size_t count = 0;
    const auto& functions = program.functions;
    for (std::size_t i = 0, end = 0; i < functions.size(); i = end) {
        std::vector<std::string> places;
        for (end = i; end < functions.size() && functions[end].key == functions[i].key; ++end)
            if (const Place& place = functions[end].place; place.file != none)
                places.push_back(fmt::format("{}:{}", program.files[place.file], place.line));
        // Each program has its main; lambdas of template instances may share a key.
        const std::string& name = functions[i].name;
        if (end == i + 1 || name == "main" || name == "operator()" || ++count > named_max) continue;
        warnings.push_back(
            fmt::format("'{}' is defined in {} ways, and all of them were followed: {}",
                        functions[i].qualified, end - i, join(places, ", ")));
    }
    if (count > named_max)
        warnings.push_back(fmt::format("{} more are defined in several ways", count - named_max));
}

// One review of one program: what entries share.
class Reviewing {
public:
    Reviewing(const WorkerRequest& request, Files& files, const Program& program,
              WorkerAnswer& answer)
        : request_(request),
          program_(program),
          answer_(answer),
          flow_(value_flow(program)),
          source_(files, request.source_folder) {
        answer.coverage.calls_unresolved = flow_.calls_unresolved;
        answer.coverage.calls = flow_.calls;
        answer.coverage.edges = flow_.edges.size();
    }

    Status run() {
        const std::set<std::string> entries(request_.entries.begin(), request_.entries.end());
        std::vector<std::pair<std::string, Slice>> slices;
        std::vector<Index> all;
        for (const std::string& entry : entries) {
            const auto results = results_of(program_, entry, answer_.warnings);
            if (!results) return fail(results.error());
            all.insert(all.end(), results->begin(), results->end());
            slices.emplace_back(entry, backward_slice(flow_, *results));
        }
        std::vector<Found> found;
        for (const bool inventory : {false, true})
            for (const auto& [entry, slice] : slices)
                join_findings(found, checks(review_of(entry, slice), inventory));
        answer_.findings = with_ids(std::move(found));
        leave_out_findings();
        for (const auto& [entry, slice] : slices)
            questions(review_of(entry, slice));
        whole(backward_slice(flow_, all));
        return {};
    }

private:
    [[nodiscard]] Review review_of(const std::string& entry, const Slice& slice) {
        return {program_, flow_, slice, source_, entry, request_.attributes};
    }

    std::vector<Found> checks(const Review& review, bool inventory) {
        std::vector<Found> all;
        for (const Check& check : all_checks()) {
            if (check.inventory != inventory) continue;
            const auto leads = check.run(review);
            for (const Lead& lead : leads) {
                on_slice_.emplace(check.id, lead.place, lead.text);
                if (!check.inventory && lead.doubt.empty()) note_line(lead, review.slice);
            }
            auto kept = gathered(leads, program_);
            const auto doubted = std::stable_partition(
                kept.begin(), kept.end(), [](const Lead& lead) { return lead.doubt.empty(); });
            for (auto lead = doubted; lead != kept.end(); ++lead)
                set_aside(check, *lead);
            kept.erase(doubted, kept.end());
            auto found = findings_of(check, kept, review, source_, !request_.withhold_excerpts);
            std::move(found.begin(), found.end(), std::back_inserter(all));
        }
        return all;
    }

    void note_line(const Lead& lead, const Slice& slice) {
        if (lead.place.file == none) return;
        const auto distance = [&](Index cell) {
            return cell == none ? none : slice.distance[cell];
        };
        const auto [at, fresh] = found_.try_emplace({lead.place.file, lead.place.line}, lead);
        if (!fresh && distance(lead.cell) < distance(at->second.cell)) at->second = lead;
    }

    void questions(const Review& review) {
        for (const std::string& text : request_.why)
            if (const auto asked = asked_place(text))
                answer_.ways.push_back(
                    way_from(review, source_, *asked, !request_.withhold_excerpts));
        for (std::size_t i = 0; i < request_.from.size(); ++i) {
            if (answer_.reaches.size() == i)
                answer_.reaches.push_back(reach_of(review, source_, request_.from[i],
                                                   !request_.withhold_excerpts, slice_lines_max));
            const auto cells = cells_named(review, request_.from[i]);
            if (std::any_of(cells.begin(), cells.end(),
                            [&](Index c) { return review.slice.holds(c); }))
                answer_.reaches[i].entries.push_back(review.entry);
        }
    }

    // What concerns all entries together.
    void whole(const Slice& slice) {
        const Review review = review_of(join(request_.entries, ", "), slice);
        const auto lines =
            slice_lines(review, source_, found_, !request_.withhold_excerpts, slice_lines_max);
        SliceSize& size = answer_.size;
        size.cells = flow_.cells.size();
        size.full = static_cast<std::uint64_t>(
            std::count_if(slice.distance.begin(), slice.distance.end(),
                          [](Index distance) { return distance != none; }));
        size.thin =
            static_cast<std::uint64_t>(std::count(slice.thin.begin(), slice.thin.end(), true));
        size.lines = lines.size();
        for (const LanguageShare& share : answer_.coverage.languages)
            size.source_lines += share.lines_read;
        if (request_.slice) answer_.slice = lines;
        if (request_.appendix) appendix(elsewhere(slice));
    }

    // What was passed over for one entry may be a finding of another.
    void leave_out_findings() {
        std::set<std::tuple<std::string, std::string, std::uint64_t, std::uint64_t>> found;
        for (const Finding& f : answer_.findings)
            found.emplace(f.check, f.place.file, f.place.line, f.place.column);
        std::erase_if(answer_.asides, [&](const Aside& a) {
            return found.contains({a.check, a.place.file, a.place.line, a.place.column});
        });
    }

    // Once for all entries.
    void set_aside(const Check& check, const Lead& lead) {
        if (answer_.asides.size() < asides_max && set_aside_.emplace(check.id, lead.place).second)
            answer_.asides.push_back(
                {check.id, lead.title, lead.doubt,
                 code_place(lead.place, "", program_, source_, !request_.withhold_excerpts)});
    }

    // The same checks on what no slice holds.
    void appendix(const Slice& rest) {
        const Review review = review_of("", rest);
        for (const Check& check : all_checks()) {
            if (check.inventory) continue;
            for (const Lead& lead : check.run(review)) {
                if (answer_.asides.size() >= asides_max) return;
                if (on_slice_.contains({check.id, lead.place, lead.text})) continue;
                answer_.asides.push_back(
                    {check.id, lead.title, "",
                     code_place(lead.place, "", program_, source_, !request_.withhold_excerpts)});
            }
        }
    }

    static constexpr std::size_t slice_lines_max = 100'000;
    static constexpr std::size_t asides_max = 20'000;

    const WorkerRequest& request_;
    const Program& program_;
    WorkerAnswer& answer_;
    Flow flow_;
    SourceText source_;
    std::set<std::tuple<std::string, Place, std::string>> on_slice_;
    std::set<std::pair<std::string, Place>> set_aside_;
    FoundLines found_;
};

Result<CompileDatabase> database_of(const WorkerRequest& request, const fs::path& source_folder,
                                    Files& files) {
    const fs::path build_folder = fs::weakly_canonical(request.build_folder);
    auto database =
        read_compile_database(files, build_folder, source_folder, request.limits.units_max);
    if (!database) return database;
    if (const auto kept = keep_only(*database, request.only); !kept) return fail(kept.error());
    return database;
}

// What was not read may be why something was not found.
Error with_gaps(Error error, const Coverage& coverage) {
    constexpr std::size_t gaps_named_max = 3;
    for (const std::string& gap : coverage.not_read) {
        if (error.notes.size() >= gaps_named_max) break;
        error.notes.push_back("not all was read: " + gap);
    }
    return error;
}

}  // namespace

WorkerAnswer answer(const WorkerRequest& given, Files& files) {
    std::error_code problem;
    const fs::path source_folder = fs::canonical(given.source_folder, problem);
    if (problem || !fs::is_directory(source_folder, problem))
        return refused(
            input_error("C0105", fmt::format("there is no source folder '{}'", given.source_folder))
                .hinted("give the folder that holds the source code"));
    WorkerRequest request = given;
    request.source_folder = source_folder.string();
    const auto database = database_of(request, source_folder, files);
    if (!database) return refused(database.error());

    WorkerAnswer answer;
    answer.coverage.id = request.source_id;
    answer.warnings = database->warnings;
    auto read = facts_of(*database, request, source_folder.string(), files, answer);
    const Program program =
        merge(read_units(*database, std::move(read), source_folder,
                         fs::weakly_canonical(request.build_folder), answer.coverage));
    warn_of_disagreements(program, answer.warnings);
    answer.coverage.functions =
        static_cast<std::uint64_t>(std::count_if(program.functions.begin(), program.functions.end(),
                                                 [](const Function& f) { return !f.initializer; }));
    if (request.task == "entries") {
        answer.candidates = entry_candidates(program);
        return answer;
    }
    if (request.entries.empty()) {
        Error error = input_error("C0302", "no entry function is named")
                          .hinted("name the function whose result is the evidence");
        if (std::string note = candidates_note(program); !note.empty())
            error.notes.push_back(std::move(note));
        return refused(error);
    }
    if (const auto done = Reviewing(request, files, program, answer).run(); !done)
        return refused(with_gaps(done.error(), answer.coverage));
    for (Finding& finding : answer.findings) {
        finding.source = request.source_id;
        finding.limits = limits_text(answer.coverage);
    }
    for (Way& way : answer.ways)
        if (!way.found) way.said += " " + coverage_text(answer.coverage);
    if (answer.findings.size() > request.limits.findings_max) {
        answer.warnings.push_back(fmt::format("{} findings were made, only the first {} are listed",
                                              answer.findings.size(), request.limits.findings_max));
        answer.findings.resize(request.limits.findings_max);
    }
    return answer;
}

}  // namespace isonomia::analyzer
