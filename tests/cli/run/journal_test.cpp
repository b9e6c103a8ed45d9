#include "cli/run/journal.hpp"

#include "cli/run/program_act.hpp"
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
