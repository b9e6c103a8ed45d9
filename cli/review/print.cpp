#include "cli/review/print.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

using analyzer::SliceLine;
using analyzer::WorkerAnswer;

constexpr std::size_t not_read_shown = 10;
constexpr std::size_t asides_shown = 20;

std::string at(const CodePlace& place) {
    return fmt::format("{}:{}", printable(place.file, 300), place.line);
}

unsigned percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0U : static_cast<unsigned>(100 * part / whole);
}

void print_path(Context& context, const Paint& paint, const std::vector<CodePlace>& path) {
    std::size_t number = 0;
    for (const CodePlace& step : path) {
        context.out << fmt::format("    {:>3}. {} {}\n", ++number, paint.place(at(step)),
                                   printable(step.what, 300));
        if (!step.text.empty())
            context.out << "         " << paint.faint(printable(step.text, 240)) << '\n';
    }
}

void print_finding(Context& context, const Paint& paint, const Finding& finding) {
    context.out << fmt::format("\n{} {} ({})\n", paint.place(at(finding.place)),
                               paint.bold(printable(finding.title, 300)), finding.check);
    context.out << wrapped(printable(finding.claim), 98, 2) << '\n';
    if (!finding.judgement.empty())
        context.out << fmt::format(
            "  {} by {} on {}: {}\n", finding.judgement, printable(finding.judged_by, 100),
            printable(finding.judged_on, 40), printable(finding.judged_why, 300));
    print_path(context, paint, finding.path);
    context.out << fmt::format(
        "  id {}{}\n", printable(finding.id, 200),
        finding.confidence.empty() ? "" : ", confidence " + finding.confidence);
    if (!finding.witness.empty())
        for (const std::string_view line : split(finding.witness, '\n'))
            context.out << "    | " << printable(line, 300) << '\n';
}

void print_values(Context& context, const Paint& paint, const WorkerAnswer& answer) {
    bool first = true;
    for (const Finding& finding : answer.findings) {
        if (finding.value.empty()) continue;
        if (first) context.out << '\n' << paint.bold("Values on which the result depends") << '\n';
        first = false;
        context.out << fmt::format("  {:<20} {} {}\n", printable(finding.value, 60),
                                   paint.place(at(finding.place)), printable(finding.title, 200));
    }
}

void print_lines(Context& context, const Paint& paint, const std::vector<SliceLine>& lines,
                 std::size_t shown) {
    for (std::size_t i = 0; i < std::min(shown, lines.size()); ++i) {
        const SliceLine& line = lines[i];
        context.out << fmt::format(
            "  {:>4} {}{} {}\n", line.rank,
            paint.place(fmt::format("{}:{}", printable(line.file, 300), line.line)),
            line.thin ? "" : " (decides)",
            printable(line.text.empty() ? line.what : line.text, 160));
    }
}

void print_summary(Context& context, const Paint& paint, const WorkerAnswer& answer) {
    std::map<std::string, std::size_t> per_check;
    std::size_t suppressed = 0;
    for (const Finding& finding : answer.findings) {
        if (finding.judgement == "suppressed")
            ++suppressed;
        else
            ++per_check[finding.check];
    }
    context.out << '\n' << paint.bold("Findings") << '\n';
    if (per_check.empty()) context.out << "  none within what was read\n";
    for (const auto& [check, count] : per_check)
        context.out << fmt::format("  {:>6}  {}\n", count, check);
    if (suppressed > 0)
        context.out << fmt::format("  {:>6}  suppressed by a reviewer\n", suppressed);
}

// Those with a reason, which stand on the slice, or those without.
void print_asides(Context& context, const Paint& paint, const WorkerAnswer& answer, bool on_slice) {
    std::vector<const analyzer::Aside*> asides;
    for (const auto& aside : answer.asides)
        if (aside.reason.empty() != on_slice) asides.push_back(&aside);
    if (asides.empty()) return;
    context.out << '\n'
                << paint.bold(on_slice
                                  ? "Set aside: on the slice, but most likely not worth a look"
                                  : "Appendix: the same patterns where no path to the result was "
                                    "found")
                << '\n';
    for (std::size_t i = 0; i < std::min(asides_shown, asides.size()); ++i)
        context.out << fmt::format("  {} {} ({}){}\n", paint.place(at(asides[i]->place)),
                                   printable(asides[i]->title, 200), asides[i]->check,
                                   on_slice ? ": " + printable(asides[i]->reason, 200) : "");
    if (asides.size() > asides_shown)
        context.out << fmt::format("  and {} more\n", asides.size() - asides_shown);
}

}  // namespace

