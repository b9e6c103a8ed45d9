// Threshold conflict: one limit has different values in different places of the code.
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/limits.hpp"
#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const auto& [name, all] : conflicting_limits(review)) {
        std::set<double> values;
        std::vector<std::string> places;
        const Limit* held = nullptr;
        for (const Limit& limit : all) {
            if (values.insert(limit.value).second) places.push_back(place_of(review, limit));
            if (held == nullptr && review.slice.holds(limit.cell)) held = &limit;
        }
        if (held == nullptr) continue;
        const std::string& written = review.flow.cells[held->cell].name;
        Lead lead = lead_here(review, *held->function, held->node, held->cell);
        lead.text = name;
        if (values.size() - values.count(-1) < 2)
            lead.doubt = "one of the two values is -1, which says that none is set";
        // What one function sets otherwise than another does is one question.
        if (!held->function->initializer) lead.family = held->function->key;
        lead.title = fmt::format("'{}' has {} different values", written, values.size());
        lead.claim = fmt::format(
            "The code gives '{}' different values in different places: {}. Which of them is in "
            "force "
            "for the result of '{}' depends on the way through the program.",
            written, join(places, ", "), review.entry);
        lead.start = fmt::format("'{}' is {} here", written, held->text);
        lead.certain = true;
        leads.push_back(std::move(lead));
    }
    return leads;
}

}  // namespace

Check threshold_conflict_check() {
    return {"threshold_conflict",
            "The limit that was validated need not be the one that was in force. InspireFace gives "
            "the limit for a match as 0.48, 0 and 0.5 in three places.",
            "Find out which value was in force in the case, and repeat the case with each of the "
            "others.",
            false, run};
}

}  // namespace isonomia::analyzer
