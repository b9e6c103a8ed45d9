// isonomia witness: other parties stand behind a record.
#include "cli/action.hpp"
#include "cli/case_writer.hpp"
#include "cli/signer_options.hpp"
#include "cli/witness/actions.hpp"

namespace isonomia::cli {

namespace {

constexpr const char* whose = "the witness's key";

const std::vector<Action>& actions() {
    const auto signer = own_key_options(whose);
    const auto ledger = ledger_key_options();
    static const std::vector<Action> all{
        {"key", and_options({"name"}, signer), witness::key},
        {"policy", and_options({"witness", "required", "agreed-by"}, ledger), witness::policy},
        {"request", {"old", "output"}, witness::request},
        {"cosign", and_options({"output", "ledger", "case", "last", "memory", "name"}, signer),
         witness::cosign},
        {"add", and_options({"witness"}, ledger), witness::add},
        {"list", {}, witness::list},
        {"prove", and_options({"ledger", "case", "source", "output", "record"}, ledger),
         witness::prove},
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
    return run_action(context, arguments, "witness", actions(), all_options());
}

}  // namespace

Command witness_command() {
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
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names_of(actions())},
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
