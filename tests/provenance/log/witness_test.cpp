#include "provenance/log/witness.hpp"

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

std::string checkpoint(const std::vector<Digest>& of, std::uint8_t key = 1) {
    const Digest root = root_at(of.size(), nodes(of)).value();
    return sign_note(checkpoint_text({origin, of.size(), root, {}}), origin, test_key(key)).value();
}

WitnessRequest request(std::uint64_t old_size, const std::vector<Digest>& of) {
    WitnessRequest result{old_size, {}, checkpoint(of)};
    if (old_size > 0) result.proof = consistency_proof(old_size, of.size(), nodes(of)).value();
    return result;
}

struct World {
    Result<Witnessed> ask(const WitnessRequest& what, Witnessing how = {"w", ledger, "", {}}) {
        auto memory = WitnessMemory::open(scratch.path() / "memory", files);
        REQUIRE(memory);
        return witness(what, how, key, {1795356000}, *memory);
    }
    [[nodiscard]] std::string refused(const WitnessRequest& what,
                                      Witnessing how = {"w", ledger, "", {}}) {
        const auto asked = ask(what, std::move(how));
        return asked ? "cosigned" : asked.error().code;
    }
    [[nodiscard]] std::uint64_t remembered() {
        auto memory = WitnessMemory::open(scratch.path() / "memory", files);
        const auto last = memory->last(origin);
        REQUIRE(last);
        return *last ? parse_checkpoint((*last)->note)->checkpoint.size : 0;
    }

    ScratchFolder scratch;
    DiskFiles files;
    SigningKey key = test_key(2);
};

}  // namespace

TEST_CASE("requests that are none are refused") {
    const std::string good = to_text(request(3, leaves(7)));
    REQUIRE(parse_witness_request(good));
    CHECK(to_text(*parse_witness_request(good)) == good);
    const std::string note = checkpoint(leaves(7));
    CHECK(parse_witness_request(note)->old_size == std::nullopt);
    const std::string hash = base64(leaf_hash("x")) + "\n";
    std::string long_proof = "old 3\n";
    for (int i = 0; i < 64; ++i)
        long_proof += hash;
    for (const std::string& bad : std::vector<std::string>{
             "", "old 3\n", "old 3\n\n", "old\n\n" + note, "old x\n\n" + note, "old 03\n\n" + note,
             "old -1\n\n" + note, "old 3 \n\n" + note, "old 18446744073709551616\n\n" + note,
             "old 8\n\n" + note, "old 0\n" + hash + "\n" + note, "old 3\nAAAA\n\n" + note,
             "old 3\n \n\n" + note, long_proof + "\n" + note, good + "x",
             good.substr(0, good.size() - 1), "Old 3\n\n" + note, "\nold 3\n\n" + note}) {
        INFO(bad.substr(0, 60));
        CHECK_FALSE(parse_witness_request(bad));
    }
    for (std::size_t i = 0; i < good.size(); i += 3)
        CHECK_FALSE(parse_witness_request(good.substr(0, i)));
}

TEST_CASE("the example of the specification is read") {
    const std::string example =
        "old 20852014\n"
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
        "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
        "\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        "\n"
        "\xE2\x80\x94 example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOA"
        "YQ8=\n"
        "\xE2\x80\x94 example.com/behind-the-sofa "
        "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSz"
        "m9Q=\n";
    const auto read = parse_witness_request(example);
    REQUIRE(read);
    CHECK(read->old_size == std::uint64_t{20852014});
    CHECK(read->proof.size() == 4);
    CHECK(to_text(*read) == example);
}

