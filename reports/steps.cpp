#include "reports/steps.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace isonomia::reports {

std::string letter_name(const std::string& holder) {
    return holder.empty() ? "request-holder-not-known"
                          : "request-" + anchor_of("to", holder).substr(3);
}

namespace {

bool asks_for(const Activity& act, const std::string& fact) {
    const auto asked = act.parameters.find("asks-for");
    if (asked == act.parameters.end() || fact.empty()) return false;
    const auto names = words(asked->second);
    return std::find(names.begin(), names.end(), fact) != names.end();
}

}  // namespace

std::vector<Statement> steps_for(const Record& record, const Gap& gap) {
    const Catalogue& words = record.words;
    const std::string letter = "sha256 of " + letter_name(gap.holder) + ".docx";
    std::vector<Statement> steps;
    for (const auto& recorded : record.file.activities) {
        const Activity& act = recorded.object;
        if (act.kind == ActivityKind::reporting && act.parameters.contains(letter))
            steps.push_back(
                stated(words.say("asked for by letter on {0} ({1})",
                                 {record.day(act.happened, "date not recorded"), code(act.id)}),
                       record.from(recorded)));
        if (asks_for(act, gap.fact))
            steps.push_back(stated(
                words.say("{0}: {1}, by {2}; answer: {3}",
                          {record.day(act.happened, "date not recorded"), value(act.title),
                           record.agent(act.agent), record.or_words(act.result, "none on record")}),
                record.from(recorded)));
    }
    return steps;
}

}  // namespace isonomia::reports
