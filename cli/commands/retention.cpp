// isonomia retention: until when data must, and from when they may no longer, be kept.
#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/preservation_rules.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// A day, as the option has it, or "". Error: P1204.
Result<std::string> day_of(const Arguments& arguments, const std::string& option) {
    std::string text = arguments.value(option);
    if (text.empty() || (text.size() == 10 && parse_instant(text))) return text;
    return fail(input_error("P1204", fmt::format("option '--{}': '{}' is no day", option,
                                                 printable(text, 60)))
                    .hinted("write it as 2026-11-22"));
}

Result<Retention> stated(const CaseFile& file, const Arguments& arguments,
                         const std::vector<LedgerEntry>& entries) {
    const auto category = required_option(arguments, "retention set", "category");
    if (!category) return fail(category.error());
    const auto ground = required_option(arguments, "retention set", "ground");
    if (!ground) return fail(ground.error());
    const auto keep = day_of(arguments, "keep-until");
    if (!keep) return fail(keep.error());
    const auto erase = day_of(arguments, "erase-by");
    if (!erase) return fail(erase.error());
    if (keep->empty() && erase->empty())
        return fail(usage_error("U0007", "'retention set' needs '--keep-until' or '--erase-by'"));
    if (!keep->empty() && !erase->empty() && *erase < *keep)
        return fail(input_error("P1204", fmt::format("to be erased by {}, but to be kept until {}",
                                                     *erase, *keep))
                        .hinted("the day of '--erase-by' cannot be before that of '--keep-until'"));
    Retention retention;
    retention.id = arguments.has("id") ? arguments.value("id") : next_id(entries, "retention");
    if (arguments.has("id") && find(file.retentions, retention.id) == nullptr)
        return fail(input_error("P1203", fmt::format("there is no retention '{}'",
                                                     printable(retention.id, 60)))
                        .hinted("leave '--id' out for a new one; 'isonomia retention list' lists "
                                "them"));
    retention.category = *category;
    retention.exhibits = arguments.values("exhibit");
    if (auto known = check_kept(file, retention.exhibits); !known) return fail(known.error());
    retention.keep_until = *keep;
    retention.erase_by = *erase;
    retention.ground = *ground;
    return retention;
}

void print(Context& context, const Retention& retention, const std::string& more) {
    const Paint paint(context.out_terminal);
    context.out << fmt::format(
        "{}  {}: {}\n", paint.bold(printable(retention.id)), printable(retention.category, 100),
        retention.exhibits.empty() ? "the whole case"
                                   : printable(join(retention.exhibits, ", "), std::string::npos));
    if (!retention.keep_until.empty())
        context.out << "  keep until  " << printable(retention.keep_until) << '\n';
    if (!retention.erase_by.empty())
        context.out << "  erase by    " << printable(retention.erase_by + more, std::string::npos)
                    << '\n';
    context.out << "  ground      " << printable(retention.ground, 300) << '\n';
}

Result<ExitCode> set(Context& context, const Arguments& arguments) {
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const auto retention = stated(opened->case_file, arguments, opened->entries);
    if (!retention) return fail(retention.error());
    const auto entry = opened->record("retention", *retention, own->signer.get());
    if (!entry) return fail(entry.error());
    if (context.json) {
        Json::Object object = *to_json(*retention).object();
        object["entry"] = Json::integer(*entry);
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        print(context, *retention, "");
    }
    return ExitCode::done;
}

Result<ExitCode> list(Context& context, const Arguments& arguments) {
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto file = replay(opened->entries);
    if (!file) return fail(file.error());
    const auto overdue = overdue_erasures(*file, context.clock.now());
    const auto overdue_of = [&](const std::string& id) -> const Overdue* {
        for (const Overdue& one : overdue)
            if (one.retention == id) return &one;
        return nullptr;
    };
    if (context.json) {
        Json::Array list;
        for (const auto& recorded : file->retentions) {
            Json::Object object = *to_json(recorded.object).object();
            object["overdue"] = overdue_of(recorded.object.id) != nullptr;
            list.emplace_back(std::move(object));
        }
        write_json(context, {{"retentions", std::move(list)}});
    } else if (!context.quiet) {
        for (const auto& recorded : file->retentions) {
            const Overdue* late = overdue_of(recorded.object.id);
            std::string more;
            if (late != nullptr)
                more = ", has passed: " + join(late->exhibits, ", ") + " still there" +
                       (late->held_by.empty() ? "" : ", kept by " + join(late->held_by, ", "));
            print(context, recorded.object, more);
        }
        if (file->retentions.empty()) context.out << "no retention was ever set\n";
    }
    return overdue.empty() ? ExitCode::done : ExitCode::adverse;
}

std::vector<OptionRecord> options() {
    return {{.name = "category", .value = "TEXT", .help = "set: 'probe images'"},
            {.name = "exhibit",
             .letter = 'e',
             .value = "ID",
             .help = "set: what belongs to it; none: the whole case",
             .repeatable = true},
            {.name = "keep-until", .value = "DAY", .help = "set: not erased before this day"},
            {.name = "erase-by", .value = "DAY", .help = "set: to be erased by this day"},
            {.name = "ground", .value = "TEXT", .help = "set: rule or order"},
            {.name = "id", .value = "ID", .help = "set: changes this one"}};
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string action = arguments.positional("ACTION").value_or("");
    if (action == "set") return set(context, arguments);
    if (auto fit = check_options(arguments, "retention list", options(), {}); !fit)
        return fail(fit.error());
    return list(context, arguments);
}

}  // namespace

Command retention_command() {
    return {
        .name = "retention",
        .summary = "state until when data must or may be kept",
        .description = {"Nothing that a retention covers is erased before its day '--keep-until' "
                        "begins (UTC). What is still there when the day '--erase-by' has begun is "
                        "listed here and by 'isonomia status'; nothing is erased by itself."},
        .options =
            with(options(), with(own_key_options("your own key, to sign"), ledger_key_options())),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = {"set", "list"}},
                        case_positional()},
        .examples =
            {{"isonomia retention set --category 'probe images' -e E1 --erase-by 2027-01-31 "
              "--ground 'Police Data Act s 12'",
              "exhibit E1 is to go by the end of January"}},
        .exit_codes = {{ExitCode::adverse, "list: something should have been erased by now"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
