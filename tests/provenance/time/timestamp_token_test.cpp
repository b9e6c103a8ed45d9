#include "provenance/time/timestamp_token.hpp"

#include "tests/provenance/time/tsa_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

ByteString bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

std::string vector_file(const std::string& name) {
    const auto path = shared_data("vectors/tsa/" + name);
    if (!path) return "";
    DiskFiles files;
    return files.read(*path, 1U << 20U).value_or("");
}

bool vectors_missing() {
    if (shared_data("vectors/tsa")) return false;
    WARN("not run: the vectors of RFC 3161 are not here");
    return true;
}

bool openssl_missing(const TsaFixture& tsa) {
    if (tsa.works()) return false;
    WARN("not run: there is no working program 'openssl' to make timestamps with");
    return true;
}

Result<VerifiedToken> verify_response(const std::string& response, const TsaCertificates& trusted) {
    const auto token = token_in_response(bytes_of(response));
    if (!token) return fail(token.error());
    return verify_token(*token, trusted);
}

TimestampRequest hello(ImprintHash hash = ImprintHash::sha256) {
    return {hash, imprint_of("hello", hash), "7a00112233445566", "", true};
}

}  // namespace

TEST_CASE("bytes that are no request, answer or token are refused") {
    const ByteString good = to_der(hello()).value();
    REQUIRE(parse_timestamp_request(good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        ByteString cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(i));
        INFO(i);
        CHECK_FALSE(parse_timestamp_request(cut));
        CHECK_FALSE(token_in_response(cut));
        CHECK_FALSE(parse_token(cut));
    }
    ByteString longer = good;
    longer.push_back(0);
    CHECK_FALSE(parse_timestamp_request(longer));
    CHECK_FALSE(parse_timestamp_request(ByteString(70000, 0x30)));
    CHECK_FALSE(token_in_response(ByteString(2 << 20, 0x30)));
    CHECK_FALSE(parse_token(good));
    CHECK_FALSE(token_in_response(good));
    TimestampRequest odd = hello();
    odd.policy = "not an identifier";
    CHECK(to_der(odd).error().code == "P0801");
}

TEST_CASE("certificates that are none are refused") {
    for (const std::string& pem :
         std::vector<std::string>{"", "text", "-----BEGIN CERTIFICATE-----\n",
                                  "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                                  std::string(2 << 20, 'x')}) {
        const auto read = TsaCertificates::from_pem(pem);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == "P0808");
    }
}

TEST_CASE("a request says what it is asked to say") {
    SeededRandom random(3);
    for (const ImprintHash hash : {ImprintHash::sha256, ImprintHash::sha384, ImprintHash::sha512}) {
        TimestampRequest request = hello(hash);
        request.nonce = new_nonce(random);
        request.policy = "1.2.3.4.5";
        const auto read = parse_timestamp_request(to_der(request).value());
        REQUIRE(read);
        CHECK(read->hash == hash);
        CHECK(read->imprint == request.imprint);
        CHECK(read->nonce == request.nonce);
        CHECK(read->nonce.size() == 16);
        CHECK(read->policy == request.policy);
        CHECK(read->wants_certificate);
    }
    TimestampRequest bare = hello();
    bare.nonce = "";
    bare.wants_certificate = false;
    CHECK(parse_timestamp_request(to_der(bare).value())->nonce.empty());
    CHECK_FALSE(parse_timestamp_request(to_der(bare).value())->wants_certificate);
}

