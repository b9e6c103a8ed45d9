#include "core/preservation_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/describe.hpp"
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

std::set<std::uint64_t> replaced_by(const std::vector<LedgerEntry>& entries,
                                    const std::set<std::uint64_t>& going) {
    std::set<std::uint64_t> replaced;
    // Backwards, so that who supersedes is seen before what is superseded.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->type != "exhibit" || !entry->supersedes) continue;
        if (going.contains(entry->index) || replaced.contains(entry->index))
            replaced.insert(*entry->supersedes);
    }
    return replaced;
}

std::vector<LedgerEntry> with_holds_as_they_bind(std::vector<LedgerEntry> entries) {
    const auto merge = [](std::vector<std::string>& list, const std::vector<std::string>& earlier) {
        for (const std::string& one : earlier)
            if (!has(list, one)) list.push_back(one);
    };
    std::map<std::string, Hold> open;
    for (LedgerEntry& entry : entries) {
        auto hold = entry.type == "hold" ? from_json<Hold>(entry.payload) : Result<Hold>(fail({}));
        if (!hold) continue;
        if (is_released(*hold)) {
            open.erase(hold->id);
            continue;
        }
        if (const auto earlier = open.find(hold->id); earlier != open.end()) {
            const auto everything = [](const Hold& one) {
                return one.exhibits.empty() && one.subjects.empty();
            };
            if (everything(*hold) || everything(earlier->second)) {
                hold->exhibits.clear();
                hold->subjects.clear();
            } else {
                merge(hold->exhibits, earlier->second.exhibits);
                merge(hold->subjects, earlier->second.subjects);
            }
            entry.payload = to_json(*hold);
        }
        open[hold->id] = *hold;
    }
    return entries;
}

ErasureScope scope_of_erasure(const std::vector<LedgerEntry>& entries, std::string_view subject,
                              std::string_view declaration) {
    std::set<std::string> subjects{std::string(subject)};
    std::set<std::string> exhibits;
    std::set<std::uint64_t> theirs;
    for (const LedgerEntry& entry : entries)
        if (!entry.erased && concerns(entry.subject, subject)) theirs.insert(entry.index);
    const auto replaced = replaced_by(entries, theirs);
    for (const LedgerEntry& entry : entries) {
        const bool goes = concerns(entry.subject, subject) || replaced.contains(entry.index);
        if (entry.erased || !goes) continue;
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
