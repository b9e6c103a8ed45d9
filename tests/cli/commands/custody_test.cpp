// Two parties, two case folders, one stick between them.
#include "provenance/custody/receipt.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command key_command();

using tests::make_case;
using tests::Party;
using tests::put;

namespace {

struct Two {
    isonomia::tests::ScratchFolder scratch;
    Party police{scratch.path() / "police"};
    Party lab{scratch.path() / "lab"};
    fs::path stick = scratch.path() / "stick";

    Two() {
        lab.world.random = SeededRandom{2};  // a key of its own
        make_case(police);
        fs::create_directories(stick);
    }
    ExitCode offer(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"offer",       "case",    "--to", "lab",
                                       "-e",          "E1",      "-e",   "E2",
                                       "--medium",    "stick 7", "-o",   (stick / "offer").string(),
                                       "--with-files"};
        words.insert(words.end(), more.begin(), more.end());
        return police.run(custody_command(), words);
    }
    ExitCode answer(const std::string& action, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{action, (stick / "offer").string(), "-o", "receipt"};
        if (action == "accept") words.insert(words.end(), {"--files", stick.string()});
        words.insert(words.end(), more.begin(), more.end());
        return lab.run(custody_command(), words);
    }
    ExitCode record(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"record", "case", (lab.folder / "receipt").string()};
        words.insert(words.end(), more.begin(), more.end());
        return police.run(custody_command(), words);
    }
    std::string key_of(Party& party) {
        return provenance::SigningKey::open_or_create(party.folder / "keys", party.files,
                                                      party.world.random)
            ->fingerprint();
    }
    std::string shown() {
        police.run(custody_command(), {"show", "case"});
        return police.said();
    }
    Handover on_record() {
        const auto ledger = provenance::Ledger::open(police.folder / "case", police.files);
        REQUIRE(ledger);
        const auto file = replay(*ledger->entries());
        REQUIRE(file);
        REQUIRE(file->handovers.size() == 1);
        return file->handovers.front().object;
    }
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an offer of nothing, to nobody, over a file, or with foreign options is refused") {
    Two t;
    Party& police = t.police;
    CHECK(police.run(custody_command(), {}) == ExitCode::usage);
    CHECK(police.run(custody_command(), {"offer", "case"}) == ExitCode::usage);
    CHECK(police.run(custody_command(), {"offer", "case", "--to", "lab", "-o", "x"}) ==
          ExitCode::usage);
    CHECK(police.run(custody_command(), {"offer", "case", "--to", "labb", "-e", "E1", "-o", "x"}) ==
          ExitCode::failed);
    CHECK(police.run(custody_command(), {"offer", "case", "--to", "lab", "-e", "E9", "-o", "x"}) ==
          ExitCode::failed);
    CHECK(police.run(custody_command(), {"show", "case", "--to", "lab"}) == ExitCode::usage);
    CHECK(police.run(custody_command(), {"accept", "-o", "x", "--files", "."}) == ExitCode::usage);
    put(police.folder / "taken", "mine");
    CHECK(police.run(custody_command(), {"offer", "case", "--to", "lab", "-e", "E1", "-o",
                                         "taken"}) == ExitCode::failed);
    CHECK(contains(police.said(), "P1109"));
    for (const char* nowhere : {"no-folder/offer", "taken/offer"}) {
        CHECK(police.run(custody_command(), {"offer", "case", "--to", "lab", "-e", "E1", "-o",
                                             nowhere}) == ExitCode::failed);
        CHECK(contains(police.said(), "F0002"));
    }
    CHECK_FALSE(contains(t.shown(), "undelivered"));  // nothing was recorded
}