TEST_CASE("public vectors: forged and expired answers, each with its verdict") {
    if (vectors_missing()) return;
    const auto trusted = [](const std::string& name) {
        return TsaCertificates::from_pem(vector_file(name + "/ts_chain.pem")).value();
    };
    SECTION("an altered signature") {
        const auto verdict = verify_response(vector_file("sigstage/response-invalid-signature.tsr"),
                                             trusted("sigstage"));
        REQUIRE_FALSE(verdict);
        CHECK(verdict.error().code == "P0806");
    }
    SECTION("injected certificates: the signer is who signed, not who was put beside it") {
        const auto plain =
            verify_response(vector_file("test_tsa/response.tsr"), trusted("test_tsa"));
        const auto injected = verify_response(vector_file("test_tsa/response-injected-certs.tsr"),
                                              trusted("test_tsa"));
        REQUIRE(plain);
        REQUIRE(injected);
        CHECK(plain->authority == "CN=Test TSA Timestamping,O=local");
        CHECK(injected->authority == plain->authority);
        CHECK(injected->certificate == plain->certificate);
        CHECK(injected->authority.find("Spoofed") == std::string::npos);
        // A root of the injected certificates' making is not believed either.
        CHECK_FALSE(verify_response(vector_file("test_tsa/response-injected-certs.tsr"),
                                    trusted("sigstage")));
    }
    SECTION("by an authority that the reader does not trust") {
        for (const char* chain : {"sigstage", "sigstore.mock"}) {
            const auto verdict =
                verify_response(vector_file("test_tsa/response.tsr"), trusted(chain));
            REQUIRE_FALSE(verdict);
            CHECK(verdict.error().code == "P0810");
        }
    }
    SECTION("for another request") {
        const auto request = parse_timestamp_request(bytes_of(vector_file("test_tsa/request.der")));
        const auto other =
            parse_timestamp_request(bytes_of(vector_file("test_tsa/other_request.der")));
        const auto token =
            parse_token(token_in_response(bytes_of(vector_file("test_tsa/response.tsr"))).value());
        REQUIRE((request && other && token));
        CHECK(check_answers(*token, *request));
        CHECK(check_answers(*token, *other).error().code == "P0805");
        TimestampRequest another_text = *request;
        another_text.imprint[0] ^= 1U;
        CHECK(check_answers(*token, another_text).error().code == "P0804");
    }
    SECTION("certificates that have run out since count as of the time of the token") {
        const auto verdict = verify_response(vector_file("sigstore.mock/response-expired.tsr"),
                                             trusted("sigstore.mock"));
        if (!verdict) FAIL(verdict.error().code << " " << verdict.error().message);
        CHECK(to_rfc3339(verdict->token.made) == "2023-02-01T00:00:00Z");
        CHECK(to_rfc3339(verdict->valid_until) == "2024-01-01T00:00:00Z");
    }
}

TEST_CASE("public vectors: answers that hold") {
    if (vectors_missing()) return;
    const auto sigstage = TsaCertificates::from_pem(vector_file("sigstage/ts_chain.pem")).value();
    const struct {
        const char* file;
        ImprintHash hash;
    } answers[] = {{"sigstage/response-sha256.tsr", ImprintHash::sha256},
                   {"sigstage/response-sha384.tsr", ImprintHash::sha384},
                   {"sigstage/response-sha512.tsr", ImprintHash::sha512},
                   {"sigstage/response-no-embedded-cert.tsr", ImprintHash::sha256}};
    for (const auto& answer : answers) {
        INFO(answer.file);
        const auto verdict = verify_response(vector_file(answer.file), sigstage);
        if (!verdict) FAIL(verdict.error().message);
        CHECK(verdict->token.imprint == imprint_of("hello", answer.hash));
        CHECK(verdict->authority == "CN=sigstore-tsa,O=sigstore.dev");
        CHECK(verdict->token.latest.seconds == verdict->token.made.seconds + 1);
    }
    const std::string der = vector_file("identrust/ts_chain.pem");  // DER, whatever its name says
    const auto identrust = TsaCertificates::from_pem(
        "-----BEGIN CERTIFICATE-----\n" + base64(as_bytes(der)) + "\n-----END CERTIFICATE-----\n");
    REQUIRE(identrust);
    const auto verdict = verify_response(vector_file("identrust/issue-104.tsr"), *identrust);
    if (!verdict) FAIL(verdict.error().message);
    CHECK(verdict->authority == "CN=TrustID Timestamp Authority,O=IdenTrust,C=US");
    CHECK(to_rfc3339(verdict->token.made) == "2025-03-11T08:52:08Z");
    CHECK(verdict->token.imprint == imprint_of("hello", ImprintHash::sha512));
}

TEST_CASE("public vectors: every bit of an answer counts or is not part of the proof") {
    if (vectors_missing()) return;
    const auto trusted = TsaCertificates::from_pem(vector_file("sigstage/ts_chain.pem")).value();
    const std::string good = vector_file("sigstage/response-sha256.tsr");
    const auto before = verify_response(good, trusted);
    REQUIRE(before);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string flipped = good;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x04);
        const auto after = verify_response(flipped, trusted);
        if (!after) {
            ++refused;
            continue;
        }
        INFO("byte " << i);  // unsigned parts may change; what is believed may not
        CHECK(after->token.imprint == before->token.imprint);
        CHECK(after->token.made == before->token.made);
        CHECK(after->certificate == before->certificate);
    }
    WARN("of " << good.size() << " flips " << refused << " were refused, the others changed "
               << "nothing that is believed");
    CHECK(refused > good.size() / 2);
}

