// witness request, witness cosign: what goes out on a stick, and what the other party does with it.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_writer.hpp"
#include "cli/key_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/signer_options.hpp"
#include "cli/witness/actions.hpp"
#include "core/text.hpp"
#include "provenance/log/witness.hpp"

namespace isonomia::cli::witness {

namespace {

using provenance::Witnessing;

// The number of entries that the witness cosigned last: as given, else as far as the record knows.
Result<std::uint64_t> old_size(const Arguments& arguments,
                               const provenance::AttestationRegister& on_record,
                               std::uint64_t size) {
    if (!arguments.has("old")) {
        std::optional<std::uint64_t> smallest;
        std::map<std::string, std::uint64_t> largest;
        for (const auto& each : on_record.attestations)
            if (each.object.kind == AttestationKind::cosignature)
                largest[each.object.verifier_key] =
                    std::max(largest[each.object.verifier_key], each.object.entries);
        if (const auto* policy = on_record.policy())
            for (const Witness& each : policy->object.witnesses)
                largest.emplace(each.verifier_key, 0);
        for (const auto& [key, entries] : largest)
            smallest = smallest ? std::min(*smallest, entries) : entries;
        return smallest.value_or(0);
    }
    const auto given = parse_integer(arguments.value("old"));
    if (given && *given >= 0 && static_cast<std::uint64_t>(*given) <= size)
        return static_cast<std::uint64_t>(*given);
    return fail(usage_error("U0006", fmt::format("option '--old' can't be '{}'",
                                                 printable(arguments.value("old"), 60)))
                    .hinted(fmt::format("a number of entries from 0 to {}", size)));
}

// Beside the key, so that it goes where the key goes; a token has no place beside it.
Result<fs::path> memory_folder(const Context& context, const Arguments& arguments,
                               const ChosenSigner& chosen) {
    if (arguments.has("memory")) return context.working_folder / arguments.value("memory");
    if (!chosen.file.empty()) {
        fs::path folder = context.working_folder / chosen.file;
        folder += ".witness";
        return folder;
    }
    const auto keys = key_folder(context);
    if (!keys) return fail(keys.error());
    return *keys / ("witness-" + chosen.signer->fingerprint());
}

Result<Witnessing> how_to_witness(const Context& context, const Arguments& arguments,
                                  const provenance::PublicKey& key) {
    Witnessing how;
    how.name = arguments.has("name") ? arguments.value("name") : provenance::cosigner_name(key);
    if (!provenance::valid_key_name(how.name))
        return fail(usage_error("U0006", fmt::format("option '--name' can't be '{}'",
                                                     printable(how.name, 60)))
                        .hinted("a name without blanks and '+', such as witness.example/1"));
    if (arguments.has("ledger")) {
        auto ledger = provenance::parse_vkey(arguments.value("ledger"));
        if (!ledger) return fail(ledger.error());
        how.ledger_key = std::move(*ledger);
    }
    if (arguments.has("last")) {
        auto last = read_evidence(context, arguments.value("last"));
        if (!last) return fail(last.error());
        how.last = std::move(*last);
    }
    if (arguments.has("case"))
        how.consistency =
            provenance::consistency_in(context.working_folder / arguments.value("case"));
    return how;
}

void show(Context& context, const provenance::Witnessed& done, const fs::path& memory) {
    const std::string key = to_vkey(done.by);
    if (context.json)
        return write_json(context,
                          {{"origin", done.checkpoint.origin},
                           {"entries", Json::integer(done.checkpoint.size)},
                           {"root", hex(done.checkpoint.root)},
                           {"cosigned_at", to_rfc3339(done.at)},
                           {"verifier_key", key},
                           {"continues", done.followed ? Json::integer(*done.followed) : Json()}});
    if (context.quiet) return;
    context.out << fmt::format("cosigned {} of {}\n", count_of(done.checkpoint.size),
                               printable(done.checkpoint.origin));
    if (done.followed)
        context.out << fmt::format("they continue the {} that you cosigned before\n",
                                   *done.followed);
    else
        context.out << "first checkpoint of this ledger under this key: there was nothing to "
                       "compare it with\n";
    context.out << fmt::format("your key     {}\nremembered   {}\n", printable(key),
                               printable(memory.string()));
}

}  // namespace

Result<ExitCode> request(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "witness request", 0, true);
    if (!words) return fail(words.error());
    const auto opened = open_attested(context, words->case_folder);
    if (!opened) return fail(opened.error());
    const auto& ledger = opened->ledger;
    const auto old = old_size(arguments, opened->on_record, ledger.size());
    if (!old) return fail(old.error());
    provenance::WitnessRequest result{*old, {}, ledger.checkpoint()};
    if (*old > 0) {
        auto proof = ledger.prove_consistency(*old);
        if (!proof) return fail(proof.error());
        result.proof = std::move(*proof);
    }
    if (auto written = write_result(context, arguments, "witness request", to_text(result));
        !written)
        return fail(written.error());
    if (context.json)
        write_json(context, {{"entries", Json::integer(ledger.size())},
                             {"old", Json::integer(*old)},
                             {"verifier_key", ledger.verifier_key()}});
    else if (!context.quiet)
        context.out << fmt::format(
            "checkpoint over {}, for witnesses who cosigned {} last\n"
            "give them this key by another way than the file:\n  {}\n",
            count_of(ledger.size()), *old == 0 ? "nothing" : count_of(*old),
            printable(ledger.verifier_key()));
    return ExitCode::done;
}

Result<ExitCode> cosign(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "witness cosign", 1, false);
    if (!words) return fail(words.error());
    if (auto named = required_option(arguments, "witness cosign", "output"); !named)
        return fail(named.error());
    const auto chosen = own_signer(context, arguments);
    if (!chosen) return fail(chosen.error());
    if (!chosen->signer) return fail(required_option(arguments, "witness cosign", "key").error());
    const auto bytes = read_evidence(context, words->files.front());
    if (!bytes) return fail(bytes.error());
    const auto request = provenance::parse_witness_request(*bytes);
    if (!request) return fail(request.error());
    const auto how = how_to_witness(context, arguments, chosen->signer->public_key());
    if (!how) return fail(how.error());
    const auto folder = memory_folder(context, arguments, *chosen);
    if (!folder) return fail(folder.error());
    auto memory = provenance::WitnessMemory::open(*folder, context.files);
    if (!memory) return fail(memory.error());
    const auto done =
        provenance::witness(*request, *how, *chosen->signer, context.clock.now(), *memory);
    if (!done) return fail(done.error());
    if (auto written = write_result(context, arguments, "witness cosign", done->note); !written)
        return fail(written.error());
    show(context, *done, *folder);
    return ExitCode::done;
}

}  // namespace isonomia::cli::witness
