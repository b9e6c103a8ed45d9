#include "provenance/store/hold_guard.hpp"

#include "core/describe.hpp"
#include "core/exhibit.hpp"
#include "core/preservation.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using isonomia::provenance::check_erasable;

namespace {

constexpr Instant now{1795356000};  // 2026-11-22

struct Entries {
    std::vector<LedgerEntry> list;

    template <class T>
    void add(const std::string& type, const T& object, const std::string& subject = "") {
        LedgerEntry entry;
        entry.index = list.size();
        entry.type = type;
        entry.id = object.id;
        entry.payload = to_json(object);
        entry.subject = subject;
        list.push_back(entry);
    }
};

Entries with_exhibit() {
    Entries entries;
    Exhibit exhibit;
    exhibit.id = "E1";
    exhibit.subject = "accused";
    entries.add("exhibit", exhibit, "accused");
    return entries;
}

Hold hold_on_exhibit() {
    Hold hold;
    hold.id = "hold-1";
    hold.title = "Appeal pending";
    hold.exhibits = {"E1"};
    return hold;
}

}  // namespace

TEST_CASE("nothing of nobody cannot be erased") {
    CHECK(check_erasable({}, "accused", now).error().code == "P1202");
    CHECK(check_erasable(with_exhibit().list, "witness", now).error().code == "P1202");
    CHECK(check_erasable(with_exhibit().list, "", now).error().code == "P1202");
}

TEST_CASE("a hold is named, and ends with its release only") {
    Entries entries = with_exhibit();
    CHECK(check_erasable(entries.list, "accused", now));
    Hold hold = hold_on_exhibit();
    entries.add("hold", hold);
    const auto held = check_erasable(entries.list, "accused", now);
    REQUIRE_FALSE(held);
    CHECK(held.error().code == "P1201");
    CHECK(held.error().message.find("hold 'hold-1' covers exhibit E1: Appeal pending") !=
          std::string::npos);
    hold.release_reason = "final";
    entries.add("hold", hold);
    entries.list.back().supersedes = 1;
    CHECK(check_erasable(entries.list, "accused", now));
}

TEST_CASE("a hold on what was withdrawn from the matter still holds") {
    Entries entries = with_exhibit();
    entries.add("hold", hold_on_exhibit());
    LedgerEntry withdrawal;
    withdrawal.index = 2;
    withdrawal.type = "withdrawal";
    withdrawal.id = "exhibit/E1";
    withdrawal.payload = Json::Object{{"type", "exhibit"}, {"id", "E1"}};
    withdrawal.supersedes = 0;
    entries.list.push_back(withdrawal);
    CHECK(check_erasable(entries.list, "accused", now).error().code == "P1201");
}

TEST_CASE("every hold and retention in the way is told") {
    Entries entries = with_exhibit();
    entries.add("hold", hold_on_exhibit());
    Retention retention;
    retention.id = "retention-1";
    retention.keep_until = "2027-01-01";
    retention.ground = "Limitation period";
    entries.add("retention", retention);
    const auto held = check_erasable(entries.list, "accused", now);
    REQUIRE_FALSE(held);
    REQUIRE(held.error().notes.size() == 1);
    CHECK(held.error().notes[0].find("until 2027-01-01") != std::string::npos);
}

TEST_CASE("a hold that cannot be read forbids; what else cannot be read does not hide one") {
    Entries entries = with_exhibit();
    entries.list[0].payload = Json::Object{{"id", 7}};
    CHECK(check_erasable(entries.list, "accused", now));
    entries.add("hold", hold_on_exhibit());
    CHECK(check_erasable(entries.list, "accused", now).error().code == "P1201");
    entries.list.back().payload = Json::Object{{"id", 7}};
    CHECK(check_erasable(entries.list, "accused", now).error().code == "P0902");
}
