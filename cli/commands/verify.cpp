// isonomia verify: is the record whole?
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/report/check_edited.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "provenance/bundle.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/log/cosignature.hpp"
#include "provenance/time/tsa_certificates.hpp"
#include "provenance/verify.hpp"

namespace isonomia::cli {

namespace {

using provenance::CheckState;
using provenance::VerifyReport;

std::string state_word(CheckState state, const Paint& paint) {
    std::string word = fmt::format("{:<11}", provenance::to_text(state));
    switch (state) {
        case CheckState::pass:
            return paint.good(word);
        case CheckState::fail:
            return paint.bad(word);
        case CheckState::not_checked:
        case CheckState::unrecorded:
            return paint.doubtful(word);
    }
    return word;
}

std::string check_lines(const provenance::Check& check, const Paint& paint, std::size_t width) {
    constexpr std::size_t indent = 15;
    std::string result = fmt::format("  {}  {}", state_word(check.state, paint), check.title);
    if (check.state == CheckState::pass && !check.unit.empty())
        result += fmt::format(" ({} {})", check.checked, check.unit);
    result += "\n";
    for (const std::string& text : {check.found, check.implies})
        if (!text.empty()) result += wrapped(printable(text), width, indent) + "\n";
    return result;
}

// `what`: "record" or "bundle".
std::string conclusion(const VerifyReport& report, const Paint& paint, const std::string& what) {
    const auto count = [&](CheckState state) {
        return std::count_if(report.checks.begin(), report.checks.end(),
                             [state](const provenance::Check& c) { return c.state == state; });
    };
    const std::string open =
        report.complete() || count(CheckState::not_checked) == 0
            ? ""
            : fmt::format(" Not checked: {} of {}; see above why.", count(CheckState::not_checked),
                          report.checks.size());
    if (report.broken())
        return paint.bad(fmt::format("The {} is broken:", what)) +
               fmt::format(" {} of {} checks failed.", count(CheckState::fail),
                           report.checks.size()) +
               open;
    if (report.hindered())
        return paint.doubtful(
                   fmt::format("The {} could not be checked: the machine refused a part.", what)) +
               open;
    if (!report.contents_checked())
        return paint.doubtful(
                   "The entries are whole; their contents were not checked, because the keys are "
                   "not here.") +
               open;
    if (const auto left = report.open(); !left.empty())
        return paint.doubtful(
                   fmt::format("No check failed, but the {} is not shown to be whole.", what)) +
               fmt::format(" Open: '{}'; see above why, and what you can do.",
                           left.front()->title) +
               open;
    if (!report.unrecorded().empty())
        return paint.doubtful(
                   fmt::format("The {} is whole, but not all that lies in its folder is of it: see "
                               "above what no entry records.",
                               what)) +
               open;
    return paint.good(fmt::format("The {} is whole.", what)) + open;
}

std::string text_of(const VerifyReport& report, const TerminalFacts& terminal,
                    const std::string& what) {
    const Paint paint(terminal);
    std::string result =
        paint.bold(printable(report.folder)) + fmt::format(": {} entries", report.entries);
    if (!report.first_recorded.empty())
        result += fmt::format(", {} to {}", report.first_recorded, report.last_recorded);
    result += "\n";
    if (!report.root.empty()) result += "root    " + report.root + "\n";
    if (!report.author.empty()) result += "signer  " + printable(report.author) + "\n";
    result += "\n";
    std::vector<std::string> nothing;  // what the record holds none of
    for (const provenance::Check& check : report.checks) {
        const bool idle =
            check.state == CheckState::pass && check.checked == 0 && !check.unit.empty();
        if (!idle)
            result += check_lines(check, paint, terminal.width);
        else if (std::find(nothing.begin(), nothing.end(), check.unit) == nothing.end())
            nothing.push_back(check.unit);
    }
    if (!nothing.empty()) {
        std::string line =
            wrapped("nothing to check: no " + join(nothing, ", no "), terminal.width, 15);
        result += "  " + state_word(CheckState::pass, paint) + line.substr(13) + "\n";
    }
    for (const std::string& note : report.notes)
        result += wrapped("note: " + printable(note), terminal.width) + "\n";
    return result + "\n" + conclusion(report, paint, what) + "\n";
}

// A folder without a ledger but with other parts of a record, or of a bundle, has lost something:
// that is for verify to say.
Result<fs::path> folder_to_verify(const Context& context, const Arguments& arguments) {
    if (const auto given = arguments.positional("CASE")) {
        std::error_code problem;
        fs::path folder = context.working_folder / *given;
        if (fs::exists(folder / "checkpoint", problem) || provenance::is_bundle(folder))
            return folder;
    }
    return case_folder(context, arguments.positional("CASE"));
}

// A checkpoint is a file, or lies in what was kept: 'checkpoint' in a case folder, the manifest of
// a bundle.
Result<std::string> read_checkpoint(const Context& context, const std::string& name) {
    constexpr std::uint64_t manifest_bytes_max = std::uint64_t{64} << 20U;
    const fs::path path = context.working_folder / name;
    std::error_code problem;
    if (!fs::is_directory(path, problem))
        return context.files.read(path, provenance::note_bytes_max);
    if (!provenance::is_bundle(path) || fs::exists(path / "checkpoint", problem))
        return context.files.read(path / "checkpoint", provenance::note_bytes_max);
    const fs::path manifest = path / provenance::manifest_name;
    const auto text = context.files.read(manifest, manifest_bytes_max);
    if (!text) return fail(text.error());
    auto bundle = provenance::read_manifest(*text);
    if (!bundle) return fail(bundle.error());
    return std::move(bundle->checkpoint);
}

// A key that nobody could have signed with is a slip of the reader, no fault of the record.
Status check_key(const std::string& key) {
    if (digest_from_hex(key) || provenance::parse_vkey(key)) return {};
    return fail(
        usage_error("U0006", fmt::format("option '--key' can't be '{}'", printable(key, 60)))
            .hinted("give a fingerprint of 64 hex digits, or a verifier key as 'isonomia "
                    "key' shows it"));
}

// What the reader brings along about witnesses, authorities and the date of interest.
Status read_trust(const Context& context, const Arguments& arguments,
                  provenance::VerifyOptions& options) {
    options.witnesses = arguments.values("witness");
    for (const std::string& key : options.witnesses)
        if (auto parsed = provenance::parse_cosigner(key); !parsed) return fail(parsed.error());
    for (const std::string& name : arguments.values("tsa-ca")) {
        const auto pem =
            context.files.read(context.working_folder / name, provenance::note_bytes_max);
        if (!pem) return fail(pem.error());
        options.tsa_certificates += *pem + "\n";
    }
    if (!options.tsa_certificates.empty())
        if (auto read = provenance::TsaCertificates::from_pem(options.tsa_certificates); !read)
            return fail(read.error());
    if (!arguments.has("at")) return {};
    options.at = parse_instant(arguments.value("at"));
    if (options.at) return {};
    return fail(usage_error("U0006", fmt::format("option '--at' can't be '{}'",
                                                 printable(arguments.value("at"), 60)))
                    .hinted("a date as 2026-11-22, or a time as 2026-11-22T14:00:00Z"));
}

// A bundle carries no attestations and one digest of each exhibit: an option that would ask for
// more is refused, so that nobody takes it for checked.
Status check_options_of_bundle(const Arguments& arguments) {
    for (const char* option : {"witness", "tsa-ca", "at", "second-digest"})
        if (arguments.has(option))
            return fail(
                usage_error("U0002", fmt::format("a bundle cannot be checked with '--{}'", option))
                    .hinted("a bundle brings no cosignatures, no timestamps and one digest of "
                            "each exhibit: ask for them, or for the record"));
    return {};
}

ExitCode exit_code_of(const VerifyReport& report) {
    if (report.broken()) return ExitCode::integrity;
    if (report.hindered()) return ExitCode::failed;
    return report.whole() && report.unrecorded().empty() ? ExitCode::done : ExitCode::adverse;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    if (const auto given = arguments.positional("CASE"))
        if (const fs::path path = context.working_folder / *given; is_docx(context, path))
            return check_edited(context, arguments, path);
    const auto folder = folder_to_verify(context, arguments);
    if (!folder) return fail(folder.error());
    std::error_code problem;
    const bool bundle =
        provenance::is_bundle(*folder) && !fs::exists(*folder / ledger_name, problem);
    if (bundle)
        if (auto fits = check_options_of_bundle(arguments); !fits) return fail(fits.error());
    provenance::VerifyOptions options;
    options.trusted_keys = arguments.values("key");
    for (const std::string& key : options.trusted_keys)
        if (auto valid = check_key(key); !valid) return fail(valid.error());
    for (const std::string& name : arguments.values("checkpoint")) {
        auto note = read_checkpoint(context, name);
        if (!note) return fail(note.error());
        if (const auto parsed = provenance::parse_checkpoint(*note); !parsed)
            return fail(
                input_error(parsed.error().code,
                            fmt::format("'{}' is {}", printable(name, 200), parsed.error().message))
                    .hinted("give a checkpoint that you kept, unchanged, or the folder of a "
                            "bundle that you were served earlier"));
        options.known_checkpoints.push_back(std::move(*note));
    }
    if (auto read = read_trust(context, arguments, options); !read) return fail(read.error());
    options.second_digests = arguments.has("second-digest");
    VerifyReport report = bundle ? provenance::verify_bundle(*folder, context.files, options)
                                 : provenance::verify(*folder, context.files, options);
    report.folder = arguments.positional("CASE").value_or(report.folder);
    if (context.json)
        context.out << pretty(provenance::to_json(report));
    else if (!context.quiet)
        context.out << text_of(report, context.out_terminal, bundle ? "bundle" : "record");
    return exit_code_of(report);
}

}  // namespace

Command verify_command() {
    return {
        .name = "verify",
        .summary = "check that a record, or a bundle of one, is whole",
        .description =
            {"Reads every byte of the record again: entries, payloads, exhibits, the tree over "
             "them, the signatures, and the reports that were recorded. Names the first thing that "
             "is wrong and what it implies, and whatever else lies in the case folder: a file that "
             "no entry records does no harm to the record, but is no part of it (exit 2). "
             "Changes nothing.",
             "By itself a folder can't show who signed it, nor that its end was not cut off. Give "
             "the key that you got from the other side (--key) and a checkpoint that you kept "
             "(--checkpoint).",
             "Other parties can stand behind a record: witnesses who cosigned it, and timestamp "
             "authorities. Their words count when you name whom you trust (--witness, --tsa-ca); "
             "--at tells what they vouched for at a date.",
             "Of a report that was edited (DOCX), it lists the figures and quotations that no "
             "longer match the record."},
        .options =
            {{.name = "key",
              .letter = 'k',
              .value = "KEY",
              .help = "verifier key or fingerprint that must have signed",
              .repeatable = true},
             {.name = "checkpoint",
              .letter = 'c',
              .value = "FILE",
              .help = "checkpoint kept from earlier, or an earlier bundle, which the record must "
                      "continue",
              .completes = Completes::file,
              .repeatable = true},
             {.name = "witness",
              .letter = 'w',
              .value = "KEY",
              .help = "key of a witness that must have cosigned",
              .repeatable = true},
             {.name = "tsa-ca",
              .value = "FILE",
              .help = "certificates of timestamp authorities that you trust, PEM",
              .completes = Completes::file,
              .repeatable = true},
             {.name = "at", .value = "TIME", .help = "what third parties vouched for at this date"},
             {.name = "second-digest", .help = "also compare the SHA-512/256 of every exhibit"}},
        .positionals = {{.name = "CASE",
                         .help = "case folder or bundle, else the nearest case; or an edited DOCX",
                         .required = false,
                         .completes = Completes::file},
                        {.name = "RECORD",
                         .help = "for a DOCX: the case folder, else the nearest one",
                         .required = false,
                         .completes = Completes::folder}},
        .examples = {{"isonomia verify", "checks the case in this folder or above"},
                     {"isonomia verify --json smith/case", "the same for a program"}},
        .exit_codes =
            {{ExitCode::done, "no check failed"},
             {ExitCode::failed, "a part could not be read: a lock, a permission"},
             {ExitCode::adverse,
              "no check failed, but the keys of the contents are not here, or a bundle is "
              "not compared with a checkpoint that you named, or rests on one by a key "
              "that you did not name; or something lies in the case folder that no entry "
              "records; or an edited DOCX differs from the record"},
             {ExitCode::integrity, "a check failed: something was changed or lost"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
