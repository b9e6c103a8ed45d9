#include "cli/case_reader.hpp"

#include "cli/case_folder.hpp"

namespace isonomia::cli {

Result<OpenCase> open_case(Context& context, const Arguments& arguments) {
    auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    auto ledger = provenance::Ledger::open(*folder, context.files);
    if (!ledger) return fail(ledger.error());
    auto entries = ledger->entries();
    if (!entries) return fail(entries.error());
    return OpenCase{std::move(*folder), std::move(*ledger), std::move(*entries)};
}

Positional case_positional() {
    return {.name = "CASE",
            .help = "case folder; when left out, the nearest one from the working folder upwards",
            .required = false,
            .completes = Completes::folder};
}

Json::Object entry_head(const LedgerEntry& entry) {
    Json::Object object{{"index", Json::integer(entry.index)},
                        {"recorded", to_rfc3339(entry.recorded)},
                        {"type", entry.type},
                        {"id", entry.id},
                        {"author", entry.author}};
    if (entry.supersedes) object["supersedes"] = Json::integer(*entry.supersedes);
    if (!entry.signer.empty()) object["signer"] = entry.signer;
    if (entry.erased) object["erased"] = true;
    return object;
}

}  // namespace isonomia::cli
