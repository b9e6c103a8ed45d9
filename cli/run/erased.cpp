#include "cli/run/erased.hpp"

#include <map>

#include <fmt/format.h>

#include "core/describe.hpp"

namespace isonomia::cli {

namespace {

tl::unexpected<Error> declared_again(const MatterFile& matter, const std::string& slot,
                                     const std::string& agent, std::uint64_t entry) {
    const auto place = matter.places.find(slot);
    return fail(
        input_error("P1205",
                    fmt::format("the matter still declares data of '{}', which was erased", agent))
            .at(place != matter.places.end() ? place->second : Location{matter.path.string(), 0, 0})
            .note(fmt::format("the erasure is entry {}", entry))
            .hinted("take the person, and what is theirs, out of the matter; for new data under a "
                    "new ground use another id"));
}

}  // namespace

Status check_not_erased(const std::vector<LedgerEntry>& entries, const MatterFile& matter) {
    std::map<std::string, std::uint64_t> erased;
    for (const LedgerEntry& entry : entries)
        if (entry.type == "erasure")
            if (const Json* subject = entry.payload.find("subject"); subject && subject->string())
                erased[*subject->string()] = entry.index;
    if (erased.empty()) return {};
    for (const Agent& agent : matter.agents)
        if (const auto it = erased.find(agent.id);
            it != erased.end() && agent.kind == AgentKind::person)
            return declared_again(matter, "agent/" + agent.id, agent.id, it->second);
    for (const Exhibit& exhibit : matter.exhibits)
        if (const auto it = erased.find(exhibit.subject); it != erased.end())
            return declared_again(matter, "exhibit/" + exhibit.id, it->first, it->second);
    for (const ScoreModel& model : matter.models)
        if (const auto it = erased.find(model.subject); it != erased.end())
            return declared_again(matter, "model/" + model.id, it->first, it->second);
    return {};
}

}  // namespace isonomia::cli
