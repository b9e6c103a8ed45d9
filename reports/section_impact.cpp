// For oversight: an impact assessment before or during use, and the decision it leads to. And for
// another State: what an authority there must know to use what it is sent.
#include <algorithm>

#include "reports/numbers.hpp"
#include "reports/section_assessment.hpp"

namespace isonomia::reports {

namespace {

using Details = std::vector<Statement>;

Details not_recorded(const Record& record) {
    return {stated(record.words.say(
        "Not recorded. Until it is, this question stays open and counts against approval."))};
}

Details of_systems(const Record& record, std::string System::* field) {
    Details list;
    for (const auto* system : record.systems()) {
        const std::string& text = system->object.*field;
        if (!text.empty())
            list.push_back(
                stated(record.words.say("{0}: {1}", {value(system->object.name), value(text)}),
                       record.from(*system)));
    }
    return list.empty() ? not_recorded(record) : list;
}

Details wrongly_marked(const Record& record) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.file.measurements) {
        const Measurement& m = recorded.object;
        if (m.metric != "false_positive_rate" || m.form != ResultForm::scalar || m.group.size() > 1)
            continue;
        const Inline group = m.group.empty() ? words.say("everybody") : value(group_title(m.group));
        const Dataset* data = find(record.file.datasets, m.dataset);
        const bool named = record.file.datasets.size() > 1 && data != nullptr;
        list.push_back(
            stated(named ? words.say("{0} ({1}): {2}",
                                     {group, value(data->title.empty() ? data->id : data->title),
                                      rate_in_words(words, m)})
                         : words.say("{0}: {1}", {group, rate_in_words(words, m)}),
                   record.measurement(recorded)));
    }
    return list.empty() ? not_recorded(record) : list;
}

Details rules_on(const Record& record, std::string_view principle) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.outcomes()) {
        const Outcome& o = recorded.object;
        if (o.principle != principle || o.verdict == Verdict::not_applicable) continue;
        list.push_back(stated(words.say("{0} – {1}", {value(o.title.empty() ? o.rule : o.title),
                                                      words.say(title_of(o.verdict))}),
                              record.outcome(recorded)));
    }
    return list.empty() ? not_recorded(record) : list;
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
    return list;
}

Details personal_data(const Record& record) {
    const Catalogue& words = record.words;
    std::vector<Inline> about;
    Supports supports;
    for (const auto* e : record.exhibits()) {
        if (e->object.subject.empty()) continue;
        about.push_back(record.exhibit_link(e->object.id));
        supports = supports + record.exhibit(e->object.id);
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
    return list;
}

// What the last assessments answer to an element of a law or method: 'AIA-27-b'.
Details answers_to(const Record& record, std::string_view element) {
    Details list;
    for (const auto* recorded : last_assessments(record.file))
        for (const ImpactAnswer& one : recorded->object.answers)
            if (!one.text.empty() && std::find(one.answers_to.begin(), one.answers_to.end(),
                                               element) != one.answers_to.end())
                list.push_back(stated(value(one.text), record.from(*recorded)));
    return list.empty() ? not_recorded(record) : list;
}

}  // namespace

Section impact_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "impact";
    section.title = stated(words.say("Impact on the rights of people"));
    DefinitionList list;
    const auto add = [&](std::string_view term, Details details) {
        list.entries.push_back({words.say(term), std::move(details)});
    };
    add("What the system is meant for", of_systems(record, &System::intended_use));
    add("How it was validated", of_systems(record, &System::validation));
    add("How often, how long and on how many people it is used", answers_to(record, "AIA-27-b"));
    add("People wrongly marked, by group", wrongly_marked(record));
    add("Legal basis", rules_on(record, "legality"));
    add("Milder means and proportion", rules_on(record, "proportionality"));
    add("Equal treatment", rules_on(record, "non-discrimination"));
    add("Human oversight", rules_on(record, "human-oversight"));
    add("Complaint and remedy", answers_to(record, "AIA-27-f"));
    section.blocks.push_back(std::move(list));
    return section;
}

Section approval_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "approval";
    section.title = stated(words.say("Decision"));
    Declaration decision;
    decision.anchor = "decision";
    decision.title = stated(words.say("Decision of the officer responsible"));
    decision.wording = {stated(words.say("☐ Do not deploy, or stop the use.")),
                        stated(words.say("☐ Deploy, or go on, on the conditions written below.")),
                        stated(words.say("☐ Deploy, or go on, without conditions."))};
    decision.source = stated(words.say(
        "This program proposes no decision. What is not recorded above is not known to be well."));
    for (const char* line :
         {"Conditions", "To be assessed again on", "Name and office", "Date", "Signature"})
        decision.lines.push_back(words.say(line));
    section.blocks.push_back(std::move(decision));
    return section;
}

Section annex_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "annex";
    section.title = stated(words.say("For the authority that receives this"));
    DefinitionList list;
    const auto add = [&](std::string_view term, Details details) {
        list.entries.push_back({words.say(term), std::move(details)});
    };
    const auto& file = record.file;
    const std::string by = file.matter.empty() ? "" : file.matter.front().object.prepared_by;
    add("Sending authority", {stated(record.agent(by), by.empty() ? Supports{} : record.matter())});
    Details sent;
    for (const auto& serving : file.servings)
        sent.push_back(stated(words.say("{0}, on {1}: {2} of {3} entries",
                                        {record.agent(serving.object.to),
                                         record.day(serving.object.served_on, "date not recorded"),
                                         number(grouped(serving.object.disclosed)),
                                         number(grouped(serving.object.entries))}),
                              record.from(serving)));
    add("Receiving authority and channel", sent.empty() ? not_recorded(record) : sent);
    Details uses;
    for (const auto* system : record.systems())
        if (!record.is_comparison_only(system->object))
            uses.push_back(stated(
                words.say("{0} ({1})",
                          {value(system->object.name), words.say(title_of(system->object.kind))}),
                record.from(*system)));
    add("AI used on the evidence", uses.empty() ? not_recorded(record) : uses);
    add("Integrity",
        {file.root.empty()
             ? stated(words.say("The root of the record is not computed."))
             : stated(words.say("Root hash {0} over {1} entries; every exhibit with its SHA-256 "
                                "digest in the appendix.",
                                {code(file.root), number(grouped(file.entries))}),
                      record.last_entry())});
    add("Verified parties", parties(record));
    add("Personal data", personal_data(record));
    Details kept;
    for (const auto& retention : file.retentions)
        kept.push_back(
            stated(words.say("{0}: to be kept until {1}, erased by {2}; ground: {3}",
                             {record.or_words(retention.object.category, "no category stated"),
                              record.day(retention.object.keep_until, "no date stated"),
                              record.day(retention.object.erase_by, "no date stated"),
                              record.or_words(retention.object.ground, "no ground stated")}),
                   record.from(retention)));
    add("Retention", kept.empty() ? not_recorded(record) : kept);
    add("Language and translation",
        {stated(words.say("Words of the program: {0}. What is quoted from the record stands in the "
                          "language in which it came; a sworn translation is not part of this "
                          "annex.",
                          {{{RunKind::words, words.language(), "", false}}}),
                record.last_entry())});
    add("Originals",
        {stated(words.say("Every file is kept as it came and can be had on request."))});
    add("Whether it is admissible", {stated(words.say("For the law and the court of the receiving "
                                                      "State; this annex takes no position."))});
    section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
