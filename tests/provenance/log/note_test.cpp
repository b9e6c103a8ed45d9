#include "provenance/log/note.hpp"

#include <algorithm>

#include "core/files.hpp"
#include "core/json.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/log/checkpoint.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::provenance;

namespace {

SigningKey key_of(std::uint8_t first) {
    std::array<std::uint8_t, 32> seed{};
    seed[0] = first;
    return SigningKey::from_seed(seed);
}

}  // namespace

TEST_CASE("notes that are not notes are refused") {
    const std::string good = *sign_note("origin\n0\nAAAA\n", "name", key_of(1));
    REQUIRE(parse_note(good));
    std::vector<std::string> bad = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        good.substr(0, good.size() - 1),
        good + "x\n",
        good + "\n",
        "\r" + good,
        std::string(1, '\0') + good,
        "\xFF" + good,
        "text\n\n- name AAAAAAAA\n",
        "text\n\n\xE2\x80\x94 name\n",
        "text\n\n\xE2\x80\x94  AAAAAAAA\n",
        "text\n\n\xE2\x80\x94 na+me AAAAAAAA\n",
        "text\n\n\xE2\x80\x94 na\xE2\x80\x83me AAAAAAAA\n",
        "text\n\n\xE2\x80\x94 name AAAA\n",       // no signature behind the id
        "text\n\n\xE2\x80\x94 name AAAAAAA\n",    // no padding
        "text\n\n\xE2\x80\x94 name AAAAAAB=\n",   // stray bits
        "text\n\n\xE2\x80\x94 name AAAAAAAA \n",  // trailing blank
        std::string(1 << 21, 'a') + good};
    std::string many = "text\n\n";
    for (int i = 0; i < 101; ++i)
        many += "\xE2\x80\x94 name AAAAAAAA\n";
    bad.push_back(many);
    for (const std::string& note : bad) {
        INFO(note.substr(0, 100));
        const auto parsed = parse_note(note);
        CHECK_FALSE(parsed);
        if (!parsed) CHECK(parsed.error().code == "P0301");
    }
}

TEST_CASE("checkpoints that are not checkpoints are refused") {
    const std::string root = base64(Digest{});
    CHECK(parse_checkpoint_text("o\n0\n" + root + "\n"));
    CHECK(parse_checkpoint_text("o\n18446744073709551615\n" + root + "\nextension\n"));
    for (const std::string& text : std::vector<std::string>{
             "", "\n", "o\n0\n", "o\n0\n" + root, "o\n00\n" + root + "\n", "o\n-1\n" + root + "\n",
             "o\n+1\n" + root + "\n", "o\n1 \n" + root + "\n",
             "o\n18446744073709551616\n" + root + "\n", "o\n\n" + root + "\n",
             "\n0\n" + root + "\n", "o\n0\nAAAA\n", "o\n0\n" + root + "\n\n",
             "o\n0x1\n" + root + "\n"}) {
        INFO(text);
        CHECK_FALSE(parse_checkpoint_text(text));
    }
}

TEST_CASE("signatures by another, of another text, or altered are refused") {
    const SigningKey key = key_of(1);
    const Verifier verifier{"name", key.public_key()};
    const auto note = parse_note(*sign_note("text\n", "name", key));
    REQUIRE(note);
    CHECK(check_signature(*note, verifier));
    CHECK_FALSE(check_signature(*note, {"other", key.public_key()}));
    CHECK_FALSE(check_signature(*note, {"name", key_of(2).public_key()}));

    Note altered = *note;
    altered.text = "Text\n";
    CHECK_FALSE(check_signature(altered, verifier));
    altered = *note;
    altered.signatures.front().signature.pop_back();
    CHECK_FALSE(check_signature(altered, verifier));
    altered.signatures.front().signature.resize(65);
    CHECK_FALSE(check_signature(altered, verifier));
    // A second line under the same key must be valid too.
    altered = *note;
    altered.signatures.push_back(altered.signatures.front());
    altered.signatures.back().signature[5] ^= 1U;
    CHECK_FALSE(check_signature(altered, verifier));
    // An unknown key's line neither helps nor harms.
    altered = *note;
    altered.signatures.insert(altered.signatures.begin(), {"witness", {1, 2, 3, 4}, {9, 9}});
    CHECK(check_signature(altered, verifier));
}

TEST_CASE("verifier keys are read strictly and written back") {
    const Verifier verifier{"example.com/log", key_of(3).public_key()};
    const std::string text = to_vkey(verifier);
    REQUIRE(parse_vkey(text));
    CHECK(*parse_vkey(text) == verifier);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string flipped = text;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x01);
        INFO(flipped);
        CHECK_FALSE(parse_vkey(flipped));
    }
    CHECK_FALSE(parse_vkey(""));
    CHECK_FALSE(parse_vkey("name"));
    CHECK_FALSE(parse_vkey("name+00000000"));
}

