// Tokens, with SoftHSM 2 as one where it is installed.
#include "provenance/keys/token_key.hpp"

#include <cstdlib>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "core/subprocess.hpp"
#include "provenance/log/note.hpp"
#include "tests/catch.hpp"
#include "tests/provenance/case_fixture.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::provenance {

namespace {

const fs::path module_path = "/usr/lib/softhsm/libsofthsm2.so";
const fs::path softhsm_tool = "/usr/bin/softhsm2-util";
const fs::path pkcs11_tool = "/usr/bin/pkcs11-tool";

AskSecret pin(const std::string& text) {
    return [text]() -> Result<Secret> { return Secret(text); };
}

std::string code_of(const TokenPlace& place, const AskSecret& ask = pin("1234")) {
    const auto key = TokenKey::open(place, ask);
    return key ? "" : key.error().code;
}

// What the module allocates and never frees is not ours to mend.
#ifdef __SANITIZE_ADDRESS__
using LeaksOfTheModule = __lsan::ScopedDisabler;
#else
struct LeaksOfTheModule {};
#endif

// A token folder of its own, and tokens in it.
class SoftToken {
public:
    SoftToken() {
        const fs::path tokens = scratch_.path() / "tokens";
        fs::create_directory(tokens);
        const fs::path settings = scratch_.path() / "softhsm2.conf";
        DiskFiles files;
        REQUIRE(files.write(settings, "directories.tokendir = " + tokens.string() +
                                          "\nobjectstore.backend = file\nlog.level = ERROR\n"));
        ::setenv("SOFTHSM2_CONF", settings.c_str(), 1);
    }
    ~SoftToken() { ::unsetenv("SOFTHSM2_CONF"); }
    SoftToken(const SoftToken&) = delete;
    SoftToken& operator=(const SoftToken&) = delete;

    [[nodiscard]] static bool is_here() {
        return fs::exists(module_path) && fs::exists(softhsm_tool) && fs::exists(pkcs11_tool);
    }
    // Programs run with an empty environment: it is handed on by env.
    void run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"/usr/bin/env",
                                     "SOFTHSM2_CONF=" + std::string(std::getenv("SOFTHSM2_CONF"))});
        const auto done = run_process(words, "");
        REQUIRE(done);
        INFO(done->out + done->err);
        REQUIRE(done->exit_code == 0);
    }
    void add_token(const std::string& label) const {
        run({softhsm_tool, "--init-token", "--free", "--label", label, "--pin", "1234", "--so-pin",
             "5678"});
    }
    void add_key(const std::string& token, const std::string& label,
                 const std::string& kind = "EC:edwards25519") const {
        run({pkcs11_tool, "--module", module_path, "--login", "--pin", "1234", "--token-label",
             token, "--keypairgen", "--key-type", kind, "--label", label});
    }
    void remove_tokens() const { fs::remove_all(scratch_.path() / "tokens"); }

private:
    isonomia::tests::ScratchFolder scratch_;
    [[maybe_unused]] LeaksOfTheModule leaks_;
};

}  // namespace

TEST_CASE("a module that is none is refused") {
    CHECK(code_of({"libsofthsm2.so", "", ""}) == "P0503");  // never looked for
    CHECK(code_of({"/nowhere/module.so", "", ""}) == "P0503");
    CHECK(code_of({"/etc/passwd", "", ""}) == "P0503");
    CHECK(code_of({"/usr", "", ""}) == "P0503");
    for (const char* library :
         {"/lib/x86_64-linux-gnu/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6"})
        if (fs::exists(library)) CHECK(code_of({library, "", ""}) == "P0503");
}

TEST_CASE("a token signs what verifies under its public key") {
    if (!SoftToken::is_here()) {
        WARN("not run: softhsm2 and opensc are not installed");
        return;
    }
    const SoftToken soft;
    CHECK(code_of({module_path, "", ""}) == "P0503");  // no token
    soft.add_token("court");
    CHECK(code_of({module_path, "", ""}) == "P0503");  // no key
    CHECK(code_of({module_path, "count", ""}) == "P0503");
    soft.add_key("court", "elliptic", "EC:prime256v1");
    CHECK(code_of({module_path, "court", "elliptic"}) == "P0503");  // of another kind
    soft.add_key("court", "clerk");
    CHECK(code_of({module_path, "court", "clerk"}, pin("9999")) == "P0506");
    CHECK(code_of({module_path, "court", "clerk"}, pin("")) != "");
    CHECK(code_of({module_path, "court", "clark"}) == "P0503");

    const auto key = TokenKey::open({module_path, "court", "clerk"}, pin("1234"));
    REQUIRE(key);
    for (const std::string& message : {std::string(), std::string("x"), std::string(100000, 'y')}) {
        const auto signature = key->sign(message);
        REQUIRE(signature);
        CHECK(signature_is_valid(key->public_key(), message, *signature));
        CHECK_FALSE(signature_is_valid(key->public_key(), message + "!", *signature));
    }
    const auto note = sign_note("text\n", "name", *key);
    REQUIRE(note);
    CHECK(check_signature(*parse_note(*note), Verifier{"name", key->public_key()}));
    // The only token, and the only key in it, need no names.
    CHECK(code_of({module_path, "", ""}).empty());
    soft.add_key("court", "judge");
    CHECK(code_of({module_path, "", ""}) == "P0503");
    CHECK(code_of({module_path, "", "judge"}).empty());
}

TEST_CASE("a token that is taken away signs nothing") {
    if (!SoftToken::is_here()) {
        WARN("not run: softhsm2 and opensc are not installed");
        return;
    }
    const SoftToken soft;
    soft.add_token("court");
    soft.add_key("court", "clerk");
    const auto key = TokenKey::open({module_path, "court", "clerk"}, pin("1234"));
    REQUIRE(key);
    REQUIRE(key->sign("before"));
    soft.remove_tokens();
    const auto after = key->sign("after");
    REQUIRE_FALSE(after);
    CHECK(after.error().code == "P0503");
}

TEST_CASE("a ledger in the hands of a token stands when the token is taken away") {
    if (!SoftToken::is_here()) {
        WARN("not run: softhsm2 and opensc are not installed");
        return;
    }
    const SoftToken soft;
    soft.add_token("court");
    soft.add_key("court", "clerk");
    const auto key = TokenKey::open({module_path, "court", "clerk"}, pin("1234"));
    REQUIRE(key);
    isonomia::tests::CaseFixture f;
    auto ledger = Ledger::create_or_open(f.folder, *key, {f.files, f.clock, f.random});
    REQUIRE(ledger);
    REQUIRE(ledger->append({isonomia::tests::fact("F1", "yes")}));
    soft.remove_tokens();
    const auto after = ledger->append({isonomia::tests::fact("F2", "no")});
    REQUIRE_FALSE(after);
    CHECK(after.error().code == "P0503");
    CHECK(ledger->size() == 1);
    VerifyOptions options;
    options.trusted_keys = {key->fingerprint()};
    const auto report = f.verify(options);
    CHECK(report.whole());
    CHECK(report.entries == 1);
}

}  // namespace isonomia::provenance