void print_coverage(Context& context, const Coverage& coverage) {
    const Paint paint(context.out_terminal);
    context.out << paint.bold("What was read") << '\n';
    for (const LanguageShare& share : coverage.languages)
        context.out << fmt::format("  {:<14} {:>5} of {} files, {} of {} lines ({}%)\n",
                                   printable(share.language, 20), share.files_read, share.files,
                                   share.lines_read, share.lines,
                                   percent(share.lines_read, share.lines));
    context.out << fmt::format(
        "  {} of {} source units without error ({}%), {} functions, {} steps of a value\n"
        "  {} of {} calls not resolved\n",
        coverage.units_clean, coverage.units, percent(coverage.units_clean, coverage.units),
        coverage.functions, coverage.edges.value_or(0), coverage.calls_unresolved,
        coverage.calls.value_or(0));
    for (std::size_t i = 0; i < std::min(not_read_shown, coverage.not_read.size()); ++i)
        context.out << "  " << paint.doubtful("gap") << ' ' << printable(coverage.not_read[i], 300)
                    << '\n';
    if (coverage.not_read.size() > not_read_shown)
        context.out << fmt::format("  and {} more gaps\n",
                                   coverage.not_read.size() - not_read_shown);
}

void print_candidates(Context& context, const WorkerAnswer& answer) {
    const Paint paint(context.out_terminal);
    print_coverage(context, answer.coverage);
    context.out << '\n' << paint.bold("Functions whose result could be the evidence") << '\n';
    if (answer.candidates.empty()) context.out << "  none was found in what was read\n";
    for (const auto& candidate : answer.candidates)
        context.out << fmt::format(
            "  {:>3}  {}  {} {}\n       {}\n", candidate.score,
            paint.bold(printable(candidate.signature, 200)), printable(candidate.returns, 60),
            paint.place(fmt::format("{}:{}", printable(candidate.file, 300), candidate.line)),
            printable(candidate.why, 300));
}

void print_review(Context& context, const WorkerAnswer& answer, std::size_t lines_shown) {
    const Paint paint(context.out_terminal);
    print_coverage(context, answer.coverage);
    print_summary(context, paint, answer);
    const auto& size = answer.size;
    context.out << '\n' << paint.bold("Slice") << '\n';
    context.out << fmt::format(
        "  {} of {} cells reach the result, {} of them as values; {} of {} lines that were read\n",
        size.full, size.cells, size.thin, size.lines, size.source_lines);
    if (lines_shown > 0 && !answer.slice.empty()) {
        context.out << "  what matters first:\n";
        print_lines(context, paint, answer.slice, lines_shown);
    }
    for (const Finding& finding : answer.findings)
        if (finding.value.empty() && finding.judgement != "suppressed")
            print_finding(context, paint, finding);
    print_values(context, paint, answer);
    print_asides(context, paint, answer, true);
    print_asides(context, paint, answer, false);
    if (!answer.findings.empty())
        context.out << '\n' << wrapped(printable(answer.findings.front().limits), 98) << '\n';
}

void print_ways(Context& context, const WorkerAnswer& answer, std::size_t lines_shown) {
    const Paint paint(context.out_terminal);
    for (const auto& way : answer.ways) {
        context.out << '\n' << paint.bold("From " + printable(way.asked, 300)) << '\n';
        context.out << wrapped(printable(way.said), 98, 2) << '\n';
        print_path(context, paint, way.path);
    }
    for (const auto& reach : answer.reaches) {
        context.out << '\n'
                    << paint.bold("What " + printable(reach.asked, 300) + " reaches") << "\n  "
                    << printable(reach.said, 500) << '\n';
        if (!reach.lines.empty())
            context.out << "  "
                        << (reach.entries.empty()
                                ? std::string("No path to the result of an entry was found.")
                                : "It reaches the result of " + join(reach.entries, ", ") + ".")
                        << '\n';
        print_lines(context, paint, reach.lines, lines_shown);
    }
}

void print_comparison(Context& context, const analyzer::Comparison& comparison) {
    const Paint paint(context.out_terminal);
    context.out << '\n' << paint.bold("Against the earlier review") << '\n';
    const auto findings = [&](const char* what, const std::vector<Finding>& list) {
        for (const Finding& finding : list)
            context.out << fmt::format("  {} {} {} ({})\n", what, paint.place(at(finding.place)),
                                       printable(finding.title, 200), finding.check);
    };
    for (const auto& value : comparison.values)
        context.out << fmt::format("  value   {} {} -> {} in {}\n",
                                   paint.place(at(value.after_place)), printable(value.before, 60),
                                   printable(value.after, 60), printable(value.function, 100));
    findings("new    ", comparison.appeared);
    findings("gone   ", comparison.gone);
    const auto lines = [&](const char* what, const std::vector<SliceLine>& list) {
        for (const SliceLine& line : list)
            context.out << fmt::format("  {} {}:{} {}\n", what, printable(line.file, 300),
                                       line.line, printable(line.text, 160));
    };
    lines("line in ", comparison.lines_added);
    lines("line out", comparison.lines_gone);
    if (comparison.values.empty() && comparison.appeared.empty() && comparison.gone.empty() &&
        comparison.lines_added.empty() && comparison.lines_gone.empty())
        context.out << "  no difference was found in what was read\n";
    for (const std::string& remark : comparison.remarks)
        context.out << "  note: " << printable(remark, 500) << '\n';
}

}  // namespace isonomia::cli
