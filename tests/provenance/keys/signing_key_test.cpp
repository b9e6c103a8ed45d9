// Key files: what is refused first, then what is kept, encrypted and read again.
#include "provenance/keys/signing_key.hpp"

#include <algorithm>

#include <sys/stat.h>

#include "core/subprocess.hpp"
#include "provenance/keys/key_pem.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::provenance {

namespace {

AskSecret answer(const std::string& passphrase) {
    return [passphrase]() -> Result<Secret> { return Secret(passphrase); };
}

struct KeyFixture {
    isonomia::tests::ScratchFolder scratch;
    DiskFiles files;
    SeededRandom random{11};
    fs::path file = scratch.path() / "key.pem";

    void put(std::string_view content) {
        REQUIRE(files.write(file, content));
        fs::permissions(file, fs::perms(0600));
    }
    [[nodiscard]] std::string code(const AskSecret& ask = SigningKey::no_passphrase) {
        const auto key = SigningKey::read(file, files, ask);
        return key ? "" : key.error().code;
    }
    [[nodiscard]] std::string pem(const std::string& passphrase = "") {
        const Secret seed(std::string(32, '\x05'));
        const Secret secret(passphrase);
        return std::string(to_pem(seed, passphrase.empty() ? nullptr : &secret, random).view());
    }
};

std::string encrypted_by_openssl(const fs::path& key, const std::vector<std::string>& how) {
    std::vector<std::string> words{"/usr/bin/openssl", "pkcs8",    "-topk8",         "-in",
                                   key.string(),       "-passout", "pass:four words"};
    words.insert(words.end(), how.begin(), how.end());
    const auto done = run_process(words, "");
    return done && done->exit_code == 0 ? done->out : "";
}

// The same with as many rounds of PBKDF2 as fit in the place of 65537: 2^23 - 1.
std::string with_rounds_max(const std::string& pem) {
    const auto begin = pem.find('\n') + 1;
    const auto end = pem.find("-----END");
    std::string text = pem.substr(begin, end - begin);
    std::erase(text, '\n');
    auto bytes = from_base64(text);
    REQUIRE(bytes);
    const std::vector<std::uint8_t> rounds{0x02, 0x03, 0x01, 0x00, 0x01};
    const auto at = std::search(bytes->begin(), bytes->end(), rounds.begin(), rounds.end());
    REQUIRE(at != bytes->end());
    std::fill(at + 2, at + 5, std::uint8_t{0xFF});
    *(at + 2) = 0x7F;
    std::string lines;
    const std::string encoded = base64(*bytes);
    for (std::size_t i = 0; i < encoded.size(); i += 64)
        lines += encoded.substr(i, 64) + "\n";
    return pem.substr(0, begin) + lines + pem.substr(end);
}

}  // namespace

TEST_CASE("what is no private key for Ed25519 is refused") {
    KeyFixture f;
    CHECK(f.code() == "F0001");  // nothing there
    f.put("");
    CHECK(f.code() == "P0501");
    f.put("-----BEGIN PRIVATE KEY-----\nnonsense\n");
    CHECK(f.code() == "P0501");
    f.put(std::string(16384 + 1, 'A'));
    CHECK(f.code() == "F0004");
    f.put(f.pem() + f.pem());
    CHECK(f.code() == "P0501");
    f.put(f.pem() + "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n");
    CHECK(f.code() == "P0501");
    // The public half, a key of another kind, an old form of encryption.
    f.put(
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAzsxBB9wd3XKVlRwpCIjwla20RBtzZtaW5t8GXWg71Pw=\n"
        "-----END PUBLIC KEY-----\n");
    CHECK(f.code() == "P0501");
    f.put(
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIAUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF"
        "BQUF\n-----END PRIVATE KEY-----\n");  // X25519
    CHECK(f.code() == "P0501");
    std::string headed = f.pem();
    headed.insert(
        headed.find('\n') + 1,
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n");
    f.put(headed);
    CHECK(f.code() == "P0501");
}

TEST_CASE("a key that others can open, and what is no file, is refused") {
    KeyFixture f;
    f.put(f.pem());
    CHECK(f.code().empty());
    for (const unsigned mode : {0640U, 0604U, 0620U, 0601U}) {
        fs::permissions(f.file, fs::perms(mode));
        CHECK(f.code() == "P0502");
    }
    fs::permissions(f.file, fs::perms(0600));
    const fs::path link = f.scratch.path() / "link.pem";
    fs::create_symlink(f.file, link);
    CHECK(SigningKey::read(link, f.files, SigningKey::no_passphrase));
    fs::permissions(f.file, fs::perms(0644));  // the file counts, not the link
    CHECK(SigningKey::read(link, f.files, SigningKey::no_passphrase).error().code == "P0502");

    const fs::path pipe = f.scratch.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(SigningKey::read(pipe, f.files, SigningKey::no_passphrase).error().code == "F0003");
    const fs::path folder = f.scratch.path() / "folder";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms(0700));
    CHECK(SigningKey::read(folder, f.files, SigningKey::no_passphrase).error().code == "F0003");
    // Open to others, and none of our business: 'chmod 600 /dev/null' is no advice.
    for (const fs::path& path : {folder, pipe, fs::path("/dev/null")}) {
        if (path != "/dev/null") fs::permissions(path, fs::perms(0755));
        CHECK(SigningKey::read(path, f.files, SigningKey::no_passphrase).error().code == "F0003");
    }
}

