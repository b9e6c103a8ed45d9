// isonomia custody: exhibits change hands by two signatures.
#include <fmt/format.h>

#include "cli/action.hpp"
#include "cli/case_reader.hpp"
#include "cli/custody/actions.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

// What the words after an action are.
struct Takes {
    std::string action;
    bool file = false;  // the last word is an offer or a receipt
    bool case_folder = true;
};

// The words after the action: a case folder, a file, or both.
Result<custody::Places> places_of(const Takes& takes, const Arguments& arguments) {
    auto words = arguments.values("FILE");
    if (const auto first = arguments.positional("CASE")) words.insert(words.begin(), *first);
    custody::Places places;
    if (takes.file) {
        if (words.empty())
            return fail(
                usage_error("U0007", fmt::format("'custody {}' needs {}", takes.action,
                                                 takes.case_folder ? "a receipt" : "an offer"))
                    .hinted("name the file that the other side signed"));
        places.file = words.back();
        words.pop_back();
    }
    if (takes.case_folder && !words.empty()) {
        places.case_folder = words.front();
        words.erase(words.begin());
    }
    if (!words.empty())
        return fail(usage_error("U0008", fmt::format("'custody {}' doesn't take a further argument "
                                                     "'{}'",
                                                     takes.action, printable(words.front(), 60))));
    return places;
}

std::vector<OptionRecord> own_key() { return own_key_options("your own key"); }

Action action(const Takes& takes, std::vector<std::string> options, custody::At* run) {
    const bool signs = takes.action != "record" && takes.action != "show";
    return {takes.action, signs ? and_options(std::move(options), own_key()) : std::move(options),
            [takes, run](Context& context, const Arguments& arguments) -> Result<ExitCode> {
                const auto places = places_of(takes, arguments);
                if (!places) return fail(places.error());
                return run(context, arguments, *places);
            }};
}

const std::vector<Action>& actions() {
    static const std::vector<Action> all{
        action({"offer"},
               {"to", "from", "exhibit", "medium", "authority", "authority-exhibit", "with-files",
                "on", "output"},
               custody::offer),
        action({"accept", true, false},
               {"files", "output", "sender-key", "partial", "reason", "case", "on"},
               custody::accept),
        action({"refuse", true, false}, {"files", "output", "sender-key", "reason", "on"},
               custody::refuse),
        action({"record", true}, {"receiver-key"}, custody::record),
        action({"lost"}, {"handover", "reason", "on"}, custody::lost),
        action({"recall"}, {"handover", "reason", "on"}, custody::recall),
        action({"show"}, {"exhibit"}, custody::show),
    };
    return all;
}

std::vector<OptionRecord> options() {
    return {
        {.name = "to", .value = "AGENT", .help = "offer: who is to have it"},
        {.name = "from",
         .value = "AGENT",
         .help = "offer: who gives it; default: who prepared the matter"},
        {.name = "exhibit",
         .letter = 'e',
         .value = "ID",
         .help = "offer: what is handed over; show: only these",
         .repeatable = true},
        {.name = "medium", .value = "TEXT", .help = "offer: how it travels: 'USB stick 4711'"},
        {.name = "with-files", .help = "offer: copy the exhibits beside the offer"},
        {.name = "files",
         .value = "DIR",
         .help = "accept, refuse: what arrived",
         .completes = Completes::folder},
        {.name = "partial", .help = "accept although it is not all that was offered"},
        {.name = "reason", .value = "TEXT", .help = "why refused, in part, lost or recalled"},
        {.name = "case",
         .value = "DIR",
         .help = "accept: take the files into this case folder of yours",
         .completes = Completes::folder},
        {.name = "handover", .value = "ID", .help = "lost, recall: its id, or the first digits"},
        {.name = "sender-key",
         .value = "KEY",
         .help = "accept, refuse: verifier key or fingerprint that must have signed; with --case, "
                 "default: registered keys, where the record knows the sender"},
        {.name = "receiver-key",
         .value = "KEY",
         .help = "record: the same for the receipt; default: registered keys"},
        {.name = "on", .value = "TIME", .help = "when it happened; default: now"},
        {.name = "output",
         .letter = 'o',
         .value = "FILE",
         .help = "offer or receipt to be written",
         .completes = Completes::file},
    };
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    return run_action(context, arguments, "custody", actions(),
                      with(with(options(), authority_options()), own_key()));
}

}  // namespace

Command custody_command() {
    return {
        .name = "custody",
        .summary = "hand exhibits over by two signatures, and show who had what",
        .description =
            {"The sender offers, the receiver hashes what arrived and accepts or refuses, the "
             "sender records the receipt. Until then an offer is undelivered. Offers and receipts "
             "are files that travel on any medium; the receiver needs no case folder.",
             "accept names what is missing, altered or additional, and does not sign for it unless "
             "--partial says so. show draws the chain of each exhibit and marks its gaps.",
             "The words after the action: offer [CASE], accept OFFER, refuse OFFER, record [CASE] "
             "RECEIPT, lost [CASE], recall [CASE], show [CASE]."},
        .options =
            with(with(options(), authority_options()), with(own_key(), ledger_key_options())),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names_of(actions())},
                        case_positional(),
                        {.name = "FILE",
                         .help = "offer or receipt",
                         .required = false,
                         .completes = Completes::file}},
        .examples = {{"isonomia custody offer --to lab --exhibit E1 --with-files -o out/offer",
                      "offers exhibit E1, with its file, in the folder 'out'"},
                     {"isonomia custody accept offer --files . -o receipt",
                      "what lies in this folder, accepted item by item"},
                     {"isonomia custody record receipt", "the answer, back at the sender's"}},
        .exit_codes = {{ExitCode::adverse, "not accepted as offered, or the chain shown has gaps"},
                       {ExitCode::integrity,
                        "what arrived is not what was offered, or a signature is not by the key "
                        "that it should be by"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
