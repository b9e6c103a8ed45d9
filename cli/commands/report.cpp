// isonomia report: writes one document for one reader.
#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/report/issue.hpp"
#include "cli/report/render.hpp"
#include "cli/report/sign.hpp"

namespace isonomia::cli {

namespace {

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const reports::Format& format : reports::all_formats())
        names.push_back(format.id);
    names.emplace_back("xml");
    return names;
}

void tell(Context& context, const ReportRequest& request, const std::vector<RenderedFile>& files,
          const std::string& act) {
    if (context.json) {
        Json::Array list;
        for (const RenderedFile& file : files)
            list.push_back(Json::Object{{"file", file.name},
                                        {"sha256", hex(sha256(file.content))},
                                        {"bytes", Json::integer(file.content.size())}});
        Json::Object object{{"audience", request.audience},
                            {"format", request.format},
                            {"language", request.language},
                            {"files", std::move(list)}};
        if (!act.empty()) object["act"] = act;
        write_json(context, std::move(object));
        return;
    }
    if (context.quiet) return;
    for (const RenderedFile& file : files)
        context.out << fmt::format("wrote     {} ({} bytes)\n", printable(file.name, 200),
                                   file.content.size());
    if (files.empty()) context.out << "nothing is missing: no letter to write\n";
    if (!act.empty()) context.out << fmt::format("issued    {}\n", act);
}

Status write_all(Context& context, const fs::path& case_folder, const std::string& output,
                 bool into_folder, const std::vector<RenderedFile>& files) {
    const fs::path target = context.working_folder / output;
    if (auto outside = check_outside(target, case_folder); !outside) return outside;
    if (into_folder)
        if (auto made = context.files.make_folder(target); !made) return made;
    for (const RenderedFile& file : files) {
        const fs::path path = into_folder ? target / file.name : target;
        if (auto written = context.files.write(path, file.content); !written) return written;
    }
    return {};
}

struct Rendered {
    fs::path case_folder;
    std::vector<RenderedFile> files;
};

// The record is closed again before anything is recorded.
Result<Rendered> rendered(Context& context, const Arguments& arguments, ReportRequest& request,
                          const std::string& output) {
    auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    if (auto status = number_issue(arguments, opened->entries, request); !status)
        return fail(status.error());
    auto files =
        render_report(context, request, opened->ledger, std::move(opened->entries), output);
    if (!files) return fail(files.error());
    return Rendered{opened->folder, std::move(*files)};
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (arguments.has("withdraw")) return withdraw_report(context, arguments);
    const auto output = required_option(arguments, "report", "output");
    if (!output) return fail(output.error());
    auto request = report_request(context, arguments);
    if (!request) return fail(request.error());
    auto made = rendered(context, arguments, *request, *output);
    if (!made) return fail(made.error());
    if (auto status = sign_report(context, arguments, *request, made->files); !status)
        return fail(status.error());
    const auto write = [&] {
        return write_all(context, made->case_folder, *output, request->letters, made->files);
    };
    std::string act;
    if (request->issue) {
        auto issued = issue_report(context, arguments, *request, made->files, write);
        if (!issued) return fail(issued.error());
        act = std::move(*issued);
    } else if (auto status = write(); !status) {
        return fail(status.error());
    }
    tell(context, *request, made->files, act);
    return ExitCode::done;
}

std::vector<OptionRecord> options() {
    return with(
        with({{.name = "audience",
               .letter = 'a',
               .value = "WHO",
               .help = "for whom it is written",
               .fallback = "court",
               .allowed = all_names<reports::Audience>()},
              {.name = "format",
               .letter = 'f',
               .value = "FORMAT",
               .help = "in which form; default: by the ending of FILE, else html",
               .allowed = format_names()},
              {.name = "lang",
               .letter = 'l',
               .value = "TAG",
               .help = "language, as en, fr or fr-CA",
               .fallback = "en"},
              {.name = "output",
               .letter = 'o',
               .value = "FILE",
               .help = "file to write; with --letters, a folder",
               .completes = Completes::file},
              {.name = "letters",
               .help = "one DOCX letter to each holder of what is missing, not a report"},
              {.name = "redact",
               .value = "FILE",
               .help = "what is removed for this recipient, see 'isonomia help redaction'",
               .completes = Completes::file},
              {.name = "issue", .help = "record that it was issued, under a number"},
              {.name = "amends", .value = "NUMBER", .help = "issue it as an amendment of this one"},
              {.name = "supersedes", .value = "NUMBER", .help = "issue it in place of this one"},
              {.name = "withdraw",
               .value = "NUMBER",
               .help = "withdraw the report issued under this number; writes no file"},
              {.name = "reason",
               .value = "TEXT",
               .help = "why it is amended, superseded or withdrawn"},
              {.name = "by", .value = "AGENT", .help = "who issues it; default: who prepared"},
              {.name = "on", .value = "TIME", .help = "when; default: now"}},
             with(own_key_options("your own key, to sign the act"), signature_options())),
        ledger_key_options());
}

}  // namespace

Command report_command() {
    return {
        .name = "report",
        .summary = "write a document for one reader",
        .description =
            {"Writes the record as one document for a court, the prosecution (disclosure "
             "certificate and schedule), the defence (expert report), an oversight body (impact "
             "assessment), an authority of another State, or the person concerned (two plain "
             "pages). Every sentence of fact names what it rests on.",
             "The record doesn't change unless the document is issued (--issue): then its number, "
             "audience and digest are recorded. An issued report is amended, superseded or "
             "withdrawn by an act with a reason, never replaced in silence."},
        .options = options(),
        .positionals = {case_positional()},
        .examples = {{"isonomia report --audience accused --lang fr -o pages.html smith/case",
                      "two plain pages in French"},
                     {"isonomia report -a defence -f docx -o expert.docx smith/case",
                      "a draft to edit; 'isonomia verify expert.docx smith/case' checks it later"},
                     {"isonomia report --letters -o letters smith/case",
                      "asks each holder for what is missing"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
