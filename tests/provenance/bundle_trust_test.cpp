// A bundle against the keys and checkpoints that its reader brings along.
#include "provenance/bundle_trust.hpp"

#include "tests/provenance/bundle_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// The bundle's checkpoint after a change, signed by the ledger's key.
std::string kept(const Served& served, const std::function<void(Checkpoint&)>& change) {
    Checkpoint checkpoint = parse_checkpoint(served.bundle.checkpoint)->checkpoint;
    change(checkpoint);
    return *sign_note(checkpoint_text(checkpoint), checkpoint.origin, test_key());
}

VerifyReport beside(Served& served, const std::vector<std::string>& notes) {
    return served.verify({.known_checkpoints = notes});
}

}  // namespace

TEST_CASE("a kept checkpoint of another ledger fails, whatever else was kept") {
    Served served;
    const std::string other =
        kept(served, [](Checkpoint& c) { c.origin = "isonomia/ledger/" + std::string(32, '0'); });
    for (const auto& notes : {std::vector{other},
                              {served.bundle.checkpoint, other},
                              {other, served.bundle.checkpoint}}) {
        const auto report = beside(served, notes);
        CHECK(fails(report, "known"));
        CHECK(check_of(report, "known").found.starts_with("your checkpoint is of another ledger"));
    }
}

TEST_CASE("a bundle of fewer entries than the reader was shown is not whole") {
    Served served;
    const std::string longer = kept(served, [](Checkpoint& c) { c.size += 36; });
    for (const auto& notes : {std::vector{longer},
                              {served.bundle.checkpoint, longer},
                              {longer, served.bundle.checkpoint}}) {
        const auto report = beside(served, notes);
        CHECK_FALSE(report.broken());
        CHECK_FALSE(report.whole());
        CHECK(report.contents_checked());
        REQUIRE(report.open().size() == 1);
        CHECK(report.open().front()->found ==
              "the record of this bundle has 5 entries, your checkpoint 41: the bundle is older "
              "than what you were shown, or the record was set back");
    }
}

TEST_CASE("a kept checkpoint from which the bundle brings no proof leaves it open") {
    Served served;
    const auto report = beside(served, {kept(served, [](Checkpoint& c) { c.size = 1; })});
    CHECK_FALSE(report.broken());
    CHECK_FALSE(report.whole());
    CHECK(served.verify().whole());  // nothing was asked
}

TEST_CASE("a checkpoint by a key that nobody vouches for proves nothing") {
    Served served;
    const auto other = [&](const std::string& note) {
        const Checkpoint head = parse_checkpoint(note)->checkpoint;
        return *sign_note(checkpoint_text(head), head.origin, test_key(2));
    };
    const std::string key =
        to_vkey({parse_vkey(served.bundle.checkpoint_key)->name, test_key(2).public_key()});
    SECTION("the checkpoint itself") {
        served.forge([&](Bundle& b) {
            b.checkpoint = other(b.checkpoint);
            b.checkpoint_key = key;
        });
        const VerifyReport report = served.verify();
        CHECK(check_of(report, "checkpoint").state == CheckState::not_checked);
        CHECK_FALSE(report.broken());
        CHECK_FALSE(report.whole());
        CHECK(report.contents_checked());
        REQUIRE(report.open().size() == 1);
        CHECK(report.open().front()->id == "checkpoint");
        CHECK(served.verify({.trusted_keys = {key, served.bundle.served_by}}).whole());
        const auto wrong = served.verify({.trusted_keys = {served.bundle.served_by}});
        CHECK_FALSE(wrong.whole());
    }
    SECTION("that of the serving before") {
        served.forge([&](Bundle& b) { b.follows = other(b.follows); });
        CHECK(check_of(served.verify(), "follows").state == CheckState::not_checked);
        CHECK(check_of(served.verify({.known_checkpoints = {served.bundle.follows}}), "follows")
                  .state == CheckState::pass);
        Checkpoint another = parse_checkpoint(served.bundle.follows)->checkpoint;
        another.root[0] ^= 1U;
        CHECK(fails(served.verify({.known_checkpoints = {*sign_note(checkpoint_text(another),
                                                                    another.origin, test_key())}}),
                    "known"));
        CHECK(check_of(served.verify({.trusted_keys = {key, served.bundle.served_by}}), "follows")
                  .state == CheckState::pass);
    }
}

TEST_CASE("a checkpoint that the reader kept") {
    Served served;
    CHECK(
        check_of(served.verify({.known_checkpoints = {served.bundle.checkpoint}}), "known").state ==
        CheckState::pass);
    CHECK(check_of(served.verify({.known_checkpoints = {served.bundle.follows}}), "known").state ==
          CheckState::pass);
    CHECK(served.verify({.known_checkpoints = {served.bundle.follows}}).whole());
    auto other = parse_checkpoint(served.bundle.checkpoint)->checkpoint;
    other.root = sha256("another history");
    const auto shown = sign_note(checkpoint_text(other), other.origin, test_key());
    CHECK(fails(served.verify({.known_checkpoints = {*shown}}), "known"));
}