TEST_CASE("a witness never goes back, aside, or forward in the dark") {
    World world;
    CHECK(world.refused(request(0, leaves(5)), {"w", {}, "", {}}) == "P0709");
    CHECK(world.refused({0, {}, checkpoint(leaves(5), 3)}) == "P0303");
    CHECK(world.remembered() == 0);
    REQUIRE(world.refused(request(0, leaves(5))) == "cosigned");
    CHECK(world.remembered() == 5);

    CHECK(world.refused(request(0, leaves(4))) == "P0707");
    CHECK(world.refused(request(0, leaves(0))) == "P0707");
    CHECK(world.refused(request(5, leaves(5, 1))) == "P0708");
    CHECK(world.refused(request(0, leaves(9))) == "P0705");
    CHECK(world.refused({std::nullopt, {}, checkpoint(leaves(9))}) == "P0705");
    CHECK(world.refused(request(4, leaves(9))) == "P0705");
    CHECK(world.refused(request(5, leaves(9, 2))) == "P0202");
    auto wrong = request(5, leaves(9));
    wrong.proof.back()[0] ^= 1U;
    CHECK(world.refused(wrong) == "P0202");
    wrong.proof.clear();
    CHECK(world.refused(wrong) == "P0202");
    CHECK(world.remembered() == 5);

    CHECK(world.refused(request(5, leaves(9)), {"w", {}, "", {}}) == "cosigned");
    CHECK(world.remembered() == 9);
    CHECK(world.refused(request(9, leaves(9))) == "cosigned");  // the same again
    CHECK(world.refused(request(0, leaves(5))) == "P0707");
}

TEST_CASE("what it cosigned is a cosignature, and is remembered as a whole note") {
    World world;
    const auto cosigned = world.ask(request(0, leaves(5)));
    REQUIRE(cosigned);
    CHECK_FALSE(cosigned->followed);
    const auto note = parse_note(cosigned->note);
    CHECK(check_cosignature(*note, cosigned->by).value() == Instant{1795356000});
    CHECK(check_signature(*note, ledger));
    auto memory = WitnessMemory::open(world.scratch.path() / "memory", world.files);
    CHECK(world.files.read(memory->checkpoint_path(origin), 1 << 20).value() == cosigned->note);
    CHECK(memory->last("isonomia/ledger/other").value() == std::nullopt);
}

TEST_CASE("a memory that was damaged or exchanged stops the witness") {
    World world;
    REQUIRE(world.ask(request(0, leaves(5))));
    const fs::path path =
        WitnessMemory::open(world.scratch.path() / "memory", world.files)->checkpoint_path(origin);
    const std::string kept = world.files.read(path, 1 << 20).value();
    for (const std::string& damaged : std::vector<std::string>{
             "", "x", kept.substr(0, kept.size() - 2), checkpoint(leaves(3), 3),
             sign_note("isonomia/ledger/other\n3\n" + base64(Digest{}) + "\n", origin, test_key(1))
                 .value()}) {
        put(path, damaged);
        CHECK(world.refused(request(5, leaves(9))) == "P0706");
    }
    put(path, kept);
    fs::remove(fs::path(path).replace_extension(".keys"));
    CHECK(world.refused(request(5, leaves(9))) == "P0706");
}

TEST_CASE("a memory that was lost is replaced by the last cosigned checkpoint") {
    World world;
    const std::string last = world.ask(request(0, leaves(5)))->note;
    fs::remove_all(world.scratch.path() / "memory");
    CHECK(world.refused(request(0, leaves(4)), {"w", ledger, last, {}}) == "P0707");
    CHECK(world.refused(request(5, leaves(9, 2)), {"w", ledger, last, {}}) == "P0202");
    // One that it did not cosign is no memory.
    CHECK(world.refused(request(5, leaves(9)), {"w", ledger, checkpoint(leaves(5)), {}}) ==
          "P0705");
    CHECK(world.refused(request(5, leaves(9)), {"w", ledger, last, {}}) == "cosigned");
}

TEST_CASE("the case folder gives the proof itself, and cannot give a false one") {
    CaseFixture fixture;
    World world;
    fixture.fill();
    const auto read = Ledger::open(fixture.folder, fixture.files);
    REQUIRE(read);
    const Verifier signer = parse_vkey(read->verifier_key()).value();
    const Witnessing how{"w", signer, "", consistency_in(fixture.folder)};
    const auto at = [&](std::uint64_t size) { return read->checkpoint_at(size).value(); };
    REQUIRE(world.refused({std::nullopt, {}, at(2)}, how) == "cosigned");
    REQUIRE(world.refused({std::nullopt, {}, at(5)}, how) == "cosigned");
    CHECK(world.refused({std::nullopt, {}, at(2)}, how) == "P0707");
    // A later version of the ledger that forgot an entry, signed by its key.
    const std::string forged =
        sign_note(checkpoint_text({signer.name, 6, leaf_hash("x"), {}}), signer.name, test_key(1))
            .value();
    CHECK(world.refused({std::nullopt, {}, forged}, how) == "P0705");  // more than the folder has
}
