#include "tests/rules/derived_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

TEST_CASE("silence about an authority is unknown; 'none stated' is false; a document establishes") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    CHECK(derived(case_file, "d.authority-stated").status == FactStatus::unknown);
    use.authority = Authority{};
    CHECK(derived(case_file, "d.authority-stated").value == "false");
    use.authority->cite = "Order 7";
    CHECK(derived(case_file, "d.authority-stated").status == FactStatus::asserted);
    CHECK(derived(case_file, "d.authority-stated").stated_by == "defence");
    use.authority->exhibit = "E404";
    CHECK(derived(case_file, "d.authority-stated").status == FactStatus::asserted);
    use.authority->exhibit = "E1";
    CHECK(derived(case_file, "d.authority-stated").status == FactStatus::established);
}

TEST_CASE("an authority is valid on its first and last day, and not beside them") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    use.authority = Authority{"Order 7", "E1", "", "2026-03-01", "2026-03-31", ""};
    const auto on = [&](const std::string& day) {
        use.happened = day;
        return derived(case_file, "d.authority-valid").value;
    };
    CHECK(on("2026-02-28") == "false");
    CHECK(on("2026-03-01") == "true");
    CHECK(on("2026-03-31T23:59:59Z") == "true");
    CHECK(on("2026-04-01") == "false");
    CHECK(on("") == "");
    use.authority->valid_from.clear();
    CHECK(on("2026-03-02") == "");  // nobody says from when
    CHECK(on("2026-04-02") == "false");
}

TEST_CASE("an authority without an end lasts; one that is not stated is never valid") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    CHECK(derived(case_file, "d.authority-valid").status == FactStatus::unknown);
    use.authority = Authority{"", "E1", "", "2026-03-01", "", ""};
    CHECK(derived(case_file, "d.authority-valid").status == FactStatus::unknown);
    use.authority->cite = "Order 7";
    CHECK(derived(case_file, "d.authority-valid").value == "true");
}

TEST_CASE("an act of which only the day is known may lie on either side of a bound within it") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    use.authority =
        Authority{"Order 7", "E1", "", "2026-03-01T10:00:00Z", "2026-03-31T23:00:00+02:00", ""};
    const auto on = [&](const std::string& day) {
        use.happened = day;
        return derived(case_file, "d.authority-valid").value;
    };
    CHECK(on("2026-02-28") == "false");
    CHECK(on("2026-03-01") == "");
    CHECK(on("2026-03-02") == "true");
    CHECK(on("2026-03-31") == "");
    CHECK(on("2026-04-01") == "false");
    CHECK(on("2026-03-01T11:30:00+02:00") == "false");  // 09:30 UTC
    CHECK(on("2026-03-01T09:00:00-01:00") == "true");   // 10:00 UTC
    CHECK(on("2026-03-31T21:00:01Z") == "false");
    CHECK(on("2026-03-31T21:00:00Z") == "true");  // the instant itself still counts
    use.authority->valid_until = "2026-03-31T23:59:59Z";
    CHECK(on("2026-03-31") == "true");
}

TEST_CASE(
    "a bound that is a day is the day where the act took place, and an act lasts to its end") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    use.authority = Authority{"Order 7", "E1", "", "2026-03-01", "2026-03-31", ""};
    const auto valid = [&](const std::string& from, const std::string& until) {
        use.happened = from;
        use.happened_until = until;
        return derived(case_file, "d.authority-valid").value;
    };
    CHECK(valid("2026-03-01T00:30:00+01:00", "") == "true");  // 28 February in UTC
    CHECK(valid("2026-02-28T23:30:00-05:00", "") == "false");
    CHECK(valid("2026-03-31T23:30:00-05:00", "") == "true");
    CHECK(valid("2026-03-30", "2026-03-31") == "true");
    CHECK(valid("2026-03-30", "2026-06-30") == "false");
    CHECK(valid("2026-02-28", "2026-03-02") == "false");
    use.authority->valid_until = "2026-03-31T12:00:00Z";
    CHECK(valid("2026-03-30", "2026-03-31") == "");
    CHECK(valid("2026-03-30", "2026-03-31T11:00:00Z") == "true");
    CHECK(valid("2026-03-30", "2026-03-31T12:00:01Z") == "false");
}

TEST_CASE("a review counts when it is seen to be of the output, later, and by somebody else") {
    CaseFile case_file = with_use();
    Activity use = case_file.activities.front().object;
    use.agent = "operator";
    use.generated = {"E1"};
    Activity review = act("review", ActivityKind::review, "2026-03-03");
    review.agent = "officer";
    review.known_from = "E1";
    review.used = {"E1"};
    const auto recorded = [&] {
        case_file.activities.clear();
        add(case_file.activities, use);
        add(case_file.activities, review);
        return derived(case_file, "d.human-review-recorded").value;
    };
    CHECK(recorded() == "true");
    review.happened = "2026-03-02";  // the day of the use: before or after it
    CHECK(recorded() == "");
    review.happened = "2026-03-02T10:00:00Z";
    CHECK(recorded() == "");
    use.happened = "2026-03-02T09:59:00Z";
    CHECK(recorded() == "true");
    review.happened = use.happened;
    CHECK(recorded() == "true");
    review.used = {"E1", "E2"};
    CHECK(recorded() == "true");
    review.used = {"E2"};
    CHECK(recorded() == "");
    review.system = "S";
    CHECK(recorded() == "");
    use.system = "S";
    CHECK(recorded() == "true");
    use.agent.clear();
    CHECK(recorded() == "");
}

