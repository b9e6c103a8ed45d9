// Who had the evidence when, under which authority, and how we know.
#include <algorithm>

#include "core/custody_chain.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

bool of_the_matter(const Activity& act) {
    return act.kind < ActivityKind::intake || act.kind == ActivityKind::other;
}

// Dates compare as text once cut to the day; "" when the text is no date.
std::string day(const std::string& text) {
    return parse_instant(text) ? text.substr(0, 10) : std::string();
}

struct Standing {
    Inline text;
    bool sound = false;
};

// An act's authority as it stands: missing and expired authority is said, never left out.
Standing standing(const Record& record, const Activity& act) {
    const Catalogue& words = record.words;
    if (!act.authority) return {words.say("not recorded"), false};
    if (act.authority->cite.empty()) return {strong(words.say("none stated")), false};
    const Authority& a = *act.authority;
    Inline text = value(a.cite);
    if (!a.issued_by.empty())
        text = text + words.say(", issued by {0}", {record.agent(a.issued_by)});
    if (!a.exhibit.empty())
        text = text + words.say(" (exhibit {0})", {record.exhibit_link(a.exhibit)});
    if (!a.scope.empty()) text = text + words.say(", limited to: {0}", {value(a.scope)});
    const std::string when = day(act.happened);
    const std::string last = act.happened_until.empty() ? when : day(act.happened_until);
    const std::string from = day(a.valid_from);
    const std::string until = day(a.valid_until);
    if (!until.empty() && !last.empty() && last > until)
        return {
            text + strong(words.say(" – expired on {0}, before the act", {moment(a.valid_until)})),
            false};
    if (!from.empty() && !when.empty() && when < from)
        return {text + strong(words.say(" – valid only from {0}, after the act",
                                        {moment(a.valid_from)})),
                false};
    if (when.empty() && (!from.empty() || !until.empty()))
        return {text + words.say(" – the act has no date, so its term cannot be checked"), false};
    return {text, true};
}

