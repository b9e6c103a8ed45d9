// isonomia status: one page about a case folder.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/authority_text.hpp"
#include "cli/case_reader.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/case_file.hpp"
#include "core/describe.hpp"
#include "core/preservation_rules.hpp"
#include "core/text.hpp"
#include "provenance/verify.hpp"

namespace isonomia::cli {

namespace {

struct Outstanding {
    std::array<std::uint64_t, names_of(Verdict{}).size()> verdicts{};
    std::array<std::uint64_t, names_of(FactStatus{}).size()> facts{};
    std::vector<Request> requests;  // each fact once
    std::uint64_t undefined = 0;    // measurements without a value
};

Outstanding outstanding_of(const CaseFile& case_file) {
    Outstanding result;
    for (const auto& fact : case_file.facts)
        ++result.facts[static_cast<std::size_t>(fact.object.status)];
    for (const auto& measurement : case_file.measurements)
        result.undefined += measurement.object.undefined_reason.empty() ? 0U : 1U;
    for (const auto& outcome : case_file.outcomes) {
        ++result.verdicts[static_cast<std::size_t>(outcome.object.verdict)];
        for (const Request& request : outcome.object.requests) {
            const bool known =
                std::any_of(result.requests.begin(), result.requests.end(),
                            [&](const Request& other) { return other.fact == request.fact; });
            if (!known) result.requests.push_back(request);
        }
    }
    return result;
}

bool adverse(const Outstanding& outstanding) {
    for (const Verdict verdict : {Verdict::not_met, Verdict::not_established, Verdict::error})
        if (outstanding.verdicts[static_cast<std::size_t>(verdict)] > 0) return true;
    return false;
}

// '12 met, 3 not met' for the counts that are not 0.
template <Named E, std::size_t N>
std::string counts(const std::array<std::uint64_t, N>& numbers) {
    std::string result;
    for (std::size_t i = 0; i < N; ++i)
        if (numbers[i] > 0)
            result += fmt::format("{}{} {}", result.empty() ? "" : ", ", numbers[i],
                                  to_text(static_cast<E>(i)));
    return result.empty() ? "none" : result;
}

template <Named E, std::size_t N>
Json counts_json(const std::array<std::uint64_t, N>& numbers) {
    Json::Object object;
    for (std::size_t i = 0; i < N; ++i)
        object.emplace(to_text(static_cast<E>(i)), Json::integer(numbers[i]));
    return object;
}

// The first thing that keeps the record from being whole, or "".
std::string first_fault(const provenance::VerifyReport& report) {
    for (const provenance::Check& check : report.checks)
        if (check.state == provenance::CheckState::fail) return check.found;
    for (const provenance::Check& check : report.checks)
        if (check.hindered || (check.id == "payloads" && !report.contents_checked()))
            return check.found;
    return "";
}

// What a report does not state, though it was recorded after it: itself, its siblings and the act
// of writing them.
bool is_of_reporting(const LedgerEntry& entry) {
    if (entry.type == "report") return true;
    const Json* kind = entry.payload.find("kind");
    return entry.type == "activity" && kind != nullptr && kind->string() != nullptr &&
           *kind->string() == to_text(ActivityKind::reporting);
}

bool older_than_record(const ReportRecord& report, const std::vector<LedgerEntry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
        return entry.index >= report.entries && !is_of_reporting(entry);
    });
}

std::string request_lines(const CaseFile& case_file, const std::vector<Request>& requests,
                          std::size_t width) {
    constexpr std::size_t shown_max = 12;
    std::string result;
    for (std::size_t i = 0; i < std::min(shown_max, requests.size()); ++i) {
        const std::string holder = name_of(case_file, requests[i].holder);
        const std::string text =
            printable(requests[i].text) + (holder.empty() ? "" : " (" + printable(holder) + ")");
        result += "  - " + wrapped(text, width, 4).substr(4) + "\n";
    }
    if (requests.size() > shown_max)
        result +=
            fmt::format("  and {} more; the report lists them all\n", requests.size() - shown_max);
    return result;
}

// What stands between the record and an erasure, and what should be gone by now.
std::string preservation_lines(const CaseFile& case_file, const std::vector<Overdue>& overdue) {
    std::string out;
    const auto standing = std::count_if(
        case_file.holds.begin(), case_file.holds.end(),
        [](const Recorded<Hold>& hold) { return hold.object.release_reason.empty(); });
    if (standing > 0) out += fmt::format("holds         {}\n", standing);
    for (const Overdue& one : overdue)
        out += fmt::format("to be erased  {} by {}: {}{}\n", printable(one.category, 60),
                           printable(one.erase_by, 25), join(one.exhibits, ", "),
                           one.held_by.empty() ? "" : ", kept by " + join(one.held_by, ", "));
    return out;
}

std::uint64_t acts_wanting_authority(const CaseFile& case_file) {
    return static_cast<std::uint64_t>(
        std::count_if(case_file.activities.begin(), case_file.activities.end(),
                      [](const auto& act) { return authority_is_wanting(act.object); }));
}

std::string counted_acts(std::uint64_t n) { return fmt::format("{} act{}", n, n == 1 ? "" : "s"); }

