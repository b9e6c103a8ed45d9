#include "cli/review/files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/review/request.hpp"
#include "core/version.hpp"
#include "reports/annotated_source.hpp"
#include "reports/sarif.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t source_bytes_max = 8ULL << 20U;  // of one file shown whole

reports::AnnotatedSource annotated(Context& context, const analyzer::ReviewRequest& request,
                                   const analyzer::ReviewResult& result, bool full) {
    reports::AnnotatedSource page;
    page.entries = request.source.entries;
    page.coverage = result.coverage;
    page.findings = result.findings;
    std::set<std::string> files;
    for (const analyzer::SliceLine& line : result.slice) {
        page.lines.push_back({line.file, line.line, line.rank, line.thin, line.what, line.next_file,
                              line.next_line, line.text});
        files.insert(line.file);
    }
    if (!full) return page;
    for (const std::string& file : files)
        if (auto text = context.files.read(request.source_folder / file, source_bytes_max))
            page.texts.emplace(file, *std::move(text));
    return page;
}

}  // namespace

Status write_review_files(Context& context, const Arguments& arguments,
                          const analyzer::ReviewRequest& request,
                          const analyzer::ReviewResult& result) {
    if (arguments.has("sarif")) {
        const Json log = reports::sarif_log(result.findings, {result.coverage}, version());
        auto written = context.files.write(context.working_folder / arguments.value("sarif"),
                                           pretty(log) + "\n");
        if (!written) return written;
    }
    if (arguments.has("html")) {
        const bool full = arguments.value("excerpts") == "full";
        auto written =
            context.files.write(context.working_folder / arguments.value("html"),
                                annotated_html(annotated(context, request, result, full)));
        if (!written) return written;
    }
    return {};
}

Result<ExitCode> wipe_review_cache(Context& context, const Arguments& arguments) {
    const fs::path folder = review_cache(context, arguments);
    std::vector<fs::path> kept;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
         at.increment(problem))
        if (at->path().extension() == ".facts") kept.push_back(at->path());
    std::sort(kept.begin(), kept.end());
    Json::Array wiped;
    std::uint64_t bytes = 0;
    for (const fs::path& path : kept) {
        const auto facts = context.files.facts(path);
        if (!facts) return fail(facts.error());
        if (auto gone = context.files.destroy(path); !gone) return fail(gone.error());
        bytes += facts->size;
        wiped.push_back(Json::Object{{"file", path.filename().string()},
                                     {"size", Json::integer(facts->size)},
                                     {"sha256", hex(facts->sha256)}});
    }
    const std::string when = to_rfc3339(context.clock.now());
    if (context.json) {
        write_json(context, {{"folder", folder.string()},
                             {"when", when},
                             {"bytes", Json::integer(bytes)},
                             {"wiped", std::move(wiped)}});
    } else {
        context.out << fmt::format("wiped      {} files, {} bytes\nfolder     {}\nwhen       {}\n",
                                   kept.size(), bytes, printable(folder.string(), 500), when);
        for (const Json& one : wiped)
            context.out << fmt::format("  {}  {}\n", *one.find("sha256")->string(),
                                       *one.find("file")->string());
    }
    return ExitCode::done;
}

}  // namespace isonomia::cli
