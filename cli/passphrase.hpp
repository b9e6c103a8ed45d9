// Where a passphrase or a PIN comes from: a file, a descriptor, or the terminal. Never from the
// command line or the environment, which other users and log files can see.
#pragma once

#include "cli/command.hpp"
#include "provenance/keys/secret.hpp"

namespace isonomia::cli {

// The first line of a regular file that only its owner can open. Errors: P0502 others can, P0505
// no regular file, empty, more than one line, longer than 1024 bytes; F0001.
[[nodiscard]] Result<provenance::Secret> passphrase_in_file(const fs::path& file);

// One line from an open descriptor, for example a pipe; '3' for `3<FILE`. P0505 when it is not a
// number, not open, or gives no line.
[[nodiscard]] Result<provenance::Secret> passphrase_from_descriptor(const std::string& number);

// Asks on a terminal, given as a descriptor, without echo. Ctrl-U clears, backspace takes back,
// Ctrl-C and Ctrl-D give up; the terminal is then as it was before. P0505.
[[nodiscard]] Result<provenance::Secret> ask_on_terminal(int terminal, const std::string& prompt);

// Which options name the source: 'PREFIXpassphrase-file' and 'PREFIXpassphrase-fd'.
struct PassphraseSource {
    std::string prefix;  // of the options, or ""
    std::string prompt;  // on the terminal: "Passphrase of key.pem"
    bool twice = false;  // a new one: asked for a second time on the terminal
};

[[nodiscard]] std::vector<OptionRecord> passphrase_options(const std::string& prefix,
                                                           const std::string& of_what);

// From the options, else from the terminal when standard error is one. P0505 when there is neither.
[[nodiscard]] Result<provenance::Secret> get_passphrase(const Context& context,
                                                        const Arguments& arguments,
                                                        const PassphraseSource& source);

// Whether one of the options was given.
[[nodiscard]] bool names_passphrase(const Arguments& arguments, const std::string& prefix);

}  // namespace isonomia::cli