std::string text_of(const CaseFile& case_file, const std::vector<LedgerEntry>& entries,
                    const Outstanding& outstanding, const std::vector<Overdue>& overdue,
                    const provenance::VerifyReport& verified, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string out;
    for (const auto& matter : case_file.matter)
        out += paint.bold(printable(matter.object.title)) + "\n";
    const std::string fault = printable(first_fault(verified));
    out += "record        ";
    if (verified.whole())
        out += paint.good("whole");
    else if (verified.broken())
        out += paint.bad("broken") + ": " + fault;
    else
        out += paint.doubtful("not checked") + ": " + fault;
    if (const std::string beside = verified.unrecorded(); !beside.empty())
        out += "\nunrecorded    " + printable(beside);
    out += fmt::format("\nentries       {}, last on {}\n", case_file.entries,
                       to_rfc3339(case_file.last_recorded));
    out += fmt::format("exhibits      {}\n", case_file.exhibits.size());
    out += "facts         " + counts<FactStatus>(outstanding.facts) + "\n";
    out += fmt::format("measurements  {}, {} of them undefined\n", case_file.measurements.size(),
                       outstanding.undefined);
    out += fmt::format("findings      {}\n", case_file.findings.size());
    if (const std::uint64_t acts = acts_wanting_authority(case_file); acts > 0)
        out += fmt::format(
            "authority     missing, or not covering the act, for {}: see the acts in "
            "'isonomia log --type activity'\n",
            counted_acts(acts));
    out += "rules         " + counts<Verdict>(outstanding.verdicts) + "\n";
    out += preservation_lines(case_file, overdue);
    for (const auto& written : case_file.reports) {
        std::error_code problem;
        const bool there = fs::exists(fs::path(verified.folder) / written.object.id, problem);
        out +=
            fmt::format("report        {} over {} entries{}{}\n", printable(written.object.id),
                        written.object.entries,
                        older_than_record(written.object, entries) ? ", older than the record" : "",
                        there ? "" : ", no longer in the folder");
    }
    if (!outstanding.requests.empty())
        out += "\n" + paint.bold(fmt::format("To ask for ({})", outstanding.requests.size())) +
               "\n" + request_lines(case_file, outstanding.requests, terminal.width);
    return out;
}

Json::Object json_of(const CaseFile& case_file, const Outstanding& outstanding,
                     const std::vector<Overdue>& overdue, const std::string& fault,
                     const std::string& unrecorded) {
    Json::Array late;
    for (const Overdue& one : overdue)
        late.push_back(
            Json::Object{{"retention", one.retention},
                         {"erase_by", one.erase_by},
                         {"exhibits", Json::Array(one.exhibits.begin(), one.exhibits.end())},
                         {"held_by", Json::Array(one.held_by.begin(), one.held_by.end())}});
    Json::Array requests;
    for (const Request& request : outstanding.requests)
        requests.push_back(isonomia::to_json(request));
    Json::Object object{
        {"whole", fault.empty()},
        {"entries", Json::integer(case_file.entries)},
        {"last_recorded", to_rfc3339(case_file.last_recorded)},
        {"exhibits", Json::integer(static_cast<std::uint64_t>(case_file.exhibits.size()))},
        {"measurements", Json::integer(static_cast<std::uint64_t>(case_file.measurements.size()))},
        {"undefined", Json::integer(outstanding.undefined)},
        {"findings", Json::integer(static_cast<std::uint64_t>(case_file.findings.size()))},
        {"acts_wanting_authority", Json::integer(acts_wanting_authority(case_file))},
        {"facts", counts_json<FactStatus>(outstanding.facts)},
        {"outcomes", counts_json<Verdict>(outstanding.verdicts)},
        {"overdue", std::move(late)},
        {"requests", std::move(requests)}};
    if (!fault.empty()) object["fault"] = fault;
    if (!unrecorded.empty()) object["unrecorded"] = unrecorded;
    return object;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto case_file = replay(opened->entries);
    if (!case_file) return fail(case_file.error());
    const auto report = provenance::verify(opened->folder, context.files);
    const Outstanding outstanding = outstanding_of(*case_file);
    const std::string fault = first_fault(report);
    const auto overdue = overdue_erasures(*case_file, context.clock.now());
    if (context.json)
        write_json(context, json_of(*case_file, outstanding, overdue, fault, report.unrecorded()));
    else if (!context.quiet)
        context.out << text_of(*case_file, opened->entries, outstanding, overdue, report,
                               context.out_terminal);
    if (report.broken()) return ExitCode::integrity;
    if (report.hindered()) return ExitCode::failed;
    return !report.whole() || !report.unrecorded().empty() || adverse(outstanding) ||
                   !overdue.empty()
               ? ExitCode::adverse
               : ExitCode::done;
}

}  // namespace

Command status_command() {
    return {
        .name = "status",
        .summary = "tell whether a case folder is whole and what is outstanding",
        .description = {"One page: the record and its entries, facts by status, measurements, what "
                        "the rules came to, reports written, and what to ask for."},
        .positionals = {case_positional()},
        .examples = {{"isonomia status", "the case in this folder or above"}},
        .exit_codes = {{ExitCode::adverse,
                        "a rule is not met, not established, or in error; something "
                        "should have been erased by now; the keys of the contents are not here; or "
                        "something lies in the folder that no entry records"},
                       {ExitCode::integrity, "the record is broken"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
