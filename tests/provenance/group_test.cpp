// Several threads of one program append at once.
#include <atomic>
#include <thread>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

TEST_CASE(
    "what threads append at once is all there, each batch together, a bad one alone refused") {
    CaseFixture fixture;
    auto ledger = fixture.open();
    REQUIRE(ledger);
    REQUIRE(ledger->append({key_record(2)}));
    constexpr int threads = 8;
    constexpr int rounds = 20;
    std::atomic<int> refused = 0;
    std::atomic<int> misplaced = 0;
    std::vector<std::vector<std::uint64_t>> places(threads);
    {
        std::vector<std::jthread> writers;
        for (int t = 0; t < threads; ++t)
            writers.emplace_back([&, t] {
                for (int i = 0; i < rounds; ++i) {
                    const std::string id = std::to_string(t) + "." + std::to_string(i);
                    std::vector<Draft> drafts{fact(id, "first"), fact(id + "'", "second")};
                    if (i % 5 == 4) drafts[1].id.clear();  // cannot be recorded
                    const Signer* person = t % 2 == 0 ? &test_key(2) : nullptr;
                    const auto done = ledger->append(drafts, person);
                    if (!done)
                        ++refused;
                    else
                        places[static_cast<std::size_t>(t)].push_back(done->first);
                    if (done && done->count != 2) ++misplaced;
                }
            });
    }
    CHECK(refused == threads * rounds / 5);
    CHECK(misplaced == 0);
    CHECK(ledger->size() == 1U + 2U * threads * rounds * 4 / 5);
    const auto entries = ledger->entries();
    REQUIRE(entries);
    for (std::size_t t = 0; t < threads; ++t) {
        for (const std::uint64_t first : places[t]) {
            const LedgerEntry& entry = (*entries)[first];
            CHECK(entry.id.starts_with(std::to_string(t) + "."));
            CHECK((*entries)[first + 1].id == entry.id + "'");
            CHECK(entry.signer.empty() == (t % 2 == 1));
        }
        CHECK(std::is_sorted(places[t].begin(), places[t].end()));
    }
    CHECK(fixture.verify().whole());
}
