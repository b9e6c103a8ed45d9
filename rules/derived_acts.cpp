// Derived facts about the acts of people, as the record tells them.
#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/digest.hpp"
#include "core/text.hpp"
#include "rules/derived_tools.hpp"
#include "rules/kleene.hpp"

namespace isonomia::rules {

namespace {

constexpr std::int64_t seconds_per_day = 86400;

// Acts that need a legal basis.
std::vector<const Activity*> intrusive_acts(const CaseFile& case_file) {
    auto acts = activities_of(case_file, ActivityKind::acquisition);
    const auto uses = activities_of(case_file, ActivityKind::inference);
    acts.insert(acts.end(), uses.begin(), uses.end());
    return acts;
}

// The exhibit that shows all the acts, or "" when one of them rests on the matter alone.
template <class ExhibitOf>
std::string shown_by(const CaseFile& case_file, const std::vector<const Activity*>& acts,
                     ExhibitOf exhibit_of) {
    std::string first;
    const auto exhibits = exhibits_by_id(case_file);
    for (const Activity* act : acts) {
        const std::string exhibit = exhibit_of(*act);
        if (!exhibits.contains(exhibit)) return "";
        if (first.empty()) first = exhibit;
    }
    return first;
}

std::string authority_exhibit(const Activity& act) {
    return act.authority ? act.authority->exhibit : "";
}
std::string known_from(const Activity& act) { return act.known_from; }

enum class Validity { valid, invalid, unknown };

bool is_date_only(std::string_view text) { return text.size() == 10; }

std::string day_of(std::string_view text) { return std::string(text.substr(0, 10)); }

// The last second that the text covers: a date without a time covers its whole day.
std::optional<Instant> last_of(std::string_view text) {
    auto instant = parse_instant(text);
    if (instant && is_date_only(text)) instant->seconds += seconds_per_day - 1;
    return instant;
}

// Whether `moment` lies before `bound`, both of which can be read. A bound that is a day is the day
// where the act took place, so it is compared with the act's own date as written; a bound with a
// time is an instant, and an act of which only the day is known may lie on either side of it.
Truth before(std::string_view moment, std::string_view bound) {
    if (is_date_only(bound)) return truth_of(day_of(moment) < bound);
    const auto instant = parse_instant(bound);
    if (*last_of(moment) < *instant) return Truth::yes;
    return *parse_instant(moment) < *instant ? Truth::unknown : Truth::no;
}

Truth after(std::string_view moment, std::string_view bound) {
    if (is_date_only(bound)) return truth_of(day_of(moment) > bound);
    const auto instant = parse_instant(bound);
    if (*parse_instant(moment) > *instant) return Truth::yes;
    return *last_of(moment) > *instant ? Truth::unknown : Truth::no;
}

// The first and the last day of an authority count, and the whole of an act that lasted must lie
// between them. Without a day from which it ran, an authority is never seen to be valid.
Validity validity_of(const Activity& act) {
    if (!act.authority || act.authority->cite.empty() || !parse_instant(act.happened))
        return Validity::unknown;
    const std::string& ended =
        parse_instant(act.happened_until) ? act.happened_until : act.happened;
    const std::string& from = act.authority->valid_from;
    const std::string& until = act.authority->valid_until;
    const Truth early = parse_instant(from) ? before(act.happened, from) : Truth::unknown;
    const Truth late = parse_instant(until) ? after(ended, until) : Truth::no;
    switch (either(early, late)) {
        case Truth::yes:
            return Validity::invalid;
        case Truth::no:
            return Validity::valid;
        case Truth::unknown:
            break;
    }
    return Validity::unknown;
}

bool is_human(const CaseFile& case_file, const std::string& agent) {
    const Agent* found = find(case_file.agents, agent);
    return found != nullptr && found->kind == AgentKind::person;
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& id) {
        return std::find(b.begin(), b.end(), id) != b.end();
    });
}

// Whether the record ties the act to what the system put out.
bool is_about(const Activity& act, const Activity& use) {
    return share(act.used, use.generated) || (!use.system.empty() && act.system == use.system);
}

