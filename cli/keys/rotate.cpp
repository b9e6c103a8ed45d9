#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/key_folder.hpp"
#include "cli/keys/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "provenance/keys/signing_key.hpp"

namespace isonomia::cli {

namespace {

// The key from --to or from a token.
Result<ChosenSigner> next_signer(Context& context, const Arguments& arguments) {
    if (!arguments.has("to")) {
        auto own = own_signer(context, arguments);
        if (own && !own->signer)
            return fail(usage_error("U0007", "'key rotate' needs the option '--to'")
                            .hinted("name the file of the new key, or its token with "
                                    "--token-module; 'isonomia key generate' makes one"));
        return own;
    }
    if (arguments.has("token-module"))
        return fail(usage_error("U0006", "--to and --token-module name two keys"));
    const std::string name = arguments.value("to");
    const fs::path file = context.working_folder / name;
    auto key = provenance::SigningKey::read(file, context.files, [&] {
        return get_passphrase(context, arguments, {"", "Passphrase of " + name, false});
    });
    if (!key) return fail(key.error());
    return ChosenSigner{std::make_unique<const provenance::SigningKey>(std::move(*key)), "file",
                        file};
}

std::string where_it_is_found(const Context& context, const ChosenSigner& next) {
    if (next.held_in == "token")
        return "later commands need --ledger-token-module, with the labels you gave";
    const auto keys = key_folder(context);
    const std::string name = next.signer->fingerprint() + ".pem";
    if (keys && next.file == *keys / name) return "later commands find it by its fingerprint";
    return fmt::format("name it with --ledger-key, or move it to {} where later commands find it",
                       keys ? printable((*keys / name).string(), 300) : name);
}

}  // namespace

Result<ExitCode> rotate_key(Context& context, const Arguments& arguments) {
    const auto reason = required_option(arguments, "key rotate", "reason");
    if (!reason) return fail(reason.error());
    const auto next = next_signer(context, arguments);
    if (!next) return fail(next.error());
    auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *std::move(folder));
    if (!opened) return fail(opened.error());
    provenance::Ledger& ledger = *opened->ledger;
    const auto registry = provenance::KeyRegistry::of(opened->entries);
    const std::string before = ledger.author();
    const std::string after = next->signer->fingerprint();
    if (before == after || registry.find(after) != nullptr)
        return fail(
            input_error("P0510", before == after
                                     ? "the ledger is in the hands of this key already"
                                     : fmt::format("the record knows the key {} already", after))
                .hinted("make a new one with 'isonomia key generate'"));

    KeyRecord old = ledger_key_record(registry, ledger, opened->held_in);
    KeyRecord fresh;
    fresh.id = after;
    fresh.agent = old.agent;
    fresh.purpose = KeyPurpose::ledger;
    fresh.verifier_key =
        provenance::to_vkey({ledger.verifier_key().substr(0, ledger.verifier_key().find('+')),
                             next->signer->public_key()});
    fresh.held_in = next->held_in;
    old.state = KeyState::replaced;
    old.replaced_by = after;
    old.reason = *reason;
    Journal ending(opened->entries);
    ending.state("key", old);
    Journal handing(opened->entries);
    handing.state("key", fresh);
    const auto handed =
        ledger.hand_over(*next->signer, handing.take_drafts().front(), ending.take_drafts());
    if (!handed) return fail(handed.error());

    if (context.json)
        write_json(context, {{"replaced", before},
                             {"fingerprint", after},
                             {"verifier_key", ledger.verifier_key()},
                             {"entry", Json::integer(handed->first + handed->count - 1)}});
    else if (!context.quiet)
        context.out << fmt::format(
            "replaced      {}\nby            {} (entry {})\nverifier key  {}\n{}\n", before, after,
            handed->first + handed->count - 1, printable(ledger.verifier_key()),
            where_it_is_found(context, *next));
    return ExitCode::done;
}

}  // namespace isonomia::cli
