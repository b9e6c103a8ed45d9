#include "provenance/time/timestamp_renewal.hpp"

#include "provenance/attestations.hpp"
#include "provenance/ledger_head.hpp"
#include "provenance/log/cosignature.hpp"
#include "provenance/store/case_folder.hpp"
#include "tests/provenance/time/tsa_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

Digest512 sha512_of(const std::string& bytes) {
    const ByteString digest = imprint_of(bytes, ImprintHash::sha512);
    Digest512 result{};
    std::copy(digest.begin(), digest.end(), result.begin());
    return result;
}
std::string text_of(const Digest512& digest) { return {digest.begin(), digest.end()}; }
Digest512 leaf(const std::string& entry) { return sha512_of(std::string(1, '\0') + entry); }
Digest512 node(const Digest512& a, const Digest512& b) {
    return sha512_of("\x01" + text_of(a) + text_of(b));
}

Attestation attest(std::uint64_t entries, const ByteString& token) {
    Attestation result;
    result.id = timestamp_id(token);
    result.kind = AttestationKind::timestamp;
    result.entries = entries;
    result.token = base64(token);
    result.hash = to_text(parse_token(token)->hash);
    result.attested_at = to_rfc3339(parse_token(token)->latest);
    return result;
}

}  // namespace

TEST_CASE("the second tree: nothing, one, and sizes that are no power of two") {
    Sha512Tree tree;
    CHECK(tree.root() == sha512_of(""));
    std::vector<Digest512> leaves;
    for (const char* entry : {"", "a", "b", "c", "d"}) {
        tree.append(entry);
        leaves.push_back(leaf(entry));
        switch (tree.size()) {
            case 1:
                CHECK(tree.root() == leaves[0]);
                break;
            case 2:
                CHECK(tree.root() == node(leaves[0], leaves[1]));
                break;
            case 3:
                CHECK(tree.root() == node(node(leaves[0], leaves[1]), leaves[2]));
                break;
            case 4:
                CHECK(tree.root() == node(node(leaves[0], leaves[1]), node(leaves[2], leaves[3])));
                break;
            default:
                CHECK(
                    tree.root() ==
                    node(node(node(leaves[0], leaves[1]), node(leaves[2], leaves[3])), leaves[4]));
        }
    }
}

TEST_CASE("the statement is these bytes") {
    const std::string statement = renewal_statement("o\n1\nAAAA\n", Digest512{}, {{0x30, 0x00}});
    CHECK(statement == "{\"checkpoint\":\"o\\n1\\nAAAA\\n\",\"root_sha512\":\"" +
                           base64(Digest512{}) + "\",\"timestamps\":[\"" +
                           hex(imprint_of(std::string("0\0", 2), ImprintHash::sha512)) +
                           "\"],\"type\":\"isonomia/v1/renewal\"}");
}

TEST_CASE("recorded attestations that do not fit are refused") {
    CaseFixture fixture;
    fixture.fill();
    const auto ledger = Ledger::open(fixture.folder, fixture.files);
    REQUIRE(ledger);
    const auto checkpoint = parse_checkpoint(ledger->checkpoint());
    const LedgerView view{checkpoint->checkpoint.origin,
                          [&](std::uint64_t size) { return ledger->root_at(size); },
                          [](std::uint64_t) -> Result<Digest512> { return Digest512{}; }};
    const SigningKey witness = test_key(9);
    const Cosigner self = cosigner_of("w", witness.public_key());
    Attestation good;
    good.id = "cosignature-1";
    good.entries = 5;
    good.checkpoint = cosign(ledger->checkpoint(), "w", witness, {1795356000}).value();
    good.verifier_key = to_vkey(self);
    good.attested_at = to_rfc3339({1795356000});
    REQUIRE(check_recorded_cosignature(good, view));

    std::vector<Attestation> bad(6, good);
    bad[0].entries = 2;
    bad[1].attested_at = to_rfc3339({1795356001});
    bad[2].verifier_key = to_vkey(cosigner_of("w", test_key(8).public_key()));
    bad[3].checkpoint = ledger->checkpoint();
    bad[4].verifier_key = "";
    bad[5].checkpoint =
        cosign(sign_note("isonomia/ledger/other\n5\n" + base64(ledger->root()) + "\n", "w",
                         test_key(1))
                   .value(),
               "w", witness, {1795356000})
            .value();
    for (const Attestation& each : bad)
        CHECK_FALSE(check_recorded_cosignature(each, view));

    Attestation token;
    token.kind = AttestationKind::timestamp;
    token.entries = 5;
    const AttestationRegister nothing;
    for (const std::string& each : std::vector<std::string>{"", "AAAA", "not base64"}) {
        token.token = each;
        CHECK_FALSE(check_recorded_timestamp(token, nothing, view));
    }
}

