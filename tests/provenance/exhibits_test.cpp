// Exhibits by their two digests, contents that are recorded twice, names of any form, many, and
// huge.
#include <chrono>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

const VerifyOptions both_digests{.second_digests = true};

FileFacts take(CaseFixture& fixture, Ledger& ledger, const std::string& content) {
    put(fixture.scratch.path() / "source", content);
    auto facts = ledger.take_in(fixture.scratch.path() / "source");
    REQUIRE(facts);
    REQUIRE(facts->sha512_256);
    return *facts;
}

Draft exhibit(const std::string& id, const FileFacts& facts, const std::string& second) {
    Json::Object object{{"id", id}, {"sha256", hex(facts.sha256)}};
    object["size"] = Json::integer(facts.size);
    if (!second.empty()) object["sha512_256"] = second;
    return {"exhibit", id, std::move(object), "", {}};
}

constexpr std::uint64_t mebibyte = 1 << 20;

// A line of /proc/self/status in bytes: VmRSS, or VmHWM, the most since begin_peak().
std::uint64_t memory(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":")) return std::stoull(line.substr(name.size() + 1)) * 1024;
    return 0;
}

bool begin_peak() { return bool(std::ofstream("/proc/self/clear_refs") << 5 << std::flush); }

// Takes in, records and verifies, by both digests, an exhibit of so many bytes.
void stream_through(std::uint64_t bytes) {
    CaseFixture fixture;
    const fs::path source = fixture.scratch.path() / "recording";
    put(source, "begins here");
    fs::resize_file(source, bytes);  // zeros that take no room
    auto ledger = fixture.open();
    REQUIRE(ledger);
    const std::uint64_t before = memory("VmRSS");
    if (before == 0 || !begin_peak()) {
        WARN("not run: this system does not tell the memory of a process");
        return;
    }
    const auto facts = ledger->take_in(source);
    REQUIRE(facts);
    CHECK(facts->size == bytes);
    REQUIRE(ledger->append({exhibit("E1", *facts, hex(*facts->sha512_256))}));
    const auto report = fixture.verify(both_digests);
    CHECK(report.whole());
    CHECK(check_of(report, "second_digests").state == CheckState::pass);
    const std::uint64_t peak = memory("VmHWM");
    INFO(before << " bytes of memory before, " << peak << " at most");
    CHECK(peak < before + 32 * mebibyte);
}

}  // namespace

TEST_CASE("a second digest that is not that of the file is found by whoever asks for it") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        const FileFacts facts = take(fixture, *ledger, "the probe image");
        REQUIRE(ledger->append({exhibit("E1", facts, hex(*facts.sha512_256)),
                                exhibit("E2", facts, hex(sha256("another file")))}));
    }
    CHECK(check_of(fixture.verify(), "second_digests").state == CheckState::not_checked);
    CHECK(fixture.verify().whole());
    const auto report = fixture.verify(both_digests);
    CHECK(fails(report, "second_digests"));
    CHECK(check_of(report, "second_digests").found.find("(entry 1)") != std::string::npos);
    CHECK(check_of(report, "exhibits").state == CheckState::pass);
}

TEST_CASE("exhibits without a second digest, or that cannot be compared, are never reported fine") {
    CaseFixture fixture;
    fixture.fill();  // records none
    const auto report = fixture.verify(both_digests);
    CHECK(check_of(report, "second_digests").state == CheckState::not_checked);
    CHECK(check_of(report, "second_digests").found == "1 entries record no second digest");
    CHECK(report.whole());
}

TEST_CASE("two exhibits of one content share a file, and each record of it is held to it") {
    CaseFixture fixture;
    std::string digest;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        const FileFacts first = take(fixture, *ledger, "the same photo");
        const FileFacts second = take(fixture, *ledger, "the same photo");
        CHECK(first.sha256 == second.sha256);
        digest = hex(first.sha256);
        REQUIRE(ledger->append({exhibit("E1", first, hex(*first.sha512_256)),
                                exhibit("E2", second, hex(*second.sha512_256))}));
        const FileFacts third = take(fixture, *ledger, "the same photo");  // already kept
        REQUIRE(ledger->append({exhibit("E3", third, hex(*third.sha512_256))}));
    }
    CHECK(fs::exists(fixture.folder / "exhibits" / digest));
    CHECK(fs::is_empty(fixture.folder / "incoming"));
    const auto report = fixture.verify(both_digests);
    CHECK(report.whole());
    CHECK(check_of(report, "exhibits").checked == 1);
    CHECK(check_of(report, "second_digests").state == CheckState::pass);
    CHECK(check_of(report, "second_digests").checked == 3);

    {
        auto ledger = fixture.open();
        Draft wrong = exhibit("E4", {*digest_from_hex(digest), 7, {}}, "");
        REQUIRE(ledger->append({wrong}));  // says another size of the same content
    }
    CHECK(fails(fixture.verify(), "exhibits"));
    CHECK(check_of(fixture.verify(), "exhibits").found.find("(entry 3)") != std::string::npos);
}

TEST_CASE("files whose names have line feeds, or are twins in other normal forms, are kept apart") {
    CaseFixture fixture;
    std::vector<Draft> drafts;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        for (const std::string& name :
             std::vector<std::string>{"a\nb", "\xC3\xA9.jpg", "e\xCC\x81.jpg", "-rf", "..%2f"}) {
            put(fixture.scratch.path() / name, "content of " + name);
            const auto facts = ledger->take_in(fixture.scratch.path() / name);
            REQUIRE(facts);
            Json::Object object{{"id", name}, {"file", name}, {"sha256", hex(facts->sha256)}};
            drafts.push_back({"exhibit", name, std::move(object), "", {}});
        }
        REQUIRE(ledger->append(drafts));
        const auto entries = ledger->entries();
        REQUIRE(entries);
        for (std::size_t i = 0; i < drafts.size(); ++i)
            CHECK((*entries)[i].payload == drafts[i].payload);
    }
    CHECK(fixture.verify().whole());
    CHECK(check_of(fixture.verify(), "exhibits").checked == drafts.size());
}

TEST_CASE("10,000 exhibits are taken in, recorded and verified", "[slow]") {
    constexpr int count = 10'000;
    CaseFixture fixture;
    const auto start = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        std::vector<Draft> drafts;
        for (int i = 0; i < count; ++i) {
            const std::string id = "E" + std::to_string(i);
            const FileFacts facts = take(fixture, *ledger, "content of " + id);
            drafts.push_back(exhibit(id, facts, hex(*facts.sha512_256)));
        }
        REQUIRE(ledger->append(drafts));
    }
    const double taken = seconds();
    const auto report = fixture.verify(both_digests);
    CHECK(report.whole());
    CHECK(check_of(report, "exhibits").checked == count);
    WARN(count << " exhibits: taken in and recorded in " << taken << " s, verified in "
               << seconds() - taken << " s");
}

TEST_CASE("an exhibit larger than the memory it may take streams through") {
    stream_through(96 * mebibyte);
}

TEST_CASE("an exhibit of three gigabytes streams in the same memory", "[slow]") {
    stream_through(3072 * mebibyte);
}
