#include "cli/run/journal.hpp"

#include "cli/run/program_act.hpp"
#include "cli/run/spared.hpp"
#include "core/case_file.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using isonomia::cli::Journal;
using isonomia::cli::perform;
using isonomia::cli::Product;

namespace {

Fact fact(const std::string& id, const std::string& value) {
    Fact result;
    result.id = id;
    result.value = value;
    return result;
}

// The ledger after the drafts were appended to it.
std::vector<LedgerEntry> appended(std::vector<LedgerEntry> entries,
                                  const std::vector<Draft>& drafts) {
    for (const Draft& draft : drafts) {
        LedgerEntry entry;
        entry.index = entries.size();
        entry.type = draft.type;
        entry.id = draft.id;
        entry.payload = draft.payload;
        entry.supersedes = draft.supersedes;
        entry.subject = draft.subject;
        entries.push_back(entry);
    }
    return entries;
}

bool none_spared(const std::string&, const std::string&) { return false; }

struct Done {
    bool now = false;
    std::vector<LedgerEntry> entries;
};

// One run that does the act 'isonomia.act', which produces the given facts.
Done run_act(const std::vector<LedgerEntry>& entries, const std::string& input,
             const std::vector<Fact>& facts) {
    Journal journal(entries);
    Activity act;
    act.id = "isonomia.act";
    const ActInputs key{ActivityKind::measurement, "1", {input}, {}, std::nullopt};
    const auto done = perform(journal, act, key, [&]() -> Result<Product> {
        Product product;
        for (const Fact& one : facts)
            product.add("fact", one);
        return product;
    });
    REQUIRE(done);
    journal.withdraw_others(none_spared);
    return {*done, appended(entries, journal.take_drafts())};
}

}  // namespace

TEST_CASE("what an empty ledger is told becomes drafts in the order of the statements") {
    Journal journal({});
    journal.state("fact", fact("b", "1"));
    journal.state("fact", fact("a", "2"));
    const auto drafts = journal.take_drafts();
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].id == "b");
    CHECK_FALSE(drafts[0].supersedes);
    CHECK(journal.take_drafts().empty());
}

TEST_CASE("the same statements again add nothing") {
    Journal first({});
    first.state("fact", fact("a", "1"));
    const auto entries = appended({}, first.take_drafts());
    Journal second(entries);
    second.state("fact", fact("a", "1"));
    second.withdraw_others(none_spared);
    CHECK(second.take_drafts().empty());
    CHECK(second.digest() == first.digest());
}

TEST_CASE("a changed statement supersedes, a missing one is withdrawn, and both stay so") {
    Journal first({});
    first.state("fact", fact("a", "1"));
    first.state("fact", fact("b", "1"));
    auto entries = appended({}, first.take_drafts());

    Journal second(entries);
    second.state("fact", fact("a", "2"));
    second.withdraw_others(none_spared);
    const auto drafts = second.take_drafts();
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].supersedes == 0);
    CHECK(drafts[1].type == "withdrawal");
    CHECK(drafts[1].supersedes == 1);
    CHECK(second.digest() != first.digest());
    entries = appended(entries, drafts);

    Journal third(entries);
    third.state("fact", fact("a", "2"));
    third.withdraw_others(none_spared);
    CHECK(third.take_drafts().empty());

    // What comes back after a withdrawal is a new object, not a replacement.
    Journal fourth(entries);
    fourth.state("fact", fact("a", "2"));
    fourth.state("fact", fact("b", "1"));
    const auto again = fourth.take_drafts();
    REQUIRE(again.size() == 1);
    CHECK_FALSE(again[0].supersedes);
}

TEST_CASE("what a later stage deals with is not withdrawn") {
    Journal first({});
    first.state("fact", fact("a", "1"));
    const auto entries = appended({}, first.take_drafts());
    Journal second(entries);
    second.withdraw_others(
        [](const std::string& type, const std::string&) { return type == "fact"; });
    CHECK(second.take_drafts().empty());
}

