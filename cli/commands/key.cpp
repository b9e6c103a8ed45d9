// isonomia key: keys that sign, and the registry of whose they are.
#include "cli/action.hpp"
#include "cli/case_reader.hpp"
#include "cli/keys/actions.hpp"

namespace isonomia::cli {

namespace {

std::vector<OptionRecord> all_options() {
    return with(
        with(
            {{.name = "output",
              .letter = 'o',
              .value = "FILE",
              .help = "generate: the new file of the private key",
              .completes = Completes::file},
             {.name = "unencrypted",
              .help = "generate: whoever can read the file can sign with it"},
             {.name = "agent", .value = "ID", .help = "register: whose key it is"},
             {.name = "public", .value = "VKEY", .help = "register: verifier key of somebody else"},
             {.name = "to",
              .value = "FILE",
              .help = "rotate: file of the key that holds the ledger from now on",
              .completes = Completes::file},
             {.name = "reason", .value = "TEXT", .help = "rotate, revoke: why, in words"},
             {.name = "compromised-since",
              .value = "TIME",
              .help = "revoke: from when on its signatures are in doubt"}},
            own_key_options("the key that it is about")),
        ledger_key_options());
}

const std::vector<Action>& actions() {
    const auto own = own_key_options("");
    const auto both = with(own, ledger_key_options());
    static const std::vector<Action> list{
        {"generate", {"output", "unencrypted", "passphrase-file", "passphrase-fd"}, generate_key},
        {"show", and_options({}, own), show_key},
        {"register", and_options({"agent", "public"}, both), register_key},
        {"rotate", and_options({"to", "reason"}, both), rotate_key},
        {"revoke", and_options({"reason", "compromised-since"}, ledger_key_options()), revoke_key},
    };
    return list;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string name = *arguments.positional("ACTION");
    if (arguments.positional("FINGERPRINT") && name != "revoke")
        return fail(usage_error("U0008", "'key " + name + "' takes no FINGERPRINT"));
    return run_action(context, arguments, "key", actions(), all_options());
}

}  // namespace

Command key_command() {
    return {
        .name = "key",
        .summary = "make, show, register, replace and revoke keys that sign",
        .description =
            {"'generate' makes a private key in a file, encrypted with a passphrase. 'show' prints "
             "the verifier key of the ledger and the keys that the record knows, or with --key "
             "that "
             "of a key of your own. Hand a verifier key to the other side by another way than the "
             "case folder: 'isonomia verify --key' then proves who signed.",
             "'register' states whose key it is; without --public and --key it is the ledger's "
             "own. "
             "'rotate' hands the ledger over to another key. 'revoke' ends a key; what it signed "
             "since --compromised-since is in doubt, and 'isonomia verify' lists it. All three are "
             "entries of the record.",
             "A passphrase or PIN comes from a file, from an open descriptor, or from the "
             "terminal, "
             "never from the command line or the environment."},
        .options = all_options(),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names_of(actions())},
                        case_positional(),
                        {.name = "FINGERPRINT",
                         .help = "revoke: the key, or at least its first 8 digits",
                         .required = false}},
        .examples = {{"isonomia key show", "the verifier key of the case in this folder"},
                     {"isonomia key generate -o officer.pem", "a key of one's own, encrypted"},
                     {"isonomia key register smith/case --agent officer --key officer.pem",
                      "the record knows whose key it is"},
                     {"isonomia key rotate smith/case --to new.pem --reason 'yearly change'",
                      "another key signs from now on"},
                     {"isonomia key revoke smith/case 6b7b147fed43f676 --reason stolen "
                      "--compromised-since 2026-11-20",
                      "the key counts no more"}},
        .exit_codes = {{ExitCode::integrity,
                        "the record is not what its checkpoint signed, or "
                        "another key holds it"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