TEST_CASE("a timestamp and its renewal under a second hash, and what each is over") {
    const TsaFixture tsa;
    if (!tsa.works()) {
        WARN("not run: there is no working program 'openssl' to make timestamps with");
        return;
    }
    CaseFixture fixture;
    fixture.fill();
    auto snapshot = Snapshot::open({fixture.folder});
    REQUIRE(snapshot);
    const auto head = read_head(snapshot->store());
    REQUIRE(head);
    const NodeSource nodes = nodes_of(
        [&](unsigned level, std::uint64_t index) { return snapshot->store().tile(level, index); });
    const LedgerView view{head->checkpoint.origin,
                          [&](std::uint64_t size) { return root_at(size, nodes); },
                          [&](std::uint64_t size) -> Result<Digest512> {
                              auto roots = sha512_roots(snapshot->store(), {size});
                              if (!roots) return fail(roots.error());
                              return roots->at(size);
                          }};
    CHECK_FALSE(sha512_roots(snapshot->store(), {6}));
    const auto stamp = [&](const std::string& bytes, ImprintHash hash) {
        return token_in_response(
                   tsa.answer(to_der({hash, imprint_of(bytes, hash), "4a", "", true}).value()))
            .value();
    };
    const Attestation first =
        attest(2, stamp(view.checkpoint_text(2).value(), ImprintHash::sha256));
    AttestationRegister on_record;
    on_record.attestations.push_back({3, first});  // as if entry 3 recorded it
    CHECK(check_recorded_timestamp(first, on_record, view));

    Attestation renewal;
    renewal.entries = 5;
    renewal.renews = {first.id};
    const std::string statement = stamped_bytes(renewal, on_record, view).value();
    CHECK(statement == renewal_statement(view.checkpoint_text(5).value(),
                                         view.sha512_root(5).value(), tokens_among(on_record, 5)));
    const ByteString token = stamp(statement, ImprintHash::sha512);
    renewal = attest(5, token);
    renewal.renews = {first.id};
    CHECK(check_recorded_timestamp(renewal, on_record, view));
    CHECK(verify_token(token, tsa.root()));

    SECTION("another token, other entries, other names, or a plain stamp do not renew") {
        AttestationRegister other = on_record;
        other.attestations[0].object.token = base64(token);
        CHECK_FALSE(check_recorded_timestamp(renewal, other, view));
        Attestation fewer = renewal;
        fewer.entries = 4;
        CHECK_FALSE(check_recorded_timestamp(fewer, on_record, view));
        Attestation none = renewal;
        none.renews.clear();
        CHECK_FALSE(check_recorded_timestamp(none, on_record, view));
        Attestation weak = attest(5, stamp(statement, ImprintHash::sha256));
        weak.renews = {first.id};
        CHECK_FALSE(check_recorded_timestamp(weak, on_record, view));
        Attestation renamed = renewal;
        renamed.id = first.id;
        CHECK_FALSE(check_recorded_timestamp(renamed, on_record, view));
    }
}
