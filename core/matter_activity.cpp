// What was done: acts of people, with authority, candidates and settings.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/matter_parts.hpp"

namespace isonomia::matter_reader {

namespace {

// Rejects `later` when it lies before `earlier`; both may be "".
void in_order(Fields& fields, const std::string& earlier, const std::string& later,
              std::string_view attribute, std::string_view after) {
    const auto first = parse_instant(earlier);
    const auto second = parse_instant(later);
    if (first && second && *second < *first)
        fields.reject("M0005",
                      fmt::format("{} of {} ({}) lies before {} ({})", attribute, fields.name(),
                                  later, after, earlier),
                      attribute, "correct one of the two");
}

Result<Authority> read_authority(XmlNode node, Names& names, const std::string& activity) {
    Fields fields(node, "authority of " + activity);
    Authority authority;
    if (fields.flag("none-stated")) {
        for (const char* other :
             {"cite", "exhibit", "issued-by", "valid-from", "valid-until", "scope"})
            if (!fields.optional(other).empty())
                fields.reject(
                    "M0005",
                    fmt::format("{} says none-stated and yet has {}", fields.name(), other), other,
                    "delete none-stated, or everything else");
    } else {
        authority.cite = fields.required("cite");
        authority.exhibit = names.reference(fields, "exhibit", "exhibit");
        authority.issued_by = fields.optional("issued-by");
        authority.valid_from = fields.instant("valid-from");
        authority.valid_until = fields.instant("valid-until");
        authority.scope = fields.optional("scope");
        in_order(fields, authority.valid_from, authority.valid_until, "valid-until", "valid-from");
    }
    if (auto status = fields.finish(); !status) return fail(status.error());
    return authority;
}

Result<Candidate> read_candidate(XmlNode node, const std::string& activity) {
    Fields fields(node, "candidate of " + activity);
    Candidate candidate;
    candidate.rank = fields.required_count("rank");
    candidate.label = fields.required("label");
    candidate.score = fields.number("score");
    candidate.chosen = fields.flag("chosen");
    if (candidate.rank == 0)
        fields.reject("M0004", "ranks of candidates begin with 1", "rank",
                      "number the list from 1, best first");
    if (auto status = fields.finish(); !status) return fail(status.error());
    return candidate;
}

Status read_candidates(Fields& fields, Activity& activity) {
    std::set<std::uint64_t> ranks;
    for (const XmlNode& node : fields.each("candidate")) {
        auto candidate = read_candidate(node, fields.name());
        if (!candidate) return fail(candidate.error());
        if (!ranks.insert(candidate->rank).second)
            fields.reject(located(
                "M0001",
                fmt::format("{} has two candidates of rank {}", fields.name(), candidate->rank),
                node.location("rank"), "give each candidate a rank of its own"));
        activity.candidates.push_back(*std::move(candidate));
    }
    return {};
}

Status read_parameters(Fields& fields, Activity& activity) {
    for (const XmlNode& node : fields.each("parameter")) {
        Fields parameter(node, "parameter of " + fields.name());
        const std::string name = parameter.required("name");
        const std::string value = parameter.any_text("value");
        if (auto status = parameter.finish(); !status) return status;
        if (!activity.parameters.emplace(name, value).second)
            fields.reject(located("M0001",
                                  fmt::format("{} has parameter '{}' twice", fields.name(), name),
                                  node.location("name"), "delete one of them"));
    }
    return {};
}

// Acts that people declare; the others are recorded by the program when it does them.
constexpr std::array declared_kinds = {ActivityKind::acquisition, ActivityKind::transformation,
                                       ActivityKind::inference,   ActivityKind::review,
                                       ActivityKind::decision,    ActivityKind::transfer,
                                       ActivityKind::other};

ActivityKind declared_kind(Fields& fields) {
    std::vector<std::string> allowed;
    for (const ActivityKind kind : declared_kinds)
        allowed.emplace_back(to_text(kind));
    const auto written = from_text<ActivityKind>(fields.node().attribute("kind").value_or(""));
    if (written &&
        std::find(declared_kinds.begin(), declared_kinds.end(), *written) == declared_kinds.end())
        fields.reject("M0005",
                      fmt::format("kind=\"{}\" of {} is an act of this program, which records it "
                                  "itself",
                                  to_text(*written), fields.name()),
                      "kind", "for the same kind of act by somebody else write kind=\"other\"");
    return from_text<ActivityKind>(fields.word("kind", allowed)).value_or(ActivityKind::other);
}

void check_activity(Fields& fields, const Activity& activity) {
    if (activity.kind == ActivityKind::inference && activity.system.empty())
        fields.reject("M0005", fmt::format("{} is an inference without a system", fields.name()),
                      "kind", "add system=\"…\" with the id of the AI system that was used");
    if (!activity.happened_until.empty() && activity.happened.empty())
        fields.reject("M0005", fmt::format("{} has an end (until) and no beginning", fields.name()),
                      "until", "add happened=\"…\"");
    in_order(fields, activity.happened, activity.happened_until, "until", "happened");
    const std::set<std::string> used(activity.used.begin(), activity.used.end());
    for (const std::string& exhibit : activity.generated)
        if (used.contains(exhibit))
            fields.reject(
                "M0005",
                fmt::format("{} both used and generated exhibit '{}'", fields.name(), exhibit),
                "generated",
                "what comes out is a new exhibit: give it an id and a file of its own");
}

}  // namespace

Result<Activity> read_activity(XmlNode node, Names& names) {
    Fields fields(node, "activity");
    Activity activity;
    activity.id = fields.id();
    activity.kind = declared_kind(fields);
    activity.title = fields.required("title");
    activity.agent = names.reference(fields, "by", "agent");
    activity.system = names.reference(fields, "system", "system");
    activity.happened = fields.instant("happened");
    activity.happened_until = fields.instant("until");
    activity.known_from = names.reference(fields, "known-from", "exhibit");
    activity.used = names.references(fields, "used", "exhibit");
    activity.generated = names.references(fields, "generated", "exhibit");
    if (const XmlNode child = fields.child("authority")) {
        auto authority = read_authority(child, names, fields.name());
        if (!authority) return fail(authority.error());
        activity.authority = *std::move(authority);
    }
    if (auto status = read_candidates(fields, activity); !status) return fail(status.error());
    if (auto status = read_parameters(fields, activity); !status) return fail(status.error());
    activity.result = fields.words("result");
    check_activity(fields, activity);
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("activity", activity.id, node.location("id")); !status)
        return fail(status.error());
    return activity;
}

}  // namespace isonomia::matter_reader
