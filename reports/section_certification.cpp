// What the prosecution certifies beside the schedule: the integrity of what was copied, the
// authorisations, the standing of the laboratory, and what balances the material withheld.
#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

using Details = std::vector<Statement>;

Details hashes(const Record& record) {
    const Catalogue& words = record.words;
    std::uint64_t with = 0;
    Supports supports;
    for (const auto* e : record.exhibits()) {
        if (e->object.sha256.empty()) continue;
        ++with;
        append(supports, record.exhibit(e->object.id));
    }
    const std::uint64_t all = record.exhibits().size();
    if (all == 0) return {stated(words.say("The record holds no exhibit."))};
    Details list{stated(words.say("{0} of {1} exhibits have a SHA-256 digest, computed while the "
                                  "file was copied; it stands in the list of exhibits.",
                                  {number(grouped(with)), number(grouped(all))}),
                        supports.empty() ? record.last_entry() : supports)};
    if (!record.file.root.empty())
        list.push_back(stated(words.say("Root hash of the record: {0}", {code(record.file.root)}),
                              record.last_entry()));
    return list;
}

Details authorisations(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.file.activities) {
        const Activity& act = recorded.object;
        if (act.kind != ActivityKind::acquisition && act.kind != ActivityKind::inference) continue;
        Inline what = !act.authority                ? words.say("not recorded")
                      : act.authority->cite.empty() ? words.say("none stated")
                                                    : value(act.authority->cite);
        if (act.authority && !act.authority->issued_by.empty())
            what = what + words.say(", issued by {0}", {record.agent(act.authority->issued_by)});
        list.push_back(stated(
            words.say("{0}: {1}", {record.or_words(act.title, "not described"), std::move(what)}),
            record.activity(recorded)));
    }
    if (list.empty()) list.push_back(stated(words.say("No act that needs one is on record.")));
    return list;
}

}  // namespace

Details facts_stated(const Record& record, std::initializer_list<std::string_view> ids) {
    const Catalogue& words = record.words;
    Details list;
    for (const std::string_view id : ids) {
        const auto* recorded = record.fact_of(id);
        if (recorded == nullptr) continue;
        const Fact& f = recorded->object;
        if (f.value.empty()) {
            list.push_back(
                stated(words.say("{0}: {1}", {record.fact_head(f), words.say(title_of(f.status))}),
                       record.fact(*recorded)));
            continue;
        }
        list.push_back(
            stated(words.say("{0}: {1} ({2})", {record.fact_head(f), record.fact_value(f.value),
                                                words.say(title_of(f.status))}),
                   record.fact(*recorded)));
    }
    return list;
}

namespace {

Details certified(const Record& record, std::initializer_list<std::string_view> ids) {
    Details list = facts_stated(record, ids);
    if (list.empty())
        list.push_back(
            stated(record.words.say("Not recorded: it cannot be certified from this record.")));
    return list;
}

Details withheld(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.file.facts) {
        const Fact& f = recorded.object;
        if (f.status != FactStatus::withheld) continue;
        list.push_back(stated(words.say("Withheld by {1}, ground: {2}: what would show “{0}”",
                                        {record.fact_head(f), record.agent(f.held_by),
                                         record.or_words(f.ground, "no ground stated")}),
                              record.fact(recorded)));
    }
    for (const auto& recorded : record.file.servings)
        if (!recorded.object.withheld.empty())
            list.push_back(stated(words.count(recorded.object.withheld.size(),
                                              "One entry of the record was withheld from {1}.",
                                              "{0} entries of the record were withheld from {1}.",
                                              {record.agent(recorded.object.to)}),
                                  record.from(recorded)));
    if (list.empty()) list.push_back(stated(words.say("Nothing is on record as withheld.")));
    return list;
}

}  // namespace

Section certification_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "certification";
    section.title = stated(words.say("What is certified, and what cannot be"));
    DefinitionList list;
    const auto add = [&](std::string_view term, Details details, const Inline& asked_by = {}) {
        list.entries.push_back({words.say(term) + asked_by, std::move(details)});
    };
    add("Copies and their digests", hashes(record),
        rule_note(record, "US", "Federal Rules of Evidence, rule 902(13) and (14)"));
    add("Authorisations", authorisations(record),
        rule_note(record, "FR", "Regulation (EU) 2024/1689, Article 26(10)"));
    add("Accreditation of the forensic work",
        certified(record, {"fsr.declaration", "accreditation.stated"}));
    add("Material withheld", withheld(record));
    add("What balances the withholding",
        certified(record, {"court.refusal-reasoned", "court.counterbalance"}));
    add("Search for what speaks for the accused",
        certified(record, {"searched.exculpatory", "served.exculpatory"}));
    section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
