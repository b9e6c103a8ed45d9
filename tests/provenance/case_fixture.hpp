// A small case folder with fixed clock, key and random bytes: the same bytes on every run.
#pragma once

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "core/describe.hpp"
#include "core/key_record.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/ledger.hpp"
#include "provenance/log/note.hpp"
#include "provenance/verify.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::tests {

// Lives as long as the program: ledgers refer to it.
inline const provenance::SigningKey& test_key(std::uint8_t first = 1) {
    static std::map<std::uint8_t, provenance::SigningKey> keys;
    std::array<std::uint8_t, 32> seed{};
    seed[0] = first;
    return keys.try_emplace(first, provenance::SigningKey::from_seed(seed)).first->second;
}

inline Draft fact(const std::string& id, const std::string& value,
                  const std::string& subject = "") {
    return {"fact", id, Json::Object{{"id", id}, {"value", value}}, subject, {}};
}

// The entry that says whose key it is.
inline Draft key_record(std::uint8_t number, KeyPurpose purpose = KeyPurpose::person) {
    KeyRecord record;
    record.id = test_key(number).fingerprint();
    record.agent = "keeper";
    record.purpose = purpose;
    record.verifier_key =
        provenance::to_vkey({"isonomia/key/" + record.id, test_key(number).public_key()});
    return {"key", record.id, to_json(record), "", {}};
}

inline void put(const fs::path& path, std::string_view content) {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add, ignored);
    std::ofstream(path, std::ios::binary) << content;
}

class CaseFixture {
public:
    CaseFixture() { fs::create_directory(folder); }

    [[nodiscard]] Result<provenance::Ledger> open(std::uint8_t key = 1) {
        return provenance::Ledger::create_or_open(folder, test_key(key), {files, clock, random});
    }
    [[nodiscard]] provenance::VerifyReport verify(const provenance::VerifyOptions& options = {}) {
        return provenance::verify(folder, files, options);
    }

    // Two batches, three facts, one exhibit; subjects "" and "accused". Returns the exhibit's
    // digest.
    std::string fill() {
        auto ledger = open();
        REQUIRE(ledger);
        put(scratch.path() / "photo.raw", "the probe image");
        const auto facts = ledger->take_in(scratch.path() / "photo.raw");
        REQUIRE(facts);
        const std::string digest = hex(facts->sha256);
        REQUIRE(
            ledger->append({fact("F1", "Threshold 0.8"), fact("F2", "Ahmed Example", "accused")}));
        clock.set({clock.now().seconds + 60});
        Draft exhibit{
            "exhibit",
            "E1",
            Json::Object{{"id", "E1"}, {"sha256", digest}, {"size", Json::integer(facts->size)}},
            "",
            {}};
        Draft act{
            "activity", "A1", Json::Object{{"id", "A1"}, {"authority", "Warrant 7/2026"}}, "", {}};
        Draft again = fact("F1", "Threshold 0.9");
        again.supersedes = 0;
        const auto appended = ledger->append({exhibit, act, again});
        if (!appended) FAIL(appended.error().message);
        return digest;
    }

    [[nodiscard]] std::string database() { return *files.read(folder / "ledger.sqlite", 1 << 28); }

    ScratchFolder scratch;
    fs::path folder = scratch.path() / "case";
    DiskFiles files;
    FixedClock clock{{1795356000}};
    SeededRandom random{1};
};

inline const provenance::Check& check_of(const provenance::VerifyReport& report,
                                         std::string_view id) {
    for (const auto& check : report.checks)
        if (check.id == id) return check;
    FAIL("no check " << id);
    return report.checks.front();
}

inline bool fails(const provenance::VerifyReport& report, std::string_view id) {
    return check_of(report, id).state == provenance::CheckState::fail;
}

}  // namespace isonomia::tests
