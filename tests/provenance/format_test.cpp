// The worked example of docs/formats/ledger.md is what the program writes, byte for byte.
#include <fmt/format.h>

#include "provenance/entry/payload.hpp"
#include "provenance/keys/subject_keys.hpp"
#include "provenance/log/merkle.hpp"
#include "provenance/store/store.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// Indented by four blanks, as Markdown shows code.
std::string block(std::string_view text) {
    std::string indented;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        if (!line.empty()) indented += "    ";
        indented += line;
        indented += '\n';
        text.remove_prefix(end + 1);
    }
    return indented;
}

}  // namespace

TEST_CASE("the worked example of the format is what is written") {
    CaseFixture fixture;
    std::string note;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "yes")}));
        note = ledger->checkpoint();
    }
    const auto keys = SubjectKeys::load(fixture.folder / "keys", fixture.files, {});
    REQUIRE(keys);
    REQUIRE(keys->all().size() == 1);
    const auto& [key_id, subject] = *keys->all().begin();
    const auto report = fixture.verify();
    std::string example = fmt::format("\nPublic key `{}`, fingerprint `{}`, verifier key\n\n",
                                      hex(test_key().public_key()), report.author);
    example += block(report.verifier_key + "\n") + "\nThe payload:\n\n";

    const auto store = Store::open(fixture.folder / "ledger.sqlite", Access::read);
    REQUIRE(store);
    const auto visited = store->for_each_entry([&](const EntryRow& row) -> Status {
        const auto payload = unseal(row.payload->sealed, {report.origin, row.entry, "fact", ""},
                                    subject.key, row.payload->nonce);
        REQUIRE(payload);
        example += block(*payload) + "\nThe envelope (one line, here of three commitments):\n\n";
        example +=
            block(std::string(row.leaf) + "\n") + "\nIts leaf hash, which is also the root:\n\n";
        example += block(hex(leaf_hash(row.leaf)) + "\n") + "\nThe checkpoint:\n\n";
        example += block(note) + "\nThe key file `keys/" + hex(key_id) + "`:\n\n";
        const std::string file = *fixture.files.read(fixture.folder / "keys" / hex(key_id), 4096);
        example += block(file) + "\nNonce and sealed payload, in hex:\n\n";
        example += block(hex(row.payload->nonce) + "\n" + hex(row.payload->sealed) + "\n");
        return {};
    });
    REQUIRE(visited);
    const std::string page = *fixture.files.read(source_dir() / "docs/formats/ledger.md", 1 << 20);
    INFO(example);
    CHECK(page.find(example) != std::string::npos);
}