TEST_CASE("an encrypted key opens with its passphrase and no other") {
    KeyFixture f;
    f.put(f.pem("four words"));
    CHECK(is_encrypted_pem(f.pem("four words")));
    CHECK_FALSE(is_encrypted_pem(f.pem()));
    CHECK(f.code() == "P0505");
    CHECK(f.code(answer("")) == "P0506");
    CHECK(f.code(answer("four word")) == "P0506");
    CHECK(f.code(answer("four words ")) == "P0506");
    CHECK(f.code(answer("four words")).empty());
    bool asked = false;
    const AskSecret watched = [&]() -> Result<Secret> {
        asked = true;
        return Secret("x");
    };
    f.put(f.pem());
    CHECK(f.code(watched).empty());
    CHECK_FALSE(asked);
}

TEST_CASE("a key that asks for endless work is refused before the passphrase is asked for") {
    KeyFixture f;
    f.put(f.pem());
    const AskSecret never = []() -> Result<Secret> {
        FAIL_CHECK("asked");
        return Secret("x");
    };
    if (!fs::exists("/usr/bin/openssl")) {
        WARN("not run: openssl is not here");
        return;
    }
    const fs::path plain = f.file;
    f.file = f.scratch.path() / "slow.pem";
    const std::string slow =
        with_rounds_max(encrypted_by_openssl(plain, {"-v2", "aes-256-cbc", "-iter", "65537"}));
    REQUIRE(is_encrypted_pem(slow));
    f.put(slow);
    CHECK(f.code(never) == "P0501");
    const std::string old = encrypted_by_openssl(plain, {"-v1", "PBE-SHA1-3DES"});
    REQUIRE(is_encrypted_pem(old));
    f.put(old);
    CHECK(f.code(never) == "P0501");
}

TEST_CASE("OpenSSL opens our encrypted keys, and we open OpenSSL's") {
    KeyFixture f;
    if (!fs::exists("/usr/bin/openssl")) {
        WARN("not run: openssl is not here");
        return;
    }
    f.put(f.pem("four words"));
    const auto opened = run_process(
        {"/usr/bin/openssl", "pkey", "-in", f.file.string(), "-passin", "pass:four words"}, "");
    REQUIRE(opened);
    CHECK(opened->out == f.pem());
    const auto shown = run_process({"/usr/bin/openssl", "asn1parse", "-in", f.file.string()}, "");
    REQUIRE(shown);
    CHECK(shown->out.find("PBES2") != std::string::npos);
    CHECK(shown->out.find("scrypt") != std::string::npos);
    CHECK(shown->out.find("aes-256-cbc") != std::string::npos);

    const fs::path plain = f.scratch.path() / "plain.pem";
    REQUIRE(f.files.write(plain, f.pem()));
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{"-scrypt"}, {"-v2", "aes-256-cbc", "-iter", "600000"}}) {
        const std::string theirs = encrypted_by_openssl(plain, how);
        REQUIRE(!theirs.empty());
        f.put(theirs);
        CHECK(f.code(answer("four words")).empty());
        CHECK(f.code(answer("other words")) == "P0506");
    }
}

TEST_CASE("a key is written once, for its owner only, and nothing is left beside it") {
    KeyFixture f;
    const SigningKey key = SigningKey::generate(f.random);
    const Secret passphrase("four words");
    REQUIRE(key.write(f.file, f.files, f.random, &passphrase));
    CHECK((fs::status(f.file).permissions() & fs::perms(0777)) == fs::perms(0600));
    CHECK(std::distance(fs::directory_iterator(f.scratch.path()), {}) == 1);
    const auto again = SigningKey::read(f.file, f.files, answer("four words"));
    REQUIRE(again);
    CHECK(again->fingerprint() == key.fingerprint());

    CHECK(key.write(f.file, f.files, f.random, nullptr).error().code == "P0504");
    const fs::path dangling = f.scratch.path() / "dangling";
    fs::create_symlink(f.scratch.path() / "nowhere", dangling);
    CHECK(key.write(dangling, f.files, f.random, nullptr).error().code == "P0504");
    CHECK_FALSE(fs::exists(f.scratch.path() / "nowhere"));
    CHECK(std::distance(fs::directory_iterator(f.scratch.path()), {}) == 2);
}

}  // namespace isonomia::provenance
