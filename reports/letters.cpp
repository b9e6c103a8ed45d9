#include "reports/letters.hpp"

#include <algorithm>

#include "reports/finish.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"
#include "reports/steps.hpp"

namespace isonomia::reports {

namespace {

Inline what(const Record& record, const Gap& gap) {
    if (!gap.text.empty()) return value(gap.text);
    const auto* fact = record.fact_of(gap.fact);
    if (fact != nullptr && !fact->object.statement.empty()) return value(fact->object.statement);
    return code(gap.fact);
}

Inline why(const Record& record, const Gap& gap) {
    const Catalogue& words = record.words;
    std::vector<Inline> titles;
    for (const auto* outcome : gap.outcomes)
        titles.push_back(
            value(outcome->object.title.empty() ? outcome->object.rule : outcome->object.title));
    if (titles.empty()) return words.say("It is on record as missing.");
    return words.say("Open until it is known: {0}.", {short_list(words, titles)});
}

// Two rules may ask for one thing in the same words.
std::vector<Gap> merged(const std::vector<const Gap*>& gaps, const Record& record) {
    std::vector<Gap> list;
    for (const Gap* gap : gaps) {
        const std::string text = plain(what(record, *gap));
        const auto same = std::find_if(list.begin(), list.end(), [&](const Gap& other) {
            return plain(what(record, other)) == text;
        });
        if (same == list.end()) {
            list.push_back(*gap);
            continue;
        }
        for (const auto* outcome : gap->outcomes)
            if (std::find(same->outcomes.begin(), same->outcomes.end(), outcome) ==
                same->outcomes.end())
                same->outcomes.push_back(outcome);
        same->supports = same->supports + gap->supports;
    }
    std::stable_sort(list.begin(), list.end(), [](const Gap& a, const Gap& b) {
        return a.outcomes.size() > b.outcomes.size();
    });
    return list;
}

Table items_table(const Record& record, const std::vector<Gap>& gaps) {
    const Catalogue& words = record.words;
    Table table;
    table.caption = stated(words.say("What we ask for"), record.last_entry());
    table.columns = {words.say("No."), words.say("Item"), words.say("Why it matters")};
    for (const Gap& gap : gaps) {
        Row row;
        row.supports = gap.supports;
        row.cells = {number_cell(number(grouped(table.rows.size() + 1))),
                     head_cell(what(record, gap)), cell(why(record, gap))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

void address(Document& document, const Record& record, const std::string& holder) {
    const Catalogue& words = record.words;
    DefinitionList list;
    list.compact = true;
    const auto add = [&](std::string_view term, Inline detail, const Supports& supports) {
        list.entries.push_back({words.say(term), {stated(std::move(detail), supports)}});
    };
    add("To", holder.empty() ? words.say("holder not known") : record.agent(holder),
        record.last_entry());
    if (!record.file.matter.empty()) {
        const Matter& m = record.file.matter.front().object;
        add("From", record.agent(m.prepared_by), record.matter());
        add("In the matter", record.or_words(m.title, "not stated"), record.matter());
        add("Court or authority", record.or_words(m.court, "not stated"), record.matter());
        add("Its reference", record.or_words(m.reference, "not stated"), record.matter());
        if (!m.hearing_on.empty()) add("Hearing", date(m.hearing_on), record.matter());
    }
    document.cover = std::move(list);
}

Section request(const Record& record, const std::vector<Gap>& gaps) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "request";
    section.title = stated(words.say("Request"));
    section.blocks.push_back(paragraph(words.say(
        "We ask you to let us have the items below. Those on which most depends come first. Please "
        "answer for each item separately.")));
    section.blocks.push_back(items_table(record, gaps));
    section.blocks.push_back(paragraph(words.say(
        "Where you do not have an item, please say who has it. Where you withhold it, please say "
        "on which ground, for how long, and what you offer in its place. Where it was destroyed, "
        "please say when, by whom and under which rule.")));
    section.blocks.push_back(paragraph(words.say(
        "Please keep all of these items until the matter is decided, in the form in which they "
        "are.")));
    Declaration signature;
    signature.anchor = "signature";
    signature.title = stated(words.say("Answer and signature"));
    signature.source = stated(words.say("The dates are set by the person who signs."));
    for (const char* line : {"Please answer by", "Name", "Date", "Signature"})
        signature.lines.push_back(words.say(line));
    section.blocks.push_back(std::move(signature));
    return section;
}

}  // namespace

Result<std::vector<Letter>> letters(const CaseFile& case_file, const ReportOptions& options) {
    const Record record(case_file, options);
    std::vector<std::pair<std::string, std::vector<const Gap*>>> holders;
    for (const Gap& gap : record.gaps()) {
        auto it = std::find_if(holders.begin(), holders.end(),
                               [&](const auto& h) { return h.first == gap.holder; });
        if (it == holders.end()) it = holders.insert(holders.end(), {gap.holder, {}});
        it->second.push_back(&gap);
    }
    std::vector<Letter> all;
    for (const auto& [holder, gaps] : holders) {
        const std::vector<Gap> items = merged(gaps, record);
        Letter letter{holder, letter_name(holder), items.size(), {}};
        furnish(letter.document, record);
        letter.document.kind_of_report = record.words.say("Request for information");
        letter.document.banners.erase(
            std::remove_if(letter.document.banners.begin(), letter.document.banners.end(),
                           [](const Callout& banner) { return banner.kind != "synthetic"; }),
            letter.document.banners.end());
        letter.document.contents = false;
        letter.document.attachments.clear();
        address(letter.document, record, holder);
        letter.document.sections.push_back(request(record, items));
        if (auto status = finish(letter.document, record); !status) return fail(status.error());
        all.push_back(std::move(letter));
    }
    return all;
}

}  // namespace isonomia::reports
