// What needs several parts of a matter at once.
#include <map>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/matter_parts.hpp"

namespace isonomia::matter_reader {

namespace {

Status not_after_hearing(const MatterFile& matter, std::string_view key, std::string what,
                         const std::string& when) {
    const auto hearing = parse_instant(matter.matter.hearing_on);
    const auto then = parse_instant(when);
    constexpr std::int64_t a_day_and_the_zones = 86400 + 14 * 3600;
    if (!hearing || !then || then->seconds < hearing->seconds + a_day_and_the_zones) return {};
    return fail(located(
        "M0005",
        fmt::format("{} on {}, after the hearing on {}", what, when, matter.matter.hearing_on),
        matter.places.at(std::string(key)), "correct one of the two days; is the year right?"));
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
        if (auto status = not_after_hearing(matter, "exhibit/" + exhibit.id,
                                            fmt::format("exhibit '{}' was received", exhibit.id),
                                            exhibit.received_on);
            !status)
            return status;
    for (const Activity& activity : matter.activities)
        for (const std::string& time : {activity.happened, activity.happened_until})
            if (auto status =
                    not_after_hearing(matter, "activity/" + activity.id,
                                      fmt::format("activity '{}' happened", activity.id), time);
                !status)
                return status;
    return {};
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

Status check_together(const MatterFile& matter) {
    if (auto status = check_times(matter); !status) return status;
    return check_files(matter);
}

}  // namespace isonomia::matter_reader
