#include "cli/report/render.hpp"

#include <map>

#include <fmt/format.h>

#include "cli/data_folder.hpp"
#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "cli/run/publish.hpp"
#include "cli/shell_word.hpp"
#include "core/case_document.hpp"
#include "core/text.hpp"
#include "reports/language.hpp"
#include "reports/letters.hpp"
#include "reports/readable.hpp"
#include "rules/evaluate.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t profile_bytes_max = 1U << 20U;

// The finished file, read again as its reader could: a value cannot hide behind compression, the
// codes of a font, an escape or a break.
Status check_content(const std::string& content, const reports::RedactionProfile& profile,
                     const std::string& name, const reports::Catalogue& words) {
    const auto texts = reports::readable(content, name);
    if (!texts) return fail(texts.error());
    for (const auto& [where, text] : *texts)
        if (auto status = reports::check_redacted(text, profile, where, words); !status)
            return status;
    return {};
}

// What a document says, run by run: the same in every format, with what only a picture shows.
Status check_document(const reports::Document& document, const reports::RedactionProfile& profile,
                      const reports::Catalogue& words) {
    std::string all = reports::plain(document.title.text) + "\n";
    reports::for_each_text(const_cast<reports::Document&>(document),
                           [&](reports::Inline& text, const reports::Supports*) {
                               all += reports::plain(text) + "\n";
                           });
    for (const reports::Attachment& attachment : document.attachments)
        all += attachment.content + "\n";
    return reports::check_redacted(all + canonical(document.record), profile, "the document",
                                   words);
}

Result<std::string> rendered(const reports::Document& document, const ReportRequest& request,
                             const std::string& format, const std::string& name,
                             const reports::Catalogue& words) {
    const auto writer = reports::find_format(format);
    if (!writer) return fail(writer.error());
    if (request.redactions)
        if (auto status = check_document(document, *request.redactions, words); !status)
            return fail(status.error());
    auto content = (*writer)->render(document);
    if (!content) return content;
    if (request.redactions)
        if (auto status = check_content(*content, *request.redactions, name, words); !status)
            return fail(status.error());
    return content;
}

Result<std::vector<RenderedFile>> render_letters(const ReportRequest& request,
                                                 const CaseFile& case_file,
                                                 const reports::ReportOptions& options) {
    const auto all = reports::letters(case_file, options);
    if (!all) return fail(all.error());
    std::vector<RenderedFile> files;
    for (const reports::Letter& letter : *all) {
        const std::string name = letter.file + ".docx";
        auto content = rendered(letter.document, request, "docx", name, options.catalogue);
        if (!content) return fail(content.error());
        files.push_back({name, std::move(*content)});
    }
    return files;
}

// The rules again, in another language. What cannot be had (a pack of the matter's own, another
// edition) keeps the words in which it was recorded.
std::vector<Outcome> outcomes_in(const Context& context, const CaseFile& case_file,
                                 const std::string& language) {
    const auto data = data_folders(context);
    if (!data || case_file.outcomes.empty()) return {};
    std::map<std::string, std::string> wanted;  // pack -> digest
    for (const auto& recorded : case_file.outcomes)
        wanted.emplace(recorded.object.pack, recorded.object.pack_sha256);
    std::vector<rules::Pack> packs;
    for (const auto& [id, sha256] : wanted) {
        const auto path = pack_path(context, *data, id);
        if (!path) continue;
        auto pack = rules::load_pack(context.files, *path, data->instruments);
        if (pack && pack->sha256 == sha256) packs.push_back(std::move(*pack));
    }
    CaseFile before = case_file;  // as it was when the rules read it
    before.outcomes.clear();
    rules::EvaluateOptions options;
    options.language = language;
    return rules::evaluate(before, packs, options);
}

