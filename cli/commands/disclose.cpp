// isonomia disclose: serves a chosen part of the record on another party.
#include <set>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/disclosure_kit.hpp"
#include "cli/disclosure_plan.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/probe/put_on_record.hpp"
#include "cli/shell_word.hpp"
#include "cli/terminal.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "provenance/bundle.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::cli {

namespace {

Result<std::uint64_t> number_given(const Arguments& arguments, const char* option,
                                   std::uint64_t otherwise) {
    if (!arguments.has(option)) return otherwise;
    const auto count = parse_integer(arguments.value(option));
    if (count && *count >= 0) return static_cast<std::uint64_t>(*count);
    return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                 printable(arguments.value(option), 60)))
                    .hinted("give a whole number"));
}

struct Runs {
    std::uint64_t made = 0;
    std::uint64_t served = 0;
};

// Probes and explanations on this record are counted; runs made elsewhere are for the party to say.
Result<Runs> runs_of(const Arguments& arguments, const std::vector<LedgerEntry>& entries,
                     const provenance::Choice& choice) {
    std::set<std::string> made;
    std::set<std::string> served;
    for (const LedgerEntry& entry : entries) {
        if (!is_run(entry)) continue;
        made.insert(entry.id);
        if (choice.fate(entry) == provenance::Choice::Fate::served) served.insert(entry.id);
    }
    const auto all = number_given(arguments, "runs-made", made.size());
    if (!all) return fail(all.error());
    const auto some = number_given(arguments, "runs-served", served.size());
    if (!some) return fail(some.error());
    if (*all < made.size())
        return fail(usage_error("U0006", fmt::format("{} runs are said to have been made, and the "
                                                     "record holds {}",
                                                     *all, made.size()))
                        .hinted("leave --runs-made out, or add those made elsewhere"));
    if (*some > *all)
        return fail(usage_error("U0006", "more runs are served than were made")
                        .hinted("exchange --runs-made and --runs-served"));
    return Runs{*all, *some};
}

// The last serving on the same party, which this one continues.
const Serving* serving_before(const CaseFile& file, const std::string& to) {
    const Serving* last = nullptr;
    for (const auto& serving : file.servings)
        if (serving.object.to == to) last = &serving.object;
    return last;
}

struct Served {
    Serving serving;
    provenance::Bundle bundle;
    provenance::Kit kit;
};

Result<Served> prepare(Context& context, const Arguments& arguments, WritableCase& opened) {
    const auto to = required_option(arguments, "disclose", "to");
    if (!to) return fail(to.error());
    if (auto known = check_agent(opened.case_file, *to); !known) return fail(known.error());
    const auto on = time_of_act(context, arguments);
    if (!on) return fail(on.error());
    if (arguments.has("all") == arguments.has("plan"))
        return fail(usage_error("U0007", "'disclose' needs what is to be served")
                        .hinted("--plan FILE chooses, --all serves everything; one of the two"));
    auto plan =
        arguments.has("all")
            ? Result<DisclosurePlan>(serve_all())
            : read_disclosure_plan(context.files, context.working_folder / arguments.value("plan"),
                                   opened.entries);
    if (!plan) return fail(plan.error());
    const auto runs = runs_of(arguments, opened.entries, plan->choice());
    if (!runs) return fail(runs.error());

    Served result;
    provenance::Bundle& bundle = result.bundle;
    bundle.to = *to;
    bundle.served_on = *on;
    bundle.runs_made = runs->made;
    bundle.runs_served = runs->served;
    const Serving* before = serving_before(opened.case_file, *to);
    if (before != nullptr) {
        auto note = opened.ledger->checkpoint_at(before->entries);
        if (!note) return fail(note.error());
        bundle.follows = std::move(*note);
    }
    auto filled =
        provenance::make_bundle(std::move(bundle), *opened.ledger, opened.entries, plan->choice());
    if (!filled) return fail(filled.error());
    bundle = std::move(*filled);
    auto kit = disclosure_kit(bundle);
    if (!kit) return fail(kit.error());
    result.kit = std::move(*kit);
    bundle.recompute = provenance::listed(result.kit);

    Serving& serving = result.serving;
    serving.id = next_id(opened.entries, "serving");
    serving.to = *to;
    serving.served_on = *on;
    serving.entries = opened.ledger->size();
    serving.disclosed = bundle.entries.size();
    for (const provenance::WithheldEntry& held : bundle.withheld)
        serving.withheld.push_back(held.withheld);
    serving.sha256 = hex(sha256(provenance::to_manifest(bundle)));
    serving.follows = before == nullptr ? "" : before->id;
    serving.runs_made = runs->made;
    serving.runs_served = runs->served;
    return result;
}