TEST_CASE("a file that is no offer or receipt is named, with what to ask for") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    fs::create_directories(t.lab.folder / "in");
    for (const std::string content : {"", "\xFF\xFE", "isonomia/offer/v1\n{}\n", "text\n"}) {
        put(t.lab.folder / "note", content);
        const auto look = [&](Party& party, const std::vector<std::string>& words,
                              const std::string& what) {
            const auto arguments = parse_arguments(custody_command(), words);
            REQUIRE(arguments);
            const auto done = custody_command().run(party.files_context, *arguments);
            REQUIRE_FALSE(done);
            CHECK(exit_code(done.error().kind) == ExitCode::integrity);
            REQUIRE(done.error().where);
            CHECK(contains(done.error().where->file, "note"));
            CHECK(contains(done.error().hint, "ask the other side for the " + what));
        };
        look(t.lab, {"accept", "note", "--files", "in", "-o", "r"}, "offer");
        look(t.police, {"record", "case", (t.lab.folder / "note").string()}, "receipt");
    }
}

TEST_CASE("an offer, and its end, are signed by the sender's key or by one that nobody has") {
    Two t;
    const auto key = [&](const std::string& agent) {
        const std::string file = agent + ".pem";
        REQUIRE(t.police.run(key_command(), {"generate", "-o", file, "--unencrypted"}) ==
                ExitCode::done);
        return file;
    };
    const std::string lab = key("lab");
    const std::string police = key("police");
    REQUIRE(t.offer({"--key", lab}) == ExitCode::done);  // the record does not know whose it is
    const std::string id = t.on_record().id;
    for (const std::string agent : {"lab", "police"})
        REQUIRE(t.police.run(key_command(), {"register", "case", "--agent", agent, "--key",
                                             agent + ".pem"}) == ExitCode::done);
    CHECK(t.police.run(custody_command(), {"offer", "case", "--to", "lab", "-e", "E1", "-o",
                                           "second", "--key", lab}) == ExitCode::failed);
    CHECK(contains(t.police.said(), "is of agent 'lab', the act of 'police'"));
    CHECK_FALSE(fs::exists(t.police.folder / "second"));

    const auto end = [&](const std::string& file) {
        return t.police.run(custody_command(), {"lost", "case", "--handover", id, "--reason",
                                                "courier", "--key", file});
    };
    CHECK(end(lab) == ExitCode::failed);
    CHECK(contains(t.police.said(), "P0509"));
    CHECK(t.on_record().state == HandoverState::offered);
    CHECK(end(police) == ExitCode::adverse);
    CHECK(t.on_record().state == HandoverState::lost);
    const auto ledger = provenance::Ledger::open(t.police.folder / "case", t.police.files);
    REQUIRE(ledger);
    CHECK(ledger->entries()->back().signer.size() == 64);
    CHECK(provenance::verify(t.police.folder / "case", t.police.files).whole());
    // What bears no signature of one's own takes no key.
    CHECK(t.police.run(custody_command(), {"show", "case", "--key", police}) == ExitCode::usage);
}

TEST_CASE("one key cannot sign both sides of a handover") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    const std::string offer = (t.stick / "offer").string();
    for (const std::string action : {"accept", "refuse"}) {
        CHECK(t.police.run(custody_command(), {action, offer, "--files", t.stick.string(), "-o",
                                               "receipt2", "--reason", "x"}) ==
              ExitCode::integrity);
        CHECK(contains(t.police.said(), "P1111"));
        CHECK_FALSE(fs::exists(t.police.folder / "receipt2"));
    }
    // A receipt that another program made with the sender's key.
    const std::string note = *t.police.files.read(offer, 1U << 20U);
    const auto offered = provenance::read_offer(note);
    REQUIRE(offered);
    provenance::Receipt receipt;
    receipt.terms = {provenance::Answer::refused,
                     hex(sha256(note)),
                     offered->terms.ledger,
                     offered->terms.handover,
                     offered->terms.to,
                     "2026-11-03",
                     "wrong address",
                     ""};
    receipt.items = provenance::unexamined(*offered).items;
    put(t.lab.folder / "receipt", *provenance::sign_receipt(receipt, *t.police.key));
    CHECK(t.record({"--receiver-key", t.key_of(t.police)}) == ExitCode::integrity);
    CHECK(contains(t.police.said(), "P1111"));
    CHECK(t.on_record().state == HandoverState::offered);
}

