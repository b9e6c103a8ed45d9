// timestamp list: each timestamp on record, checked again.
#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "cli/timestamp/actions.hpp"
#include "core/describe.hpp"

namespace isonomia::cli::timestamp {

namespace {

struct Line {
    std::uint64_t entry = 0;
    const Attestation* attestation = nullptr;
    std::string state;
    std::string until;  // end of the certificate, where it was checked
    bool broken = false;
    bool open = false;  // not checked to the end
};

Line line_of(const provenance::OnRecord<Attestation>& each,
             const provenance::AttestationRegister& on_record, const provenance::LedgerView& view,
             const std::optional<provenance::TsaCertificates>& trusted) {
    Line line{each.entry, &each.object, "valid", "", false, false};
    const auto token = provenance::check_recorded_timestamp(each.object, on_record, view);
    if (!token) {
        line.state = token.error().message;
        line.broken = true;
    } else if (!trusted) {
        line.state = "over this record; signature not checked, because you named no --tsa-ca";
        line.open = true;
    } else if (const auto verified = provenance::verify_token(*token, *trusted)) {
        line.until = to_rfc3339(verified->valid_until);
    } else {
        line.state = verified.error().message;
        line.open = verified.error().code == "P0810";
        line.broken = !line.open;
    }
    if (!each.current) line.state += ", withdrawn since";
    return line;
}

}  // namespace

Result<ExitCode> list(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "timestamp list", 0, true);
    if (!words) return fail(words.error());
    std::optional<provenance::TsaCertificates> trusted;
    if (arguments.has("tsa-ca")) {
        auto certificates = trusted_authorities(context, arguments, "timestamp list");
        if (!certificates) return fail(certificates.error());
        trusted = std::move(*certificates);
    }
    const auto opened = open_attested(context, words->case_folder);
    if (!opened) return fail(opened.error());
    const auto& on_record = opened->on_record;
    const auto view = opened->view();
    std::vector<Line> lines;
    bool broken = false;
    bool open = false;
    for (const auto& each : on_record.attestations) {
        if (each.object.kind != AttestationKind::timestamp) continue;
        lines.push_back(line_of(each, on_record, view, trusted));
        broken = broken || lines.back().broken;
        open = open || lines.back().open;
    }
    if (context.json) {
        Json::Array list;
        for (const Line& line : lines)
            list.push_back(Json::Object{{"entry", Json::integer(line.entry)},
                                        {"attestation", to_json(*line.attestation)},
                                        {"state", line.state},
                                        {"certificate_valid_until", line.until}});
        write_json(context, {{"timestamps", std::move(list)}});
    } else if (!context.quiet) {
        const Paint paint(context.out_terminal);
        if (lines.empty()) context.out << "nothing in this record was timestamped\n";
        for (const Line& line : lines) {
            context.out << fmt::format("{:>6}  {}  first {:<14} {}\n", line.entry,
                                       paint.faint(line.attestation->attested_at),
                                       count_of(line.attestation->entries), printable(line.state));
            context.out << fmt::format(
                "        {}{}{}\n", printable(line.attestation->by),
                line.until.empty() ? "" : ", certificate until " + line.until,
                line.attestation->renews.empty()
                    ? ""
                    : fmt::format(", renews {}", line.attestation->renews.size()));
        }
    }
    if (broken) return ExitCode::integrity;
    return open || lines.empty() ? ExitCode::adverse : ExitCode::done;
}

}  // namespace isonomia::cli::timestamp
