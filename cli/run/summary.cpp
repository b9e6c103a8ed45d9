#include "cli/run/summary.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

using Tally = std::array<std::size_t, names_of(Verdict{}).size()>;

Tally tally(const CaseFile& case_file) {
    Tally counts{};
    for (const auto& outcome : case_file.outcomes)
        ++counts[static_cast<std::size_t>(outcome.object.verdict)];
    return counts;
}

std::size_t count(const Tally& counts, Verdict verdict) {
    return counts[static_cast<std::size_t>(verdict)];
}

// Each thing to ask for once, however many rules want it.
std::vector<Request> requests(const CaseFile& case_file) {
    std::vector<Request> result;
    for (const auto& outcome : case_file.outcomes)
        for (const Request& request : outcome.object.requests)
            if (std::none_of(result.begin(), result.end(),
                             [&](const Request& known) { return known.fact == request.fact; }))
                result.push_back(request);
    return result;
}

std::string in_words(const Tally& counts) {
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[i],
                                to_text(static_cast<Verdict>(i)));
    return text;
}

std::size_t undefined_figures(const CaseFile& case_file) {
    return static_cast<std::size_t>(
        std::count_if(case_file.measurements.begin(), case_file.measurements.end(),
                      [](const auto& m) { return !m.object.undefined_reason.empty(); }));
}

void line(Context& context, const Paint& paint, std::string_view label, const std::string& text) {
    context.out << paint.bold(fmt::format("{:<11}", label)) << ' ' << text << '\n';
}

void print_record(Context& context, const Paint& paint, const CaseFile& case_file,
                  const RunFacts& facts) {
    const std::uint64_t added = facts.entries_after - facts.entries_before;
    if (added == 0 && facts.written.empty()) {
        line(context, paint, "Unchanged",
             "the record holds all of this already; nothing was added");
    } else if (added == 0) {
        line(context, paint, "Restored",
             "the record is unchanged; reports that were missing or altered were "
             "written again");
    } else {
        std::string text = fmt::format("{} new entries", added);
        if (facts.superseding > 0)
            text +=
                fmt::format(", {} of which replace or withdraw earlier ones", facts.superseding);
        line(context, paint, "Recorded", text);
    }
    line(context, paint, "Record",
         fmt::format("{} entries; the reports state the first {}, root {}", facts.entries_after,
                     case_file.entries, case_file.root.substr(0, 16)));
}

void print_unmet(Context& context, const CaseFile& case_file) {
    constexpr std::size_t listed_max = 8;
    std::size_t listed = 0;
    for (const auto& outcome : case_file.outcomes) {
        if (outcome.object.verdict != Verdict::not_met && outcome.object.verdict != Verdict::error)
            continue;
        if (++listed > listed_max) continue;
        context.out << fmt::format("              {}: {} ({})\n", to_text(outcome.object.verdict),
                                   printable(outcome.object.title), outcome.object.rule);
    }
    if (listed > listed_max)
        context.out << fmt::format("              and {} more in the report\n",
                                   listed - listed_max);
}

void print_requests(Context& context, const Paint& paint, const CaseFile& case_file) {
    const auto missing = requests(case_file);
    if (missing.empty()) return;
    constexpr std::size_t listed_max = 3;
    line(context, paint, "To ask for",
         fmt::format("{} items that rules need and the record lacks, "
                     "beginning with:",
                     missing.size()));
    for (std::size_t i = 0; i < std::min(listed_max, missing.size()); ++i)
        context.out << "              " << printable(missing[i].text) << '\n';
}

bool differs_from_claim(const Measurement& measurement) {
    const auto it = measurement.parameters.find("equals_claimed");
    return it != measurement.parameters.end() && it->second == "false";
}

// What stands against a result most plainly: computed again, it is another.
void print_other_scores(Context& context, const Paint& paint, const CaseFile& case_file) {
    for (const auto& recorded : case_file.measurements) {
        const Measurement& m = recorded.object;
        if (!differs_from_claim(m)) continue;
        line(context, paint, "Differs",
             fmt::format("{}: {}, where {} is stated", printable(m.id), shortest(*m.value),
                         m.parameters.at("claimed_score")));
    }
}

void print_json(Context& context, const CaseFile& case_file, const RunFacts& facts) {
    const Tally counts = tally(case_file);
    Json::Object verdicts;
    for (std::size_t i = 0; i < counts.size(); ++i)
        verdicts.emplace(to_text(static_cast<Verdict>(i)), Json::integer(std::uint64_t{counts[i]}));
    const auto missing = requests(case_file);
    write_json(context,
               {{"folder", facts.folder.string()},
                {"entries_before", Json::integer(facts.entries_before)},
                {"entries_after", Json::integer(facts.entries_after)},
                {"entries_superseding", Json::integer(facts.superseding)},
                {"acts_done", Json::integer(std::uint64_t{facts.acts_done})},
                {"acts_kept", Json::integer(std::uint64_t{facts.acts_kept})},
                {"written", Json::Array(facts.written.begin(), facts.written.end())},
                {"measurements", Json::integer(std::uint64_t{case_file.measurements.size()})},
                {"undefined", Json::integer(std::uint64_t{undefined_figures(case_file)})},
                {"findings", Json::integer(std::uint64_t{case_file.findings.size()})},
                {"verdicts", std::move(verdicts)},
                {"requests", Json::integer(std::uint64_t{missing.size()})},
                {"root", case_file.root},
                {"verifier_key", facts.verifier_key}});
}

}  // namespace

ExitCode verdict_of(const CaseFile& case_file) {
    const Tally counts = tally(case_file);
    const bool rules_open = count(counts, Verdict::not_met) > 0 ||
                            count(counts, Verdict::not_established) > 0 ||
                            count(counts, Verdict::error) > 0;
    const bool score_differs =
        std::any_of(case_file.measurements.begin(), case_file.measurements.end(),
                    [](const auto& recorded) { return differs_from_claim(recorded.object); });
    return rules_open || score_differs ? ExitCode::adverse : ExitCode::done;
}

void print_summary(Context& context, const CaseFile& case_file, const RunFacts& facts) {
    if (context.json) return print_json(context, case_file, facts);
    if (context.quiet) return;
    const Paint paint(context.out_terminal);
    if (!case_file.matter.empty()) {
        const Matter& matter = case_file.matter.front().object;
        context.out << paint.bold(printable(matter.title))
                    << (matter.synthetic ? "  [SYNTHETIC]" : "") << "\n\n";
    }
    print_record(context, paint, case_file, facts);
    line(context, paint, "Measured",
         fmt::format("{} figures, {} of them undefined (each with its reason)",
                     case_file.measurements.size(), undefined_figures(case_file)));
    print_other_scores(context, paint, case_file);
    if (!case_file.sources.empty())
        line(context, paint, "Read",
             fmt::format("{} findings in source code", case_file.findings.size()));
    if (!case_file.outcomes.empty()) {
        line(context, paint, "Rules", in_words(tally(case_file)));
        print_unmet(context, case_file);
    }
    print_requests(context, paint, case_file);
    context.out << '\n';
    line(context, paint, "Report", printable((facts.folder / "report.html").string()));
    line(context, paint, "Check it", "isonomia verify " + printable(facts.folder.string()));
}

}  // namespace isonomia::cli
