// isonomia run: the main job, from the papers of a matter to its report.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/diagnostics.hpp"
#include "cli/run/erased.hpp"
#include "cli/run/fact_checks.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/publish.hpp"
#include "cli/run/spared.hpp"
#include "cli/run/stages.hpp"
#include "cli/run/summary.hpp"
#include "cli/signer_options.hpp"

namespace isonomia::cli {

namespace {

// Makes the case folder where there is none, and removes it again unless the run comes to its end.
// A folder that was there, or that another run made at the same moment, is never removed.
class NewFolder {
public:
    explicit NewFolder(const fs::path& path) {
        std::error_code problem;
        const fs::path real = fs::weakly_canonical(fs::absolute(path), problem);
        if (problem) return;
        fs::create_directories(real.parent_path(), problem);
        if (!problem && fs::create_directory(real, problem)) path_ = real;
    }
    ~NewFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    void keep() { path_.clear(); }

private:
    fs::path path_;
};

// One case folder, one matter: a run of another would withdraw everything that is in it.
Status check_same_matter(const std::vector<LedgerEntry>& entries, const MatterFile& matter,
                         const fs::path& folder) {
    for (const LedgerEntry& entry : entries)
        if (entry.type == "matter" && !entry.erased && entry.id != matter.matter.id)
            return fail(
                input_error("M0107", fmt::format("the case folder '{}' holds another matter, '{}'",
                                                 folder.string(), entry.id))
                    .at({matter.path.string(), 0, 0})
                    .hinted("name another folder with -o"));
    return {};
}

// Everything up to the rules, drafted in the journal.
Status gather(RunState& state) {
    if (auto status = take_in_exhibits(state); !status) return status;
    state_declarations(state);
    if (auto status = measure_datasets(state); !status) return status;
    if (auto status = explain_scores(state); !status) return status;
    if (auto status = review_sources(state); !status) return status;
    const std::string rules = fmt::format("{}.rules", program_agent);
    const std::string report = fmt::format("{}.report", program_agent);
    const Spared spared(state.journal);
    state.journal.withdraw_others([&](const std::string& type, const std::string& id) {
        return spared(type, id) || type == "outcome" || type == "report" ||
               (type == "activity" && (id == rules || id == report));
    });
    return {};
}

// Outcomes of rules that no longer apply are withdrawn; reports are publish()'s to replace.
Status judge(RunState& state, const std::vector<rules::Pack>& packs,
             const std::optional<rules::Profile>& profile) {
    if (auto status = evaluate_rules(state, packs, profile); !status) return status;
    state.journal.withdraw_others(
        [](const std::string& type, const std::string&) { return type != "outcome"; });
    return {};
}

Status commit(RunState& state, RunFacts& facts) {
    const std::vector<Draft> drafts = state.journal.take_drafts();
    for (const Draft& draft : drafts)
        facts.superseding += draft.supersedes ? 1U : 0U;
    const auto appended = state.ledger.append(drafts);
    if (!appended) return fail(appended.error());
    return {};
}

fs::path case_folder_for(const Arguments& arguments, const fs::path& matter) {
    const std::string given = arguments.value("output");
    return given.empty() ? matter.parent_path() / "case" : fs::path(given);
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const fs::path matter_path = arguments.positional("MATTER.xml").value_or("");
    auto matter = read_matter(context.files, matter_path);
    if (!matter) return fail(matter.error());
    if (auto status = check_inputs(context.files, *matter); !status) return fail(status.error());
    const auto packs = load_packs(context, *matter);
    if (!packs) return fail(packs.error());
    if (auto status = check_fact_types(*matter, *packs); !status) return fail(status.error());
    const auto profile = load_profile(context, *matter, *packs);
    if (!profile) return fail(profile.error());

    RunFacts facts;
    facts.folder = case_folder_for(arguments, matter_path);
    NewFolder fresh(facts.folder);
    const auto chosen = ledger_signer(context, arguments, facts.folder);
    if (!chosen) return fail(chosen.error());
    auto ledger = provenance::Ledger::create_or_open(
        facts.folder, *chosen->signer, {context.files, context.clock, context.random});
    if (!ledger) return fail(ledger.error());
    const auto entries = ledger->entries();
    if (!entries) return fail(entries.error());
    if (auto status = check_same_matter(*entries, *matter, facts.folder); !status)
        return fail(status.error());
    if (auto status = check_not_erased(*entries, *matter); !status) return fail(status.error());
    facts.entries_before = entries->size();

    Journal journal(*entries);
    Progress progress(context);
    RunState state{context, facts.folder, *matter, *ledger, journal, progress, {}, 0, 0};
    if (auto status = gather(state); !status) return fail(status.error());
    if (auto status = commit(state, facts); !status) return fail(status.error());
    fresh.keep();
    if (auto status = judge(state, *packs, *profile); !status) return fail(status.error());
    if (auto status = commit(state, facts); !status) return fail(status.error());
    progress.step("writing reports");
    auto publication = publish(context, *ledger, journal, facts.folder);
    if (!publication) return fail(publication.error());
    progress.clear();

    for (const Error& warning : unread_facts(*matter, *packs))
        report(context, warning, Severity::warning);
    for (const Error& warning : incomplete_packs(context, *packs))
        report(context, warning, Severity::warning);
    for (const Error& warning : state.warnings)
        report(context, warning, Severity::warning);
    facts.entries_after = ledger->size();
    facts.acts_done = state.acts_done;
    facts.acts_kept = state.acts_kept;
    facts.written = std::move(publication->written);
    facts.verifier_key = ledger->verifier_key();
    print_summary(context, publication->case_file, facts);
    return verdict_of(publication->case_file);
}

}  // namespace

Command run_command() {
    return {
        .name = "run",
        .summary = "take in, measure, explain, review, check against rules, and report",
        .description = {"Reads the matter, copies its exhibits into the case folder while hashing "
                        "them, records every "
                        "act in the ledger, measures the data sets, recomputes and explains "
                        "scores, reads source code "
                        "where there is some, evaluates the rule packs, and writes report.html, "
                        "report.json and "
                        "case.xml.",
                        "Run again with nothing changed, it adds nothing. After a change it "
                        "records what replaced "
                        "what: nothing is overwritten."},
        .options = with({{.name = "output",
                          .letter = 'o',
                          .value = "DIR",
                          .help = "case folder; default: 'case' beside the matter",
                          .completes = Completes::folder}},
                        ledger_key_options()),
        .positionals = {{.name = "MATTER.xml",
                         .help = "the matter, see 'isonomia help matter'",
                         .completes = Completes::file}},
        .examples = {{"isonomia run matter.xml -o out", "the whole job, into the folder 'out'"},
                     {"isonomia run matter.xml --json", "the summary for other programs"}},
        .exit_codes = {{ExitCode::done, "every rule is met or does not apply"},
                       {ExitCode::failed, "an input is wrong; nothing was recorded"},
                       {ExitCode::adverse,
                        "a rule is not met or not established, or a recomputed score differs"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
