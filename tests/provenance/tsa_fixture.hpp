// A timestamp authority of our own, made with the program `openssl` in a temporary folder.
#pragma once

#include <optional>

#include "core/subprocess.hpp"
#include "provenance/timestamp_token.hpp"
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

}  // namespace isonomia::tests
