// For another State: what an authority there must know to use what it is sent, each item with the
// document that asks for it.
#include <iterator>

#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

using Details = std::vector<Statement>;

void append(Details& list, Details more) {
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

// What was handed over, by whom and to whom, and what was served as a bundle.
Details sent(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.file.activities) {
        const Activity& act = recorded.object;
        if (act.kind != ActivityKind::transfer) continue;
        list.push_back(stated(
            words.say("{0}, {1}, by {2}",
                      {record.or_words(act.title, "not described"),
                       record.day(act.happened, "date not recorded"), record.agent(act.agent)}),
            record.activity(recorded)));
    }
    for (const auto& recorded : record.file.servings) {
        const Serving& serving = recorded.object;
        list.push_back(stated(
            words.say(serving.served_on.empty() ? "{0}, on a day not recorded: {2} of {3} entries"
                                                : "{0}, on {1}: {2} of {3} entries",
                      {record.agent(serving.to), moment(serving.served_on),
                       number(grouped(serving.disclosed)), number(grouped(serving.entries))}),
            record.from(recorded)));
    }
    append(list,
           facts_stated(record, {"exchange.channel-recorded", "iber.used", "exchange.receipts"}));
    return list;
}

Details uses(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto* system : record.systems())
        if (!record.is_comparison_only(system->object))
            list.push_back(stated(
                words.say("{0} ({1})",
                          {value(system->object.name), words.say(title_of(system->object.kind))}),
                record.from(*system)));
    return list;
}

Details integrity(const Record& record) {
    const Catalogue& words = record.words;
    const auto& file = record.file;
    Details list{
        file.root.empty()
            ? stated(words.say("The root of the record is not computed."))
            : stated(words.say("Root hash {0} over {1} entries; every exhibit with its SHA-256 "
                               "digest in the appendix.",
                               {code(file.root), number(grouped(file.entries))}),
                     record.last_entry())};
    append(list, facts_stated(record, {"exchange.integrity-secured", "exchange.certified"}));
    return list;
}

// Keys tie acts to people and offices; whoever has none is known by name alone.
Details parties(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.file.keys) {
        const KeyRecord& key = recorded.object;
        if (key.purpose != KeyPurpose::person || key.agent.empty()) continue;
        list.push_back(
            stated(words.say(key.state == KeyState::active ? "{0}: signs with key {1}"
                                                           : "{0}: key {1}, replaced or revoked",
                             {record.agent(key.agent), code(key.id.substr(0, 16))}),
                   record.from(recorded)));
    }
    if (list.empty())
        list.push_back(stated(
            words.say("No party has a signing key on record: parties are known by name alone.")));
    append(list, facts_stated(record, {"exchange.parties-verified"}));
    return list;
}

Details personal_data(const Record& record) {
    const Catalogue& words = record.words;
    std::vector<Inline> about;
    Supports supports;
    for (const auto* e : record.exhibits()) {
        if (e->object.subject.empty()) continue;
        about.push_back(record.exhibit_link(e->object.id));
        isonomia::reports::append(supports, record.exhibit(e->object.id));
    }
    Details list;
    if (!about.empty())
        list.push_back(stated(
            words.say("Exhibits about a person: {0}.", {short_list(words, about)}), supports));
    list.push_back(
        record.options.redactions.empty()
            ? stated(words.say("Nothing was redacted in this document."))
            : stated(words.count(record.options.redactions.size(),
                                 "One redaction was made; its ground is listed at the end.",
                                 "{0} redactions were made; their grounds are listed at the end."),
                     record.last_entry()));
    append(list, facts_stated(record, {"exchange.privacy-law-met"}));
    return list;
}

Details kept(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& retention : record.file.retentions)
        list.push_back(stated(
            words.say("{0}. To be kept until: {1}. To be erased by: {2}. Ground: {3}.",
                      {record.or_words(retention.object.category, "no category stated"),
                       record.day(retention.object.keep_until, "not stated"),
                       record.day(retention.object.erase_by, "not stated"),
                       record.or_words(without_stop(retention.object.ground), "not stated")}),
            record.from(retention)));
    append(list, facts_stated(record, {"retention.limit-set", "retention.limit-observed"}));
    return list;
}

Details language(const Record& record) {
    const Catalogue& words = record.words;
    Details list{stated(
        words.say("Words of the program: {0}. What is quoted from the record stands in the "
                  "language in which it came; a sworn translation is not part of this annex.",
                  {words.say("English")}),  // its translation names its own language
        record.last_entry())};
    append(list, facts_stated(record, {"translation.machine-offered", "translation.sworn"}));
    return list;
}

Details originals(const Record& record) {
    Details list{
        stated(record.words.say("Every file is kept as it came and can be had on request."))};
    append(list, facts_stated(record, {"request.trace-original", "original.preserved"}));
    return list;
}

Details admissibility(const Record& record) {
    Details list{stated(record.words.say(
        "For the law and the court of the receiving State; this annex takes no position."))};
    append(list, facts_stated(record, {"admissibility.basis-stated", "admissibility.examined"}));
    return list;
}

}  // namespace

Section annex_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "annex";
    section.title = stated(words.say("For the authority that receives this"));
    DefinitionList list;
    const auto add = [&](std::string_view term, std::string_view asked_by, Details details) {
        if (details.empty())
            details.push_back(
                stated(words.say("Not recorded. The receiving authority can ask for it.")));
        list.entries.push_back(
            {words.say(term) + asked_note(record, asked_by), std::move(details)});
    };
    const auto& file = record.file;
    const std::string by = file.matter.empty() ? "" : file.matter.front().object.prepared_by;
    add("Who prepared this annex", "",
        {stated(record.agent(by), by.empty() ? Supports{} : record.matter())});
    add("Authorities, and the channel between them", "CTOC/COP/WG.3/2024/2, paras. 37 to 41 and 55",
        sent(record));
    add("AI used on the evidence", "CTOC/COP/WG.3/2024/2, para. 9", uses(record));
    add("Integrity", "CTOC/COP/WG.3/2024/2, para. 38 (Model Law on Mutual Assistance, Article 29)",
        integrity(record));
    add("Verified parties", "CTOC/COP/WG.3/2024/2, para. 38", parties(record));
    add("Personal data", "CTOC/COP/WG.3/2024/2, para. 38", personal_data(record));
    add("Custody", "CTOC/COP/WG.3/2024/2, para. 60",
        {stated(words.say("See {0}.", {link_to("custody-start")}))});
    add("Retention", "CTOC/COP/WG.3/2024/2, para. 61", kept(record));
    add("Language and translation", "CTOC/COP/WG.3/2024/2, paras. 11 and 12", language(record));
    add("Originals", "CTOC/COP/WG.3/2024/2, para. 37", originals(record));
    add("Whether it is admissible", "CTOC/COP/WG.3/2024/2, para. 7", admissibility(record));
    section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