Table timeline(const Record& record, const std::vector<const Recorded<Activity>*>& acts) {
    const Catalogue& words = record.words;
    Table table;
    table.caption = stated(words.say("What was done, as claimed, in order of time"));
    table.columns = {words.say("When"), words.say("What"), words.say("By whom"),
                     words.say("Legal authority"), words.say("Known from")};
    for (const auto* recorded : acts) {
        const Activity& act = recorded->object;
        Row row;
        row.supports = record.from(*recorded);
        row.anchor = anchor_of("act", act.id);
        Inline when = record.day(act.happened, "date not recorded");
        if (!act.happened_until.empty())
            when = words.say("{0} to {1}", {when, moment(act.happened_until)});
        row.cells = {head_cell(std::move(when)), cell(record.or_words(act.title, "not described")),
                     cell(record.agent(act.agent)), cell(standing(record, act).text),
                     cell(act.known_from.empty() ? words.say("no document stated")
                                                 : record.exhibit_link(act.known_from))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

void before_the_record(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    if (record.file.entries == 0) {
        blocks.push_back(paragraph(words.say("The case record is empty."), {}, "custody-start"));
        return;
    }
    struct Group {
        std::vector<Inline> exhibits;
        Supports supports;
        void add(const Record& from, const std::string& id) {
            exhibits.push_back(from.exhibit_link(id));
            for (Support& support : from.exhibit(id))  // an id comes once: nothing to merge
                supports.push_back(std::move(support));
        }
    };
    std::map<std::string, Group> rests;
    Group none;
    for (const auto* recorded : record.exhibits()) {
        const Exhibit& e = recorded->object;
        (e.custody_rests_on.empty() ? none : rests[e.custody_rests_on]).add(record, e.id);
    }
    blocks.push_back(paragraph(
        words.say(
            "This record begins with entry 0 on {0}. What happened before was not recorded as it "
            "happened: for that time custody rests on documents alone.",
            {time_of(record.file.first_recorded)}),
        {Record::entry(0, words)}, "custody-start"));
    List list;
    for (auto& [document, group] : rests)
        list.items.push_back(
            stated(words.say("For {0}: on {1}.",
                             {short_list(words, group.exhibits), record.exhibit_link(document)}),
                   std::move(group.supports)));
    if (!none.exhibits.empty())
        list.items.push_back(stated(words.say("For {0}: on no document that the record names.",
                                              {short_list(words, none.exhibits)}),
                                    std::move(none.supports)));
    if (!list.items.empty()) blocks.push_back(std::move(list));
}

// Coercive acts and runs of a system need an authority; a review or a handing over may need none.
bool needs_authority(const Activity& act) {
    return act.kind == ActivityKind::acquisition || act.kind == ActivityKind::inference;
}

void authority_gaps(std::vector<Block>& blocks, const Record& record,
                    const std::vector<const Recorded<Activity>*>& acts) {
    const Catalogue& words = record.words;
    if (acts.empty()) {
        blocks.push_back(
            paragraph(words.say("The record holds no act of the matter: who did what, and "
                                "when, is not known from it.")));
        return;
    }
    std::uint64_t all = 0;
    std::uint64_t unrecorded = 0;
    std::uint64_t unstated = 0;
    std::uint64_t uncovered = 0;
    Supports examined;
    Supports unsound;
    for (const auto* recorded : acts) {
        const Activity& act = recorded->object;
        if (!needs_authority(act)) continue;
        ++all;
        examined = examined + record.activity(*recorded);
        if (standing(record, act).sound) continue;
        unsound = unsound + record.activity(*recorded);
        ++(!act.authority ? unrecorded : act.authority->cite.empty() ? unstated : uncovered);
    }
    if (all == 0) return;
    if (unsound.empty()) {
        blocks.push_back(paragraph(
            words.say("Each of the acts below by which evidence was acquired or a system was run "
                      "({0}) has a stated authority whose term covers it. Whether the authority "
                      "was rightly given is not examined here.",
                      {number(grouped(all))}),
            examined));
        return;
    }
    Inline text = words.say("Acts by which evidence was acquired or a system was run: {0}.",
                            {number(grouped(all))});
    const auto add = [&](std::uint64_t n, std::string_view phrase) {
        if (n > 0) text = text + words.say(phrase, {number(grouped(n))});
    };
    add(unrecorded, " With no authority on record: {0}.");
    add(unstated, " With no authority stated: {0}.");
    add(uncovered,
        " With an authority whose term does not cover the act, or cannot be checked: {0}.");
    blocks.push_back(paragraph(std::move(text), unsound, "authority-gaps"));
}

void integrity(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    if (record.file.entries == 0) return;
    Inline text;
    if (!record.file.checkpoint.empty())
        text = words.count(record.file.entries,
                           "A signed checkpoint covers the one entry that this report states. ",
                           "A signed checkpoint covers the {0} entries that this report states. ");
    text = text + words.say(
                      "The checkpoint that closes this run is signed after this report is "
                      "written; {0} checks it, without a network.",
                      {code(record.options.verify_command)});
    blocks.push_back(paragraph(std::move(text), record.last_entry()));
    if (record.file.erased.empty()) return;
    Supports supports;
    for (const std::uint64_t entry : record.file.erased)
        supports.push_back(Record::entry(entry, words));
    blocks.push_back(paragraph(
        words.count(record.file.erased.size(),
                    "The content of one entry was erased; its place and its proof remain.",
                    "The content of {0} entries was erased; their places and their proofs remain."),
        supports));
}

std::string_view phrase(CustodyStep step) {
    switch (step) {
        case CustodyStep::before:
        case CustodyStep::taken_in:
        case CustodyStep::stated_transfer:
            return "";  // told above and in the table of acts
        case CustodyStep::offered:
            return "offered, undelivered so far";
        case CustodyStep::accepted:
            return "accepted";
        case CustodyStep::accepted_altered:
            return "accepted, but another file than the one offered";
        case CustodyStep::missing:
            return "did not arrive";
        case CustodyStep::refused:
            return "refused";
        case CustodyStep::lost:
            return "lost on the way";
        case CustodyStep::recalled:
            return "recalled";
    }
    return "";
}

// Gaps that the state of a handover does not say by itself.
std::string_view phrase(CustodyGap gap) {
    switch (gap) {
        case CustodyGap::not_the_holder:
            return "offered by somebody who, on this record, did not have it";
        case CustodyGap::same_key:
            return "the same key signed on both sides";
        case CustodyGap::answered_before:
            return "the answer is dated before the offer";
        case CustodyGap::before_it_came:
            return "handed over before it was received, by the dates given";
        case CustodyGap::after_recorded:
            return "dated later than the entry that records it";
        default:
            return "";
    }
}

Inline state_of(const Catalogue& words, const CustodyLink& link) {
    Inline text = words.say(phrase(link.step));
    if (!link.reason.empty()) text = text + words.say(": {0}", {value(link.reason)});
    for (const CustodyGap gap : link.gaps)
        if (const auto which = phrase(gap); !which.empty())
            text = text + words.say("; ") + strong(words.say(which));
    return text;
}

Inline signatures(const Catalogue& words, const CustodyLink& link) {
    const auto key = [](const std::string& fingerprint) { return code(fingerprint.substr(0, 16)); };
    if (link.receiver_key.empty())
        return words.say("the sender alone, key {0}", {key(link.sender_key)});
    return words.say("both sides, keys {0} and {1}",
                     {key(link.sender_key), key(link.receiver_key)});
}

// One row for each exhibit of each handover, with what both sides signed.
void handovers(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    if (record.file.handovers.empty()) return;
    Table table;
    table.caption = stated(words.say("Exhibits that changed hands, by what both sides signed"));
    table.columns = {words.say("Exhibit"), words.say("From"), words.say("To"),
                     words.say("State"),   words.say("When"), words.say("Signed by")};
    Supports incomplete;
    std::uint64_t open = 0;
    for (const CustodyChain& chain : custody_chains(record.file)) {
        for (const CustodyLink& link : chain.links) {
            if (link.handover.empty() || !link.entry) continue;
            Row row;
            row.supports = {Record::entry(*link.entry, words)};
            row.cells = {head_cell(record.exhibit_link(chain.exhibit)),
                         cell(record.agent(link.from)),
                         cell(record.agent(link.to)),
                         cell(state_of(words, link)),
                         cell(record.day(link.since, "date not recorded")),
                         cell(signatures(words, link))};
            table.rows.push_back(std::move(row));
            if (link.gaps.empty()) continue;
            ++open;
            incomplete.push_back(Record::entry(*link.entry, words));
        }
    }
    if (table.rows.empty()) return;
    if (open > 0)
        blocks.push_back(paragraph(
            words.count(open,
                        "The chain has a gap at one handover: it is undelivered, refused, lost, "
                        "altered, or its times contradict each other.",
                        "The chain has gaps at {0} handovers of an exhibit: each is undelivered, "
                        "refused, lost, altered, or its times contradict each other."),
            incomplete, "custody-gaps"));
    blocks.push_back(std::move(table));
}

}  // namespace

Section custody_section(const Record& record) {
    Section section;
    section.anchor = "custody";
    section.title = stated(record.words.say("Custody: who had the evidence, and how we know"));
    std::vector<const Recorded<Activity>*> acts;
    for (const auto& recorded : record.file.activities)
        if (of_the_matter(recorded.object)) acts.push_back(&recorded);
    std::stable_sort(acts.begin(), acts.end(), [](const auto* a, const auto* b) {
        const std::string x = day(a->object.happened);
        const std::string y = day(b->object.happened);
        if (x.empty() != y.empty()) return y.empty();  // undated acts last
        return x == y ? a->object.happened < b->object.happened : x < y;
    });
    before_the_record(section.blocks, record);
    authority_gaps(section.blocks, record, acts);
    integrity(section.blocks, record);
    if (!acts.empty()) section.blocks.push_back(timeline(record, acts));
    handovers(section.blocks, record);
    if (auto figure = custody_figure(record)) section.blocks.push_back(std::move(*figure));
    return section;
}

}  // namespace isonomia::reports