TEST_CASE("Ed25519 agrees with the public vectors, hostile ones too") {
    const auto file = tests::shared_data("vectors/ed25519/wycheproof-ed25519.json");
    if (!file) {
        WARN("not run: vectors/ed25519 is absent");
        return;
    }
    DiskFiles files;
    const auto vectors = parse_json(*files.read(*file, 1 << 24), "vectors");
    REQUIRE(vectors);
    int judged = 0;
    for (const Json& group : *vectors->find("testGroups")->array()) {
        const auto bytes = from_hex(*group.find("publicKey")->find("pk")->string());
        REQUIRE(bytes);
        PublicKey key{};
        REQUIRE(bytes->size() == key.size());
        std::copy(bytes->begin(), bytes->end(), key.begin());
        for (const Json& test : *group.find("tests")->array()) {
            const auto message = from_hex(*test.find("msg")->string());
            const auto signature = from_hex(*test.find("sig")->string());
            REQUIRE((message && signature));
            INFO(*test.find("comment")->string());
            CHECK(signature_is_valid(key, std::string(message->begin(), message->end()),
                                     *signature) == (*test.find("result")->string() == "valid"));
            ++judged;
        }
    }
    CHECK(judged == 151);
}

TEST_CASE("checkpoints of another implementation verify, and their entries give their roots") {
    const auto log = tests::shared_data("vectors/tessera-log/log");
    if (!log) {
        WARN("not run: vectors/tessera-log is absent");
        return;
    }
    const auto verifier = parse_vkey(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    REQUIRE(verifier);
    DiskFiles files;
    CompactRange tree;
    for (std::uint64_t size = 0; size <= 15; ++size) {
        if (size > 0) {
            // A bundle of entries: a big-endian length of two bytes before each; the last one is
            // new.
            const std::string bundle =
                *files.read(*log / "tile/entries/000.p" / std::to_string(size), 1 << 20);
            std::string_view rest = bundle;
            std::string_view entry;
            while (!rest.empty()) {
                const auto length =
                    static_cast<std::size_t>(static_cast<unsigned char>(rest[0]) * 256 +
                                             static_cast<unsigned char>(rest[1]));
                entry = rest.substr(2, length);
                rest.remove_prefix(2 + length);
            }
            tree.append(leaf_hash(entry));
        }
        const std::string note =
            *files.read(*log / ("checkpoint." + std::to_string(size)), 1 << 20);
        const auto parsed = parse_checkpoint(note);
        REQUIRE(parsed);
        CHECK(check_signature(parsed->note, *verifier));
        CHECK(parsed->checkpoint.size == size);
        CHECK(parsed->checkpoint.root == tree.root());
        CHECK(checkpoint_text(parsed->checkpoint) == parsed->note.text);
    }
}

TEST_CASE("a signing key is made once, private to its owner, and read again") {
    const tests::ScratchFolder scratch;
    const fs::path folder = scratch.path() / "keys";
    DiskFiles files;
    SeededRandom random(7);
    const auto made = SigningKey::open_or_create(folder, files, random);
    REQUIRE(made);
    const auto again = SigningKey::open_or_create(folder, files, random);
    REQUIRE(again);
    CHECK(made->fingerprint() == again->fingerprint());
    const fs::path file = folder / "signing-key.pem";
    CHECK((fs::status(file).permissions() & fs::perms(0777)) == fs::perms(0600));
    CHECK((fs::status(folder).permissions() & fs::perms(0777)) == fs::perms(0700));
    CHECK(std::distance(fs::directory_iterator(folder), {}) == 1);

    const fs::path shared = scratch.path() / "shared";  // somebody else's folder stays as it is
    fs::create_directory(shared);
    fs::permissions(shared, fs::perms(0755));
    REQUIRE(SigningKey::open_or_create(shared, files, random));
    CHECK((fs::status(shared).permissions() & fs::perms(0777)) == fs::perms(0755));
    CHECK((fs::status(shared / "signing-key.pem").permissions() & fs::perms(0777)) ==
          fs::perms(0600));

    fs::permissions(file, fs::perms(0640));
    CHECK(SigningKey::open_or_create(folder, files, random).error().code == "P0502");
    REQUIRE(files.write(file, "-----BEGIN PRIVATE KEY-----\nnonsense\n"));
    fs::permissions(file, fs::perms(0600));
    CHECK(SigningKey::open_or_create(folder, files, random).error().code == "P0501");
}
