// witness list: who cosigned what, each checked again.
#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "cli/witness/actions.hpp"
#include "core/describe.hpp"

namespace isonomia::cli::witness {

namespace {

struct Line {
    std::uint64_t entry = 0;
    const Attestation* attestation = nullptr;
    std::string state;  // 'valid', or what is wrong
};

}  // namespace

Result<ExitCode> list(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "witness list", 0, true);
    if (!words) return fail(words.error());
    const auto opened = open_attested(context, words->case_folder);
    if (!opened) return fail(opened.error());
    const auto case_file = replay(opened->entries);
    if (!case_file) return fail(case_file.error());
    const auto& ledger = opened->ledger;
    const auto& on_record = opened->on_record;
    const auto view = opened->view();
    bool broken = !on_record.equivocations.empty();
    std::vector<Line> lines;
    for (const auto& each : on_record.attestations) {
        if (each.object.kind != AttestationKind::cosignature) continue;
        const auto valid = provenance::check_recorded_cosignature(each.object, view);
        lines.push_back({each.entry, &each.object, valid ? "valid" : valid.error().message});
        if (!each.current && valid) lines.back().state = "valid, withdrawn since";
        broken = broken || !valid;
    }
    const auto coverage =
        coverage_of(on_record, view, public_keys_of(ledger_keys(ledger, *case_file)));
    if (!coverage) return fail(coverage.error());
    const std::string summary = *coverage ? sentence(**coverage, ledger.size())
                                          : "no policy says whose cosignatures are required";
    if (context.json) {
        Json::Array list;
        for (const Line& line : lines)
            list.push_back(Json::Object{{"entry", Json::integer(line.entry)},
                                        {"attestation", to_json(*line.attestation)},
                                        {"state", line.state}});
        Json::Array versions;
        for (const auto& each : on_record.equivocations)
            versions.push_back(to_json(each.object));
        write_json(context, {{"cosignatures", std::move(list)},
                             {"equivocations", std::move(versions)},
                             {"coverage", summary},
                             {"covered", Json::integer(*coverage && (*coverage)->covered.met
                                                           ? (*coverage)->covered.entries
                                                           : std::uint64_t{0})}});
    } else if (!context.quiet) {
        const Paint paint(context.out_terminal);
        for (const Line& line : lines)
            context.out << fmt::format("{:>6}  {}  {:<16} first {:<14} {}\n", line.entry,
                                       paint.faint(line.attestation->attested_at),
                                       printable(line.attestation->by),
                                       count_of(line.attestation->entries), printable(line.state));
        for (const auto& each : on_record.equivocations)
            context.out << fmt::format("{:>6}  {} {}\n", each.entry, paint.bad("two versions:"),
                                       printable(each.object.reason));
        context.out << summary << "\n";
    }
    if (broken) return ExitCode::integrity;
    return *coverage && (*coverage)->covered.met ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli::witness
