// Bundles as the receiving side sees them: damaged, exchanged and forged ones first.
#include "provenance/bundle.hpp"

#include <algorithm>
#include <functional>

#include "provenance/entry/leaf.hpp"
#include "provenance/entry/payload.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/log/merkle.hpp"
#include "tests/provenance/bundle_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

TEST_CASE("manifests that are damaged, empty or written in another form are refused") {
    for (const std::string text : {"", "\n", "{}", "{}\n", "null\n", "{\"version\":1}\n",
                                   "{\"version\":2}\n", "{\"entries\":[{}]}\n"})
        CHECK_FALSE(read_manifest(text));
    const Served served;
    const std::string manifest = to_manifest(served.bundle);
    CHECK(read_manifest(manifest));
    CHECK_FALSE(read_manifest(manifest + "\n"));
    CHECK_FALSE(read_manifest(" " + manifest));
}

TEST_CASE("a bundle that was served passes, and says what it does not hold") {
    Served served;
    CHECK(served.bundle.entries.size() == 4);
    CHECK(served.bundle.withheld.size() == 1);
    CHECK(served.bundle.exhibits.size() == 1);
    const auto report = served.verify();
    CHECK_FALSE(report.broken());
    CHECK(report.whole());
    CHECK(report.entries == 5);
    CHECK(check_of(report, "follows").state == CheckState::pass);
    CHECK(check_of(report, "signer").state == CheckState::not_checked);
    const auto known = served.verify({.trusted_keys = {test_key().fingerprint()}});
    CHECK(check_of(known, "signer").state == CheckState::pass);
    CHECK(fails(served.verify({.trusted_keys = {test_key(2).fingerprint()}}), "signer"));
}

TEST_CASE("what is withheld or held back is in no file of the bundle") {
    const Served served;
    const std::string manifest = to_manifest(served.bundle);
    CHECK(manifest.find("Warrant 7/2026") == std::string::npos);
    CHECK(manifest.find("\\\"size\\\"") == std::string::npos);
    CHECK(manifest.find("Threshold 0.9") != std::string::npos);
}

TEST_CASE("every byte of manifest, signature and exhibit counts") {
    Served served;
    for (const fs::path& path :
         {served.folder / manifest_name, served.folder / manifest_note_name,
          served.folder / "exhibits" / served.digest, served.folder / "recompute" / "README.txt"}) {
        const std::string content = *served.fixture.files.read(path, 1 << 24);
        const std::size_t step = content.size() > 400 ? 37 : 1;
        for (std::size_t i = 0; i < content.size(); i += step) {
            std::string changed = content;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            put(path, changed);
            INFO(path << " byte " << i);
            CHECK(served.verify().broken());
        }
        put(path, content);
    }
    CHECK_FALSE(served.verify().broken());
}

