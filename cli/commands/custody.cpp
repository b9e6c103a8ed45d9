// isonomia custody: exhibits change hands by two signatures.
#include <array>

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/custody/actions.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

struct Action {
    std::string name;
    std::vector<std::string> options;
    bool needs_file = false;  // the last word is an offer or a receipt
    bool needs_case = true;
    Result<ExitCode> (*run)(Context&, const Arguments&, const custody::Places&);
};

const std::vector<Action>& actions() {
    static const std::vector<Action> all{
        {"offer",
         {"to", "from", "exhibit", "medium", "authority", "authority-exhibit", "with-files", "on",
          "output"},
         false,
         true,
         custody::offer},
        {"accept",
         {"files", "output", "sender-key", "partial", "reason", "case", "on"},
         true,
         false,
         custody::accept},
        {"refuse", {"files", "output", "sender-key", "reason", "on"}, true, false, custody::refuse},
        {"record", {"receiver-key"}, true, true, custody::record},
        {"lost", {"handover", "reason", "on"}, false, true, custody::lost},
        {"recall", {"handover", "reason", "on"}, false, true, custody::recall},
        {"show", {"exhibit"}, false, true, custody::show},
    };
    return all;
}

// The words after the action: a case folder, a file, or both.
Result<custody::Places> places_of(const Action& action, const Arguments& arguments) {
    auto words = arguments.values("FILE");
    if (const auto first = arguments.positional("CASE")) words.insert(words.begin(), *first);
    custody::Places places;
    if (action.needs_file) {
        if (words.empty())
            return fail(
                usage_error("U0007", fmt::format("'custody {}' needs {}", action.name,
                                                 action.needs_case ? "a receipt" : "an offer"))
                    .hinted("name the file that the other side signed"));
        places.file = words.back();
        words.pop_back();
    }
    if (action.needs_case && !words.empty()) {
        places.case_folder = words.front();
        words.erase(words.begin());
    }
    if (!words.empty())
        return fail(usage_error("U0008", fmt::format("'custody {}' doesn't take a further argument "
                                                     "'{}'",
                                                     action.name, printable(words.front(), 60))));
    return places;
}

std::vector<OptionRecord> options();

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string name = arguments.positional("ACTION").value_or("");
    for (const Action& action : actions()) {
        if (action.name != name) continue;
        if (auto fit = check_options(arguments, "custody " + name,
                                     with(options(), authority_options()), action.options);
            !fit)
            return fail(fit.error());
        const auto places = places_of(action, arguments);
        if (!places) return fail(places.error());
        return action.run(context, arguments, *places);
    }
    return fail(internal_error("U0070", "an action of 'custody' without its function"));
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
         .help = "accept, refuse: verifier key or fingerprint that must have signed"},
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

}  // namespace

Command custody_command() {
    std::vector<std::string> names;
    for (const Action& action : actions())
        names.push_back(action.name);
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
        .options = with(with(options(), authority_options()),
                        with(own_key_options("your own key"), ledger_key_options())),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names},
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
