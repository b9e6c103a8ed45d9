// isonomia key: keys that sign, and the registry of whose they are.
#include <map>

#include "cli/case_reader.hpp"
#include "cli/keys/actions.hpp"

namespace isonomia::cli {

namespace {

struct Action {
    KeyAction* run;
    std::vector<std::string> options;
};

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

const std::map<std::string, Action>& actions() {
    const auto and_options = [](std::vector<std::string> names,
                                const std::vector<OptionRecord>& more) {
        for (const std::string& name : option_names(more))
            names.push_back(name);
        return names;
    };
    const auto own = own_key_options("");
    const auto both = with(own, ledger_key_options());
    static const std::map<std::string, Action> list{
        {"generate", {generate_key, {"output", "unencrypted", "passphrase-file", "passphrase-fd"}}},
        {"show", {show_key, option_names(own)}},
        {"register", {register_key, and_options({"agent", "public"}, both)}},
        {"rotate", {rotate_key, and_options({"to", "reason"}, both)}},
        {"revoke",
         {revoke_key, and_options({"reason", "compromised-since"}, ledger_key_options())}},
    };
    return list;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string name = *arguments.positional("ACTION");
    const Action& action = actions().at(name);
    if (auto sound = check_options(arguments, "key " + name, all_options(), action.options); !sound)
        return fail(sound.error());
    if (arguments.positional("FINGERPRINT") && name != "revoke")
        return fail(usage_error("U0008", "'key " + name + "' takes no FINGERPRINT"));
    return action.run(context, arguments);
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
        .positionals = {{.name = "ACTION",
                         .help = "what to do",
                         .allowed = {"generate", "show", "register", "rotate", "revoke"}},
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
