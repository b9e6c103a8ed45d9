#include <fmt/format.h>

#include "cli/keys/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "provenance/keys/signing_key.hpp"

namespace isonomia::cli {

namespace {

Result<std::optional<provenance::Secret>> passphrase_for(Context& context,
                                                         const Arguments& arguments,
                                                         const std::string& file) {
    if (arguments.has("unencrypted")) {
        if (names_passphrase(arguments, ""))
            return fail(
                usage_error("U0006", "--unencrypted and a passphrase contradict each other"));
        return std::optional<provenance::Secret>();
    }
    auto passphrase = get_passphrase(context, arguments, {"", "New passphrase of " + file, true});
    if (passphrase) return std::optional(std::move(*passphrase));
    Error error = passphrase.error();
    if (!names_passphrase(arguments, ""))
        error.notes.emplace_back("--unencrypted makes a key that needs none");
    return fail(std::move(error));
}

}  // namespace

Result<ExitCode> generate_key(Context& context, const Arguments& arguments) {
    const auto name = required_option(arguments, "key generate", "output");
    if (!name) return fail(name.error());
    const fs::path file = context.working_folder / *name;
    std::error_code problem;
    if (fs::exists(fs::symlink_status(file, problem)))  // before anybody thinks of a passphrase
        return fail(
            input_error("P0504", fmt::format("'{}' is there already", printable(*name, 200)))
                .hinted("name a new file; a private key is never overwritten"));
    const auto passphrase = passphrase_for(context, arguments, *name);
    if (!passphrase) return fail(passphrase.error());
    const auto key = provenance::SigningKey::generate(context.random);
    const auto* secret = *passphrase ? &**passphrase : nullptr;
    if (auto written = key.write(file, context.files, context.random, secret); !written)
        return fail(written.error());
    if (context.json)
        write_json(context, {{"file", file.string()},
                             {"fingerprint", key.fingerprint()},
                             {"verifier_key", own_vkey(key)},
                             {"encrypted", secret != nullptr}});
    else if (!context.quiet)
        context.out << fmt::format(
            "private key   {}\nencrypted     {}\nfingerprint   {}\nverifier key  {}\n",
            printable(*name, 200),
            secret != nullptr ? "yes; without the passphrase nobody can use it, you neither"
                              : "NO; whoever can read the file can sign in your name",
            key.fingerprint(), own_vkey(key));
    return ExitCode::done;
}

}  // namespace isonomia::cli