// Those of `acts` on the output of `use` that a person did, seen to be no earlier than `use`.
std::vector<const Activity*> later_by_person(const CaseFile& case_file,
                                             const std::vector<const Activity*>& acts,
                                             const Activity& use) {
    const auto used = last_of(use.happened);
    std::vector<const Activity*> later;
    for (const Activity* act : acts) {
        const auto when = parse_instant(act->happened);
        if (used && when && *when >= *used && is_about(*act, use) &&
            is_human(case_file, act->agent))
            later.push_back(act);
    }
    return later;
}

// Whether the papers on which the custody of an exhibit rests lead to one that rests on nothing
// else: a register, say. Papers that vouch for each other show nothing.
bool rests_on_document(const Exhibit& exhibit, const TextMap<const Exhibit*>& by_id) {
    const Exhibit* at = &exhibit;
    for (std::size_t left = by_id.size(); left != 0; --left) {
        if (at->custody_rests_on.empty()) return at != &exhibit;
        const auto next = by_id.find(at->custody_rests_on);
        if (next == by_id.end()) return false;
        at = next->second;
    }
    return false;
}

// An exhibit that shows the custody of all others, or "".
std::string custody_document(const std::vector<const Exhibit*>& exhibits,
                             const TextMap<const Exhibit*>& by_id) {
    std::set<std::string> documents;
    for (const Exhibit* exhibit : exhibits)
        if (!exhibit->custody_rests_on.empty()) documents.insert(exhibit->custody_rests_on);
    for (const Exhibit* exhibit : exhibits) {
        const bool is_document =
            exhibit->custody_rests_on.empty() && documents.contains(exhibit->id);
        if (!is_document && !rests_on_document(*exhibit, by_id)) return "";
    }
    return documents.empty() ? "" : *documents.begin();
}

}  // namespace

Fact derive_authority_stated(const CaseFile& case_file) {
    const auto acts = intrusive_acts(case_file);
    if (acts.empty()) return silent("no acquisition or use of a system is recorded");
    for (const Activity* act : acts) {
        if (!act->authority)
            return silent(fmt::format("nothing is recorded about an authority for '{}'", act->id));
        if (act->authority->cite.empty())
            return stated(
                case_file, "false", act->known_from,
                fmt::format("the record says that no authority was stated for '{}'", act->id));
    }
    return stated(case_file, "true", shown_by(case_file, acts, authority_exhibit),
                  counted(acts.size(), "act") + ", each with a stated authority");
}

Fact derive_authority_valid(const CaseFile& case_file) {
    const auto acts = intrusive_acts(case_file);
    if (acts.empty()) return silent("no acquisition or use of a system is recorded");
    const Activity* open = nullptr;
    for (const Activity* act : acts) {
        const Validity validity = validity_of(*act);
        if (validity == Validity::invalid)
            return stated(case_file, "false", authority_exhibit(*act),
                          fmt::format("'{}' happened on {}; its authority ran from '{}' to '{}'",
                                      act->id, act->happened, act->authority->valid_from,
                                      act->authority->valid_until));
        if (validity == Validity::unknown) open = act;
    }
    if (open != nullptr)
        return silent(
            fmt::format("the time of '{}' or of its authority is not recorded, or not closely "
                        "enough to tell",
                        open->id));
    return stated(case_file, "true", shown_by(case_file, acts, authority_exhibit),
                  counted(acts.size(), "act") + ", each within the dates of its authority");
}

Fact derive_candidates(const CaseFile& case_file) {
    std::vector<const Activity*> with_list;
    std::size_t candidates = 0;
    for (const Activity* use : activities_of(case_file, ActivityKind::inference)) {
        if (use->candidates.empty())
            return silent(fmt::format("no ranked list is recorded for '{}'", use->id));
        with_list.push_back(use);
        candidates += use->candidates.size();
    }
    if (with_list.empty()) return silent("no use of a system is recorded");
    return stated(case_file, "true", shown_by(case_file, with_list, known_from),
                  counted(candidates, "candidate") + " recorded");
}

Fact derive_custody(const CaseFile& case_file) {
    const auto exhibits = exhibits_of_matter(case_file);
    if (exhibits.empty()) return silent("the case holds no exhibit");
    for (const Exhibit* exhibit : exhibits)
        if (exhibit->received_from.empty() || exhibit->received_on.empty())
            return silent(fmt::format("from whom or when '{}' came is not recorded", exhibit->id));
    return stated(case_file, "true", custody_document(exhibits, exhibits_by_id(case_file)),
                  counted(exhibits.size(), "exhibit") + ", each with giver and date");
}

