// What 'isonomia custody' can do, one function each.
#pragma once

#include <optional>
#include <string>

#include "cli/case_writer.hpp"
#include "core/custody_chain.hpp"
#include "provenance/custody/receipt.hpp"

namespace isonomia::cli::custody {

// Words of the command line after the action: the case folder, or a file.
struct Places {
    std::optional<std::string> case_folder;
    std::string file;  // offer or receipt
};

using At = Result<ExitCode>(Context&, const Arguments&, const Places&);
At offer;
At accept;
At refuse;
At record;
At lost;  // an offer that was never answered
At recall;
At show;

// Reads what another party signed; at most 1 MiB. Errors: those of Files.
[[nodiscard]] Result<std::string> read_note_file(Context& context, const std::string& name);

// The error of a file that is no "offer" or no "receipt", with its place and what to do.
[[nodiscard]] Error in_note_file(Error error, const std::string& name, std::string_view what);

// The key that signed is the one that the reader named (a verifier key or a fingerprint). Errors:
// U0006, P1102.
[[nodiscard]] Status check_named_key(const std::string& named, const std::string& signed_with,
                                     std::string_view option);

// An offer by the "sender" or a receipt by the "receiver": the agent it names, the key that signed.
struct Signed {
    std::string_view side;
    std::string by;
    std::string key;
};

// Whose key that is, the user says (--sender-key, --receiver-key), else the record: registered for
// that agent and not revoked. Errors: U0006, P1102, P1107.
[[nodiscard]] Status check_whose_key(const CaseFile& case_file, const Arguments& arguments,
                                     const Signed& note);

// One line for an item of an arrival that is not as offered, "" for one that is.
[[nodiscard]] std::string deviation(const provenance::OfferedItem& offered,
                                    const provenance::ReceiptItem& found);

// Takes the files that arrived into the receiver's own case folder, with the offer as the document
// on which earlier custody rests. The sender chose the ids in the offer; what the record holds
// already keeps its place and its name. Errors: P1106 the handover is on record, P1107, P1112
// another agent of that id, P1113 ids that are taken; those of the ledger.
[[nodiscard]] Status take_in(Context& context, const Arguments& arguments, const fs::path& folder,
                             const fs::path& offer_file, const provenance::Offer& offer,
                             const provenance::Arrival& arrival, const Handover& handover);

// The chain of one exhibit as text, and as JSON.
[[nodiscard]] std::string text_of(const CustodyChain& chain, const CaseFile& case_file,
                                  const TerminalFacts& terminal);
[[nodiscard]] Json json_of(const CustodyChain& chain);

}  // namespace isonomia::cli::custody
