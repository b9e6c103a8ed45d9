#include "cli/run/publish.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/run/program_act.hpp"
#include "cli/shell_word.hpp"
#include "core/case_document.hpp"
#include "core/version.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"

namespace isonomia::cli {

namespace {

struct Rendered {
    std::string name;
    std::string format;
    std::string content;
};

// An act of 'report --issue' and its like (cli/report/issue.cpp).
bool is_issue(const LedgerEntry& entry) {
    if (entry.type != "activity" || !entry.id.starts_with("report-")) return false;
    const Json* kind = entry.payload.find("kind");
    return kind != nullptr && *kind == Json(to_text(ActivityKind::reporting));
}

// Entries that reports state: all but those by which reports themselves were recorded last.
std::uint64_t entries_stated(const std::vector<LedgerEntry>& entries) {
    std::uint64_t n = entries.size();
    const auto is_publication = [](const LedgerEntry& entry) {
        return entry.type == "report" ||
               (entry.type == "activity" && entry.id == fmt::format("{}.report", program_agent)) ||
               is_issue(entry);
    };
    while (n > 0 && is_publication(entries[n - 1]))
        --n;
    return n;
}

Result<std::vector<Rendered>> render_all(const CaseFile& case_file) {
    reports::ReportOptions options;
    // Names, not paths: the report must not change with the folder it was made in.
    const Exhibit* declaration = find(case_file.exhibits, declaration_exhibit);
    if (declaration != nullptr)
        options.run_command = fmt::format("isonomia run {} -o DIR", shell_word(declaration->file));
    const auto document = reports::assemble(case_file, options);
    if (!document) return fail(document.error());
    std::vector<Rendered> all;
    for (const reports::Format& format : reports::all_formats()) {
        if (format.on_request) continue;
        auto content = format.render(*document);
        if (!content) return fail(content.error());
        all.push_back({"report" + format.file_extension, format.id, std::move(*content)});
    }
    all.push_back({"case.xml", "xml", case_document(case_file)});
    return all;
}

bool on_disk(Context& context, const fs::path& path, const std::string& sha256) {
    const auto facts = context.files.facts(path);
    return facts && hex(facts->sha256) == sha256;
}

}  // namespace

Result<CaseFile> stated_case(const provenance::Ledger& ledger, std::vector<LedgerEntry> entries) {
    const std::uint64_t n = entries_stated(entries);
    entries.resize(n);
    auto case_file = replay(entries);
    if (!case_file) return case_file;
    const auto root = ledger.root_at(n);
    if (!root) return fail(root.error());
    case_file->root = hex(*root);
    auto checkpoint = ledger.checkpoint_at(n);
    if (!checkpoint) return fail(checkpoint.error());
    case_file->checkpoint = std::move(*checkpoint);
    return case_file;
}

Result<Publication> publish(Context& context, provenance::Ledger& ledger, Journal& journal,
                            const fs::path& folder) {
    auto entries = ledger.entries();
    if (!entries) return fail(entries.error());
    auto case_file = stated_case(ledger, std::move(*entries));
    if (!case_file) return fail(case_file.error());
    const auto rendered = render_all(*case_file);
    if (!rendered) return fail(rendered.error());

    Publication publication;
    Activity act;
    act.id = fmt::format("{}.report", program_agent);
    act.kind = ActivityKind::reporting;
    act.title = "Writing of the reports";
    ActInputs key{act.kind, std::string(version()), {case_file->root}, {}, std::nullopt};
    for (const Rendered& report : *rendered) {
        const std::string sha256 = hex(isonomia::sha256(report.content));
        key.inputs.push_back(sha256);
        if (on_disk(context, folder / report.name, sha256)) continue;
        if (auto status = context.files.write(folder / report.name, report.content); !status)
            return fail(status.error());
        publication.written.push_back(report.name);
    }
    const auto done = perform(journal, act, key, [&]() -> Result<Product> {
        Product product;
        for (const Rendered& report : *rendered) {
            ReportRecord record;
            record.id = report.name;
            record.format = report.format;
            record.audience = "court";
            record.language = "en";
            record.sha256 = hex(isonomia::sha256(report.content));
            record.entries = case_file->entries;
            record.act = act.id;
            product.add("report", record);
        }
        product.result =
            fmt::format("{} files over {} entries", rendered->size(), case_file->entries);
        return product;
    });
    if (!done) return fail(done.error());
    if (const auto recorded = ledger.append(journal.take_drafts()); !recorded)
        return fail(recorded.error());
    publication.case_file = std::move(*case_file);
    return publication;
}

}  // namespace isonomia::cli