TEST_CASE("an authority made with openssl: what it answers holds") {
    const TsaFixture tsa;
    if (openssl_missing(tsa)) return;
    for (const ImprintHash hash : {ImprintHash::sha256, ImprintHash::sha512}) {
        const TimestampRequest request = hello(hash);
        const ByteString response = tsa.answer(to_der(request).value());
        const auto token = token_in_response(response);
        REQUIRE(token);
        const auto verdict = verify_token(*token, tsa.root());
        if (!verdict) FAIL(verdict.error().message);
        CHECK(check_answers(verdict->token, request));
        CHECK(verdict->authority == "CN=Test authority");
        CHECK(verdict->token.policy == "1.2.3.4.1");
    }
}

TEST_CASE("an authority made with openssl: certificates that are not for timestamps alone") {
    for (const char* usage :
         {"timeStamping", "critical,timeStamping,codeSigning", "codeSigning", ""}) {
        TsaFixture tsa;
        if (openssl_missing(tsa)) return;
        // openssl signs with good certificates only; the bad one has the same key, issuer and
        // serial and is put in its place in the reader's file, where the token carries none.
        TimestampRequest request = hello();
        request.wants_certificate = false;
        const auto token = token_in_response(tsa.answer(to_der(request).value()));
        REQUIRE(token);
        REQUIRE(verify_token(
            *token,
            TsaCertificates::from_pem(tsa.read("root.pem") + tsa.read("signer.pem")).value()));
        REQUIRE(tsa.certify("bad.pem", usage, 3650, "7"));
        const auto bad =
            TsaCertificates::from_pem(tsa.read("root.pem") + tsa.read("bad.pem")).value();
        INFO(usage);
        CHECK_FALSE(verify_token(*token, bad));
    }
}

TEST_CASE("an authority made with openssl: a certificate exchanged for its twin") {
    const TsaFixture tsa;
    if (openssl_missing(tsa)) return;
    TimestampRequest request = hello();
    request.wants_certificate = false;
    const auto token = token_in_response(tsa.answer(to_der(request).value()));
    REQUIRE(token);
    // Same key, issuer, serial and use; only ESSCertIDv2 tells that it is not the one.
    REQUIRE(tsa.certify("twin.pem", "critical,timeStamping", 3000, "7"));
    const auto twin =
        TsaCertificates::from_pem(tsa.read("root.pem") + tsa.read("twin.pem")).value();
    const auto verdict = verify_token(*token, twin);
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == "P0806");
}

TEST_CASE("an authority made with openssl: signed without naming the certificate") {
    const TsaFixture tsa;
    if (openssl_missing(tsa)) return;
    const auto token = token_in_response(tsa.answer(to_der(hello()).value()));
    REQUIRE(token);
    tsa.write("good.token",
              std::string_view(reinterpret_cast<const char*>(token->data()), token->size()));
    // The same content signed again as plain CMS, without ESSCertID.
    REQUIRE(tsa.openssl({"cms", "-verify", "-noverify", "-inform", "DER", "-in",
                         "FOLDER/good.token", "-out", "FOLDER/info.der"}));
    REQUIRE(tsa.openssl({"cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-econtent_type",
                         "1.2.840.113549.1.9.16.1.4", "-in", "FOLDER/info.der", "-signer",
                         "FOLDER/signer.pem", "-inkey", "FOLDER/signer.key", "-outform", "DER",
                         "-out", "FOLDER/bare.token"}));
    const auto verdict = verify_token(bytes_of(tsa.read("bare.token")), tsa.root());
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == "P0806");
}

TEST_CASE("an authority made with openssl: a request that it refuses") {
    const TsaFixture tsa;
    if (openssl_missing(tsa)) return;
    TimestampRequest request = hello();
    request.policy = "2.9.9.9";
    const auto response = tsa.answer(to_der(request).value());
    const auto token = token_in_response(response);
    REQUIRE_FALSE(token);
    CHECK(token.error().code == "P0803");
}
