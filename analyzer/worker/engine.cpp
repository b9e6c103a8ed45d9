#include "analyzer/worker/engine.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/check.hpp"
#include "analyzer/worker/compile_commands.hpp"
#include "analyzer/worker/entries.hpp"
#include "analyzer/worker/findings.hpp"
#include "analyzer/worker/frontend.hpp"
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

std::vector<Unit> read_units(const CompileDatabase& database, const std::string& source_folder,
                             Coverage& coverage) {
    std::vector<Unit> units;
    for (const CompileUnit& entry : database.units) {
        Unit unit = parse_unit({entry.file, entry.directory, entry.arguments, source_folder});
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
        units.push_back(std::move(unit));
    }
    coverage.not_read.insert(coverage.not_read.end(), database.not_read.begin(),
                             database.not_read.end());
    std::sort(coverage.not_read.begin(), coverage.not_read.end());
    coverage.units = database.entries;
    return units;
}

std::string limits_text(const Coverage& coverage) {
    return fmt::format(
        "A path is a lead, not proof of an effect. {} of {} source units were read without error; "
        "{} {} not "
        "resolved. Where no path was found, none was found in what was read.",
        coverage.units_clean, coverage.units, coverage.calls_unresolved,
        coverage.calls_unresolved == 1 ? "call was" : "calls were");
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

void review_entry(const Review& review, SourceText& source, bool inventory,
                  std::vector<Finding>& findings) {
    for (const Check& check : all_checks()) {
        if (check.inventory != inventory) continue;
        auto found = findings_of(check, check.run(review), review, source);
        std::move(found.begin(), found.end(), std::back_inserter(findings));
    }
}

}  // namespace

WorkerAnswer answer(const WorkerRequest& request, Files& files) {
    std::error_code problem;
    const fs::path source_folder = fs::canonical(request.source_folder, problem);
    if (problem || !fs::is_directory(source_folder, problem))
        return refused(input_error("C0105", fmt::format("there is no source folder '{}'",
                                                        request.source_folder))
                           .hinted("give the folder that holds the source code"));
    const fs::path build_folder = fs::weakly_canonical(request.build_folder, problem);
    const auto database =
        read_compile_database(files, build_folder, source_folder, request.limits.units_max);
    if (!database) return refused(database.error());

    WorkerAnswer answer;
    answer.coverage.id = request.source_id;
    answer.warnings = database->warnings;
    const Program program = merge(read_units(*database, source_folder.string(), answer.coverage));
    answer.coverage.functions =
        static_cast<std::uint64_t>(std::count_if(program.functions.begin(), program.functions.end(),
                                                 [](const Function& f) { return !f.initializer; }));
    if (request.entries.empty()) {
        Error error = input_error("C0302", "no entry function is named")
                          .hinted("name the function whose result is the evidence");
        const auto candidates = entry_candidates(program);
        if (!candidates.empty())
            error.notes.push_back("functions that return a number: " + join(candidates, ", "));
        return refused(error);
    }
    const Flow flow = value_flow(program);
    answer.coverage.calls_unresolved = flow.calls_unresolved;
    SourceText source(files, source_folder);
    const std::set<std::string> entries(request.entries.begin(), request.entries.end());
    for (const bool inventory : {false, true}) {
        for (const std::string& entry : entries) {
            std::vector<std::string> overloads;
            const auto results = results_of(program, entry, overloads);
            if (!results) return refused(results.error());
            if (!inventory)
                answer.warnings.insert(answer.warnings.end(), overloads.begin(), overloads.end());
            const Slice slice = backward_slice(flow, *results);
            review_entry({program, flow, slice, source, entry}, source, inventory, answer.findings);
        }
    }
    for (Finding& finding : answer.findings) {
        finding.source = request.source_id;
        finding.limits = limits_text(answer.coverage);
    }
    if (answer.findings.size() > request.limits.findings_max) {
        answer.warnings.push_back(fmt::format("{} findings were made, only the first {} are listed",
                                              answer.findings.size(), request.limits.findings_max));
        answer.findings.resize(request.limits.findings_max);
    }
    return answer;
}

}  // namespace isonomia::analyzer