TEST_CASE("a review by the person who ran the system is no review") {
    CaseFile case_file = with_use();
    case_file.activities.front().object.agent = "officer";
    case_file.activities.front().object.generated = {"E1"};
    Activity review = act("review", ActivityKind::review, "2026-03-03");
    review.used = {"E1"};
    review.agent = "officer";
    review.known_from = "E1";
    add(case_file.activities, review);
    const Fact own = derived(case_file, "d.human-review-recorded");
    CHECK(own.value == "false");
    CHECK(own.status == FactStatus::established);
    CHECK(own.derivation == "'use' was reviewed only by the person who ran the system");
    Agent second;
    second.id = "second";
    second.kind = AgentKind::person;
    add(case_file.agents, second);
    review.id = "other";
    review.agent = "second";
    add(case_file.activities, review);
    CHECK(derived(case_file, "d.human-review-recorded").value == "true");
}

TEST_CASE("only a dated review by a person, not before the output, counts") {
    CaseFile case_file = with_use();
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::unknown);
    case_file.activities.front().object.agent = "operator";
    case_file.activities.front().object.generated = {"E1"};
    Activity review = act("review", ActivityKind::review, "2026-03-01");
    review.agent = "officer";
    review.used = {"E1"};
    add(case_file.activities, review);
    Activity& recorded = case_file.activities.back().object;
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::unknown);
    recorded.happened = "2026-03-03";
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::asserted);
    recorded.known_from = "E1";
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::established);
    recorded.agent = "robot";
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::unknown);
    recorded.happened.clear();
    recorded.agent = "officer";
    CHECK(derived(case_file, "d.human-review-recorded").status == FactStatus::unknown);
}

TEST_CASE("candidates and the operator's choice") {
    CaseFile case_file = with_use();
    CHECK(derived(case_file, "d.candidates-recorded").status == FactStatus::unknown);
    CHECK(derived(case_file, "d.operator-decision-recorded").status == FactStatus::unknown);
    case_file.activities.front().object.candidates = {{1, "x", 0.9, false}};
    CHECK(derived(case_file, "d.candidates-recorded").value == "true");
    CHECK(derived(case_file, "d.operator-decision-recorded").status == FactStatus::unknown);
    case_file.activities.front().object.candidates.front().chosen = true;
    CHECK(derived(case_file, "d.operator-decision-recorded").value == "true");
}

TEST_CASE("inputs are held when their exhibits are") {
    CaseFile case_file = with_use();
    Activity& use = case_file.activities.front().object;
    CHECK(derived(case_file, "d.inputs-held").status == FactStatus::unknown);
    use.used = {"E1"};
    CHECK(derived(case_file, "d.inputs-held").value == "true");
    use.used = {"E1", "E404"};
    CHECK(derived(case_file, "d.inputs-held").value == "false");
}

TEST_CASE("custody needs giver, date and a document in the case") {
    CaseFile case_file = with_use();
    Exhibit& one = case_file.exhibits.front().object;
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::unknown);
    one.received_from = "officer";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::unknown);
    one.received_on = "2026-01-01";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
    one.received_from.clear();
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::unknown);
    one.received_from = "officer";
    Exhibit paper = exhibit("E2");
    paper.received_from = "officer";
    paper.received_on = "2026-01-02";
    add(case_file.exhibits, paper);
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
    case_file.exhibits.front().object.custody_rests_on = "E404";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
    case_file.exhibits.front().object.custody_rests_on = "E2";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::established);
    CHECK(derived(case_file, "d.custody-stated").exhibit == "E2");
    case_file.exhibits.back().object.custody_rests_on = "E404";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
    case_file.exhibits.back().object.custody_rests_on = "E1";  // each vouches for the other
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
    case_file.exhibits.back().object.custody_rests_on = "E2";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
}

TEST_CASE("our own copy of the matter is no exhibit of the case") {
    CaseFile case_file = with_use();
    Exhibit& one = case_file.exhibits.front().object;
    one.received_from = "officer";
    one.received_on = "2026-01-01";
    one.custody_rests_on = "E2";
    Exhibit paper = one;
    paper.id = "E2";
    paper.custody_rests_on.clear();
    add(case_file.exhibits, paper);
    Exhibit copy = exhibit("matter");  // nobody gave it
    add(case_file.exhibits, copy);
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::established);
    CHECK(derived(case_file, "d.custody-stated").derivation ==
          "2 exhibits, each with giver and date");
    case_file.exhibits.front().object.custody_rests_on = "matter";
    CHECK(derived(case_file, "d.custody-stated").status == FactStatus::asserted);
}

TEST_CASE("days to examine take the standing of the date of service") {
    CaseFile case_file = with_use();
    case_file.matter.front().object.hearing_on = "2026-03-31";
    CHECK(derived(case_file, "d.days-to-examine").status == FactStatus::unknown);
    Fact served;
    served.id = "served.on";
    served.type = FactType::date;
    served.value = "2026-03-01";
    served.status = FactStatus::established;
    add(case_file.facts, served);
    Fact& fact = case_file.facts.front().object;
    CHECK(derived(case_file, "d.days-to-examine").value == "30");
    CHECK(derived(case_file, "d.days-to-examine").status == FactStatus::asserted);
    fact.admitted_by = "prosecution";
    CHECK(derived(case_file, "d.days-to-examine").status == FactStatus::established);
    fact.status = FactStatus::disputed;
    CHECK(derived(case_file, "d.days-to-examine").status == FactStatus::unknown);
    fact.otherwise = "2026-03-30";
    CHECK(derived(case_file, "d.days-to-examine").otherwise == "1");
    fact.status = FactStatus::withheld;
    fact.value.clear();
    CHECK(derived(case_file, "d.days-to-examine").status == FactStatus::unknown);
}