// From --format, else from the ending of the file's name, else HTML. An ending that is another
// format's is refused.
Result<std::string> format_of(const Arguments& arguments) {
    std::string given = arguments.value("format");
    const std::string ending = fs::path(arguments.value("output")).extension().string();
    std::string by_ending = ending == ".xml" ? "xml" : "";
    for (const reports::Format& format : reports::all_formats())
        if (ending == format.file_extension) by_ending = format.id;
    if (given.empty()) return by_ending.empty() || arguments.has("letters") ? "html" : by_ending;
    if (by_ending.empty() || by_ending == given || arguments.has("letters")) return given;
    return fail(usage_error("U0006", fmt::format("option '--format' can't be '{}' for the file "
                                                 "'{}'",
                                                 given, printable(arguments.value("output"), 200)))
                    .hinted(fmt::format("leave --format away, or name a file that does not end "
                                        "in '{}'",
                                        ending)));
}

}  // namespace

Result<ReportRequest> report_request(Context& context, const Arguments& arguments) {
    ReportRequest request;
    request.audience = arguments.value("audience");
    auto format = format_of(arguments);
    if (!format) return fail(format.error());
    request.format = *std::move(format);
    request.language = arguments.value("lang");
    request.letters = arguments.has("letters");
    if (auto language = reports::find_language(request.language); !language)
        return fail(language.error());
    if (!arguments.has("redact")) return request;
    const std::string name = arguments.value("redact");
    const auto xml = context.files.read(context.working_folder / name, profile_bytes_max);
    if (!xml) return fail(xml.error());
    auto profile = reports::read_redactions(*xml, name);
    if (!profile) return fail(profile.error());
    request.redactions = std::move(*profile);
    return request;
}

Result<reports::ReportOptions> report_options(const Context& context, const ReportRequest& request,
                                              const CaseFile& case_file) {
    reports::ReportOptions options;
    options.audience =
        from_text<reports::Audience>(request.audience).value_or(reports::Audience::court);
    auto language = reports::find_language(request.language);
    if (!language) return fail(language.error());
    options.catalogue = std::move(*language);
    options.issue = request.issue;
    const std::string recorded_in =
        case_file.matter.empty() ? "" : case_file.matter.front().object.language;
    const std::string recorded = recorded_in.empty() ? "en" : recorded_in;
    if (request.language.substr(0, 2) != recorded.substr(0, 2))
        options.outcomes_said = outcomes_in(context, case_file, request.language);
    // Names, not paths: the report must not change with the folder it was made in.
    const Exhibit* declaration = find(case_file.exhibits, "matter");
    if (declaration != nullptr)
        options.run_command = fmt::format("isonomia run {} -o DIR", shell_word(declaration->file));
    if (request.redactions)
        for (const reports::Redaction& r : request.redactions->redactions)
            options.redactions.push_back({r.category, r.ground, r.author, r.review_on});
    return options;
}

Result<std::vector<RenderedFile>> render_report(const Context& context, ReportRequest request,
                                                const provenance::Ledger& ledger,
                                                std::vector<LedgerEntry> entries,
                                                const std::string& name) {
    auto case_file = stated_case(ledger, std::move(entries));
    if (!case_file) return fail(case_file.error());
    if (request.redactions) {
        request.redactions = reports::know_objects(*case_file, *request.redactions);
        case_file = reports::redact(*case_file, *request.redactions);
        if (!case_file) return fail(case_file.error());
    }
    const auto options = report_options(context, request, *case_file);
    if (!options) return fail(options.error());
    if (request.letters) return render_letters(request, *case_file, *options);
    if (request.format == "xml") {
        std::string content = case_document(*case_file);
        if (request.redactions)
            if (auto status = check_content(content, *request.redactions, name, {}); !status)
                return fail(status.error());
        return std::vector<RenderedFile>{{name, std::move(content)}};
    }
    const auto document = reports::assemble(*case_file, *options);
    if (!document) return fail(document.error());
    auto content = rendered(*document, request, request.format, name, options->catalogue);
    if (!content) return fail(content.error());
    return std::vector<RenderedFile>{{name, std::move(*content)}};
}

}  // namespace isonomia::cli
