// isonomia export: the record in the form of another standard.
#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "core/case_file.hpp"
#include "core/text.hpp"
#include "provenance/export.hpp"
#include "provenance/log/checkpoint.hpp"

namespace isonomia::cli {

namespace {

std::vector<std::string> known_exports() {
    std::vector<std::string> ids;
    for (const provenance::Export& one : provenance::all_exports())
        ids.push_back(one.id);
    return ids;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto chosen = provenance::find_export(arguments.value("format"));
    if (!chosen) return fail(chosen.error());
    const std::string output = arguments.value("output");
    const bool to_stdout = output.empty() || output == "-";
    if (to_stdout && (*chosen)->file.empty())
        return fail(usage_error("P1005", fmt::format("'{}' is a folder of files", (*chosen)->id))
                        .hinted("name the folder: -o DIR"));
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    auto case_file = replay(opened->entries);
    if (!case_file) return fail(case_file.error());
    case_file->checkpoint = opened->ledger.checkpoint();
    case_file->root = hex(opened->ledger.root());
    const auto head = provenance::parse_checkpoint(case_file->checkpoint);
    if (!head) return fail(head.error());
    const provenance::ExportSource source{*case_file, head->checkpoint.origin, opened->folder,
                                          context.files};
    if (to_stdout) {
        const auto written =
            (*chosen)->write(source, [&](const std::string&, std::string_view text) -> Status {
                context.out << text;
                return {};
            });
        if (!written) return fail(written.error());
        return ExitCode::done;
    }
    const fs::path target = context.working_folder / output;
    if (auto outside = check_outside(target, opened->folder); !outside)
        return fail(outside.error());
    if (auto written = provenance::write_export(**chosen, source, target); !written)
        return fail(written.error());
    if (context.json)
        write_json(context, {{"format", (*chosen)->id},
                             {"output", output},
                             {"entries", Json::integer(case_file->entries)}});
    else if (!context.quiet)
        context.out << fmt::format("{} entries exported to {}\n", case_file->entries,
                                   printable(output));
    return ExitCode::done;
}

}  // namespace

Command export_command() {
    return {
        .name = "export",
        .summary = "write the record in the form of another standard",
        .description =
            {"prov-json is W3C PROV: exhibits, acts, agents and how they hang together. case is "
             "the "
             "same as CASE/UCO 1.4 in JSON-LD. Both hold all that the record says now, and say "
             "where "
             "contents were erased or withheld. tiles is the log itself as C2SP tlog-tiles: "
             "commitments and checkpoint, no contents; other programs can check it.",
             "'isonomia help prov_json', 'help case' and 'help tiles' say what stands where.",
             "An export is read from a checked record, changes nothing and is not recorded, so it "
             "works on a read-only medium."},
        .options = {{.name = "format",
                     .letter = 'f',
                     .value = "FORMAT",
                     .help = "the standard",
                     .fallback = "prov-json",
                     .allowed = known_exports()},
                    {.name = "output",
                     .letter = 'o',
                     .value = "PATH",
                     .help = "new file, or new or empty folder for tiles; without it, or with -, "
                             "standard output",
                     .completes = Completes::file}},
        .positionals = {case_positional()},
        .examples = {{"isonomia export --format case -o record.jsonld", "for tools that read CASE"},
                     {"isonomia export --format tiles -o log smith/case",
                      "the log, to be checked with other programs"}},
        .exit_codes = {{ExitCode::integrity, "the record is not what its checkpoint signed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
