// isonomia record: an act of somebody, put on record.
#include <fmt/format.h>

#include "cli/authority_text.hpp"
#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/record/act_of.hpp"
#include "cli/signer_options.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

struct RecordedAct {
    Activity act;
    std::uint64_t entry = 0;
    std::string signer;  // fingerprint of the person's key, or ""
    std::vector<std::string> notes;
};

Status check_unrecorded(const CaseFile& case_file, const Activity& act, bool replace) {
    const Recorded<Activity>* known = nullptr;
    for (const auto& recorded : case_file.activities)
        if (recorded.object.id == act.id) known = &recorded;
    if (known == nullptr && replace)
        return fail(input_error("U0015", fmt::format("the record holds no act '{}' to be replaced",
                                                     printable(act.id, 60)))
                        .hinted("'isonomia log --type activity' lists the acts"));
    if (known == nullptr || replace) return {};
    return fail(input_error("M0001", fmt::format("act '{}' is on record already, in entry {}",
                                                 printable(act.id, 60), known->entry))
                    .hinted("--replace records a correction; the earlier entry stays readable"));
}

// What the case says of the system and what is said of this run of it, where they differ.
std::vector<std::string> differences(const CaseFile& case_file, const Activity& act) {
    std::vector<std::string> notes;
    const System* system = find(case_file.systems, act.system);
    if (system == nullptr) return notes;
    const auto compare = [&](const char* name, const std::string& declared) {
        const auto stated = act.parameters.find(name);
        if (stated == act.parameters.end() || declared.empty() || stated->second == declared)
            return;
        notes.push_back(fmt::format("{} of '{}' is declared as '{}', this act ran with '{}'", name,
                                    system->id, declared, stated->second));
    };
    compare("version", system->version);
    compare("model-digest", system->model_digest);
    const auto threshold = act.parameters.find("threshold");
    if (system->threshold && threshold != act.parameters.end() &&
        parse_number(threshold->second) != system->threshold)
        notes.push_back(fmt::format("threshold of '{}' is declared as {}, this act ran with {}",
                                    system->id, shortest(*system->threshold), threshold->second));
    return notes;
}

Result<RecordedAct> record_act(Context& context, const Arguments& arguments, fs::path folder) {
    // Before the lock is taken: a token or a passphrase may keep people waiting.
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    auto opened = open_case_for_writing(context, arguments, std::move(folder));
    if (!opened) return fail(opened.error());
    auto act = act_of(context, arguments, opened->case_file);
    if (!act) return fail(act.error());
    if (auto is_new = check_unrecorded(opened->case_file, *act, arguments.has("replace")); !is_new)
        return fail(is_new.error());
    RecordedAct done;
    if (own->signer) done.signer = own->signer->fingerprint();
    if (auto allowed = opened->check_person(own->signer.get(), act->agent); !allowed)
        return fail(allowed.error());
    Journal journal(opened->entries);
    journal.state("activity", *act);
    const std::vector<Draft> drafts = journal.take_drafts();
    if (drafts.empty())
        return fail(input_error("M0001", fmt::format("act '{}' is on record already, word for word",
                                                     printable(act->id, 60))));
    const auto appended = opened->ledger->append(drafts, own->signer.get());
    if (!appended) return fail(appended.error());
    done.entry = appended->first;
    done.notes = differences(opened->case_file, *act);
    if (appended->clock_behind)
        done.notes.emplace_back("the clock stood before the last entry; the new one says so");
    done.act = *std::move(act);
    return done;
}

void print(Context& context, const RecordedAct& done) {
    const Paint paint(context.out_terminal);
    const std::string authority = authority_line(done.act);
    context.out << fmt::format(
        "recorded   activity/{} (entry {})\nsigned by  {}\nauthority  {}\n", printable(done.act.id),
        done.entry,
        done.signer.empty() ? "nobody; the ledger's checkpoint covers it"
                            : fmt::format("{}, key {}", printable(done.act.agent), done.signer),
        authority_is_wanting(done.act) ? paint.doubtful(authority) : authority);
    if (!done.act.candidates.empty())
        context.out << fmt::format("candidates {}\n", done.act.candidates.size());
    for (const std::string& note : done.notes)
        context.out << "note: " << printable(note, 1000) << '\n';
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    const auto done = record_act(context, arguments, *std::move(folder));
    if (!done) return fail(done.error());
    if (context.json) {
        Json::Object object{{"id", done->act.id},
                            {"entry", Json::integer(done->entry)},
                            {"authority", authority_json(done->act)},
                            {"notes", Json::Array(done->notes.begin(), done->notes.end())}};
        if (!done->signer.empty()) object.emplace("signer", done->signer);
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        print(context, *done);
    }
    return authority_is_wanting(done->act) ? ExitCode::adverse : ExitCode::done;
}

}  // namespace

Command record_command() {
    return {
        .name = "record",
        .summary = "put an act on record: who did what, when, with what, under which authority",
        .description =
            {"Records one act as a new entry. Agents, systems and exhibits are named by the ids "
             "that the case has for them; one that it does not know is refused. An act whose "
             "authority is missing, has expired, is not valid yet or does not cover it is recorded "
             "as such.",
             "With --key or --token-module the act bears the signature of the one who acted: "
             "'isonomia key register' must have stated whose key it is. Without, the checkpoint of "
             "the ledger covers it.",
             "'isonomia run' leaves these acts standing, and rules and reports see them."},
        .options = with(
            with(act_options(),
                 {{.name = "replace", .help = "a correction: replaces the act of the same id"}}),
            with(own_key_options("your own key"), ledger_key_options())),
        .positionals = {case_positional()},
        .examples =
            {{"isonomia record --kind review --agent officer --happened 2025-03-11 --used E4 "
              "--title 'Comparison by eye' --result 'no match'",
              "a review, in the case of this folder"},
             {"isonomia record smith/case --from act.xml --key officer.pem",
              "an act from a file, signed by the officer"}},
        .exit_codes = {{ExitCode::done, "recorded"},
                       {ExitCode::adverse,
                        "recorded; its authority is missing, or does not cover the act"},
                       {ExitCode::integrity, "the record is not what its checkpoint signed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
