// A timestamp authority of our own, made with the program `openssl` in a temporary folder.
#pragma once

#include <optional>

#include "core/subprocess.hpp"
#include "provenance/time/timestamp_token.hpp"
#include "tests/provenance/case_fixture.hpp"

namespace isonomia::tests {

// Runs `openssl` with these words in the folder; the words "FOLDER/x" name files of it.
class TsaFixture {
public:
    // Root and signer of RSA 2048; the signer's extended key usage as given.
    explicit TsaFixture(const std::string& usage = "critical,timeStamping", int days = 3650);

    // False when there is no `openssl` here: the test must say that it did not run.
    [[nodiscard]] bool works() const { return works_; }

    [[nodiscard]] provenance::TsaCertificates root() const;
    [[nodiscard]] std::string read(const std::string& name) const;
    void write(const std::string& name, std::string_view content) const;
    bool openssl(std::vector<std::string> words) const;
    // A certificate signed by the root for the key `signer.key`.
    bool certify(const std::string& name, const std::string& usage, int days,
                 const std::string& serial) const;

    // The authority's answer to a request.
    [[nodiscard]] provenance::ByteString answer(const provenance::ByteString& request,
                                                const std::string& digest = "sha256") const;
    [[nodiscard]] fs::path path(const std::string& name) const { return folder_.path() / name; }

private:
    ScratchFolder folder_;
    bool works_ = false;
};

inline constexpr const char* tsa_program = "/usr/bin/openssl";

inline TsaFixture::TsaFixture(const std::string& usage, int days) {
    if (!fs::exists(tsa_program)) return;
    write("tsa.cnf",
          "[tsa]\ndefault_tsa = t\n[t]\nserial = FOLDER/serial\ndefault_policy = 1.2.3.4.1\n"
          "other_policies = 1.2.3.4.5\n"
          "digests = sha256, sha384, sha512\naccuracy = secs:1\nsigner_digest = sha256\n"
          "ess_cert_id_alg = sha256\ncrypto_device = builtin\n"
          "signer_cert = FOLDER/signer.pem\ncerts = FOLDER/root.pem\n"
          "signer_key = FOLDER/signer.key\n");
    write("serial", "01\n");
    works_ = openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test root",
                      "-days", "7300", "-keyout", "FOLDER/root.key", "-out", "FOLDER/root.pem"}) &&
             openssl({"genrsa", "-out", "FOLDER/signer.key", "2048"}) &&
             certify("signer.pem", usage, days, "7");
}

inline bool TsaFixture::certify(const std::string& name, const std::string& usage, int days,
                                const std::string& serial) const {
    write("ext.cnf",
          usage.empty() ? "keyUsage=digitalSignature\n" : "extendedKeyUsage=" + usage + "\n");
    return openssl({"req", "-new", "-key", "FOLDER/signer.key", "-subj", "/CN=Test authority",
                    "-out", "FOLDER/signer.csr"}) &&
           openssl({"x509", "-req", "-in", "FOLDER/signer.csr", "-CA", "FOLDER/root.pem", "-CAkey",
                    "FOLDER/root.key", "-set_serial", serial, "-days", std::to_string(days),
                    "-extfile", "FOLDER/ext.cnf", "-out", "FOLDER/" + name});
}

inline provenance::TsaCertificates TsaFixture::root() const {
    auto certificates = provenance::TsaCertificates::from_pem(read("root.pem"));
    REQUIRE(certificates);
    return *certificates;
}

inline std::string TsaFixture::read(const std::string& name) const {
    DiskFiles files;
    return files.read(path(name), 1U << 22U).value_or("");
}

inline void TsaFixture::write(const std::string& name, std::string_view content) const {
    std::string text(content);
    for (auto at = text.find("FOLDER/"); at != std::string::npos; at = text.find("FOLDER/"))
        text.replace(at, 6, folder_.path().string());
    put(path(name), text);
}

inline bool TsaFixture::openssl(std::vector<std::string> words) const {
    words.insert(words.begin(), tsa_program);
    for (std::string& word : words)
        if (word.starts_with("FOLDER/")) word.replace(0, 6, folder_.path().string());
    const auto result = run_process(words, "");
    if (result && result->exit_code == 0) return true;
    WARN("openssl " << words[1] << ": " << (result ? result->err : result.error().message));
    return false;
}

inline provenance::ByteString TsaFixture::answer(const provenance::ByteString& request,
                                                 const std::string& digest) const {
    put(path("req.tsq"),
        std::string_view(reinterpret_cast<const char*>(request.data()), request.size()));
    REQUIRE(openssl({"ts", "-reply", "-config", "FOLDER/tsa.cnf", "-section", "t", "-queryfile",
                     "FOLDER/req.tsq", "-" + digest, "-out", "FOLDER/resp.tsr"}));
    const std::string bytes = read("resp.tsr");
    return {bytes.begin(), bytes.end()};
}

}  // namespace isonomia::tests