Fact derive_days_to_examine(const CaseFile& case_file) {
    const Fact* served = find(case_file.facts, "served.on");
    if (served == nullptr || case_file.matter.empty())
        return silent("the date of service, fact 'served.on', is not recorded");
    const auto from = parse_instant(served->value);
    const auto to = parse_instant(case_file.matter.front().object.hearing_on);
    if (!from || !to) return silent("the date of service or of the hearing is not recorded");
    Fact fact = *served;
    const auto days = [&](const Instant& start) {
        return std::to_string((to->seconds - start.seconds) / seconds_per_day);
    };
    fact.value = days(*from);
    if (const auto other = parse_instant(fact.otherwise))
        fact.otherwise = days(*other);
    else
        fact.otherwise.clear();
    // A source that does not stand must not be lent the standing of a computed value.
    const bool sourced = find(case_file.exhibits, fact.exhibit) != nullptr ||
                         !fact.admitted_by.empty() || !fact.finding.empty();
    if (fact.status == FactStatus::established && !sourced) fact.status = FactStatus::asserted;
    if (fact.status == FactStatus::disputed && fact.otherwise.empty())
        fact.status = FactStatus::unknown;
    fact.derivation = fmt::format("from service on {} to the hearing on {}", served->value,
                                  case_file.matter.front().object.hearing_on);
    return fact;
}

Fact derive_human_review(const CaseFile& case_file) {
    const auto reviews = activities_of(case_file, ActivityKind::review);
    std::vector<const Activity*> found;
    for (const Activity* use : activities_of(case_file, ActivityKind::inference)) {
        const auto later = later_by_person(case_file, reviews, *use);
        if (later.empty())
            return silent(fmt::format(
                "no dated review of the output by a person after '{}' is recorded", use->id));
        if (use->agent.empty())
            return silent(fmt::format("who ran the system in '{}' is not recorded", use->id));
        const auto review = std::find_if(later.begin(), later.end(), [&](const Activity* act) {
            return act->agent != use->agent;
        });
        if (review == later.end())
            return stated(
                case_file, "false", later.front()->known_from,
                fmt::format("'{}' was reviewed only by the person who ran the system", use->id));
        found.push_back(*review);
    }
    if (found.empty()) return silent("no use of a system is recorded");
    return stated(case_file, "true", shown_by(case_file, found, known_from),
                  fmt::format("review '{}' follows the output", found.front()->id));
}

Fact derive_inputs_held(const CaseFile& case_file) {
    const auto uses = activities_of(case_file, ActivityKind::inference);
    if (uses.empty()) return silent("no use of a system is recorded");
    TextMap<const Exhibit*> held;
    for (const auto& exhibit : case_file.exhibits)
        held.emplace(exhibit.object.id, &exhibit.object);
    for (const Activity* use : uses) {
        if (use->used.empty())
            return silent(fmt::format("the record names no input of '{}'", use->id));
        for (const std::string& id : use->used) {
            const auto exhibit = held.find(id);
            if (exhibit == held.end() || !digest_from_hex(exhibit->second->sha256))
                return shown(
                    "false",
                    fmt::format("the input '{}' of '{}' is not held with a digest", id, use->id));
        }
    }
    return shown("true", counted(uses.size(), "use") + ", each with its input held and hashed");
}

Fact derive_operator_decision(const CaseFile& case_file) {
    const auto decisions = activities_of(case_file, ActivityKind::decision);
    std::vector<const Activity*> found;
    for (const Activity* use : activities_of(case_file, ActivityKind::inference)) {
        const bool chosen =
            std::any_of(use->candidates.begin(), use->candidates.end(),
                        [](const Candidate& candidate) { return candidate.chosen; });
        const auto later = later_by_person(case_file, decisions, *use);
        if (!chosen && later.empty())
            return silent(
                fmt::format("no choice or decision on the output of '{}' is recorded", use->id));
        found.push_back(chosen ? use : later.front());
    }
    if (found.empty()) return silent("no use of a system is recorded");
    return stated(case_file, "true", shown_by(case_file, found, known_from),
                  fmt::format("recorded in '{}'", found.front()->id));
}

}  // namespace isonomia::rules
