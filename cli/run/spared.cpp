#include "cli/run/spared.hpp"

#include <algorithm>
#include <array>

#include "core/custody.hpp"
#include "core/exhibit.hpp"

namespace isonomia::cli {

namespace {

bool is_stated_by_runs(const std::string& type) {
    static constexpr std::array types{"matter",  "agent",    "system",      "exhibit", "activity",
                                      "dataset", "model",    "source",      "fact",    "finding",
                                      "outcome", "coverage", "measurement", "report"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

Spared::Spared(const Journal& journal) {
    journal.for_each_current("handover", [&](const std::string&, const Json& payload) {
        const auto handover = from_json<Handover>(payload);
        if (!handover || !handover->incoming) return;
        handed_over_.emplace("agent", handover->from);
        handed_over_.emplace("agent", handover->to);
        for (const HandoverItem& item : handover->items) {
            handed_over_.emplace("exhibit", item.exhibit);
            const Json* recorded = journal.current("exhibit", item.exhibit);
            if (recorded == nullptr) continue;
            if (const auto exhibit = from_json<Exhibit>(*recorded))
                handed_over_.emplace("exhibit", exhibit->custody_rests_on);
        }
    });
}

bool Spared::operator()(const std::string& type, const std::string& id) const {
    return !is_stated_by_runs(type) || handed_over_.contains({type, id});
}

}  // namespace isonomia::cli