TEST_CASE("a bundle forged with the right key is found by tree and commitments") {
    Served served;
    SECTION("a field is changed") {
        served.forge([](Bundle& b) {
            auto& line = b.entries[0].disclosures[0];
            line.replace(line.find("0.8") == std::string::npos ? 2 : line.find("0.8"), 1, "1");
        });
        CHECK(fails(served.verify(), "payloads"));
    }
    SECTION("a field is shown twice") {
        served.forge(
            [](Bundle& b) { b.entries[0].disclosures.push_back(b.entries[0].disclosures[0]); });
        CHECK(fails(served.verify(), "payloads"));
    }
    SECTION("a field of another entry is shown") {
        served.forge([](Bundle& b) { b.entries[0].disclosures[0] = b.entries[1].disclosures[0]; });
        CHECK(fails(served.verify(), "payloads"));
    }
    SECTION("an entry stands at another place") {
        served.forge([](Bundle& b) { b.entries[0].entry = 3; });
        CHECK(fails(served.verify(), "entries"));
    }
    SECTION("an entry is beyond the record") {
        served.forge([](Bundle& b) { b.entries[0].entry = 1'000'000; });
        CHECK(fails(served.verify(), "entries"));
    }
    SECTION("an entry stands in it twice") {
        served.forge([](Bundle& b) { b.entries.push_back(b.entries[0]); });
        CHECK(fails(served.verify(), "entries"));
    }
    SECTION("entries stand in it out of their order") {
        served.forge([](Bundle& b) { std::swap(b.entries[0], b.entries[1]); });
        CHECK(check_of(served.verify(), "entries").found ==
              "entries stand in the bundle out of their order");
    }
    SECTION("an entry is served and withheld") {
        served.forge([](Bundle& b) {
            b.withheld[0].withheld.entry = b.entries[0].entry;
            b.withheld[0].leaf = b.entries[0].leaf;
            b.withheld[0].proof = b.entries[0].proof;
        });
        CHECK(check_of(served.verify(), "entries").found == "an entry stands in the bundle twice");
    }
    SECTION("what is withheld is another entry") {
        served.forge([](Bundle& b) { b.withheld[0].leaf = b.entries[0].leaf; });
        CHECK(fails(served.verify(), "entries"));
    }
    SECTION("the checkpoint is signed by somebody else") {
        served.forge([](Bundle& b) {
            b.checkpoint_key =
                to_vkey({parse_vkey(b.checkpoint_key)->name, test_key(2).public_key()});
        });
        CHECK(fails(served.verify(), "checkpoint"));
    }
    SECTION("the serving before was of another history") {
        served.forge([](Bundle& b) {
            auto earlier = parse_checkpoint(b.follows)->checkpoint;
            earlier.root = sha256("another history");
            b.follows = *sign_note(checkpoint_text(earlier), earlier.origin, test_key());
        });
        CHECK(fails(served.verify(), "follows"));
    }
    SECTION("an exhibit is left out of the manifest") {
        served.forge([](Bundle& b) { b.exhibits.clear(); });
        CHECK(fails(served.verify(), "unrecorded"));
    }
}

namespace {

// The bundle's first entry alone in a record of its own, after a change of its envelope; signed by
// the ledger's key, as somebody could who has it.
void alone(Bundle& bundle, const std::function<std::string(Envelope&)>& leaf_of) {
    ServedEntry entry = bundle.entries.front();
    Envelope envelope = parse_leaf(entry.leaf)->envelope;
    envelope.exhibit.reset();
    entry.leaf = leaf_of(envelope);
    entry.entry = 0;
    entry.proof.clear();
    Checkpoint head = parse_checkpoint(bundle.checkpoint)->checkpoint;
    head.size = 1;
    head.root = leaf_hash(entry.leaf);
    bundle.checkpoint = *sign_note(checkpoint_text(head), head.origin, test_key());
    bundle.follows.clear();
    bundle.follows_proof.clear();
    bundle.withheld.clear();
    bundle.entries = {std::move(entry)};
}

}  // namespace

TEST_CASE("the files of a bundle are those that its entries show, and no others") {
    Served served;
    const fs::path exhibits = served.folder / "exhibits";
    SECTION("an exhibit is left out of list and folder") {
        served.forge([](Bundle& b) { b.exhibits.clear(); });
        fs::remove(exhibits / served.digest);
        CHECK(fails(served.verify(), "exhibits"));
    }
    SECTION("an exhibit is planted that no entry records") {
        const std::string planted = "a confession";
        const std::string name = hex(sha256(planted));
        put(exhibits / name, planted);
        served.forge([&](Bundle& b) {
            b.exhibits.push_back({name, planted.size()});
            std::sort(b.exhibits.begin(), b.exhibits.end(),
                      [](const auto& one, const auto& two) { return one.sha256 < two.sha256; });
        });
        CHECK(fails(served.verify(), "exhibits"));
    }
    SECTION("a file is put beside the manifest") {
        put(served.folder / "report-court.html", "x");
        CHECK(fails(served.verify(), "unrecorded"));
    }
}

