// Whose key signs: the one place that turns options into a signer.
//
// Two keys may be at work. The *ledger's* key closes every batch; it lies in the key folder
// (cli/key_folder) unless --ledger-key or --ledger-token-module name another. A person's *own* key
// signs one act; it is named by --key or --token-module and is never guessed.
#pragma once

#include <memory>

#include "cli/passphrase.hpp"
#include "provenance/keys/signer.hpp"

namespace isonomia::cli {

struct ChosenSigner {
    std::unique_ptr<const provenance::Signer> signer;
    std::string held_in;  // 'file' or 'token'
    fs::path file;        // of the key, "" for one in a token
};

// --ledger-key, --ledger-passphrase-file …, for every command that writes to a ledger.
[[nodiscard]] std::vector<OptionRecord> ledger_key_options();

// The key that signs the ledger of the case folder: the one named; else, in the key folder,
// FINGERPRINT.pem of the key that the ledger is in the hands of, where there is such a file; else
// signing-key.pem, which is made, unencrypted, where there is none. Errors: U0014, P0501 to P0506,
// U0006 options that contradict each other.
[[nodiscard]] Result<ChosenSigner> ledger_signer(Context& context, const Arguments& arguments,
                                                 const fs::path& case_folder);

// --key, --passphrase-file, --passphrase-fd, --token-module, --token-label, --key-label. `whose`:
// "your own key", "the new key".
[[nodiscard]] std::vector<OptionRecord> own_key_options(const std::string& whose);

// The person's own key; no signer when none is named. Errors: as ledger_signer.
[[nodiscard]] Result<ChosenSigner> own_signer(Context& context, const Arguments& arguments);

// `a` and then `b`.
[[nodiscard]] std::vector<OptionRecord> with(std::vector<OptionRecord> a,
                                             std::vector<OptionRecord> b);

}  // namespace isonomia::cli
