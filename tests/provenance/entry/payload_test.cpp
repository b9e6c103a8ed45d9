// Payloads that were committed to and yet say no one thing.
#include "provenance/entry/payload.hpp"

#include <algorithm>

#include "provenance/entry/batch.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

std::string line(const std::string& name_and_value) {
    return "[\"" + base64(std::vector<std::uint8_t>(16, 7)) + "\"," + name_and_value + "]";
}

std::string payload_of(const std::vector<std::string>& fields) {
    std::vector<std::string> lines;
    for (const std::string& field : fields)
        lines.push_back(line(field));
    std::sort(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
        return base64(commitment(a)) < base64(commitment(b));
    });
    std::string payload;
    for (const std::string& one : lines)
        payload += one + "\n";
    return payload;
}

// Records the payload as a program without scruples would: committed to, sealed and signed.
void record_raw(CaseFixture& fixture, const std::string& payload) {
    auto store = Store::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(store);
    auto head = read_head(*store);
    REQUIRE(head);
    auto keys = SubjectKeys::load(fixture.folder / "keys", fixture.files, {});
    REQUIRE(keys);
    Envelope envelope;
    envelope.after = sha256(checkpoint_text(head->checkpoint));
    envelope.author = test_key().fingerprint();
    envelope.type = "fact";
    envelope.recorded = fixture.clock.now();
    for (std::string_view rest = payload; !rest.empty();) {
        const auto one = rest.substr(0, rest.find('\n'));
        envelope.fields.push_back(commitment(one));
        rest.remove_prefix(one.size() + 1);
    }
    const std::uint64_t index = head->checkpoint.size;
    const auto id = keys->id_for("", fixture.files, fixture.random);
    REQUIRE(id);
    SealedPayload sealed{*id, {}, {}};
    sealed.sealed = seal(payload, {head->checkpoint.origin, index, "fact", ""},
                         keys->find(*id)->key, sealed.nonce);
    const std::string leaf = to_bytes(envelope);
    TileTree tree = head->tree;
    std::vector<Tile> full;
    tree.append(leaf_hash(leaf), full);
    const Checkpoint next{head->checkpoint.origin, tree.size(), tree.root(), {}};
    const auto note = sign_note(checkpoint_text(next), next.origin, test_key());
    REQUIRE(store->begin_write());
    REQUIRE(store->insert_entry(index, leaf, sealed));
    REQUIRE(store->insert_payload_key(*id, index));
    for (const Tile& tile : tree.unfinished())
        if (!tile.hashes.empty()) REQUIRE(store->put_tile(tile));
    REQUIRE(store->insert_checkpoint(next.size, *note));
    REQUIRE(store->commit());
    REQUIRE(fixture.files.write(fixture.folder / "checkpoint", *note));
}

}  // namespace

TEST_CASE("a payload that says two things, or names nothing, is committed to and yet none") {
    const std::string id = "\"@id\",\"F1\"";
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"\"value\",\"yes\""},
        {id, "\"@id\",\"F2\""},
        {id, "\"value\",\"yes\"", "\"value\",\"no\""},
        {id, "\"value\",\"yes\"", "\"v\\u0061lue\",\"no\""},
        {id, "\"@other\",\"yes\""},
    };
    for (const auto& fields : wrong) {
        const std::string payload = payload_of(fields);
        INFO(payload);
        CHECK_FALSE(check_names(payload));
        CHECK_FALSE(read_payload(payload));
        if (fields.empty()) continue;
        CaseFixture fixture;
        fixture.fill();
        record_raw(fixture, payload);
        CHECK(fails(fixture.verify(), "payloads"));
    }
    CHECK_FALSE(check_names("no line"));
    CHECK_FALSE(check_names("no disclosure\n"));
    for (const std::string first : {"[\"x\\\",\"", "[\"B\", \"", "[ \"B\",\"", "[\"\",\""})
        CHECK_FALSE(check_names(payload_of({id}) + first + "@id\",\"F2\"]\n"));
    const std::string right = payload_of({id, "\"value\",\"yes\"", "\"v\\u0062lue\",\"no\""});
    CHECK(check_names(right));
    CHECK(read_payload(right));
    CaseFixture fixture;
    fixture.fill();
    record_raw(fixture, right);
    CHECK(fixture.verify().whole());
}
