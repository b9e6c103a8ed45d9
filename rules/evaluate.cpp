#include "rules/evaluate.hpp"

#include <set>

#include "core/clock.hpp"
#include "core/text.hpp"
#include "rules/explain.hpp"
#include "rules/phrases.hpp"
#include "rules/worlds.hpp"

namespace isonomia::rules {

namespace {

Citation localised(const PackAuthority& authority, std::string_view language) {
    Citation citation = authority.citation;
    citation.says = in_language(authority.says, language);
    citation.note = in_language(authority.note, language);
    return citation;
}

Outcome blank(const Rule& rule, const Pack& pack, const EvaluateOptions& options) {
    Outcome outcome;
    outcome.id = pack.id + "/" + rule.id;
    outcome.pack = pack.id;
    outcome.pack_version = pack.version;
    outcome.pack_sha256 = pack.sha256;
    outcome.pack_signed = pack.signature.has_value();
    outcome.rule = rule.id;
    outcome.title = in_language(rule.title, options.language);
    outcome.principle = std::string(to_text(rule.principle));
    outcome.requirement = in_language(rule.requirement, options.language);
    outcome.burden = rule.burden;
    outcome.act = options.act;
    for (const PackAuthority& authority : rule.authorities)
        outcome.authorities.push_back(localised(authority, options.language));
    return outcome;
}

// The numbers of the profile that the rule reads.
std::vector<Deviation> deviations_of(const Rule& rule, const Pack& pack, const Profile& profile) {
    std::set<std::string> read;
    for (const Node* leaf : leaves(rule))
        read.merge(parameters_of(*leaf));
    std::vector<Deviation> deviations;
    for (const std::string& id : read) {
        const Setting* setting = profile.setting(pack.id, id);
        const Parameter* parameter = pack.parameter(id);
        if (setting == nullptr || parameter == nullptr) continue;
        deviations.push_back({profile.id, profile.sha256, id, shortest(setting->value),
                              parameter->value ? shortest(*parameter->value) : "",
                              setting->justification, setting->approver, setting->on});
    }
    return deviations;
}

// True when the profile switches the rule off; the outcome is then complete.
bool is_switched_off(const Rule& rule, const Pack& pack, const EvaluateOptions& options,
                     Outcome& outcome) {
    const SwitchedOff* off =
        options.profile != nullptr ? options.profile->off(pack.id, rule.id) : nullptr;
    if (off == nullptr) return false;
    const Profile& profile = *options.profile;
    outcome.deviations = {
        {profile.id, profile.sha256, "", "", "", off->justification, off->approver, off->on}};
    outcome.verdict = Verdict::not_applicable;
    outcome.reason = phrase(Phrase::not_applicable, options.language,
                            {phrase(Phrase::switched_off, options.language,
                                    {profile.id, off->justification, off->approver, off->on})});
    return true;
}

// What of the law differs on the day of the hearing, as far as the rule's own dates tell.
std::string by_hearing(const Rule& rule, const Matter& matter, std::string_view language) {
    if (!parse_instant(matter.used_on) || !parse_instant(matter.hearing_on)) return "";
    const std::string used = matter.used_on.substr(0, 10);  // ISO dates sort as text
    const std::string heard = matter.hearing_on.substr(0, 10);
    const auto is_law = [&](const std::string& day) {
        return (rule.valid_from.empty() || day >= rule.valid_from) &&
               (rule.valid_until.empty() || day <= rule.valid_until);
    };
    if (is_law(used) == is_law(heard)) return "";
    if (is_law(heard)) return phrase(Phrase::later_law, language, {rule.valid_from, used, heard});
    return phrase(Phrase::law_ended, language, {rule.valid_until, used, heard});
}

// Whether the rule is law for this matter at all. False: the outcome is complete.
bool is_law_here(const Rule& rule, const Pack& pack, const Matter& matter,
                 std::string_view language, Outcome& outcome) {
    const auto end = [&](Verdict verdict, Phrase why, const std::vector<std::string>& arguments) {
        outcome.verdict = verdict;
        const bool open = verdict == Verdict::not_established;
        if (open) {
            outcome.weakest = FactStatus::unknown;
            const bool date = why == Phrase::date_unknown;
            outcome.requests.push_back(
                {date ? "used-on" : "jurisdiction",
                 phrase(date ? Phrase::ask_date : Phrase::ask_jurisdiction, language), ""});
        }
        outcome.reason = phrase(open ? Phrase::not_established : Phrase::not_applicable, language,
                                {phrase(why, language, arguments)});
        return false;
    };
    const std::string& where = rule.jurisdiction;
    if (where != "any") {
        if (matter.jurisdiction.empty())
            return end(Verdict::not_established, Phrase::jurisdiction_unknown, {where});
        const std::string day =
            parse_instant(matter.used_on) ? matter.used_on.substr(0, 10) : std::string();
        switch (pack.reach(where, matter.jurisdiction, day)) {
            case Reach::inside:
                break;
            case Reach::outside:
                return end(Verdict::not_applicable, Phrase::jurisdiction_other,
                           {where, matter.jurisdiction});
            case Reach::too_coarse:
                return end(Verdict::not_established, Phrase::jurisdiction_coarse,
                           {where, matter.jurisdiction});
            case Reach::undated:
                return end(Verdict::not_established, Phrase::date_unknown, {});
        }
    }
    if (rule.valid_from.empty() && rule.valid_until.empty()) return true;
    if (!parse_instant(matter.used_on))
        return end(Verdict::not_established, Phrase::date_unknown, {});
    const std::string used = matter.used_on.substr(0, 10);  // ISO dates sort as text
    if (!rule.valid_from.empty() && used < rule.valid_from)
        return end(Verdict::not_applicable, Phrase::not_yet, {rule.valid_from, used});
    if (!rule.valid_until.empty() && used > rule.valid_until)
        return end(Verdict::not_applicable, Phrase::no_longer, {rule.valid_until, used});
    return true;
}

}  // namespace

Outcome evaluate_rule(const Rule& rule, const Pack& pack, const Grounds& grounds,
                      const EvaluateOptions& options) {
    Outcome outcome = blank(rule, pack, options);
    if (is_switched_off(rule, pack, options, outcome)) return outcome;
    if (options.profile != nullptr)
        outcome.deviations = deviations_of(rule, pack, *options.profile);
    outcome.by_hearing = by_hearing(rule, grounds.matter, options.language);
    if (!is_law_here(rule, pack, grounds.matter, options.language, outcome)) return outcome;

    Decider decider(rule, pack, grounds, options.profile);
    const auto disputed = disputed_facts(rule, grounds);
    // The trusting worlds are tried for their faults too: an asserted value of the wrong form is an
    // error.
    (void)decide_jointly(decider, disputed, true);
    const Joint joint = decide_jointly(decider, disputed, false);
    Explainer(rule, pack, grounds, options, decider, joint).explain(outcome);

    const bool adverse_or_open =
        outcome.verdict == Verdict::not_met || outcome.verdict == Verdict::not_established;
    if (adverse_or_open) outcome.remedy = in_language(rule.remedy, options.language);
    if (outcome.verdict == Verdict::excepted)
        for (const Exception& exception : rule.exceptions)
            if (exception.id == outcome.exception)
                for (const PackAuthority& authority : exception.authorities)
                    outcome.authorities.push_back(localised(authority, options.language));
    return outcome;
}

std::vector<Outcome> evaluate(const CaseFile& case_file, const std::vector<Pack>& packs,
                              const EvaluateOptions& options) {
    const Grounds grounds = gather(case_file);
    std::vector<Outcome> outcomes;
    for (const Pack& pack : packs)
        for (const Rule& rule : pack.rules)
            outcomes.push_back(evaluate_rule(rule, pack, grounds, options));
    return outcomes;
}

}  // namespace isonomia::rules