// After a rotation the last checkpoint is by the key before: the receiver must know it too.
std::string key_before(const provenance::Bundle& bundle) {
    const auto key = provenance::parse_vkey(bundle.checkpoint_key);
    return key && bundle.checkpoint_key != bundle.served_by
               ? " --key " + provenance::fingerprint(key->key)
               : "";
}

void tell(Context& context, const Arguments& arguments, const WritableCase& opened,
          const Served& served, std::uint64_t entry) {
    const provenance::Bundle& bundle = served.bundle;
    if (context.json) {
        Json::Object object = *to_json(served.serving).object();
        object["entry"] = Json::integer(entry);
        object["verifier_key"] = opened.ledger->verifier_key();
        write_json(context, std::move(object));
        return;
    }
    if (context.quiet) return;
    const std::string folder = printable(arguments.value("output"), 200);
    context.out << fmt::format(
        "served     {} of {} entries on '{}', with {} exhibits; {}, entry {}\n",
        bundle.entries.size(), served.serving.entries, printable(bundle.to, 60),
        bundle.exhibits.size(), served.serving.id, entry);
    if (!bundle.withheld.empty())
        context.out << fmt::format("withheld   {} entries, each with its ground\n",
                                   bundle.withheld.size());
    if (!bundle.follows.empty())
        context.out << fmt::format("follows    {}, with the proof that nothing was altered since\n",
                                   served.serving.follows);
    context.out << fmt::format("bundle     {}\n", folder)
                << fmt::format("check it   isonomia verify {} --key {}{}\n",
                               shell_word(arguments.value("output")), opened.ledger->author(),
                               key_before(bundle));
    if (!served.kit.empty())
        context.out << fmt::format(
            "recompute  python3 {}\n",
            shell_word(arguments.value("output") + "/recompute/recompute.py"));
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto output = required_option(arguments, "disclose", "output");
    if (!output) return fail(output.error());
    auto opened = open_case_for_writing(context, arguments);
    if (!opened) return fail(opened.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    if (auto counts = opened->check_person(own->signer.get()); !counts) return fail(counts.error());
    const auto served = prepare(context, arguments, *opened);
    if (!served) return fail(served.error());
    // The bundle first: an act on record that nothing was handed over for would be false; a bundle
    // without its entry is told by the record that knows nothing of it, and is removed.
    const fs::path folder = context.working_folder / *output;
    if (auto outside = check_outside(folder, opened->folder); !outside)
        return fail(outside.error());
    auto done = provenance::write_bundle(served->bundle, served->kit, *opened->ledger,
                                         *opened->signer, folder, context.files);
    if (!done) return fail(done.error());
    const auto entry = opened->record("serving", served->serving, own->signer.get());
    if (!entry) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        return fail(entry.error());
    }
    tell(context, arguments, *opened, *served, *entry);
    return ExitCode::done;
}

}  // namespace

Command disclose_command() {
    return {
        .name = "disclose",
        .summary = "serve a chosen part of the record on another party",
        .description =
            {"Writes a bundle that the other party checks alone: the entries that are chosen, with "
             "their exhibits, the proof that they stand in the record as signed, and a list of "
             "what is withheld, each item with its ground and the proof that it is there. Fields "
             "of an entry can be held back one by one. Nothing else of the record leaves the "
             "folder.",
             "What was served, on whom and when is recorded as an act. A later bundle for the same "
             "party brings the proof that nothing was altered or dropped since the one before."},
        .options = with(
            with({{.name = "to", .value = "AGENT", .help = "on whom it is served"},
                  {.name = "output",
                   .letter = 'o',
                   .value = "DIR",
                   .help = "folder of the bundle, new or empty",
                   .completes = Completes::folder},
                  {.name = "plan",
                   .value = "FILE",
                   .help = "what is served and what withheld, see 'isonomia help bundle'",
                   .completes = Completes::file},
                  {.name = "all", .help = "serve every entry whole"},
                  {.name = "runs-made",
                   .value = "N",
                   .help =
                       "of how many runs of your own the served ones are a selection; default: the "
                       "probes and explanations on record"},
                  {.name = "runs-served",
                   .value = "N",
                   .help = "how many of them are served; default: counted"},
                  {.name = "on", .value = "TIME", .help = "when; default: now"}},
                 own_key_options("your own key, to sign the act")),
            ledger_key_options()),
        .positionals = {case_positional()},
        .examples = {{"isonomia disclose --to defence --plan served.xml -o bundle smith/case",
                      "serves what the plan names"},
                     {"isonomia verify bundle", "what the other party runs"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
