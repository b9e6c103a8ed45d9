// timestamp add: the authority's answer is checked, and recorded when it holds.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/timestamp/actions.hpp"
#include "core/describe.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::cli::timestamp {

namespace {

using provenance::AttestationRegister;
using provenance::LedgerView;
using provenance::TimestampRequest;
using provenance::VerifiedToken;

// The sizes at which a checkpoint was signed, the newest first.
Result<std::vector<std::uint64_t>> checkpoint_sizes(const fs::path& folder) {
    const auto snapshot = provenance::Snapshot::open({folder});
    if (!snapshot) return fail(snapshot.error());
    std::vector<std::uint64_t> sizes;
    const auto read =
        snapshot->store().for_each_checkpoint([&](const provenance::CheckpointRow& row) -> Status {
            sizes.push_back(row.size);
            return {};
        });
    if (!read) return fail(read.error());
    std::reverse(sizes.begin(), sizes.end());
    return sizes;
}

// The roots of the second tree at all these sizes, from one walk over the entries.
Result<LedgerView> with_second_roots(LedgerView view, const fs::path& folder,
                                     const std::vector<std::uint64_t>& sizes) {
    const auto snapshot = provenance::Snapshot::open({folder});
    if (!snapshot) return fail(snapshot.error());
    auto roots = provenance::sha512_roots(snapshot->store(), {sizes.begin(), sizes.end()});
    if (!roots) return fail(roots.error());
    view.sha512_root = [roots = std::move(*roots)](std::uint64_t size) {
        return Result<provenance::Digest512>(roots.at(size));
    };
    return view;
}

// The checkpoint over `size` entries, or its renewal; nothing when there is nothing to renew.
std::optional<Attestation> candidate(std::uint64_t size, bool renewal,
                                     const TimestampRequest& request,
                                     const AttestationRegister& on_record) {
    Attestation result;
    result.kind = AttestationKind::timestamp;
    result.entries = size;
    result.hash = to_text(request.hash);
    if (renewal) result.renews = provenance::timestamps_among(on_record, size);
    if (renewal && result.renews.empty()) return std::nullopt;
    return result;
}

// Which checkpoint, and which renewal of it, the request was over.
Result<Attestation> what_was_stamped(const TimestampRequest& request,
                                     const provenance::Ledger& ledger, const fs::path& folder,
                                     const AttestationRegister& on_record) {
    const auto sizes = checkpoint_sizes(folder);
    if (!sizes) return fail(sizes.error());
    LedgerView view = view_of(ledger, folder);
    for (const bool renewal : {false, true}) {
        if (renewal) {
            auto with_roots = with_second_roots(view, folder, *sizes);
            if (!with_roots) return fail(with_roots.error());
            view = std::move(*with_roots);
        }
        for (const std::uint64_t size : *sizes) {
            auto found = candidate(size, renewal, request, on_record);
            if (!found) continue;
            const auto bytes = provenance::stamped_bytes(*found, on_record, view);
            if (!bytes) return fail(bytes.error());
            if (provenance::imprint_of(*bytes, request.hash) == request.imprint) return *found;
        }
    }
    return fail(integrity_error("P0809", "the request is over no checkpoint of this ledger")
                    .hinted("give the case folder and the request that belong together"));
}

Result<std::vector<std::uint8_t>> read_bytes(const Context& context, const std::string& name) {
    const auto text = read_evidence(context, name);
    if (!text) return fail(text.error());
    return std::vector<std::uint8_t>(text->begin(), text->end());
}

void show(Context& context, const Attestation& attestation, const VerifiedToken& verified,
          std::optional<std::uint64_t> entry) {
    if (context.json) {
        Json::Object object{{"attestation", to_json(attestation)},
                            {"certificate", verified.certificate},
                            {"certificate_valid_until", to_rfc3339(verified.valid_until)},
                            {"policy", verified.token.policy}};
        if (entry) object["entry"] = Json::integer(*entry);
        return write_json(context, std::move(object));
    }
    if (context.quiet) return;
    if (!entry) {
        context.out << "nothing new: this timestamp is recorded already\n";
        return;
    }
    context.out << fmt::format("entry {}: the first {} existed at {} at the latest, by {}\n",
                               *entry, count_of(attestation.entries), attestation.attested_at,
                               printable(attestation.by));
    if (!attestation.renews.empty())
        context.out << fmt::format("it renews {} earlier timestamps under {}\n",
                                   attestation.renews.size(), attestation.hash);
    context.out << fmt::format(
        "its certificate is valid until {}; renew before with 'isonomia "
        "timestamp request --renew'\n",
        to_rfc3339(verified.valid_until));
}

}  // namespace

Result<provenance::TsaCertificates> trusted_authorities(const Context& context,
                                                        const Arguments& arguments,
                                                        const std::string& action) {
    if (auto named = required_option(arguments, action, "tsa-ca"); !named)
        return fail(named.error());
    std::string pem;
    for (const std::string& name : arguments.values("tsa-ca")) {
        const auto text = read_evidence(context, name);
        if (!text) return fail(text.error());
        pem += *text + "\n";
    }
    return provenance::TsaCertificates::from_pem(pem);
}

Result<ExitCode> add(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "timestamp add", 1, true);
    if (!words) return fail(words.error());
    const auto trusted = trusted_authorities(context, arguments, "timestamp add");
    if (!trusted) return fail(trusted.error());
    const auto request_name = required_option(arguments, "timestamp add", "request");
    if (!request_name) return fail(request_name.error());
    const auto request_bytes = read_bytes(context, *request_name);
    if (!request_bytes) return fail(request_bytes.error());
    const auto request = provenance::parse_timestamp_request(*request_bytes);
    if (!request) return fail(request.error());
    const auto response = read_bytes(context, words->files.front());
    if (!response) return fail(response.error());
    const auto token = provenance::token_in_response(*response);
    if (!token) return fail(token.error());
    const auto verified = provenance::verify_token(*token, *trusted);
    if (!verified) return fail(verified.error());
    if (auto answers = check_answers(verified->token, *request); !answers)
        return fail(answers.error());

    const auto folder = case_folder(context, words->case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    const auto on_record = attestations_of(opened->entries);
    if (!on_record) return fail(on_record.error());
    const auto view = view_of(*opened->ledger, opened->folder);
    auto attestation = what_was_stamped(*request, *opened->ledger, opened->folder, *on_record);
    if (!attestation) return fail(attestation.error());
    const auto own = opened->ledger->checkpoint_at(attestation->entries);
    if (!own) return fail(own.error());
    attestation->checkpoint = *own;
    attestation->by = verified->authority;
    attestation->attested_at = to_rfc3339(verified->token.latest);
    attestation->token = base64(*token);
    attestation->id = provenance::timestamp_id(*token);
    if (auto fits = provenance::check_recorded_timestamp(*attestation, *on_record, view); !fits)
        return fail(fits.error());
    if (auto fits = check_times(context, *opened->ledger, attested_time(verified->token),
                                attestation->entries);
        !fits)
        return fail(fits.error());
    std::optional<std::uint64_t> entry;
    if (find(opened->case_file.attestations, attestation->id) == nullptr) {
        const auto appended = opened->ledger->append(
            {{"attestation", attestation->id, to_json(*attestation), "", {}}});
        if (!appended) return fail(appended.error());
        entry = appended->first;
    }
    show(context, *attestation, *verified, entry);
    return ExitCode::done;
}

}  // namespace isonomia::cli::timestamp
