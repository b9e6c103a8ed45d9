// What stands around the sections of every document: title, cover, banners, running texts.
#include "core/case_document.hpp"
#include "reports/finish.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

void add(DefinitionList& list, const Record& record, std::string_view term, Inline detail,
         const Supports& supports) {
    list.entries.push_back({record.words.say(term), {stated(std::move(detail), supports)}});
}

DefinitionList cover(const Record& record) {
    DefinitionList list;
    list.compact = true;
    const auto& file = record.file;
    if (!file.matter.empty()) {
        const Matter& m = file.matter.front().object;
        const Supports matter = record.matter();
        add(list, record, "Question examined", record.or_words(m.question, "not stated"), matter);
        add(list, record, "Court or authority", record.or_words(m.court, "not stated"), matter);
        add(list, record, "Its reference", record.or_words(m.reference, "not stated"), matter);
        add(list, record, "Jurisdiction", record.or_words(m.jurisdiction, "not stated"), matter);
        add(list, record, "Prepared by", record.agent(m.prepared_by), matter);
        add(list, record, "AI system used on", record.day(m.used_on, "not stated"), matter);
        if (!m.hearing_on.empty()) add(list, record, "Hearing", date(m.hearing_on), matter);
    }
    if (record.options.issue) {
        const Issue& issue = *record.options.issue;
        Inline number = code(issue.number);
        if (issue.change == "amends")
            number = record.words.say("{0}, amends {1}: {2}",
                                      {number, code(issue.of), value(issue.reason)});
        if (issue.change == "supersedes")
            number = record.words.say("{0}, supersedes {1}: {2}",
                                      {number, code(issue.of), value(issue.reason)});
        add(list, record, "Number of this report", std::move(number), record.matter());
    }
    if (file.entries > 0) {
        const Supports last = record.last_entry();
        add(list, record, "State of the case record",
            record.words.say("{0} entries, the last of {1}",
                             {number(grouped(file.entries)), time_of(file.last_recorded)}),
            last);
        add(list, record, "Root hash",
            file.root.empty() ? record.words.say("not computed") : code(file.root), last);
        add(list, record, "Made with",
            record.words.say("Isonomia {0}", {value(record.options.tool_version)}), last);
    }
    return list;
}

std::vector<Callout> banners(const Record& record) {
    std::vector<Callout> list;
    const Catalogue& words = record.words;
    if (!record.file.matter.empty() && record.file.matter.front().object.synthetic) {
        const std::string& note = record.file.matter.front().object.synthetic_note;
        list.push_back(
            {"synthetic",
             stated(strong(words.say("SYNTHETIC.")) +
                        words.say(" This matter is invented or re-created. It is no real case. ") +
                        value(note),
                    record.matter())});
    }
    std::vector<Inline> packs;
    Supports supports;
    for (const auto& outcome : record.file.outcomes) {
        if (outcome.object.pack_signed) continue;
        const Inline pack = value(outcome.object.pack);
        bool known = false;
        for (const Inline& other : packs)
            known = known || plain(other) == outcome.object.pack;
        if (known) continue;
        packs.push_back(pack);
        supports = supports + record.from(outcome);
    }
    if (!packs.empty())
        list.push_back(
            {"warning",
             stated(strong(words.say("Rules not signed by a lawyer.")) +
                        words.say(" No lawyer has signed these rule packs: {0}. Their outcomes "
                                  "are a working aid, not advice.",
                                  {comma_list(packs)}),
                    supports)});
    return list;
}

std::string matter_title(const CaseFile& file) {
    if (file.matter.empty()) return "";
    const Matter& m = file.matter.front().object;
    return m.title.empty() ? m.id : m.title;
}

std::string_view kind_of_report(Audience audience) {
    constexpr std::array<std::string_view, 6> titles{
        "Report on AI-derived evidence",
        "Disclosure certificate on AI-derived evidence",
        "Expert report on AI-derived evidence",
        "Human-rights impact assessment of an AI system",
        "Annex on AI-derived evidence for mutual legal assistance",
        "What a computer program said about you, and what you can do"};
    return titles[static_cast<std::size_t>(audience)];
}

}  // namespace

void furnish(Document& document, const Record& record) {
    const Catalogue& words = record.words;
    document.language = words.language();
    document.direction = words.direction();
    const std::string title = matter_title(record.file);
    document.title = title.empty() ? stated(words.say("A matter without a title"))
                                   : stated(value(title), record.matter());
    document.kind_of_report = words.say(kind_of_report(record.options.audience));
    document.skip_link = words.say("Skip to findings");
    document.contents_title = words.say("Contents");
    document.page_word = words.say("Page");
    document.page_of = words.text("Page {0} of {1}");
    document.stated_at = record.file.last_recorded;
    document.attachments.push_back({"case.xml", "application/xml",
                                    words.text("The case document on which this report rests"),
                                    "Source", case_document(record.file)});
    document.notes_title = words.say("Notes");
    document.unlinked_mark = words.say("not linked to the record");
    if (!record.file.matter.empty() && record.file.matter.front().object.synthetic)
        document.running_head = stated(words.say("SYNTHETIC – not a real case"));
    if (!record.file.root.empty())
        document.running_foot = stated(
            words.say("Record of {0} entries, root {1}",
                      {number(grouped(record.file.entries)), code(record.file.root.substr(0, 16))}),
            record.last_entry());
    document.cover = cover(record);
    document.origin = {{"audience", std::string(to_text(record.options.audience))},
                       {"language", words.language()},
                       {"entries", std::to_string(record.file.entries)},
                       {"root", record.file.root},
                       {"version", record.options.tool_version}};
    if (record.options.issue)
        for (const auto& [name, text] : {std::pair{"issue", record.options.issue->number},
                                         std::pair{"change", record.options.issue->change},
                                         std::pair{"of", record.options.issue->of},
                                         std::pair{"reason", record.options.issue->reason}})
            document.origin.emplace_back(name, text);
    document.banners = banners(record);
}

}  // namespace isonomia::reports
