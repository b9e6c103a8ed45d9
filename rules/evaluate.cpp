#include "rules/evaluate.hpp"

#include "core/clock.hpp"
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

// Whether the rule is law for this matter at all. False: the outcome is complete.
bool is_law_here(const Rule& rule, const Matter& matter, std::string_view language,
                 Outcome& outcome) {
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
        const bool inside =
            matter.jurisdiction == where || matter.jurisdiction.rfind(where + "-", 0) == 0;
        if (!inside)
            return end(Verdict::not_applicable, Phrase::jurisdiction_other,
                       {where, matter.jurisdiction});
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
    if (!is_law_here(rule, grounds.matter, options.language, outcome)) return outcome;

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
