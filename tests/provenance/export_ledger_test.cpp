// Exports of a ledger as it lies on disk: recorded, superseded, erased, closed and read again.
#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/subprocess.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/log/merkle.hpp"
#include "tests/provenance/export_facts.hpp"
#include "tests/provenance/handover_support.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

class LedgerToExport {
public:
    LedgerToExport() {
        auto ledger = fixture_.open();
        REQUIRE(ledger);
        ledger_ = &*ledger;
        record(case_to_export());
        Handover handover = handover_of(*read_offer(signed_offer()), signed_offer());
        append("handover", handover);
        append("agent", Agent{"accused", "A Person", AgentKind::person, Role::accused}, "accused");
        Exhibit photo;
        photo.id = "of the accused";
        append_exhibit(photo, "accused");
        supersede();
        Erasure erasure;
        erasure.id = "X1";
        erasure.subject = "accused";
        erasure.decided_by = "court";
        erasure.happened = "2026-01-01";
        const auto erased = ledger->erase("accused", {"erasure", "X1", to_json(erasure), "", {}});
        if (!erased) FAIL(erased.error().message);
        ledger_ = nullptr;
    }

    [[nodiscard]] CaseFile read_again() {
        const auto ledger = Ledger::open(fixture_.folder, fixture_.files);
        REQUIRE(ledger);
        auto file = replay(*ledger->entries());
        REQUIRE(file);
        file->root = hex(*ledger->root_at(file->entries));
        file->checkpoint = ledger->checkpoint();
        return *file;
    }
    [[nodiscard]] CaseFixture& fixture() { return fixture_; }

private:
    template <class T>
    std::uint64_t append(const std::string& type, const T& object, const std::string& subject = "",
                         std::optional<std::uint64_t> supersedes = {}) {
        fixture_.clock.set({fixture_.clock.now().seconds + 1});
        const auto done =
            ledger_->append({{type, object.id, to_json(object), subject, supersedes}});
        if (!done) FAIL(type << ' ' << object.id << ": " << done.error().message);
        return done->first;
    }

    std::uint64_t append_exhibit(Exhibit exhibit, const std::string& subject = "") {
        put(fixture_.scratch.path() / "file", "content of " + exhibit.id);
        const auto facts = ledger_->take_in(fixture_.scratch.path() / "file");
        REQUIRE(facts);
        exhibit.sha256 = hex(facts->sha256);
        exhibit.sha512_256 = hex(*facts->sha512_256);
        exhibit.size = facts->size;
        return append("exhibit", exhibit, subject);
    }

    // What a case file holds, but for acts that only the ledger itself can make.
    void record(const CaseFile& model) {
        for_each_register(model, [&](const std::string& type, const char*, const auto& objects) {
            for (const auto& one : objects) {
                using Object = std::decay_t<decltype(one.object)>;
                if constexpr (std::is_same_v<Object, Exhibit>) {
                    append_exhibit(one.object);
                } else if constexpr (std::is_same_v<Object, Hold>) {
                    Hold hold = one.object;
                    hold.exhibits = {"F3"};
                    append(type, hold);
                } else if constexpr (!std::is_same_v<Object, Erasure> &&
                                     !std::is_same_v<Object, Handover> &&
                                     !std::is_same_v<Object, KeyRecord>) {
                    append(type, one.object);
                }
            }
        });
    }

    // A fact that is corrected, and one that is taken back.
    void supersede() {
        Fact fact;
        fact.id = "f";
        fact.value = "0.8";
        const std::uint64_t first = append("fact", fact);
        fact.value = "0.9";
        append("fact", fact, "", first);
        fact.id = "g";
        const std::uint64_t other = append("fact", fact);
        fixture_.clock.set({fixture_.clock.now().seconds + 1});
        REQUIRE(ledger_->append(
            {{"withdrawal", "g", Json::Object{{"id", "g"}, {"reason", "a slip"}}, "", other}}));
    }

    CaseFixture fixture_;
    Ledger* ledger_ = nullptr;
};

}  // namespace

TEST_CASE("exports of a real ledger say what it says when it is read again") {
    LedgerToExport real;
    REQUIRE(real.fixture().verify().whole());
    const CaseFile file = real.read_again();
    REQUIRE(file.entries > 30);
    REQUIRE(file.history.size() >= 2);
    REQUIRE(file.erased.size() == 2);
    REQUIRE(parse_checkpoint(file.checkpoint)->checkpoint.origin == export_origin);
    const ExportFacts expected = expected_facts(file);
    check_same(facts_of_prov(*parse_json(exported("prov-json", file))), expected);
    const auto investigation = parse_json(exported("case", file));
    REQUIRE(investigation);
    check_same(facts_of_case(*investigation),
               facts_of_prov(*parse_json(exported("prov-json", file))));
    for (const char* id : {"prov-json", "case"})
        CHECK(exported(id, file).find("A Person") == std::string::npos);  // erased
}

TEST_CASE("the PROV-JSON of a real ledger fits its schema and Python's model of PROV") {
    const auto schema = shared_data("vectors/prov/prov-json.schema.json");
    const auto python = run_process({"/usr/bin/python3", "-c", "import jsonschema, prov"}, "");
    if (!schema || !python || python->exit_code != 0) {
        WARN("not run: the schema, python3-jsonschema or python3-prov is absent");
        return;
    }
    LedgerToExport real;
    const fs::path path = real.fixture().scratch.path() / "prov.json";
    put(path, exported("prov-json", real.read_again()));
    const auto read = run_process(
        {"/usr/bin/python3", (source_dir() / "tests/peers/exports/read_prov.py").string(),
         path.string(), schema->string()},
        "");
    REQUIRE(read);
    INFO(read->err);
    CHECK(read->exit_code == 0);
}

TEST_CASE("the tiles of a real ledger give the root that its checkpoint signs") {
    LedgerToExport real;
    const CaseFile file = real.read_again();
    const fs::path target = real.fixture().scratch.path() / "tiles";
    REQUIRE(write_export(**find_export("tiles"),
                         {file, export_origin, real.fixture().folder, real.fixture().files},
                         target));
    const std::string note = *real.fixture().files.read(target / "checkpoint", 4096);
    CHECK(note == file.checkpoint);
    const fs::path edge = target / "tile/0" / fmt::format("000.p/{}", file.entries);
    const std::string hashes = *real.fixture().files.read(edge, 1U << 20U);
    REQUIRE(hashes.size() == 32 * file.entries);
    CompactRange range;
    for (std::size_t i = 0; i < file.entries; ++i) {
        Digest leaf{};
        std::copy_n(hashes.begin() + static_cast<std::ptrdiff_t>(32 * i), 32, leaf.begin());
        range.append(leaf);
    }
    CHECK(hex(range.root()) == file.root);
}