TEST_CASE("offered, accepted, recorded: both signatures, and the chain moves on") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    CHECK(contains(t.shown(), "undelivered: the receiver has not answered"));
    CHECK(t.on_record().state == HandoverState::offered);
    CHECK(t.answer("accept", {"--sender-key", t.key_of(t.police)}) == ExitCode::done);
    CHECK(t.record() == ExitCode::integrity);  // whose key is it?
    CHECK(contains(t.police.said(), "P1107"));
    CHECK(t.record({"--receiver-key", std::string(64, '0')}) == ExitCode::integrity);
    CHECK(contains(t.police.said(), "P1102"));
    CHECK(t.on_record().state == HandoverState::offered);
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::done);
    CHECK(t.on_record().state == HandoverState::accepted);
    CHECK(t.on_record().receiver_key == t.key_of(t.lab));
    CHECK(contains(t.shown(), "accepted by State laboratory"));
    CHECK(contains(t.shown(), "now with              State laboratory"));
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::done);  // again: no harm
    const auto report = provenance::verify(t.police.folder / "case", t.police.files);
    CHECK(report.whole());
    CHECK(t.police.run(custody_command(), {"show", "case", "--json"}) == ExitCode::adverse);
    CHECK(parse_json(t.police.world.out.str()));
}

TEST_CASE("a key that is registered for the receiver needs no naming, another's does") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    REQUIRE(t.answer("accept") == ExitCode::done);
    const auto registered = [&](const std::string& agent, KeyState state) {
        KeyRecord key;
        key.id = t.key_of(t.lab);
        key.agent = agent;
        key.state = state;
        auto ledger = t.police.ledger();
        REQUIRE(ledger);
        Journal journal(*ledger->entries());
        journal.state("key", key);
        REQUIRE(ledger->append(journal.take_drafts()));
    };
    registered("police", KeyState::active);
    CHECK(t.record() == ExitCode::integrity);
    registered("lab", KeyState::revoked);
    CHECK(t.record() == ExitCode::integrity);
    registered("lab", KeyState::active);
    CHECK(t.record() == ExitCode::done);
}

TEST_CASE("what is altered, missing or added is not accepted without saying so") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    put(t.stick / "E1.txt", "another face");
    fs::remove(t.stick / "E2.txt");
    put(t.stick / "surprise.exe", "x");
    CHECK(t.answer("accept") == ExitCode::integrity);
    for (const char* part : {"P1104", "altered: E1", "missing: E2", "additional: 'surprise.exe'"})
        CHECK(contains(t.lab.said(), part));
    CHECK_FALSE(fs::exists(t.lab.folder / "receipt"));
    CHECK(t.answer("accept", {"--partial"}) == ExitCode::usage);  // says no reason
    CHECK(t.answer("accept", {"--partial", "--reason", "bag was open"}) == ExitCode::adverse);
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::adverse);
    const Handover handover = t.on_record();
    CHECK(in_part(handover));
    CHECK(handover.items[0].arrived_as == hex(sha256("another face")));
    CHECK(handover.items[1].missing);
    CHECK(handover.additional.front().name == "surprise.exe");
    CHECK(contains(t.shown(), "other bytes arrived than were offered"));
    CHECK(contains(t.shown(), "it was not among what arrived"));
    CHECK(provenance::verify(t.police.folder / "case", t.police.files).whole());
}

