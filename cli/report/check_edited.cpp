#include "cli/report/check_edited.hpp"

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/report/render.hpp"
#include "cli/run/publish.hpp"
#include "provenance/ledger.hpp"
#include "reports/edited.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t docx_bytes_max = std::uint64_t{256} << 20U;

std::string sentence(const reports::Drift& drift) {
    const std::string said = printable(drift.document, 120);
    const std::string now = printable(drift.record, 120);
    switch (drift.kind) {
        case reports::DriftKind::edited:
            return now.empty()
                       ? fmt::format("was edited: reads '{}'", said)
                       : fmt::format("was edited: reads '{}', the record says '{}'", said, now);
        case reports::DriftKind::outdated:
            return fmt::format("as written: '{}'; the record now says '{}'", said, now);
        case reports::DriftKind::gone:
            return fmt::format("as written: '{}'; the record no longer has it", said);
        case reports::DriftKind::removed:
            return fmt::format("no longer in the document: '{}'", now);
    }
    return "";
}

void tell(Context& context, const reports::EditedDocument& edited,
          const std::vector<reports::Drift>& drifts) {
    if (context.json) {
        Json::Array list;
        for (const reports::Drift& drift : drifts)
            list.push_back(Json::Object{{"kind", to_text(drift.kind)},
                                        {"rests_on", drift.label},
                                        {"document", drift.document},
                                        {"record", drift.record}});
        write_json(context, {{"checked", Json::integer(edited.texts.size())},
                             {"differences", std::move(list)}});
        return;
    }
    if (context.quiet) return;
    for (const reports::Drift& drift : drifts)
        context.out << fmt::format("{:<9} {}: {}\n", to_text(drift.kind),
                                   printable(drift.label, 40), sentence(drift));
    context.out << fmt::format(
        "{} figures and quotations checked, {} differ from the record.\n"
        "What was typed in addition to them carries no link and was not checked.\n",
        edited.texts.size(), drifts.size());
}

}  // namespace

bool is_docx(Context& context, const fs::path& path) {
    std::error_code problem;
    if (!fs::is_regular_file(path, problem)) return false;
    if (path.extension() == ".docx") return true;
    const auto bytes = context.files.read(path, docx_bytes_max);
    return bytes && bytes->starts_with("PK\x03\x04");
}

Result<ExitCode> check_edited(Context& context, const Arguments& arguments, const fs::path& path) {
    const auto bytes = context.files.read(path, docx_bytes_max);
    if (!bytes) return fail(bytes.error());
    const auto edited = reports::read_docx(*bytes, path.filename().string());
    if (!edited) return fail(edited.error());
    auto given = arguments.positional("RECORD");
    const auto folder = case_folder(context, given);
    if (!folder) return fail(folder.error());
    const auto ledger = provenance::Ledger::open(*folder, context.files);
    if (!ledger) return fail(ledger.error());
    auto entries = ledger->entries();
    if (!entries) return fail(entries.error());
    auto case_file = stated_case(*ledger, std::move(*entries));
    if (!case_file) return fail(case_file.error());
    ReportRequest request;
    request.audience = edited->origin.at("audience");
    request.language = edited->origin.at("language");
    const auto origin = [&](const char* name) {
        const auto it = edited->origin.find(name);
        return it == edited->origin.end() ? std::string() : it->second;
    };
    if (const std::string number = origin("issue"); !number.empty())
        request.issue = reports::Issue{number, origin("change"), origin("of"), origin("reason")};
    const auto options = report_options(context, request, *case_file);
    if (!options) return fail(options.error());
    const auto now = reports::assemble(*case_file, *options);
    if (!now) return fail(now.error());
    const auto drifts = reports::drifts(*edited, *now);
    tell(context, *edited, drifts);
    return drifts.empty() ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli
