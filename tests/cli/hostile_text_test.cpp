// A record or a note that somebody else wrote steers no terminal, whatever its fields say.
#include "core/custody.hpp"
#include "core/preservation.hpp"
#include "provenance/log/checkpoint.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command witness_command();

using tests::make_case;
using tests::Party;
using tests::put;

namespace {

// Escape, bell, a C1 control sequence introducer, a right-to-left override.
const std::string hostile =
    "\x1b[31mX\x1b]0;t\x07\xC2\x9B"
    "31m\xE2\x80\xAE";

bool steers(const std::string& text) {
    for (const std::string part : {"\x1b", "\x07", "\xC2\x9B", "\xE2\x80\xAE"})
        if (text.find(part) != std::string::npos) return true;
    return false;
}

struct Handed {
    isonomia::tests::ScratchFolder scratch;
    Party reader{scratch.path() / "reader"};

    Handed() { make_case(reader); }

    template <class T>
    void state(const std::string& type, const T& object) {
        auto ledger = reader.ledger();
        REQUIRE(ledger);
        REQUIRE(ledger->append({{type, object.id, to_json(object), "", {}}}));
    }
    void check(const Command& command, const std::vector<std::string>& words) {
        reader.run(command, words);
        INFO(words.front() << ": " << reader.said());
        CHECK(reader.said().find("\\u{202e}") != std::string::npos);  // it is said, and shown
        CHECK_FALSE(steers(reader.said()));
    }
};

}  // namespace

TEST_CASE("holds, retentions and erasures of a record from elsewhere") {
    Handed t;
    Hold hold;
    hold.id = "hold-1" + hostile;
    hold.title = hold.placed_by = hold.placed_on = hold.until = "x" + hostile;
    hold.exhibits = {"E1", "E9" + hostile};
    hold.subjects = {"accused", "b" + hostile};
    t.state("hold", hold);
    t.check(hold_command(), {"list", "case"});
    Retention retention;
    retention.id = "retention-1" + hostile;
    retention.category = retention.ground = hostile;
    retention.exhibits = {"E1" + hostile, "E1"};
    retention.keep_until = "2999-01-01" + hostile;
    retention.erase_by = "2001-01-01";
    t.state("retention", retention);
    t.check(retention_command(), {"list", "case"});
    t.check(erase_command(), {"--plan", "--subject", "accused", "case"});
}

TEST_CASE("the chain of custody of a record from elsewhere") {
    Handed t;
    Exhibit exhibit;
    exhibit.id = "E9" + hostile;
    exhibit.title = exhibit.received_from = exhibit.custody_rests_on = "x" + hostile;
    exhibit.received_on = "2026-01-01" + hostile;
    t.state("exhibit", exhibit);
    Handover handover;
    handover.id = "1" + hostile;
    handover.from = handover.to = handover.medium = handover.reason = "x" + hostile;
    handover.sender_key = handover.receiver_key = hostile;
    handover.state = HandoverState::accepted;
    handover.items = {{exhibit.id, "", 0, hostile, false}};
    t.state("handover", handover);
    Activity act;
    act.id = "A9" + hostile;
    act.kind = ActivityKind::transfer;
    act.title = act.agent = act.known_from = act.happened = "x" + hostile;
    act.used = {exhibit.id};
    t.state("activity", act);
    t.check(custody_command(), {"show", "case"});
}

TEST_CASE("two notes that contradict each other are shown without what they would do") {
    Handed t;
    const auto head = provenance::parse_checkpoint(t.reader.ledger()->checkpoint());
    REQUIRE(head);
    provenance::Checkpoint checkpoint = head->checkpoint;
    checkpoint.extensions = {hostile.substr(hostile.find('\xC2'))};  // notes hold no C0 controls
    const auto note = [&](const std::string& name) {
        put(t.reader.folder / name,
            *provenance::sign_note(checkpoint_text(checkpoint), checkpoint.origin, *t.reader.key));
    };
    note("first");
    checkpoint.root[0] ^= 1U;
    note("second");
    const std::string key = provenance::to_vkey({checkpoint.origin, t.reader.key->public_key()});
    t.check(witness_command(), {"prove", "first", "second", "--ledger", key});
    CHECK(t.reader.said().find("\n\n" + checkpoint.origin + "\n") != std::string::npos);
}

}  // namespace isonomia::cli
