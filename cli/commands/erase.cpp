// isonomia erase: destroys the key of one person's data, and the reports that repeat it.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/diagnostics.hpp"
#include "cli/erasure_plan.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/run/publish.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "provenance/store/hold_guard.hpp"

namespace isonomia::cli {

namespace {

std::string in_words(const Obstacle& obstacle) {
    return fmt::format("{} '{}' covers {}{}", to_text(obstacle.kind), printable(obstacle.id, 60),
                       obstacle.covers,
                       obstacle.until.empty() ? "" : ", until " + printable(obstacle.until, 25));
}

Json::Array numbers(const std::vector<std::uint64_t>& values) {
    Json::Array array;
    for (const std::uint64_t value : values)
        array.push_back(Json::integer(value));
    return array;
}

std::string on_one_line(const std::vector<std::string>& names) {
    return printable(join(names, ", "), std::string::npos);
}

Json::Object json_of(const ErasurePlan& plan) {
    Json::Array obstacles;
    for (const Obstacle& obstacle : plan.obstacles)
        obstacles.emplace_back(in_words(obstacle));
    return {{"keys", Json::integer(std::uint64_t{plan.subject_texts.size()})},
            {"entries", Json::integer(plan.entries)},
            {"objects", Json::Array(plan.objects.begin(), plan.objects.end())},
            {"reports", Json::Array(plan.reports.begin(), plan.reports.end())},
            {"other_files", Json::Array(plan.other_files.begin(), plan.other_files.end())},
            {"left_readable", numbers(plan.left_readable)},
            {"named_in_part", Json::Array(plan.named_in_part.begin(), plan.named_in_part.end())},
            {"handed_over", Json::Array(plan.handed_over.begin(), plan.handed_over.end())},
            {"obstacles", std::move(obstacles)}};
}

void print_left(Context& context, const ErasurePlan& plan) {
    const auto line = [&](const std::string& text) {
        context.out << wrapped(printable(text), context.out_terminal.width) << '\n';
    };
    if (!plan.left_readable.empty()) {
        std::string list;
        for (const std::uint64_t entry : plan.left_readable)
            list += fmt::format("{}{}", list.empty() ? "" : ", ", entry);
        line("stays readable: entries " + list +
             ", recorded under another key before they were known to be this person's");
    }
    if (!plan.named_in_part.empty()) {
        constexpr std::size_t shown_max = 12;
        std::vector<std::string> shown = plan.named_in_part;
        if (shown.size() > shown_max) {
            shown.resize(shown_max);
            shown.push_back(fmt::format("{} more", plan.named_in_part.size() - shown_max));
        }
        line("stays, and holds a word of the person's name: " + join(shown, ", ") +
             ". Part of a name is not taken for the person: read them, and take the name out of "
             "the matter before it is run again");
    }
    if (!plan.handed_over.empty())
        line("not reached: what others were given, " + join(plan.handed_over, ", ") +
             ". Tell them that it was erased");
    if (!plan.other_files.empty())
        line("not touched: files in the case folder that nothing records: " +
             join(plan.other_files, ", "));
}

Result<ExitCode> show_plan(Context& context, const Arguments& arguments, const std::string& agent) {
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto plan = plan_erasure(opened->entries, agent, opened->folder, context.clock.now());
    if (!plan) return fail(plan.error());
    if (context.json) {
        write_json(context, json_of(*plan));
    } else if (!context.quiet) {
        context.out << fmt::format("an erasure of '{}' would destroy {} payloads under {} key{}:\n",
                                   printable(agent, 60), plan->entries, plan->subject_texts.size(),
                                   plan->subject_texts.size() == 1 ? "" : "s");
        for (const std::string& object : plan->objects)
            context.out << "  " << printable(object) << '\n';
        context.out << "and delete " << on_one_line(plan->reports) << '\n';
        print_left(context, *plan);
        for (const Obstacle& obstacle : plan->obstacles)
            context.out << "forbidden now: " << printable(in_words(obstacle)) << '\n';
    }
    return plan->obstacles.empty() ? ExitCode::done : ExitCode::adverse;
}

Result<Erasure> stated(Context& context, const Arguments& arguments, const WritableCase& opened,
                       const std::string& agent, const ErasurePlan& plan) {
    const auto ground = required_option(arguments, "erase", "ground");
    if (!ground) return fail(ground.error());
    const auto by = required_option(arguments, "erase", "decided-by");
    if (!by) return fail(by.error());
    if (auto known = check_agent(opened.case_file, *by); !known) return fail(known.error());
    const auto on = time_of_act(context, arguments);
    if (!on) return fail(on.error());
    auto authority = authority_of(opened.case_file, arguments);
    if (!authority) return fail(authority.error());
    Erasure erasure;
    erasure.id = next_id(opened.entries, "erasure");
    erasure.subject = agent;
    erasure.ground = *ground;
    erasure.authority = std::move(*authority);
    erasure.decided_by = *by;
    erasure.happened = *on;
    erasure.reports = plan.reports;
    if (auto silent = check_words(opened.entries, erasure); !silent) return fail(silent.error());
    return erasure;
}

// Reports first: should the machine stop here, nothing that the record calls erased is left, and
// the reports can be made again from the record.
Status delete_reports(Context& context, const fs::path& folder, const ErasurePlan& plan) {
    for (const std::string& name : plan.reports)
        if (auto gone = context.files.destroy(folder / name); !gone) return gone;
    return {};
}

// Over what is left: the names of the files that were written.
Result<std::vector<std::string>> write_reports_anew(Context& context, WritableCase& opened) {
    const auto entries = opened.ledger->entries();
    if (!entries) return fail(entries.error());
    Journal journal(*entries);
    auto published = publish(context, *opened.ledger, journal, opened.folder);
    if (!published) return fail(published.error());
    return std::move(published->written);
}

// The last erasure of the person's data, or nullptr.
const Erasure* erasure_of(const CaseFile& case_file, const std::string& agent) {
    const Erasure* last = nullptr;
    for (const auto& recorded : case_file.erasures)
        if (recorded.object.subject == agent) last = &recorded.object;
    return last;
}

// Nothing of the person can be read any more: keys and exhibits that a stop left were destroyed
// when the ledger was opened. What may be left to do is to write and record the reports.
Result<ExitCode> finish(Context& context, WritableCase& opened, const Erasure& erasure) {
    const auto written = write_reports_anew(context, opened);
    if (!written) return fail(written.error());
    if (context.json) {
        write_json(context,
                   Json::Object{{"erasure", erasure.id},
                                {"entries", Json::integer(std::uint64_t{0})},
                                {"written", Json::Array(written->begin(), written->end())}});
    } else if (!context.quiet) {
        context.out << fmt::format(
            "erased        before, {}; no payload of '{}' is left to erase\n", erasure.id,
            printable(erasure.subject, 60));
        if (!written->empty())
            context.out << "written anew  " << join(*written, ", ") << ", over what is left\n";
    }
    return ExitCode::done;
}

Result<ExitCode> erase(Context& context, const Arguments& arguments, const std::string& agent) {
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    if (auto counts = opened->check_person(own->signer.get()); !counts) return fail(counts.error());
    const auto plan = plan_erasure(opened->entries, agent, opened->folder, context.clock.now());
    if (!plan && plan.error().code == "P1202")
        if (const Erasure* before = erasure_of(opened->case_file, agent))
            return finish(context, *opened, *before);
    if (!plan) return fail(plan.error());
    const auto erasure = stated(context, arguments, *opened, agent, *plan);
    if (!erasure) return fail(erasure.error());
    const Instant now = context.clock.now();
    if (auto allowed = provenance::check_erasable(opened->entries, agent, now); !allowed)
        return fail(allowed.error());
    if (auto gone = delete_reports(context, opened->folder, *plan); !gone)
        return fail(gone.error());
    const auto done = opened->ledger->erase(
        agent, {"erasure", erasure->id, isonomia::to_json(*erasure), "", std::nullopt},
        own->signer.get());
    if (!done) return fail(done.error());
    // The erasure stands whether or not this succeeds.
    const auto anew = write_reports_anew(context, *opened);
    if (!anew) report(context, anew.error(), Severity::warning);
    const auto written = anew.value_or(std::vector<std::string>{});

    if (context.json) {
        Json::Object object = json_of(*plan);
        object["erasure"] = erasure->id;
        object["written"] = Json::Array(written.begin(), written.end());
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        context.out << fmt::format("erased        {} payloads of '{}' under {} key{}, {}\n",
                                   plan->entries, printable(agent, 60), plan->subject_texts.size(),
                                   plan->subject_texts.size() == 1 ? "" : "s", erasure->id);
        context.out << "deleted       " << on_one_line(plan->reports) << '\n';
        if (!written.empty())
            context.out << "written anew  " << on_one_line(written) << ", over what is left\n";
        print_left(context, *plan);
        context.out << "Backups of the folder 'keys' still hold the key: destroy it there too.\n";
    }
    return plan->left_readable.empty() ? ExitCode::done : ExitCode::adverse;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto agent = required_option(arguments, "erase", "subject");
    if (!agent) return fail(agent.error());
    return arguments.has("plan") ? show_plan(context, arguments, *agent)
                                 : erase(context, arguments, *agent);
}

}  // namespace

Command erase_command() {
    return {
        .name = "erase",
        .summary = "destroy all data of one person, and prove that it was destroyed",
        .description =
            {"Destroys the keys of every payload that concerns the person, deletes exhibits that "
             "only those payloads record, and the reports, which repeat them; records the erasure; "
             "then writes reports anew over what is left. Entries, checkpoints and proofs stay as "
             "they were and still verify.",
             "Refused while a hold stands or a retention runs over any of it. What concerns "
             "several "
             "persons is destroyed as a whole; take the person out of the matter and run it again "
             "to record the rest anew. The declaration (exhibit 'matter') goes too: it names "
             "everybody.",
             "An erasure that was stopped is finished by giving the same command again.",
             "Copies elsewhere are not reached: backups of 'keys', reports that were handed over, "
             "and the bundles and exhibits that others were given, which are listed."},
        .options =
            with(with({{.name = "subject", .value = "AGENT", .help = "whose data"},
                       {.name = "ground", .value = "TEXT", .help = "rule or order; not the name"},
                       {.name = "decided-by", .value = "AGENT", .help = "who decided it"},
                       {.name = "on", .value = "TIME", .help = "when; default: now"},
                       {.name = "plan", .help = "only show what would go, and what forbids it"}},
                      authority_options()),
                 with(own_key_options("your own key, to sign"), ledger_key_options())),
        .positionals = {case_positional()},
        .examples = {{"isonomia erase --subject accused --plan", "what would go"},
                     {"isonomia erase --subject accused --ground 'Acquittal; Police Data Act s 12' "
                      "--decided-by court",
                      "destroys it"}},
        .exit_codes = {{ExitCode::failed, "a hold or a retention forbids it; nothing was touched"},
                       {ExitCode::adverse,
                        "done, but entries recorded earlier under another key stay readable; "
                        "--plan: a hold or a retention forbids it now"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
