#include "core/digest.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

TEST_CASE("texts that are not a digest are refused") {
    CHECK_FALSE(from_hex("0"));
    CHECK_FALSE(from_hex("0G"));
    CHECK_FALSE(from_hex("AB"));
    CHECK_FALSE(digest_from_hex("00"));
    CHECK_FALSE(from_base64("YQ"));
    CHECK_FALSE(from_base64("YR=="));
    CHECK_FALSE(from_base64("Y Q="));
    CHECK_FALSE(from_base64("===="));
}

TEST_CASE("FIPS 180-4 examples") {
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    Sha256 hasher;
    CHECK(hasher.update("a").update("bc").finish() == sha256("abc"));
    CHECK(hasher.update("abc").finish() == sha256("abc"));
}

TEST_CASE("RFC 4648 examples") {
    for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
        const auto back = from_base64(base64(as_bytes(text)));
        REQUIRE(back);
        CHECK(std::string(back->begin(), back->end()) == text);
    }
    CHECK(base64(as_bytes("foobar")) == "Zm9vYmFy");
    CHECK(base64(as_bytes("fo")) == "Zm8=");
}
