#include "core/preservation_rules.hpp"

#include <algorithm>
#include <set>

#include "core/subjects.hpp"

namespace isonomia {

namespace {

bool has(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

// The day has begun; nothing when the text is no date.
std::optional<bool> has_begun(const std::string& date, Instant now) {
    const auto instant = parse_instant(date);
    return instant ? std::optional(*instant <= now) : std::nullopt;
}

// The first thing of the scope that the hold covers, in words; "" when it covers none of it.
std::string covered(const Hold& hold, const ErasureScope& scope) {
    if (hold.exhibits.empty() && hold.subjects.empty()) return "the whole case";
    for (const std::string& subject : scope.subjects)
        if (has(hold.subjects, subject)) return "agent " + subject;
    for (const std::string& exhibit : scope.exhibits)
        if (has(hold.exhibits, exhibit)) return "exhibit " + exhibit;
    return {};
}

std::string covered(const Retention& retention, const ErasureScope& scope) {
    if (retention.exhibits.empty()) return "the whole case";
    for (const std::string& exhibit : scope.exhibits)
        if (has(retention.exhibits, exhibit)) return "exhibit " + exhibit;
    return {};
}

bool is_released(const Hold& hold) { return !hold.release_reason.empty(); }

bool holds_exhibit(const Hold& hold, const Exhibit& exhibit) {
    if (is_released(hold)) return false;
    ErasureScope scope;
    scope.subjects = {exhibit.subject};
    scope.exhibits = {exhibit.id};
    return !covered(hold, scope).empty();
}

}  // namespace

ErasureScope scope_of_erasure(const std::vector<LedgerEntry>& entries, std::string_view subject,
                              std::string_view declaration) {
    std::set<std::string> subjects{std::string(subject)};
    std::set<std::string> exhibits;
    for (const LedgerEntry& entry : entries) {
        if (entry.erased || !concerns(entry.subject, subject)) continue;
        if (entry.type == "exhibit" && entry.id == declaration) continue;
        if (entry.type == "exhibit") exhibits.insert(entry.id);
        // The intake of the declaration is sealed with it.
        const Json* generated = entry.payload.find("generated");
        if (generated != nullptr && !declaration.empty() &&
            *generated == Json(Json::Array{std::string(declaration)}))
            continue;
        subjects.merge(agents_in(entry.subject));
    }
    return {std::string(subject),
            {subjects.begin(), subjects.end()},
            {exhibits.begin(), exhibits.end()}};
}

std::vector<Obstacle> obstacles_to_erasure(const CaseFile& case_file, const ErasureScope& scope,
                                           Instant now) {
    std::vector<Obstacle> obstacles;
    for (const auto& [hold, entry, recorded, supersedes] : case_file.holds) {
        const std::string covers = is_released(hold) ? "" : covered(hold, scope);
        if (!covers.empty())
            obstacles.push_back({ObstacleKind::hold, hold.id, hold.title, covers, ""});
    }
    for (const auto& [retention, entry, recorded, supersedes] : case_file.retentions) {
        if (retention.keep_until.empty() || has_begun(retention.keep_until, now).value_or(false))
            continue;
        const std::string covers = covered(retention, scope);
        if (!covers.empty())
            obstacles.push_back({ObstacleKind::retention, retention.id, retention.ground, covers,
                                 retention.keep_until});
    }
    return obstacles;
}

std::vector<Overdue> overdue_erasures(const CaseFile& case_file, Instant now) {
    std::vector<Overdue> result;
    for (const auto& [retention, entry, recorded, supersedes] : case_file.retentions) {
        if (retention.erase_by.empty() || !has_begun(retention.erase_by, now).value_or(true))
            continue;
        Overdue overdue{retention.id, retention.category, retention.erase_by, {}, {}};
        std::set<std::string> holds;
        for (const auto& exhibit : case_file.exhibits) {
            const Exhibit& object = exhibit.object;
            if (!retention.exhibits.empty() && !has(retention.exhibits, object.id)) continue;
            overdue.exhibits.push_back(object.id);
            for (const auto& hold : case_file.holds)
                if (holds_exhibit(hold.object, object)) holds.insert(hold.object.id);
        }
        overdue.held_by.assign(holds.begin(), holds.end());
        if (!overdue.exhibits.empty()) result.push_back(std::move(overdue));
    }
    return result;
}

}  // namespace isonomia
