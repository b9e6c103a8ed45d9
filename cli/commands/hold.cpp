// isonomia hold: while a hold stands, nothing that it covers is erased.
#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

bool is_released(const Hold& hold) { return !hold.release_reason.empty(); }

std::string covers(const Hold& hold) {
    if (hold.exhibits.empty() && hold.subjects.empty()) return "the whole case";
    std::string text;
    if (!hold.exhibits.empty()) text = "exhibits " + join(hold.exhibits, ", ");
    if (!hold.subjects.empty())
        text += (text.empty() ? "data of " : "; data of ") + join(hold.subjects, ", ");
    return printable(text, std::string::npos);
}

Result<ExitCode> told(Context& context, const Hold& hold, std::uint64_t entry) {
    if (context.json) {
        Json::Object object = *to_json(hold).object();
        object["entry"] = Json::integer(entry);
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        context.out << fmt::format("{}        {}, entry {}\ncovers        {}\n",
                                   is_released(hold) ? "ended " : "stands", printable(hold.id),
                                   entry, covers(hold));
    }
    return ExitCode::done;
}

Result<ExitCode> place(Context& context, const Arguments& arguments) {
    const auto title = required_option(arguments, "hold place", "title");
    if (!title) return fail(title.error());
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const CaseFile& file = opened->case_file;
    const auto by = acting_agent(file, arguments, "hold place", "by");
    if (!by) return fail(by.error());
    const auto on = time_of_act(context, arguments);
    if (!on) return fail(on.error());
    auto authority = authority_of(file, arguments);
    if (!authority) return fail(authority.error());
    Hold hold;
    hold.id = next_id(opened->entries, "hold");
    hold.title = *title;
    hold.exhibits = arguments.values("exhibit");
    hold.subjects = arguments.values("subject");
    hold.authority = std::move(*authority);
    hold.placed_by = *by;
    hold.placed_on = *on;
    if (arguments.has("until")) {
        const auto until = time_of_act(context, arguments, "until");
        if (!until) return fail(until.error());
        hold.until = *until;
    }
    if (auto known = check_kept(file, hold.exhibits); !known) return fail(known.error());
    for (const std::string& subject : hold.subjects)
        if (auto known = check_agent(file, subject); !known) return fail(known.error());
    const auto entry = opened->record("hold", hold, own->signer.get());
    if (!entry) return fail(entry.error());
    return told(context, hold, *entry);
}

Result<ExitCode> release(Context& context, const Arguments& arguments) {
    const auto id = required_option(arguments, "hold release", "id");
    if (!id) return fail(id.error());
    const auto reason = required_option(arguments, "hold release", "reason");
    if (!reason) return fail(reason.error());
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const auto by = acting_agent(opened->case_file, arguments, "hold release", "by");
    if (!by) return fail(by.error());
    const auto on = time_of_act(context, arguments);
    if (!on) return fail(on.error());
    const Hold* standing = find(opened->case_file.holds, *id);
    if (standing == nullptr || is_released(*standing)) {
        Error error = input_error("P1203", fmt::format("no hold '{}' stands", printable(*id, 60)));
        for (const auto& recorded : opened->case_file.holds)
            error.notes.push_back(fmt::format("{}: {}{}", recorded.object.id,
                                              printable(recorded.object.title, 100),
                                              is_released(recorded.object) ? ", released" : ""));
        return fail(std::move(error).hinted("'isonomia hold list' lists them"));
    }
    Hold hold = *standing;
    hold.released_by = *by;
    hold.released_on = *on;
    hold.release_reason = *reason;
    const auto entry = opened->record("hold", hold, own->signer.get());
    if (!entry) return fail(entry.error());
    return told(context, hold, *entry);
}

Result<ExitCode> list(Context& context, const Arguments& arguments) {
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto file = replay(opened->entries);
    if (!file) return fail(file.error());
    if (context.json) {
        Json::Array holds;
        for (const auto& recorded : file->holds)
            holds.push_back(to_json(recorded.object));
        write_json(context, {{"holds", std::move(holds)}});
        return ExitCode::done;
    }
    if (context.quiet) return ExitCode::done;
    const Paint paint(context.out_terminal);
    for (const auto& [hold, entry, recorded, supersedes] : file->holds) {
        context.out << fmt::format("{}  {}\n", paint.bold(printable(hold.id)),
                                   printable(hold.title, 200));
        context.out << fmt::format("  covers    {}\n", covers(hold));
        context.out << fmt::format("  placed    {} by {}, entry {}\n", printable(hold.placed_on),
                                   printable(name_of(*file, hold.placed_by)), entry);
        if (is_released(hold))
            context.out << fmt::format("  released  {} by {}: {}\n", printable(hold.released_on),
                                       printable(name_of(*file, hold.released_by)),
                                       printable(hold.release_reason, 200));
        else if (!hold.until.empty())
            context.out << "  review    " << printable(hold.until) << '\n';
    }
    if (file->holds.empty()) context.out << "no hold was ever placed\n";
    return ExitCode::done;
}

std::vector<OptionRecord> options() {
    return with({{.name = "title", .value = "TEXT", .help = "place: what it is for"},
                 {.name = "exhibit",
                  .letter = 'e',
                  .value = "ID",
                  .help = "place: covers this exhibit",
                  .repeatable = true},
                 {.name = "subject",
                  .value = "AGENT",
                  .help = "place: covers all data of this person",
                  .repeatable = true},
                 {.name = "until", .value = "DATE", .help = "place: when it is to be reviewed"},
                 {.name = "id", .value = "ID", .help = "release: which"},
                 {.name = "reason", .value = "TEXT", .help = "release: why"},
                 {.name = "by", .value = "AGENT", .help = "who; default: who prepared the matter"},
                 {.name = "on", .value = "TIME", .help = "when; default: now"}},
                authority_options());
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string action = arguments.positional("ACTION").value_or("");
    const auto fits = [&](const std::vector<std::string>& allowed) {
        return check_options(arguments, "hold " + action, options(), allowed);
    };
    if (action == "place") {
        if (auto fit = fits({"title", "exhibit", "subject", "until", "by", "on", "authority",
                             "authority-exhibit"});
            !fit)
            return fail(fit.error());
        return place(context, arguments);
    }
    if (action == "release") {
        if (auto fit = fits({"id", "reason", "by", "on"}); !fit) return fail(fit.error());
        return release(context, arguments);
    }
    if (auto fit = fits({}); !fit) return fail(fit.error());
    return list(context, arguments);
}

}  // namespace

Command hold_command() {
    return {
        .name = "hold",
        .summary = "forbid erasing what a hold covers, and end a hold",
        .description = {"A hold covers exhibits, all data of a person, or, when neither is named, "
                        "the whole case. It stands until it is released; the date of review ends "
                        "nothing. Placing and releasing are entries of the record."},
        .options =
            with(options(), with(own_key_options("your own key, to sign"), ledger_key_options())),
        .positionals = {{.name = "ACTION",
                         .help = "what to do",
                         .allowed = {"place", "release", "list"}},
                        case_positional()},
        .examples = {{"isonomia hold place --title 'Appeal pending'", "covers the whole case"},
                     {"isonomia hold release --id hold-1 --reason 'Judgment final'",
                      "ends the first hold"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
