// witness policy, witness key: whose cosignatures a record needs, and what a witness hands out.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/signer_options.hpp"
#include "cli/witness/actions.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"

namespace isonomia::cli::witness {

namespace {

constexpr const char* policy_id = "witness-policy";

void show(Context& context, const WitnessPolicy& policy, std::uint64_t entry) {
    if (context.json)
        return write_json(context, {{"policy", to_json(policy)}, {"entry", Json::integer(entry)}});
    if (context.quiet) return;
    context.out << fmt::format("{} of {} witnesses are required (entry {})\n", policy.required,
                               policy.witnesses.size(), entry);
    for (const Witness& each : policy.witnesses)
        context.out << fmt::format("  {:<16} {}\n", printable(each.agent),
                                   printable(each.verifier_key));
    if (!policy.agreed_by.empty())
        context.out << fmt::format("agreed by: {}\n", printable(policy.agreed_by));
}

Result<ExitCode> show_current(Context& context, const std::optional<std::string>& named) {
    const auto opened = open_attested(context, named);
    if (!opened) return fail(opened.error());
    if (const auto* current = opened->on_record.policy()) {
        show(context, current->object, current->entry);
        return ExitCode::done;
    }
    return fail(
        input_error("U0015", "the record has no policy for witnesses")
            .hinted("isonomia witness policy --witness AGENT=KEY --required N records one"));
}

}  // namespace

Result<std::vector<provenance::PolicyWitness>> named_witnesses(const Arguments& arguments) {
    std::vector<provenance::PolicyWitness> result;
    for (const std::string& text : arguments.values("witness")) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(usage_error("U0006", fmt::format("option '--witness' can't be '{}'",
                                                         printable(text, 60)))
                            .hinted("AGENT=KEY: the agent's id in the matter, and the key that "
                                    "'isonomia witness key' printed for the witness"));
        auto key = provenance::parse_cosigner(text.substr(equals + 1));
        if (!key) return fail(key.error());
        result.push_back({text.substr(0, equals), std::move(*key)});
    }
    return result;
}

std::vector<provenance::Verifier> ledger_keys(const provenance::Ledger& ledger,
                                              const CaseFile& case_file) {
    std::vector<provenance::Verifier> keys;
    if (auto current = provenance::parse_vkey(ledger.verifier_key()))
        keys.push_back(std::move(*current));
    for (const auto& recorded : case_file.keys) {
        if (recorded.object.purpose != KeyPurpose::ledger) continue;
        auto key = provenance::parse_vkey(recorded.object.verifier_key);
        if (key && std::find(keys.begin(), keys.end(), *key) == keys.end())
            keys.push_back(std::move(*key));
    }
    return keys;
}

std::vector<provenance::PublicKey> public_keys_of(
    const std::vector<provenance::Verifier>& verifiers) {
    std::vector<provenance::PublicKey> keys;
    for (const auto& verifier : verifiers)
        keys.push_back(verifier.key);
    return keys;
}

Result<ExitCode> key(Context& context, const Arguments& arguments) {
    if (const auto words = words_of(arguments, "witness key", 0, false); !words)
        return fail(words.error());
    const auto chosen = own_signer(context, arguments);
    if (!chosen) return fail(chosen.error());
    if (!chosen->signer) return fail(required_option(arguments, "witness key", "key").error());
    const auto& public_key = chosen->signer->public_key();
    const std::string name =
        arguments.has("name") ? arguments.value("name") : provenance::cosigner_name(public_key);
    if (!provenance::valid_key_name(name))
        return fail(
            usage_error("U0006", fmt::format("option '--name' can't be '{}'", printable(name, 60)))
                .hinted("a name without blanks and '+', such as witness.example/1"));
    const std::string vkey = to_vkey(provenance::cosigner_of(name, public_key));
    if (context.json)
        write_json(context,
                   {{"verifier_key", vkey}, {"fingerprint", provenance::fingerprint(public_key)}});
    else if (!context.quiet)
        context.out << vkey << "\n";
    return ExitCode::done;
}

Result<ExitCode> policy(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "witness policy", 0, true);
    if (!words) return fail(words.error());
    if (!arguments.has("witness") && !arguments.has("required") && !arguments.has("agreed-by"))
        return show_current(context, words->case_folder);
    const auto witnesses = named_witnesses(arguments);
    if (!witnesses) return fail(witnesses.error());
    const auto text = required_option(arguments, "witness policy", "required");
    if (!text) return fail(text.error());
    const auto required = parse_integer(*text);
    if (!required || *required < 1)
        return fail(usage_error("U0006", fmt::format("option '--required' can't be '{}'",
                                                     printable(*text, 60)))
                        .hinted("a whole number from 1"));
    WitnessPolicy wanted{
        policy_id, static_cast<std::uint64_t>(*required), {}, arguments.value("agreed-by")};
    for (const auto& each : *witnesses)
        wanted.witnesses.push_back({each.agent, to_vkey(each.key)});

    const auto folder = case_folder(context, words->case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    for (const Witness& each : wanted.witnesses)
        if (auto known = check_agent(opened->case_file, each.agent); !known)
            return fail(known.error());
    const auto checked = provenance::check_policy(
        wanted, public_keys_of(ledger_keys(*opened->ledger, opened->case_file)));
    if (!checked) return fail(checked.error());
    const auto on_record = attestations_of(opened->entries);
    if (!on_record) return fail(on_record.error());
    Draft draft{"witness_policy", policy_id, to_json(wanted), "", {}};
    if (const auto* before = on_record->policy()) draft.supersedes = before->entry;
    const auto appended = opened->ledger->append({draft});
    if (!appended) return fail(appended.error());
    show(context, wanted, appended->first);
    return ExitCode::done;
}

}  // namespace isonomia::cli::witness
