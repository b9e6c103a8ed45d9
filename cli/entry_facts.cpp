#include "cli/entry_facts.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "core/describe.hpp"
#include "core/exhibit.hpp"

namespace isonomia::cli {

std::optional<Activity> act_in(const LedgerEntry& entry) {
    if (entry.type != "activity" || entry.erased) return std::nullopt;
    auto act = from_json<Activity>(entry.payload);
    if (!act) return std::nullopt;
    return *std::move(act);
}

std::string custody_document(const LedgerEntry& entry) {
    if (entry.type != "exhibit" || entry.erased) return "";
    const auto exhibit = from_json<Exhibit>(entry.payload);
    return exhibit ? exhibit->custody_rests_on : "";
}

std::vector<std::string> standing_facts(const LedgerEntry& entry) {
    std::vector<std::string> facts;
    if (const auto act = act_in(entry)) {
        // Steps of this program need no authority.
        if (act->authority || authority_is_wanting(*act))
            facts.push_back("authority: " + authority_line(*act));
        if (!act->known_from.empty())
            facts.push_back(fmt::format("happened before it was recorded; known from {}",
                                        printable(act->known_from)));
    }
    if (const std::string document = custody_document(entry); !document.empty())
        facts.push_back(
            fmt::format("before this entry custody rests on {}", printable(document, 500)));
    return facts;
}

}  // namespace isonomia::cli
