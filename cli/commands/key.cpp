// isonomia key: what the other side needs to check a signature.
#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    const auto ledger = provenance::Ledger::open(*folder, context.files);
    if (!ledger) return fail(ledger.error());
    if (context.json)
        write_json(context,
                   {{"verifier_key", ledger->verifier_key()}, {"fingerprint", ledger->author()}});
    else if (!context.quiet)
        context.out << fmt::format("verifier key  {}\nfingerprint   {}\n",
                                   printable(ledger->verifier_key()), ledger->author());
    return ExitCode::done;
}

}  // namespace

Command key_command() {
    return {
        .name = "key",
        .summary = "show the public key that signs a record",
        .description = {"Hand the verifier key to the other side by another way than the case "
                        "folder: 'isonomia verify --key' then proves who signed."},
        .positionals = {{.name = "ACTION", .help = "what to do", .allowed = {"show"}},
                        case_positional()},
        .examples = {{"isonomia key show", "the verifier key of the case in this folder"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
