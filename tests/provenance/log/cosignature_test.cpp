#include "provenance/log/cosignature.hpp"

#include <algorithm>

#include "provenance/log/checkpoint.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

const std::string text =
    "example.com/behind-the-sofa\n20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

// The example of c2sp.org/tlog-cosignature; its keys are not published.
const std::string example =
    text +
    "\n\xE2\x80\x94 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\xE2\x80\x94 witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+"
    "mbIUBkBIfZ+qnA==\n";

std::string signed_text() {
    return sign_note(text, "example.com/behind-the-sofa", test_key(1)).value();
}

}  // namespace

TEST_CASE("keys that are no witness's keys are refused") {
    const std::string good = to_vkey(cosigner_of("defence.example", test_key(2).public_key()));
    REQUIRE(parse_cosigner(good));
    std::vector<std::string> bad = {
        "",
        "+",
        "++",
        "bananas.sigstore.dev+12344556",
        "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
        "rekor.sigstore.dev+12345678+AwEB",
        good + "\n",
        " " + good,
        good + "A",
        good.substr(0, good.size() - 1),
        to_vkey(Verifier{"defence.example", test_key(2).public_key()}),  // signs records
    };
    for (std::size_t i = 0; i < good.size(); ++i) {
        bad.push_back(good);
        bad.back()[i] = static_cast<char>(bad.back()[i] ^ 0x01);
    }
    std::string upper = good;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    bad.push_back(upper);
    for (const std::string& vkey : bad) {
        INFO(vkey);
        const auto parsed = parse_cosigner(vkey);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == "P0701");
    }
}

TEST_CASE("cosignatures that are altered, moved or by another never count") {
    const SigningKey key = test_key(2);
    const Cosigner self = cosigner_of("w1", key.public_key());
    const auto good = parse_note(cosign(signed_text(), "w1", key, {1679315147}).value());
    REQUIRE(good);
    REQUIRE(check_cosignature(*good, self).value() == Instant{1679315147});

    SECTION("every bit of the line") {
        for (std::size_t i = 0; i < good->signatures[1].signature.size(); ++i) {
            Note altered = *good;
            altered.signatures[1].signature[i] ^= 0x10U;
            INFO("byte " << i);
            const auto checked = check_cosignature(altered, self);
            REQUIRE_FALSE(checked);
            CHECK(checked.error().code == "P0702");
        }
    }
    SECTION("another text") {
        Note altered = *good;
        altered.text += "extension\n";
        CHECK_FALSE(check_cosignature(altered, self));
    }
    SECTION("a length that is none") {
        for (const std::size_t size : {0U, 1U, 8U, 64U, 71U, 73U}) {
            Note altered = *good;
            altered.signatures[1].signature.resize(size);
            CHECK_FALSE(check_cosignature(altered, self));
        }
    }
    SECTION("times that are none: zero, and beyond the year 9999") {
        for (const std::uint64_t time : {std::uint64_t{0}, std::uint64_t{253402300800},
                                         std::uint64_t{1} << 63U, ~std::uint64_t{0}}) {
            Note forged = *good;
            const auto signature = key.sign(cosigned_message(text, time));
            auto& line = forged.signatures[1].signature;
            for (std::size_t i = 0; i < 8; ++i)
                line[i] = static_cast<std::uint8_t>(time >> (56U - 8U * i));
            std::copy(signature->begin(), signature->end(), line.begin() + 8);
            CHECK_FALSE(check_cosignature(forged, self));
        }
    }
    SECTION("under another name or key it is nobody's") {
        CHECK(check_cosignature(*good, cosigner_of("w2", key.public_key())).value() ==
              std::nullopt);
        CHECK(check_cosignature(*good, cosigner_of("w1", test_key(3).public_key())).value() ==
              std::nullopt);
    }
    SECTION("a plain signature by the same key is no cosignature") {
        const auto plain = parse_note(sign_note(text, "w1", key).value());
        CHECK(check_cosignature(*plain, self).value() == std::nullopt);
        Note renamed = *plain;
        renamed.signatures[0].key_id = self.key_id();
        CHECK_FALSE(check_cosignature(renamed, self));
    }
    SECTION("one valid and one invalid line are invalid") {
        Note twice = *good;
        twice.signatures.push_back(twice.signatures[1]);
        CHECK(check_cosignature(twice, self).value() == Instant{1679315147});
        twice.signatures.back().signature[20] ^= 1U;
        CHECK_FALSE(check_cosignature(twice, self));
    }
}

TEST_CASE("a key that this program cannot check is named and never valid") {
    Cosigner future{"witness.example/w1", CosignerKind::ml_dsa_44,
                    std::vector<std::uint8_t>(1312, 7)};
    const std::string vkey = to_vkey(future);
    REQUIRE(parse_cosigner(vkey));
    CHECK(*parse_cosigner(vkey) == future);
    CHECK_FALSE(parse_cosigner(vkey)->supported());
    Note note = parse_note(signed_text()).value();
    CHECK(check_cosignature(note, future).value() == std::nullopt);
    note.signatures.push_back({future.name, future.key_id(), std::vector<std::uint8_t>(2428)});
    const auto checked = check_cosignature(note, future);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == "P0703");
}

TEST_CASE("the message that is signed is that of the specification") {
    const auto note = parse_note(example);
    REQUIRE(note);
    CHECK(note->text == text);
    REQUIRE(note->signatures.size() == 2);
    const NoteSignature& line = note->signatures[1];
    CHECK(line.name == "witness.example.com/w1");
    CHECK(hex(line.key_id) == "8d66cf3f");
    REQUIRE(line.signature.size() == 72);
    CHECK(hex(Bytes(line.signature).first(8)) == "00000000641850cb");  // 1679315147
    CHECK(cosigned_message(note->text, 1679315147) ==
          "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
          "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
    CHECK(note_bytes(*note) == example);
}

TEST_CASE("a witness's key of the public network is read and written") {
    // From the tests of github.com/transparency-dev/formats.
    const std::string remora =
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    const auto cosigner = parse_cosigner(remora);
    REQUIRE(cosigner);
    CHECK(cosigner->name == "remora.n621.de");
    CHECK(cosigner->supported());
    CHECK(to_vkey(*cosigner) == remora);
}

TEST_CASE("a cosigned note keeps every line and is checked with the parts alone") {
    const SigningKey ledger = test_key(1);
    const SigningKey witness = test_key(2);
    const std::string name = cosigner_name(witness.public_key());
    CHECK(name == "isonomia/key/" + witness.fingerprint());
    const std::string once = cosign(signed_text(), name, witness, {1795356000}).value();
    CHECK(once.starts_with(signed_text()));
    const std::string twice = cosign(once, "other", test_key(3), {1795356001}).value();
    const auto note = parse_note(twice);
    REQUIRE(note);
    CHECK(note->signatures.size() == 3);
    CHECK(check_signature(*note, {"example.com/behind-the-sofa", ledger.public_key()}));
    // By hand: key id, time, and Ed25519 over the two lines and the text.
    const auto& line = note->signatures[1];
    CHECK(signature_is_valid(witness.public_key(), "cosignature/v1\ntime 1795356000\n" + text,
                             Bytes(line.signature).subspan(8)));
    CHECK(with_lines_of(*note, name, line.key_id).signatures.size() == 1);
}
