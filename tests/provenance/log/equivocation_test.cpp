#include "provenance/log/equivocation.hpp"

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

const std::string origin = "isonomia/ledger/0123456789abcdef0123456789abcdef";
const Verifier ledger{origin, test_key(1).public_key()};

std::vector<Digest> leaves(std::size_t count, std::size_t altered = ~std::size_t{0}) {
    std::vector<Digest> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(leaf_hash((i == altered ? "altered " : "entry ") + std::to_string(i)));
    return result;
}

NodeSource nodes(std::vector<Digest> of) {
    return [of = std::move(of)](unsigned level, std::uint64_t index) -> Result<Digest> {
        const std::size_t width = std::size_t{1} << level;
        return subtree_root(std::span(of).subspan(index * width, width));
    };
}

std::string checkpoint(std::uint64_t size, const Digest& root, std::uint8_t key = 1,
                       const std::string& name = origin) {
    return sign_note(checkpoint_text({name, size, root, {}}), name, test_key(key)).value();
}
std::string checkpoint(const std::vector<Digest>& of) {
    return checkpoint(of.size(), root_at(of.size(), nodes(of)).value());
}

TreeAtSize between(std::uint64_t size, const std::vector<Digest>& of) {
    return {root_at(size, nodes(of)).value(),
            consistency_proof(size, of.size(), nodes(of)).value()};
}

}  // namespace

TEST_CASE("what proves no contradiction is never called one") {
    const auto honest = leaves(7);
    const std::string seven = checkpoint(honest);
    const std::string four = checkpoint(leaves(4));
    CHECK(compare_checkpoints(seven, seven, ledger, {}).value() == Standing::same);
    CHECK(compare_checkpoints(four, seven, ledger, {}).value() == Standing::open);
    CHECK(compare_checkpoints(four, seven, ledger, between(4, honest)).value() ==
          Standing::consistent);
    CHECK(compare_checkpoints(checkpoint(0, empty_root()), seven, ledger, {}).value() ==
          Standing::consistent);
    CHECK_FALSE(prove_equivocation(seven, seven, ledger, {}, ""));
    CHECK_FALSE(prove_equivocation(four, seven, ledger, {}, ""));
    CHECK_FALSE(prove_equivocation(four, seven, ledger, between(4, honest), ""));
    // A proof that does not fit proves nothing, in neither direction.
    auto wrong = between(4, honest);
    wrong.root[0] ^= 1U;
    CHECK(compare_checkpoints(four, seven, ledger, wrong).error().code == "P0202");
    wrong = between(4, honest);
    wrong.proof.pop_back();
    CHECK_FALSE(compare_checkpoints(four, seven, ledger, wrong));
    CHECK_FALSE(compare_checkpoints(four, seven, ledger, between(5, honest)));
}

TEST_CASE("notes by others, or of others, accuse nobody") {
    const Digest a = leaf_hash("a");
    const Digest b = leaf_hash("b");
    CHECK_FALSE(compare_checkpoints(checkpoint(3, a), checkpoint(3, b, 2), ledger, {}));
    const auto other = compare_checkpoints(
        checkpoint(3, a), checkpoint(3, b, 1, "isonomia/ledger/other"), ledger, {});
    CHECK_FALSE(other);
    CHECK_FALSE(compare_checkpoints("", "", ledger, {}));
    CHECK_FALSE(compare_checkpoints(checkpoint(3, a), "not a note", ledger, {}));
    // Same name, another ledger named in the text.
    const std::string foreign =
        sign_note(checkpoint_text({"elsewhere", 3, b, {}}), origin, test_key(1)).value();
    CHECK(compare_checkpoints(checkpoint(3, a), foreign, ledger, {}).error().code == "P0713");
}

TEST_CASE("one size and two roots are a proof without the ledger") {
    const std::string a = checkpoint(3, leaf_hash("a"));
    const std::string b = checkpoint(3, leaf_hash("b"));
    const auto proof = prove_equivocation(a, b, ledger, {}, "handed over by the defence");
    REQUIRE(proof);
    CHECK(proof->signer == test_key(1).fingerprint());
    CHECK(proof->reason.find("one ledger was shown in two versions") != std::string::npos);
    CHECK(proof->id == prove_equivocation(b, a, ledger, {}, "")->id);  // whoever finds it
    CHECK(check_equivocation(*proof));
    CHECK(prove_equivocation(checkpoint(0, leaf_hash("a")), checkpoint(5, leaf_hash("b")), ledger,
                             {}, ""));  // something in nothing
}

TEST_CASE("a longer tree that does not begin with the shorter is a proof") {
    const auto rewritten = leaves(9, 2);
    const std::string shown = checkpoint(leaves(5));
    const std::string now = checkpoint(rewritten);
    const auto proof = prove_equivocation(now, shown, ledger, between(5, rewritten), "");
    REQUIRE(proof);
    CHECK(proof->first == shown);
    CHECK(proof->second == now);
    CHECK(check_equivocation(*proof));
    const auto read = read_proof_file(to_proof_file(*proof));
    REQUIRE(read);
    CHECK(to_proof_file(*read) == to_proof_file(*proof));
}

TEST_CASE("a proof with any part changed is refused") {
    const auto rewritten = leaves(9, 2);
    const auto good = prove_equivocation(checkpoint(leaves(5)), checkpoint(rewritten), ledger,
                                         between(5, rewritten), "");
    REQUIRE(good);
    std::vector<Equivocation> bad(9, *good);
    bad[0].signer = test_key(2).fingerprint();
    bad[1].verifier_key = to_vkey(Verifier{origin, test_key(2).public_key()});
    bad[2].first = checkpoint(5, leaf_hash("x"), 2);
    bad[3].second = bad[3].first;
    bad[4].root = base64(leaf_hash("x"));
    bad[5].proof.clear();
    bad[6].reason = "they admitted it";
    bad[7].origin = "isonomia/ledger/other";
    bad[8].root.clear();
    for (std::size_t i = 0; i < bad.size(); ++i) {
        INFO(i);
        CHECK_FALSE(check_equivocation(bad[i]));
        CHECK_FALSE(read_proof_file(to_proof_file(bad[i])));
    }
    const std::string file = to_proof_file(*good);
    for (std::size_t i = 0; i < file.size(); i += 7)
        CHECK_FALSE(read_proof_file(file.substr(0, i)));
    CHECK_FALSE(read_proof_file("{}"));
    CHECK_FALSE(read_proof_file("[1]"));
}
