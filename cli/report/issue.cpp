#include "cli/report/issue.hpp"

#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/report/render.hpp"
#include "core/activity.hpp"

namespace isonomia::cli {

namespace {

bool is_issue(const Activity& act) {
    return act.kind == ActivityKind::reporting && act.apart && act.parameters.contains("change");
}

// What became of an issued report: 'superseded by report-3', or "" while it stands.
std::string fate(const CaseFile& file, const std::string& id) {
    for (const auto& recorded : file.activities) {
        const Activity& act = recorded.object;
        if (!is_issue(act)) continue;
        const auto earlier = act.parameters.find("of");
        if (earlier == act.parameters.end() || earlier->second != id) continue;
        const std::string& change = act.parameters.at("change");
        if (change != "amends")
            return (change == "withdraws" ? "withdrawn by " : "superseded by ") + act.id;
    }
    return "";
}

Status check_stands(const CaseFile& file, const std::string& id) {
    const Activity* act = find(file.activities, id);
    const bool issued =
        act != nullptr && is_issue(*act) && act->parameters.at("change") != "withdraws";
    const std::string gone = issued ? fate(file, id) : "";
    if (issued && gone.empty()) return {};
    Error error = input_error(
        "D0014", issued ? fmt::format("{} was {}", printable(id, 60), gone)
                        : fmt::format("no report was issued as '{}'", printable(id, 60)));
    for (const auto& recorded : file.activities)
        if (is_issue(recorded.object))
            error.notes.push_back(
                fmt::format("{}: {}", recorded.object.id, printable(recorded.object.title, 100)));
    return fail(std::move(error).hinted("name a report that stands"));
}

struct Change {
    std::string word = "issues";  // 'amends', 'supersedes', 'withdraws'
    std::string of;
    std::string reason;
};

Result<Change> change_of(const Arguments& arguments) {
    Change change;
    for (const auto& [option, word] :
         {std::pair{"amends", "amends"}, std::pair{"supersedes", "supersedes"},
          std::pair{"withdraw", "withdraws"}}) {
        if (!arguments.has(option)) continue;
        if (!change.of.empty())
            return fail(usage_error("U0006", "a report is changed in one way at a time")
                            .hinted("one of --amends, --supersedes and --withdraw"));
        change.word = word;
        change.of = arguments.value(option);
    }
    if (change.of.empty()) return change;
    auto reason = required_option(arguments, "report --" + change.word, "reason");
    if (!reason) return fail(reason.error());
    change.reason = std::move(*reason);
    return change;
}

std::string next_number(const CaseFile& file) {
    std::size_t number = 1;
    for (const auto& recorded : file.activities)
        number += is_issue(recorded.object) ? std::size_t{1} : std::size_t{0};
    return fmt::format("report-{}", number);
}

Result<Activity> drafted(Context& context, const Arguments& arguments, const WritableCase& opened,
                         const Change& change) {
    if (!change.of.empty())
        if (auto stands = check_stands(opened.case_file, change.of); !stands)
            return fail(stands.error());
    const auto by = acting_agent(opened.case_file, arguments, "report", "by");
    if (!by) return fail(by.error());
    const auto on = time_of_act(context, arguments);
    if (!on) return fail(on.error());
    Activity act;
    act.id = next_number(opened.case_file);
    act.kind = ActivityKind::reporting;
    act.agent = *by;
    act.happened = *on;
    act.apart = true;
    act.result = change.reason;
    act.parameters["change"] = change.word;
    if (!change.of.empty()) act.parameters["of"] = change.of;
    return act;
}

}  // namespace

Status number_issue(const Arguments& arguments, const std::vector<LedgerEntry>& entries,
                    ReportRequest& request) {
    const auto change = change_of(arguments);
    if (!change) return fail(change.error());
    if (!arguments.has("issue") && change->of.empty()) return {};
    const auto file = replay(entries);
    if (!file) return fail(file.error());
    request.issue = reports::Issue{next_number(*file), change->word, change->of, change->reason};
    return {};
}

Result<std::string> issue_report(Context& context, const Arguments& arguments,
                                 const ReportRequest& request,
                                 const std::vector<RenderedFile>& files,
                                 const std::function<Status()>& write) {
    const auto change = change_of(arguments);
    if (!change) return fail(change.error());
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    auto act = drafted(context, arguments, *opened, *change);
    if (!act) return fail(act.error());
    if (act->id != request.issue->number)
        return fail(
            input_error("D0016", fmt::format("another report was issued meanwhile, and this "
                                             "one says that it is {}",
                                             request.issue->number))
                .hinted("write it again"));
    act->title = request.letters ? fmt::format("Letters of request, {}", request.language)
                                 : fmt::format("Report for {}, {}, {}", request.audience,
                                               request.format, request.language);
    act->parameters["audience"] = request.audience;
    act->parameters["format"] = request.format;
    act->parameters["language"] = request.language;
    act->parameters["entries"] = std::to_string(opened->entries.size());
    for (const RenderedFile& file : files)
        act->parameters["sha256 of " + fs::path(file.name).filename().string()] =
            hex(sha256(file.content));
    if (auto counts = opened->check_person(own->signer.get(), act->agent); !counts)
        return fail(counts.error());
    if (auto written = write(); !written) return fail(written.error());
    if (auto entry = opened->record("activity", *act, own->signer.get()); !entry)
        return fail(entry.error());
    return act->id;
}

Result<ExitCode> withdraw_report(Context& context, const Arguments& arguments) {
    const auto change = change_of(arguments);
    if (!change) return fail(change.error());
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    auto act = drafted(context, arguments, *opened, *change);
    if (!act) return fail(act.error());
    act->title = fmt::format("Withdrawal of {}", change->of);
    const auto entry = opened->record("activity", *act, own->signer.get());
    if (!entry) return fail(entry.error());
    if (context.json)
        write_json(context,
                   {{"act", act->id}, {"withdraws", change->of}, {"entry", Json::integer(*entry)}});
    else if (!context.quiet)
        context.out << fmt::format("withdrawn {} by {}, entry {}\n", printable(change->of, 60),
                                   act->id, *entry);
    return ExitCode::done;
}

}  // namespace isonomia::cli
