#include "cli/entry_facts.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/run/program_act.hpp"
#include "core/describe.hpp"
#include "core/exhibit.hpp"
#include "core/subjects.hpp"

namespace isonomia::cli {

namespace {

// A time as claimed, or the whole of a day, lies before the instant.
bool is_over_by(const std::string& claimed, Instant instant) {
    const auto began = parse_instant(claimed);
    if (!began) return false;
    const bool day = claimed.size() == std::string_view("2026-11-22").size();
    return day ? claimed < to_rfc3339(instant).substr(0, claimed.size()) : *began < instant;
}

}  // namespace

std::optional<Activity> act_in(const LedgerEntry& entry) {
    if (entry.type != "activity" || entry.erased) return std::nullopt;
    auto act = from_json<Activity>(entry.payload);
    if (!act) return std::nullopt;
    return *std::move(act);
}

Earlier earlier_than(const LedgerEntry& entry) {
    const auto resting = [](std::string_view words, const std::string& document) {
        return Earlier{fmt::format("{} {}", words,
                                   document.empty() ? "no document that the record names"
                                                    : printable(document, 200)),
                       document};
    };
    if (const auto act = act_in(entry)) {
        const bool before = !act->known_from.empty() || is_over_by(act->happened, entry.recorded);
        if (act->agent == program_agent || !before) return {};
        return resting("happened before it was recorded; known from", act->known_from);
    }
    if (entry.type != "exhibit" || entry.erased || entry.id == declaration_id) return {};
    const auto exhibit = from_json<Exhibit>(entry.payload);
    if (!exhibit) return {};
    if (entry.supersedes && exhibit->custody_rests_on.empty()) return {};  // on the entry before
    return resting("before this entry custody rests on", exhibit->custody_rests_on);
}

std::vector<std::string> standing_facts(const LedgerEntry& entry) {
    std::vector<std::string> facts;
    // Steps of this program need no authority.
    if (const auto act = act_in(entry); act && (act->authority || authority_is_wanting(*act)))
        facts.push_back("authority: " + authority_line(*act));
    if (Earlier before = earlier_than(entry); !before.words.empty())
        facts.push_back(std::move(before.words));
    return facts;
}

}  // namespace isonomia::cli
