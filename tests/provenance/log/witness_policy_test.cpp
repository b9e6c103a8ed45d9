#include "provenance/log/witness_policy.hpp"

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

std::string vkey(std::uint8_t key) {
    return to_vkey(cosigner_of("w" + std::to_string(key), test_key(key).public_key()));
}

WitnessPolicy policy(std::uint64_t required, std::vector<Witness> witnesses) {
    return {"witness-policy", required, std::move(witnesses), ""};
}

}  // namespace

TEST_CASE("policies that would prove nothing are refused") {
    const std::vector<PublicKey> ledger{test_key(1).public_key()};
    REQUIRE(check_policy(policy(2, {{"defence", vkey(2)}, {"oversight", vkey(3)}}), ledger));
    const std::string future =
        to_vkey(Cosigner{"w9", CosignerKind::ml_dsa_44, std::vector<std::uint8_t>(1312, 7)});
    const std::string same_key = to_vkey(cosigner_of("another-name", test_key(2).public_key()));
    const std::vector<WitnessPolicy> bad = {
        policy(0, {}),
        policy(1, {}),
        policy(0, {{"defence", vkey(2)}}),
        policy(2, {{"defence", vkey(2)}}),
        policy(1, {{"", vkey(2)}}),
        policy(1, {{"defence", vkey(2)}, {"defence", vkey(3)}}),
        policy(1, {{"defence", vkey(2)}, {"oversight", vkey(2)}}),
        policy(2, {{"defence", vkey(2)}, {"oversight", same_key}}),
        policy(1, {{"prosecution", vkey(1)}}),  // the ledger's own key
        policy(2, {{"defence", vkey(2)}, {"court", future}}),
        policy(~std::uint64_t{0}, {{"defence", vkey(2)}}),
        policy(1, {{"defence", "nonsense"}}),
    };
    for (const WitnessPolicy& each : bad) {
        const auto checked = check_policy(each, ledger);
        CHECK_FALSE(checked);
    }
    CHECK(check_policy(policy(1, {{"defence", vkey(2)}, {"court", future}}), ledger));
}

TEST_CASE("a record is covered as far as enough witnesses went") {
    const auto two_of_three = check_policy(
        policy(2, {{"defence", vkey(2)}, {"oversight", vkey(3)}, {"court", vkey(4)}}), {});
    REQUIRE(two_of_three);
    CHECK_FALSE(covered_by(*two_of_three, {}).met);
    CHECK(covered_by(*two_of_three, {}).without.size() == 3);
    const auto one = covered_by(*two_of_three, {{vkey(2), 50}});
    CHECK_FALSE(one.met);
    CHECK(one.without == std::vector<std::string>{"oversight", "court"});
    CHECK_FALSE(covered_by(*two_of_three, {{vkey(2), 50}, {vkey(9), 70}}).met);  // a stranger
    const auto two = covered_by(*two_of_three, {{vkey(2), 50}, {vkey(4), 20}});
    CHECK(two.met);
    CHECK(two.entries == 20);
    CHECK(covered_by(*two_of_three, {{vkey(2), 50}, {vkey(3), 40}, {vkey(4), 20}}).entries == 40);
}
