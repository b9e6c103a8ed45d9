#include "cli/signer_options.hpp"

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/key_folder.hpp"
#include "cli/printable.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/keys/token_key.hpp"
#include "provenance/ledger.hpp"

namespace isonomia::cli {

namespace {

using provenance::SigningKey;
using provenance::TokenKey;

constexpr const char* ledger_prefix = "ledger-";

std::vector<OptionRecord> key_options(const std::string& prefix, const std::string& whose) {
    return with(
        with({{.name = prefix + "key",
               .value = "FILE",
               .help = "file of " + whose + " (PKCS#8, PEM)",
               .completes = Completes::file}},
             passphrase_options(prefix, "of " + whose)),
        {{.name = prefix + "token-module",
          .value = "FILE",
          .help = "PKCS#11 library of the token that holds " + whose,
          .completes = Completes::file},
         {.name = prefix + "token-label", .value = "LABEL", .help = "which token"},
         {.name = prefix + "key-label", .value = "LABEL", .help = "which key in the token"}});
}

// Options that say two things, or half of one.
Status check_choice(const Arguments& arguments, const std::string& prefix) {
    const auto contradicts = [&](const std::string& why) {
        return fail(usage_error("U0006", why));
    };
    const bool token = arguments.has(prefix + "token-module");
    if (token && arguments.has(prefix + "key"))
        return contradicts(
            fmt::format("--{0}key and --{0}token-module name two keys; one can sign", prefix));
    for (const char* part : {"token-label", "key-label"})
        if (!token && arguments.has(prefix + part))
            return contradicts(fmt::format("--{0}{1} needs --{0}token-module", prefix, part));
    if (arguments.has(prefix + "passphrase-file") && arguments.has(prefix + "passphrase-fd"))
        return contradicts(
            fmt::format("--{0}passphrase-file and --{0}passphrase-fd name two sources", prefix));
    return {};
}

template <class Key>
Result<ChosenSigner> chosen(Result<Key> key, std::string held_in, fs::path file) {
    if (!key) return fail(key.error());
    return ChosenSigner{std::make_unique<const Key>(std::move(*key)), std::move(held_in),
                        std::move(file)};
}

// No signer when the options name none.
Result<ChosenSigner> named_signer(Context& context, const Arguments& arguments,
                                  const std::string& prefix) {
    if (auto sound = check_choice(arguments, prefix); !sound) return fail(sound.error());
    const auto asking = [&](const std::string& prompt) {
        return [&context, &arguments, source = PassphraseSource{prefix, prompt, false}] {
            return get_passphrase(context, arguments, source);
        };
    };
    if (const std::string file = arguments.value(prefix + "key"); !file.empty()) {
        const fs::path path = context.working_folder / file;
        return chosen(SigningKey::read(path, context.files, asking("Passphrase of " + file)),
                      "file", path);
    }
    if (const std::string module = arguments.value(prefix + "token-module"); !module.empty())
        return chosen(TokenKey::open(
                          {context.working_folder / module, arguments.value(prefix + "token-label"),
                           arguments.value(prefix + "key-label")},
                          asking("PIN of the token")),
                      "token", {});
    return ChosenSigner{};
}

// The file of the key that the ledger is in the hands of, where it lies under its fingerprint.
std::optional<fs::path> key_by_name(Context& context, const fs::path& keys,
                                    const fs::path& case_folder) {
    std::error_code problem;
    if (!fs::exists(case_folder / ledger_name, problem)) return std::nullopt;
    const auto ledger = provenance::Ledger::open(case_folder, context.files);
    if (!ledger) return std::nullopt;  // opening it for writing says what is wrong
    fs::path file = keys / (ledger->author() + ".pem");
    if (!fs::exists(file, problem)) return std::nullopt;
    return file;
}

}  // namespace

std::vector<OptionRecord> with(std::vector<OptionRecord> a, std::vector<OptionRecord> b) {
    a.insert(a.end(), std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()));
    return a;
}

std::vector<OptionRecord> ledger_key_options() {
    return key_options(ledger_prefix, "the ledger's key");
}

std::vector<OptionRecord> own_key_options(const std::string& whose) {
    return key_options("", whose);
}

Result<ChosenSigner> own_signer(Context& context, const Arguments& arguments) {
    return named_signer(context, arguments, "");
}

Result<ChosenSigner> ledger_signer(Context& context, const Arguments& arguments,
                                   const fs::path& case_folder) {
    auto named = named_signer(context, arguments, ledger_prefix);
    if (!named || named->signer) return named;
    const auto folder = key_folder(context);
    if (!folder) return fail(folder.error());
    if (const auto file = key_by_name(context, *folder, case_folder)) {
        const PassphraseSource source{ledger_prefix, "Passphrase of " + file->string(), false};
        return chosen(SigningKey::read(*file, context.files,
                                       [&] { return get_passphrase(context, arguments, source); }),
                      "file", *file);
    }
    const fs::path file = SigningKey::file_in(*folder);
    const PassphraseSource source{ledger_prefix, "Passphrase of " + file.string(), false};
    return chosen(
        SigningKey::open_or_create(*folder, context.files, context.random,
                                   [&] { return get_passphrase(context, arguments, source); }),
        "file", file);
}

}  // namespace isonomia::cli