TEST_CASE("an act is done once for the same inputs") {
    const Done first = run_act({}, "x", {fact("a", "1"), fact("b", "1")});
    CHECK(first.now);
    CHECK(first.entries.size() == 3);

    const Done again = run_act(first.entries, "x", {fact("never", "asked")});
    CHECK_FALSE(again.now);
    CHECK(again.entries.size() == 3);

    const Done changed = run_act(first.entries, "y", {fact("a", "1"), fact("c", "1")});
    CHECK(changed.now);
    // 'c' is new, the act and 'b' are replaced and withdrawn, 'a' says the same and stays.
    CHECK(changed.entries.size() == 6);
    const auto state = replay(changed.entries);
    REQUIRE(state);
    CHECK(find(state->facts, "a") != nullptr);
    CHECK(find(state->facts, "b") == nullptr);
    CHECK(find(state->facts, "c") != nullptr);
}

TEST_CASE("an act whose product was withdrawn is done again") {
    const Done first = run_act({}, "x", {fact("a", "1")});
    auto entries = first.entries;
    LedgerEntry withdrawal;
    withdrawal.index = entries.size();
    withdrawal.type = "withdrawal";
    withdrawal.supersedes = 0;
    entries.push_back(withdrawal);
    CHECK(run_act(entries, "x", {fact("a", "1")}).now);
}

TEST_CASE("an act that fails records nothing") {
    Journal journal({});
    Activity act;
    act.id = "isonomia.act";
    const auto done = perform(
        journal, act, {}, []() -> Result<Product> { return fail(input_error("T0001", "broken")); });
    CHECK_FALSE(done);
    CHECK(journal.take_drafts().empty());
}

TEST_CASE("what turns out to be a person's is recorded anew under that person's key") {
    Agent person;
    person.id = "accused";
    person.name = "Jean Dupont";
    Fact quoting;
    quoting.id = "f";
    quoting.statement = "Jean Dupont was there";
    LedgerEntry early;  // recorded before anybody was known by that name
    early.type = "fact";
    early.id = "f";
    early.payload = to_json(quoting);

    Journal journal({early});
    journal.state("fact", quoting);
    person.kind = AgentKind::person;
    journal.state("agent", person);
    const auto drafts = journal.take_drafts();
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].subject == "accused");
    CHECK(drafts[0].supersedes == 0U);
    CHECK(drafts[0].payload == early.payload);
    CHECK(drafts[1].subject == "accused");

    Journal again(appended({early}, drafts));
    again.state("fact", quoting);
    again.state("agent", person);
    CHECK(again.take_drafts().empty());
}

TEST_CASE("a kept object keeps what is known of its subject") {
    Fact fact_of_person = fact("f", "true");
    LedgerEntry entry;
    entry.type = "fact";
    entry.id = "f";
    entry.payload = to_json(fact_of_person);
    entry.subject = "accused";
    Journal journal({entry});
    journal.keep("fact/f");
    CHECK(journal.take_drafts().empty());
}

TEST_CASE("a run withdraws what it declares, not what people recorded, nor what was handed over") {
    Handover handover;
    handover.id = "h";
    handover.incoming = true;
    handover.from = "police";
    handover.items = {{"received.1.E1", "aa", 1, "", false}};
    Exhibit received;
    received.id = "received.1.E1";
    received.custody_rests_on = "received.1.offer";
    std::vector<LedgerEntry> entries(2);
    entries[0].type = "handover";
    entries[0].id = "h";
    entries[0].payload = to_json(handover);
    entries[1].index = 1;
    entries[1].type = "exhibit";
    entries[1].id = received.id;
    entries[1].payload = to_json(received);
    const isonomia::cli::Spared spared{Journal(entries)};
    CHECK(spared("hold", "anything"));
    CHECK(spared("handover", "h"));
    CHECK(spared("exhibit", "received.1.E1"));
    CHECK(spared("exhibit", "received.1.offer"));
    CHECK(spared("agent", "police"));
    CHECK_FALSE(spared("agent", "other"));
    CHECK_FALSE(spared("exhibit", "E1"));
    CHECK_FALSE(spared("fact", "f"));
}
