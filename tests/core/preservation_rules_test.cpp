#include "core/preservation_rules.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

constexpr Instant now{1795356000};  // 2026-11-22

LedgerEntry entry(const std::string& type, const std::string& id, const std::string& subject) {
    LedgerEntry result;
    result.type = type;
    result.id = id;
    result.payload = Json::Object{{"id", id}};
    result.subject = subject;
    return result;
}

const std::vector<LedgerEntry> entries{
    entry("agent", "accused", "accused"), entry("exhibit", "E1", "accused"),
    entry("exhibit", "E2", ""), entry("exhibit", "matter", "accused witness")};

Hold hold(std::vector<std::string> exhibits, std::vector<std::string> subjects) {
    Hold result;
    result.id = "H1";
    result.title = "Appeal pending";
    result.exhibits = std::move(exhibits);
    result.subjects = std::move(subjects);
    return result;
}

Retention retention(const std::string& keep, const std::string& erase,
                    std::vector<std::string> exhibits) {
    Retention result;
    result.id = "R1";
    result.keep_until = keep;
    result.erase_by = erase;
    result.exhibits = std::move(exhibits);
    return result;
}

std::vector<Obstacle> with(const Hold& object) {
    CaseFile file;
    file.holds.push_back({object, 9, {}, {}});
    return obstacles_to_erasure(file, scope_of_erasure(entries, "accused", "matter"), now);
}

std::vector<Obstacle> with(const Retention& object) {
    CaseFile file;
    file.retentions.push_back({object, 9, {}, {}});
    return obstacles_to_erasure(file, scope_of_erasure(entries, "accused", "matter"), now);
}

}  // namespace

TEST_CASE("the scope of an erasure: nobody, an unknown person, a person; not the declaration") {
    CHECK(scope_of_erasure({}, "").exhibits.empty());
    CHECK(scope_of_erasure(entries, "nobody", "matter").exhibits.empty());
    const auto scope = scope_of_erasure(entries, "accused", "matter");
    CHECK(scope.subjects == std::vector<std::string>{"accused"});
    CHECK(scope.exhibits == std::vector<std::string>{"E1"});
    auto joint = entries;
    joint.push_back(entry("activity", "A1", "accused witness"));
    CHECK(scope_of_erasure(joint, "accused", "matter").subjects ==
          std::vector<std::string>{"accused", "witness"});
    joint.back().erased = true;
    CHECK(scope_of_erasure(joint, "accused", "matter").subjects.size() == 1);
}

TEST_CASE("a hold stands in the way of what it covers until it is released") {
    CHECK(with(hold({}, {})).front().covers == "the whole case");
    CHECK(with(hold({}, {"accused"})).front().covers == "agent accused");
    CHECK(with(hold({"E2", "E1"}, {})).front().covers == "exhibit E1");
    CHECK(with(hold({"E2"}, {"witness"})).empty());
    Hold old = hold({}, {});
    old.until = "2020-01-01";  // a date of review ends nothing
    CHECK(with(old).size() == 1);
    old.released_on = "2021-01-01";
    CHECK(with(old).size() == 1);
    old.release_reason = "judgment final";
    CHECK(with(old).empty());
}

TEST_CASE("a hold on somebody whose data would go along stands in the way") {
    auto joint = entries;
    joint.push_back(entry("activity", "A1", "accused witness"));
    CaseFile file;
    file.holds.push_back({hold({}, {"witness"}), 9, {}, {}});
    CHECK(obstacles_to_erasure(file, scope_of_erasure(joint, "accused", "matter"), now).size() ==
          1);
}

TEST_CASE("a retention stands in the way until its day begins; what is no date does always") {
    CHECK(with(retention("", "", {})).empty());
    CHECK(with(retention("2026-11-23", "", {"E1"})).front().until == "2026-11-23");
    CHECK(with(retention("2026-11-22", "", {"E1"})).empty());
    CHECK(with(retention("2099-01-01", "", {"E2"})).empty());
    CHECK(with(retention("2099-01-01", "", {})).size() == 1);
    CHECK(with(retention("when it is over", "", {"E1"})).size() == 1);
}

TEST_CASE("what should have been erased by now is listed while it is there") {
    CaseFile file;
    Exhibit exhibit;
    exhibit.id = "E1";
    exhibit.subject = "accused";
    file.exhibits.push_back({exhibit, 1, {}, {}});
    CHECK(overdue_erasures(file, now).empty());
    file.retentions.push_back({retention("", "2026-11-22", {"E1"}), 2, {}, {}});
    REQUIRE(overdue_erasures(file, now).size() == 1);
    CHECK(overdue_erasures(file, now)[0].exhibits == std::vector<std::string>{"E1"});
    CHECK(overdue_erasures(file, now)[0].held_by.empty());
    file.holds.push_back({hold({}, {"accused"}), 3, {}, {}});
    CHECK(overdue_erasures(file, now)[0].held_by == std::vector<std::string>{"H1"});
    file.retentions[0].object.erase_by = "2026-11-23";
    CHECK(overdue_erasures(file, now).empty());
    file.retentions[0].object.erase_by = "2020-01-01";
    file.exhibits.clear();
    CHECK(overdue_erasures(file, now).empty());
}
