#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/keys/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

// The key that the options name: the other party's by its public half, one's own by its private
// one. Nothing when they name none.
Result<std::optional<KeyRecord>> named_key(Context& context, const Arguments& arguments) {
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const bool by_public = arguments.has("public");
    if (own->signer && by_public)
        return fail(usage_error("U0006", "--public and a private key both name the key"));
    if (!own->signer && !by_public) return std::optional<KeyRecord>();
    provenance::PublicKey key{};
    if (by_public) {
        const auto verifier = provenance::parse_vkey(arguments.value("public"));
        if (!verifier) return fail(verifier.error());
        key = verifier->key;
    } else {
        key = own->signer->public_key();
    }
    KeyRecord record;
    record.id = provenance::fingerprint(key);
    record.purpose = KeyPurpose::person;
    record.verifier_key = provenance::to_vkey(provenance::person_verifier(key));
    record.held_in = own->held_in;
    return std::optional(std::move(record));
}

Status check_new(const provenance::KeyRegistry& registry, const KeyRecord& record) {
    const auto* known = registry.find(record.id);
    if (known == nullptr || known->record.agent.empty()) return {};
    if (known->ended)
        return fail(input_error("P0508", fmt::format("the key {} was {} in entry {}", record.id,
                                                     to_text(known->record.state), *known->ended))
                        .hinted("make a new one with 'isonomia key generate'"));
    return fail(input_error("P0509", fmt::format("the key {} is registered for agent '{}' already, "
                                                 "in entry {}",
                                                 record.id, known->record.agent, known->entry))
                    .hinted("each agent has keys of its own"));
}

}  // namespace

Result<ExitCode> register_key(Context& context, const Arguments& arguments) {
    const auto agent = required_option(arguments, "key register", "agent");
    if (!agent) return fail(agent.error());
    const auto named = named_key(context, arguments);
    if (!named) return fail(named.error());
    auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *std::move(folder));
    if (!opened) return fail(opened.error());
    if (auto known = check_agent(opened->case_file, *agent); !known) return fail(known.error());

    const auto registry = provenance::KeyRegistry::of(opened->entries);
    const provenance::Ledger& ledger = *opened->ledger;
    KeyRecord record = *named ? **named : ledger_key_record(registry, ledger, opened->held_in);
    if (auto is_new = check_new(registry, record); !is_new) return fail(is_new.error());
    if (*named && record.id == ledger.author())
        return fail(input_error("P0509",
                                "this is the key that closes the ledger's batches; a "
                                "person signs with another")
                        .hinted("make one with 'isonomia key generate'"));
    record.agent = *agent;
    Journal journal(opened->entries);
    if (*named) state_ledger_key(journal, registry, ledger, opened->held_in);
    journal.state("key", record);
    const auto appended = opened->ledger->append(journal.take_drafts());
    if (!appended) return fail(appended.error());
    const std::uint64_t entry = appended->first + appended->count - 1;
    if (context.json)
        write_json(context, {{"fingerprint", record.id},
                             {"agent", record.agent},
                             {"purpose", to_text(record.purpose)},
                             {"entry", Json::integer(entry)}});
    else if (!context.quiet)
        context.out << fmt::format(
            "registered    {} (entry {})\nof            {}\nfor           {}\n", record.id, entry,
            printable(name_of(opened->case_file, record.agent)),
            record.purpose == KeyPurpose::ledger ? "closing the ledger's batches" : "signing acts");
    return ExitCode::done;
}

}  // namespace isonomia::cli
