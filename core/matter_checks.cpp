// What needs several parts of a matter at once.
#include <map>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/matter_parts.hpp"

namespace isonomia::matter_reader {

namespace {

constexpr std::size_t a_day_length = 10;  // 2026-12-15

// A day against a day is exact; a time may be of any zone.
bool lies_after(const std::string& when, const std::string& day) {
    const auto hearing = parse_instant(day);
    const auto then = parse_instant(when);
    if (!hearing || !then) return false;
    if (when.size() == a_day_length && day.size() == a_day_length) return *hearing < *then;
    constexpr std::int64_t a_day_and_the_zones = 86400 + 14 * 3600;
    return then->seconds >= hearing->seconds + a_day_and_the_zones;
}

Status not_after_hearing(const Matter& matter, const std::string& what, const std::string& when,
                         const Location& where) {
    if (!lies_after(when, matter.hearing_on)) return {};
    return fail(located(
        "M0005", fmt::format("{} on {}, after the hearing on {}", what, when, matter.hearing_on),
        where, "correct one of the two days; is the year right?"));
}

// The rules count the days from it to the hearing.
Status check_service(const MatterFile& matter) {
    for (const Fact& fact : matter.facts) {
        if (fact.id != "served.on") continue;
        for (const std::string& day : {fact.value, fact.otherwise})
            if (auto status = not_after_hearing(matter.matter, "fact 'served.on' is service", day,
                                                matter.places.at("fact/" + fact.id));
                !status)
                return status;
    }
    return {};
}

Status check_times(const MatterFile& matter) {
    const auto used = parse_instant(matter.matter.used_on);
    const auto hearing = parse_instant(matter.matter.hearing_on);
    if (used && hearing && *hearing < *used)
        return fail(located("M0005",
                            fmt::format("the hearing (hearing-on {}) lies before the use of the AI "
                                        "(used-on {})",
                                        matter.matter.hearing_on, matter.matter.used_on),
                            matter.places.at("matter/" + matter.matter.id),
                            "correct one of the two"));
    for (const Exhibit& exhibit : matter.exhibits)
        if (auto status = not_after_hearing(
                matter.matter, fmt::format("exhibit '{}' was received", exhibit.id),
                exhibit.received_on, matter.places.at("exhibit/" + exhibit.id));
            !status)
            return status;
    for (const Activity& activity : matter.activities)
        if (auto status = check_act_times(matter.matter, activity,
                                          matter.places.at("activity/" + activity.id));
            !status)
            return status;
    return check_service(matter);
}

Status check_files(const MatterFile& matter) {
    std::map<fs::path, std::string> owner;
    for (const Exhibit& exhibit : matter.exhibits) {
        const auto [first, alone] =
            owner.emplace(fs::path(exhibit.file).lexically_normal(), exhibit.id);
        if (!alone)
            return fail(located("M0001",
                                fmt::format("exhibits '{}' and '{}' name the same file \"{}\"",
                                            first->second, exhibit.id, exhibit.file),
                                matter.places.at("exhibit/" + exhibit.id),
                                "correct the file name, or use one exhibit for both"));
    }
    return {};
}

}  // namespace

Status check_act_times(const Matter& matter, const Activity& activity, const Location& where) {
    for (const std::string& time : {activity.happened, activity.happened_until})
        if (auto status = not_after_hearing(
                matter, fmt::format("activity '{}' happened", activity.id), time, where);
            !status)
            return status;
    return {};
}

Status check_together(const MatterFile& matter) {
    if (auto status = check_times(matter); !status) return status;
    return check_files(matter);
}

}  // namespace isonomia::matter_reader