TEST_CASE("an act signed for another place, and a field with two values, do not pass") {
    Served served;
    SECTION("an act that was signed elsewhere") {
        const auto signed_for = [&](std::uint64_t entry, const std::string& ledger) {
            served.forge([&](Bundle& b) {
                b.keys = {{test_key(2).fingerprint(), base64(test_key(2).public_key())}};
                alone(b, [&](Envelope& envelope) {
                    envelope.place = {entry, ledger.empty() ? served.verify().origin : ledger};
                    return *sign_leaf(to_bytes(envelope), test_key(2));
                });
            });
            return served.verify();
        };
        CHECK_FALSE(fails(signed_for(0, ""), "entries"));
        CHECK(fails(signed_for(5, ""), "entries"));
        CHECK(fails(signed_for(0, "isonomia/ledger/" + std::string(32, '0')), "entries"));
    }
    SECTION("a field that says two things") {
        const auto with = [&](const std::string& second) {
            served.forge([&](Bundle& b) {
                const std::string salt = base64(std::vector<std::uint8_t>(16, 1));
                std::vector<std::string> lines;
                for (const std::string& field : {std::string("\"value\",\"0.91\""), second})
                    lines.push_back("[\"" + salt + "\"," + field + "]");
                alone(b, [&](Envelope& envelope) {
                    envelope.fields = {commitment(lines[0]), commitment(lines[1])};
                    std::sort(envelope.fields.begin(), envelope.fields.end(),
                              [](const Digest& one, const Digest& two) {
                                  return base64(one) < base64(two);
                              });
                    return to_bytes(envelope);
                });
                b.entries.front().disclosures = lines;
            });
            return served.verify();
        };
        CHECK_FALSE(fails(with("\"other\",\"0.31\""), "payloads"));
        CHECK(fails(with("\"value\",\"0.31\""), "payloads"));
    }
}

TEST_CASE("a bundle signed by another key is found") {
    Served served;
    served.forge([](Bundle&) {}, 2);
    CHECK(fails(served.verify(), "bundle"));
}

TEST_CASE("files that are missing, added, or not regular files") {
    Served served;
    const fs::path exhibit = served.folder / "exhibits" / served.digest;
    SECTION("an exhibit is missing") {
        fs::remove(exhibit);
        CHECK(fails(served.verify(), "exhibits"));
    }
    SECTION("an exhibit is a link to the same content") {
        put(served.folder / "elsewhere", "the probe image");
        fs::remove(exhibit);
        fs::create_symlink(served.folder / "elsewhere", exhibit);
        CHECK(fails(served.verify(), "exhibits"));
    }
    SECTION("the folder of the exhibits is a link to one with the same files") {
        fs::rename(served.folder / "exhibits", served.fixture.scratch.path() / "elsewhere");
        fs::create_directory_symlink(served.fixture.scratch.path() / "elsewhere",
                                     served.folder / "exhibits");
        CHECK(check_of(served.verify(), "exhibits").state == CheckState::pass);
        CHECK(check_of(served.verify(), "unrecorded").found == "'exhibits' is a link");
    }
    SECTION("the manifest is a link to the same bytes") {
        const fs::path elsewhere = served.fixture.scratch.path() / "elsewhere";
        fs::rename(served.folder / manifest_name, elsewhere);
        fs::create_symlink(elsewhere, served.folder / manifest_name);
        CHECK(fails(served.verify(), "unrecorded"));
    }
    SECTION("a file is added") {
        put(served.folder / "exhibits" / "extra", "x");
        CHECK(fails(served.verify(), "unrecorded"));
    }
}

TEST_CASE("nothing chosen, a folder that is taken") {
    Served served;
    auto ledger = served.fixture.open();
    REQUIRE(ledger);
    auto entries = ledger->entries();
    REQUIRE(entries);
    Choice none = served_choice();
    none.fate = [](const LedgerEntry&) { return Choice::Fate::left_out; };
    const auto nothing = make_bundle({}, *ledger, *entries, none);
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == "P1301");
    const auto taken = write_bundle(served.bundle, served.kit, *ledger, test_key(), served.folder,
                                    served.fixture.files);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == "P1304");
    CHECK_FALSE(served.verify().broken());
}