TEST_CASE("refused, lost and recalled are different, and a late receipt ends a loss") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    const std::string id = t.on_record().id;
    CHECK(t.police.run(custody_command(), {"lost", "case", "--handover", "ffff", "--reason",
                                           "x"}) == ExitCode::failed);
    CHECK(contains(t.police.said(), "P1105"));
    CHECK(t.police.run(custody_command(), {"lost", "case", "--handover", id.substr(0, 8),
                                           "--reason", "courier"}) == ExitCode::adverse);
    CHECK(contains(t.shown(), "lost on the way"));
    CHECK(t.police.run(custody_command(), {"recall", "case", "--handover", id, "--reason", "x"}) ==
          ExitCode::failed);
    CHECK(contains(t.police.said(), "P1106"));
    CHECK(t.answer("refuse") == ExitCode::usage);
    CHECK(t.answer("refuse", {"--reason", "wrong address"}) == ExitCode::done);
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::adverse);
    CHECK(t.on_record().state == HandoverState::refused);
    CHECK(contains(t.shown(), "refused by the receiver"));
    fs::remove(t.lab.folder / "receipt");
    CHECK(t.answer("accept") == ExitCode::done);
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::integrity);
    CHECK(contains(t.police.said(), "P1106"));
}

TEST_CASE("a changed offer or receipt, and one by another key, is refused") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    CHECK(t.answer("accept", {"--sender-key", std::string(64, 'f')}) == ExitCode::integrity);
    CHECK(contains(t.lab.said(), "P1102"));
    std::string offer = *t.lab.files.read(t.stick / "offer", 1U << 20U);
    const std::string intact = offer;
    offer.replace(offer.find("stick 7"), 7, "stick 8");
    put(t.stick / "offer", offer);
    CHECK(t.answer("accept") == ExitCode::integrity);
    put(t.stick / "offer", intact);
    REQUIRE(t.answer("accept") == ExitCode::done);
    std::string receipt = *t.lab.files.read(t.lab.folder / "receipt", 1U << 20U);
    receipt.replace(receipt.find("\"answered\":\"2026"), 16, "\"answered\":\"2025");
    put(t.lab.folder / "receipt", receipt);
    CHECK(t.record({"--receiver-key", t.key_of(t.lab)}) == ExitCode::integrity);
    CHECK(t.on_record().state == HandoverState::offered);
}

TEST_CASE("the receiver's own folder takes in what arrived, resting on the offer") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    CHECK(t.answer("accept", {"--case", "case"}) == ExitCode::done);
    INFO(t.lab.said());
    const auto ledger = provenance::Ledger::open(t.lab.folder / "case", t.lab.files);
    REQUIRE(ledger);
    const auto file = replay(*ledger->entries());
    REQUIRE(file);
    REQUIRE(file->exhibits.size() == 3);
    const std::string prefix = "received." + t.on_record().id.substr(0, 8) + ".";
    const Exhibit* received = find(file->exhibits, prefix + "E1");
    REQUIRE(received != nullptr);
    CHECK(received->received_from == "police");
    CHECK(received->custody_rests_on == prefix + "offer");
    CHECK(received->sha256 == hex(sha256(tests::probe_content)));
    CHECK(find(file->exhibits, prefix + "offer") != nullptr);
    REQUIRE(file->handovers.size() == 1);
    CHECK(file->handovers.front().object.incoming);
    CHECK(provenance::verify(t.lab.folder / "case", t.lab.files).whole());
    t.lab.run(custody_command(), {"show", "case"});
    CHECK(contains(t.lab.said(), "rests on exhibit " + prefix + "offer"));
    CHECK(contains(t.lab.said(), "accepted by State laboratory"));
}

TEST_CASE("a handover goes with the person whose exhibit it names") {
    Two t;
    REQUIRE(t.offer() == ExitCode::done);
    const auto ledger = provenance::Ledger::open(t.police.folder / "case", t.police.files);
    REQUIRE(ledger);
    const auto entries = ledger->entries();
    REQUIRE(entries);
    CHECK(entries->back().type == "handover");
    CHECK(entries->back().subject == "accused");
}

}  // namespace isonomia::cli
