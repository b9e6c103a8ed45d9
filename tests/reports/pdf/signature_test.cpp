// Signatures of PDF reports: what is no signature, what was changed, and what OpenSSL says of ours.
#include "reports/pdf/signature.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "core/subprocess.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/pdf/write.hpp"
#include "tests/catch.hpp"
#include "tests/reports/plots.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

// Made for this test alone: P-256, "CN=Test expert", until 2126; the second key is another's.
constexpr std::string_view test_key = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgK70lMLcfs7Ie8qOH
29QWuJVi7SNiWy8MzLosFjJD3C2hRANCAAQjV/cbbAX8lt20B/GJfRpuVecOPEKd
bjarJwsWSyhvQOXqtvjrB7yzSwM0/El5pdp+rk0PUUNW7PTKvvnhBkXz
-----END PRIVATE KEY-----
)";
constexpr std::string_view encrypted_key = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg/T04Fysu79gICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKn9WWL9qmo53eMDpyD6jJkEgZDv
h3n321iOk4jZzath2FhEZtucXi3PtF9ZWb6SMajbfy7hjacCDGPQFoAjxWbHc2JP
rn9M2YbaZcrVbqiX0dOqCBS0a12Sm6KJZFLr2zyiRDSQxgIpHZA82+sZTbKgbUO3
Bw9VtIPO5gz3w86nV/ijVAuWAy0tdH/quDQ9rH85cAKqENEYQoEoVB83ltD0Xbo=
-----END ENCRYPTED PRIVATE KEY-----
)";
constexpr std::string_view test_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIURUEQ5mMfv9+Qz+H39vRyK3D6rAkwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLVGVzdCBleHBlcnQwIBcNMjYxMTIzMDIyMjUwWhgPMjEyNjEw
MzAwMjIyNTBaMBYxFDASBgNVBAMMC1Rlc3QgZXhwZXJ0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEI1f3G2wF/JbdtAfxiX0ablXnDjxCnW42qycLFksob0Dl6rb4
6we8s0sDNPxJeaXafq5ND1FDVuz0yr754QZF86NTMFEwHQYDVR0OBBYEFDs4xUTD
spgRDZdzDTkKIC05BnCwMB8GA1UdIwQYMBaAFDs4xUTDspgRDZdzDTkKIC05BnCw
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAOm7w4K7CgHqZVIz
HT1MR70Vuwp7z/O9F+ap3HUe4jxfAiAuBmOXNp2/iDmGhzCBrONseQsMWMZArwRj
qGhuFeysXw==
-----END CERTIFICATE-----
)";
constexpr std::string_view other_key = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIbwK6xGaXlVWsywZ
d96ktV+ZsFJuybo4HPjoUnGNWyChRANCAAQb4n95Lzde5FKCrNd3RnYBY/LAFiiS
+CwaFTkzh5RkGz7MiPfJfZUc83GzsbnmUox86/xFtIM709PLB2cBs1Xp
-----END PRIVATE KEY-----
)";

const std::string& report() {
    static const std::string pdf = [] {
        const auto written = pdf::write_pdf(tests::document_of({tests::every_plot().front()}));
        REQUIRE(written);
        return *written;
    }();
    return pdf;
}

const std::string& signed_report() {
    static const std::string pdf = [] {
        const auto made =
            pdf::sign_pdf(report(), {test_key, nullptr, test_certificate}, Instant{1795356000});
        REQUIRE(made);
        return *made;
    }();
    return pdf;
}

std::string code_of(const Status& status) { return status ? "" : status.error().code; }

}  // namespace

TEST_CASE("keys and certificates that cannot sign are refused") {
    const auto code = [](const pdf::Signer& signer) {
        const auto made = pdf::sign_pdf(report(), signer, Instant{});
        return made ? std::string() : made.error().code;
    };
    CHECK(code({"", nullptr, test_certificate}) == "D0206");
    CHECK(code({"no key", nullptr, test_certificate}) == "D0206");
    CHECK(code({encrypted_key, nullptr, test_certificate}) == "D0206");
    CHECK(code({encrypted_key, [] { return Result<std::string>("wrong"); }, test_certificate}) ==
          "D0206");
    CHECK(code({encrypted_key,
                [] { return Result<std::string>(fail(input_error("P0505", "no passphrase"))); },
                test_certificate}) == "P0505");
    CHECK(code({test_key, nullptr, ""}) == "D0207");
    CHECK(code({test_key, nullptr, "no certificate"}) == "D0207");
    CHECK(code({other_key, nullptr, test_certificate}) == "D0207");
    CHECK(pdf::sign_pdf("no PDF", {test_key, nullptr, test_certificate}, {}).error().code ==
          "D0204");
}

TEST_CASE("a file that is unsigned, changed, added to or cut is told from a signed one") {
    CHECK(code_of(pdf::check_signature("")) == "D0208");
    CHECK(code_of(pdf::check_signature(report())) == "D0208");
    const std::string& whole = signed_report();
    CHECK(code_of(pdf::check_signature(whole)).empty());
    CHECK(code_of(pdf::check_signature(whole + " ")) == "D0208");
    CHECK(code_of(pdf::check_signature(whole.substr(0, whole.size() - 1))) == "D0208");
    for (const std::size_t at : {std::size_t{20}, whole.size() / 2, whole.size() - 3}) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK(code_of(pdf::check_signature(changed)) == "D0208");
    }
}

TEST_CASE("a signed report and one with an empty field keep every clause") {
    CHECK(pdf::self_check(signed_report()));
    const auto field = pdf::add_signature_field(report());
    REQUIRE(field);
    CHECK(pdf::self_check(*field));
    CHECK(field->find("/ByteRange") == std::string::npos);
    CHECK(*field == *pdf::add_signature_field(report()));
}

TEST_CASE("an encrypted key signs with its passphrase") {
    const auto made = pdf::sign_pdf(
        report(),
        {encrypted_key, [] { return Result<std::string>("open sesame"); }, test_certificate},
        Instant{1795356000});
    REQUIRE(made);
    CHECK(pdf::check_signature(*made));
}

TEST_CASE("pdfsig finds the signature good, and that of a changed file not") {
    if (!std::filesystem::exists("/usr/bin/pdfsig")) {
        WARN("not run: pdfsig (poppler-utils) is not installed");
        return;
    }
    const auto said = [](const std::string& pdf) {
        const auto path = std::filesystem::temp_directory_path() /
                          ("isonomia-signature-" + std::to_string(getpid()) + ".pdf");
        std::ofstream(path, std::ios::binary) << pdf;
        const auto result = run_process({"/usr/bin/pdfsig", "-nocert", path.string()}, "");
        std::filesystem::remove(path);
        REQUIRE(result);
        return result->out;
    };
    std::string changed = signed_report();
    changed[changed.size() / 8] = static_cast<char>(changed[changed.size() / 8] ^ 1);
    const std::string good = said(signed_report());
    CHECK(good.find("ETSI.CAdES.detached") != std::string::npos);
    CHECK(good.find("Total document signed") != std::string::npos);
    CHECK(good.find("Signature is Valid") != std::string::npos);
    CHECK(said(changed).find("Signature is Valid") == std::string::npos);
}
