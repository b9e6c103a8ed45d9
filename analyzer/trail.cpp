#include "analyzer/trail.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t line_bytes_max = 64ULL << 10U;

// What is wrong with it, or "".
std::string fault(const Judgement& judgement) {
    const std::string& verdict = judgement.verdict;
    if (judgement.finding.empty()) return "it names no finding";
    if (verdict != "confirmed" && verdict != "suppressed" && verdict != "open")
        return "its verdict is neither confirmed, suppressed nor open";
    if (trim(judgement.reviewer).empty()) return "it names no reviewer";
    if (trim(judgement.reason).empty()) return "it gives no reason";
    if (!parse_instant(judgement.date)) return "its date is none";
    return {};
}

}  // namespace

Result<std::vector<Judgement>> read_trail(std::string_view text, const std::string& file) {
    std::vector<Judgement> trail;
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        const auto refused = [&](const std::string& why) {
            return fail(input_error("C0401", "a line of the review trail cannot be used: " + why)
                            .at({file, number, 1})
                            .hinted("each line is written by 'isonomia review --confirm' or "
                                    "'--suppress'"));
        };
        const auto json = parse_json(line, file, {.depth_max = 4, .bytes_max = line_bytes_max});
        if (!json) return refused(json.error().message);
        auto judgement = from_json<Judgement>(*json);
        if (!judgement) return refused(judgement.error().message);
        if (const std::string why = fault(*judgement); !why.empty()) return refused(why);
        trail.push_back(*std::move(judgement));
    }
    return trail;
}

std::string trail_line(const Judgement& judgement) { return canonical(to_json(judgement)) + "\n"; }

std::vector<std::string> apply_trail(const std::vector<Judgement>& trail,
                                     std::vector<Finding>& findings) {
    std::map<std::string, const Judgement*> last;
    for (const Judgement& judgement : trail)
        last[judgement.finding] = &judgement;
    std::vector<std::string> remarks;
    for (const auto& [id, judgement] : last) {
        if (judgement->verdict == "open") continue;
        const auto found = std::find_if(findings.begin(), findings.end(),
                                        [&](const Finding& f) { return f.id == id; });
        if (found == findings.end()) {
            remarks.push_back(fmt::format("{} finding '{}' is not found any more: {}",
                                          judgement->verdict, id, judgement->title));
            continue;
        }
        if (!judgement->file_sha256.empty() && judgement->file_sha256 != found->file_sha256) {
            remarks.push_back(fmt::format("'{}' was {} when {} had other content; it is open again",
                                          id, judgement->verdict, found->place.file));
            continue;
        }
        found->judgement = judgement->verdict;
        found->judged_by = judgement->reviewer;
        found->judged_on = judgement->date;
        found->judged_why = judgement->reason;
    }
    return remarks;
}

}  // namespace isonomia::analyzer
