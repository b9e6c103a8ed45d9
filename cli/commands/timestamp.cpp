// isonomia timestamp: a third party's clock beside the recorder's own.
#include "cli/action.hpp"
#include "cli/case_writer.hpp"
#include "cli/timestamp/actions.hpp"

namespace isonomia::cli {

namespace {

const std::vector<Action>& actions() {
    static const std::vector<Action> all{
        {"request", {"output", "policy", "hash", "renew"}, timestamp::request},
        {"add", and_options({"request", "tsa-ca"}, ledger_key_options()), timestamp::add},
        {"list", {"tsa-ca"}, timestamp::list},
    };
    return all;
}

std::vector<OptionRecord> options() {
    return {
        {.name = "output",
         .letter = 'o',
         .value = "FILE",
         .help = "request: file for the authority",
         .completes = Completes::file},
        {.name = "policy", .value = "OID", .help = "request: policy of the authority, 1.2.3.4"},
        {.name = "hash",
         .value = "NAME",
         .help = "request: default sha256; sha512 with --renew",
         .allowed = {"sha256", "sha384", "sha512"}},
        {.name = "renew", .help = "request: cover all earlier timestamps under a second hash"},
        {.name = "request",
         .value = "FILE",
         .help = "add: the request that was answered",
         .completes = Completes::file},
        {.name = "tsa-ca",
         .value = "FILE",
         .help = "add, list: certificates of authorities that you trust, PEM",
         .completes = Completes::file,
         .repeatable = true},
    };
}

std::vector<OptionRecord> all_options() { return with(options(), ledger_key_options()); }

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    return run_action(context, arguments, "timestamp", actions(), all_options());
}

}  // namespace

Command timestamp_command() {
    return {
        .name = "timestamp",
        .summary = "let a timestamp authority attest when a record existed",
        .description =
            {"The times in a record are those of the computer that wrote it. A timestamp authority "
             "signs a hash of the record's checkpoint together with its own time (RFC 3161): what "
             "was recorded up to there existed at that time at the latest, whoever set the clock. "
             "The authority learns one hash, nothing of the contents.",
             "'request' writes a file; send it to an authority that both sides accept, for example "
             "with curl. 'add' checks the answer: that it is for this request and this record, and "
             "that it was signed by a certificate for timestamps that was valid then and leads to "
             "a root that you named. Only then is it recorded. This program opens no connection.",
             "A timestamp is as good as its hash and its certificate. Before either weakens, "
             "'request --renew' asks for another over all earlier ones, under a second hash.",
             "'isonomia verify --tsa-ca FILE --at TIME' tells what a third party can vouch for at "
             "a "
             "date. The words after the action: request [CASE], add [CASE] ANSWER, list [CASE]."},
        .options = all_options(),
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = names_of(actions())},
                        {.name = "FILE",
                         .help = "case folder or file, as the action takes it",
                         .required = false,
                         .repeatable = true,
                         .completes = Completes::file}},
        .examples =
            {{"isonomia timestamp request smith/case -o req.tsq", "the question"},
             {"curl -H 'Content-Type: application/timestamp-query' --data-binary @req.tsq URL -o "
              "resp.tsr",
              "the authority answers"},
             {"isonomia timestamp add smith/case resp.tsr --request req.tsq --tsa-ca tsa.pem",
              "checks and records it"}},
        .exit_codes = {{ExitCode::adverse,
                        "list: a signature was not checked, or nothing was timestamped"},
                       {ExitCode::integrity,
                        "the answer is not for this request or record, or is "
                        "not validly signed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
