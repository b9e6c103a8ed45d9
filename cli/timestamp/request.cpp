// timestamp request: the file that goes to a timestamp authority. It holds a hash and nothing else.
#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/timestamp/actions.hpp"

namespace isonomia::cli::timestamp {

namespace {

using provenance::ImprintHash;

// A renewal is over a second hash from the entries upwards, so SHA-256 would be no renewal.
Result<ImprintHash> hash_for(const Arguments& arguments, bool renewal) {
    if (!arguments.has("hash")) return renewal ? ImprintHash::sha512 : ImprintHash::sha256;
    const auto hash = from_text<ImprintHash>(arguments.value("hash"));
    if (hash && !(renewal && *hash == ImprintHash::sha256)) return *hash;
    return fail(usage_error("U0006", fmt::format("option '--hash' can't be '{}'",
                                                 printable(arguments.value("hash"), 60)))
                    .hinted(renewal ? "sha384 or sha512: a renewal protects against SHA-256"
                                    : "sha256, sha384 or sha512"));
}

}  // namespace

Result<ExitCode> request(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "timestamp request", 0, true);
    if (!words) return fail(words.error());
    const bool renewal = arguments.has("renew");
    const auto hash = hash_for(arguments, renewal);
    if (!hash) return fail(hash.error());
    const auto opened = open_attested(context, words->case_folder);
    if (!opened) return fail(opened.error());
    const auto& ledger = opened->ledger;

    Attestation wanted;
    wanted.entries = ledger.size();
    if (renewal) wanted.renews = provenance::timestamps_among(opened->on_record, ledger.size());
    if (renewal && wanted.renews.empty())
        return fail(input_error("P0809", "there is no timestamp on record to be renewed")
                        .hinted("leave out --renew for the first one"));
    const auto bytes = provenance::stamped_bytes(wanted, opened->on_record, opened->view());
    if (!bytes) return fail(bytes.error());
    const provenance::TimestampRequest request{*hash, provenance::imprint_of(*bytes, *hash),
                                               provenance::new_nonce(context.random),
                                               arguments.value("policy"), true};
    const auto der = to_der(request);
    if (!der) return fail(der.error());
    const std::string_view content(reinterpret_cast<const char*>(der->data()), der->size());
    if (auto written = write_result(context, arguments, "timestamp request", content); !written)
        return fail(written.error());
    if (context.json)
        write_json(context, {{"entries", Json::integer(wanted.entries)},
                             {"hash", to_text(*hash)},
                             {"imprint", hex(request.imprint)},
                             {"nonce", request.nonce},
                             {"renews", Json::Array(wanted.renews.begin(), wanted.renews.end())}});
    else if (!context.quiet)
        context.out << fmt::format(
            "request over {}{}\nsend the file to the authority as application/timestamp-query; "
            "keep it until 'isonomia timestamp add'\n",
            count_of(wanted.entries),
            renewal ? fmt::format(" and {} earlier timestamps", wanted.renews.size()) : "");
    return ExitCode::done;
}

}  // namespace isonomia::cli::timestamp
