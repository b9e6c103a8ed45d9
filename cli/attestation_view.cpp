#include "cli/attestation_view.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_writer.hpp"
#include "cli/printable.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t evidence_bytes_max = std::uint64_t{1} << 20U;

}  // namespace

provenance::LedgerView view_of(const provenance::Ledger& ledger, const fs::path& folder) {
    const auto head = provenance::parse_checkpoint(ledger.checkpoint());
    return {head ? head->checkpoint.origin : "",
            [&ledger](std::uint64_t size) { return ledger.root_at(size); },
            [folder](std::uint64_t size) -> Result<provenance::Digest512> {
                const auto snapshot = provenance::Snapshot::open({folder});
                if (!snapshot) return fail(snapshot.error());
                const auto roots = provenance::sha512_roots(snapshot->store(), {size});
                if (!roots) return fail(roots.error());
                return roots->at(size);
            }};
}

Result<provenance::AttestationRegister> attestations_of(const std::vector<LedgerEntry>& entries) {
    provenance::AttestationRegister result;
    for (const LedgerEntry& entry : entries)
        if (auto added = result.add(entry); !added)
            return fail(input_error("P0902", fmt::format("entry {} does not describe its type: {}",
                                                         entry.index, added.error().message)));
    return result;
}

const Attestation* first_attestation(const provenance::AttestationRegister& on_record,
                                     std::uint64_t entry) {
    const Attestation* first = nullptr;
    std::optional<Instant> earliest;
    for (const auto& each : on_record.attestations) {
        const auto at = parse_instant(each.object.attested_at);
        if (!each.current || each.object.entries <= entry || !at) continue;
        if (earliest && *earliest <= *at) continue;
        earliest = at;
        first = &each.object;
    }
    return first;
}

Status check_times(const Context& context, const provenance::Ledger& ledger,
                   const provenance::AttestedTime& attested, std::uint64_t covered) {
    std::optional<Instant> last;
    if (covered > 0) {
        const auto clock = ledger.clock_at(covered - 1);
        if (!clock) return fail(clock.error());
        last = *clock;
    }
    return provenance::check_times(attested, last, context.clock.now());
}

Result<AttestedCase> open_attested(Context& context, const std::optional<std::string>& named) {
    auto folder = case_folder(context, named);
    if (!folder) return fail(folder.error());
    auto ledger = provenance::Ledger::open(*folder, context.files);
    if (!ledger) return fail(ledger.error());
    auto entries = ledger->entries();
    if (!entries) return fail(entries.error());
    auto on_record = attestations_of(*entries);
    if (!on_record) return fail(on_record.error());
    return AttestedCase{std::move(*folder), std::move(*ledger), std::move(*entries),
                        std::move(*on_record)};
}

Result<Words> words_of(const Arguments& arguments, const std::string& action, std::size_t files,
                       bool takes_case) {
    Words words;
    words.files = arguments.values("FILE");
    if (words.files.size() < files)
        return fail(usage_error("U0007", fmt::format("'{}' needs {}", action,
                                                     files == 1 ? "a file" : "two files"))
                        .hinted(fmt::format("'isonomia {} --help' says which",
                                            action.substr(0, action.find(' ')))));
    if (takes_case && words.files.size() > files) {
        words.case_folder = words.files.front();
        words.files.erase(words.files.begin());
    }
    if (words.files.size() > files)
        return fail(usage_error("U0008", fmt::format("'{}' doesn't take a further argument '{}'",
                                                     action, printable(words.files.back(), 60))));
    return words;
}

Result<std::string> read_evidence(const Context& context, const std::string& name) {
    return context.files.read(context.working_folder / name, evidence_bytes_max);
}

Status write_result(Context& context, const Arguments& arguments, const std::string& action,
                    std::string_view content) {
    const auto name = required_option(arguments, action, "output");
    if (!name) return fail(name.error());
    const fs::path path = context.working_folder / *name;
    if (auto free = check_new(path); !free) return free;
    return context.files.write(path, content);
}

std::string count_of(std::uint64_t entries) {
    return fmt::format("{} {}", entries, entries == 1 ? "entry" : "entries");
}

}  // namespace isonomia::cli
