// isonomia witness: other parties stand behind a record.
#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/signer_options.hpp"
#include "cli/witness/actions.hpp"

namespace isonomia::cli {

namespace {

constexpr const char* whose = "the witness's key";

struct Action {
    std::string name;
    std::vector<std::string> options;  // beside those of the witness's own key
    bool signs = false;                // with the witness's own key
    bool writes = false;               // to a ledger
    Result<ExitCode> (*run)(Context&, const Arguments&);
};

const std::vector<Action>& actions() {
    static const std::vector<Action> all{
        {"key", {"name"}, true, false, witness::key},
        {"policy", {"witness", "required", "agreed-by"}, false, true, witness::policy},
        {"request", {"old", "output"}, false, false, witness::request},
        {"cosign",
         {"output", "ledger", "case", "last", "memory", "name"},
         true,
         false,
         witness::cosign},
        {"add", {"witness"}, false, true, witness::add},
        {"list", {}, false, false, witness::list},
        {"prove", {"ledger", "case", "source", "output", "record"}, false, true, witness::prove},
    };
    return all;
}

std::vector<OptionRecord> own_options() {
    return {
        {.name = "witness",
         .letter = 'w',
         .value = "AGENT=KEY",
         .help = "policy, add: a witness and the key that it gave you",
         .repeatable = true},
        {.name = "required",
         .letter = 'n',
         .value = "N",
         .help = "policy: how many of the witnesses are needed"},
        {.name = "agreed-by", .value = "TEXT", .help = "policy: where the parties agreed on it"},
        {.name = "old", .value = "N", .help = "request: entries that the witness cosigned last"},
        {.name = "ledger",
         .value = "KEY",
         .help = "cosign, prove: verifier key of the ledger, got by another way"},
        {.name = "case",
         .value = "DIR",
         .help = "cosign, prove: case folder that shows how the record went on",
         .completes = Completes::folder},
        {.name = "last",
         .value = "FILE",
         .help = "cosign: what you cosigned last, where your memory is lost",
         .completes = Completes::file},
        {.name = "memory",
         .value = "DIR",
         .help = "cosign: what you remember; default: KEYFILE.witness",
         .completes = Completes::folder},
        {.name = "name", .value = "NAME", .help = "key, cosign: sign under this name"},
        {.name = "source", .value = "TEXT", .help = "prove: where the other note came from"},
        {.name = "record",
         .value = "DIR",
         .help = "prove: record the proof in this case of yours",
         .completes = Completes::folder},
        {.name = "output",
         .letter = 'o',
         .value = "FILE",
         .help = "request, cosign, prove: file to be written",
         .completes = Completes::file},
    };
}

std::vector<OptionRecord> all_options() {
    return with(with(own_options(), own_key_options(whose)), ledger_key_options());
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string name = arguments.positional("ACTION").value_or("");
    for (const Action& action : actions()) {
        if (action.name != name) continue;
        std::vector<std::string> allowed = action.options;
        const auto allow = [&](const std::vector<OptionRecord>& options) {
            for (const OptionRecord& option : options)
                allowed.push_back(option.name);
        };
        if (action.signs) allow(own_key_options(whose));
        if (action.writes) allow(ledger_key_options());
        if (auto fit = check_options(arguments, "witness " + name, all_options(), allowed); !fit)
            return fail(fit.error());
        return action.run(context, arguments);
    }
    return fail(internal_error("U0070", "an action of 'witness' without its function"));
}

}  // namespace

Command witness_command() {
    std::vector<std::string> names;
    for (const Action& action : actions())
        names.push_back(action.name);
    return {
        .name = "witness",
        .summary = "let other parties cosign a record, so that it cannot be shown in two versions",
        .description =
            {"Whoever keeps a record could keep two and show each side its own. A witness, for "
             "example the defence or an oversight body, signs the record's checkpoint: a short "
             "text with the number of entries and one hash over all of them. It learns nothing of "
             "their contents. From then on no other version up to that entry can pass.",
             "The parties agree on witnesses, and 'policy' records who they are and how many are "
             "needed. 'request' writes a file for a stick. The witness runs 'cosign' with its own "
             "key, on a computer of its own, without the case. 'add' checks and records what came "
             "back; 'isonomia verify' then says up to which entry the witnesses stand behind the "
             "record.",
             "A witness remembers what it cosigned, beside its key, and refuses a checkpoint that "
             "is older, or that does not continue what it cosigned before. Two notes that "
             "contradict each other are evidence: keep both; 'prove' explains why both cannot be "
             "true and writes a proof that anybody can check without the record.",
             "The words after the action: key, policy [CASE], request [CASE], cosign FILE, add "
             "[CASE] FILE, list [CASE], prove NOTE NOTE or prove PROOF."},
        .options = all_options(),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names},
                        {.name = "FILE",
                         .help = "case folder or file, as the action takes it",
                         .required = false,
                         .repeatable = true,
                         .completes = Completes::file}},
        .examples =
            {{"isonomia witness key --key defence.pem", "the key that the defence hands over"},
             {"isonomia witness policy smith/case -w defence=KEY -w ombudsman=KEY -n 2",
              "both must cosign"},
             {"isonomia witness request smith/case -o stick/request", "for the witnesses"},
             {"isonomia witness cosign stick/request --key defence.pem --ledger KEY -o stick/back",
              "the defence cosigns"},
             {"isonomia witness add smith/case stick/back", "checks and records it"}},
        .exit_codes = {{ExitCode::adverse, "list: not enough witnesses have cosigned"},
                       {ExitCode::integrity,
                        "the checkpoint is older, contradicts what was cosigned before, or is "
                        "signed wrongly; prove: the notes contradict each other"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
