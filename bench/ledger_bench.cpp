// How fast a ledger appends in batches of 1,000 and verifies: ledger_bench FOLDER [ENTRIES]
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "provenance/ledger.hpp"
#include "provenance/signing_key.hpp"
#include "provenance/verify.hpp"

using namespace isonomia;
using namespace isonomia::provenance;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<Draft> batch(std::uint64_t size) {
    std::vector<Draft> drafts;
    for (std::uint64_t i = 0; i < size; ++i) {
        const std::string id = fmt::format("F{}", i);
        drafts.push_back({"fact",
                          id,
                          Json::Object{{"id", id},
                                       {"title", "Similarity threshold at the time of the search"},
                                       {"value", "0.8"},
                                       {"status", "established"},
                                       {"source", "operator's manual, section 4"}},
                          "",
                          {}});
    }
    return drafts;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: ledger_bench FOLDER [ENTRIES]\n");
        return 64;
    }
    const fs::path folder = argv[1];
    const std::uint64_t entries = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100000;
    DiskFiles files;
    SystemClock clock;
    SystemRandom random;
    const auto key = SigningKey::open_or_create(folder / "signer", files, random);
    auto ledger = key ? Ledger::create_or_open(folder / "case", *key, {files, clock, random})
                      : Result<Ledger>(fail(key.error()));
    if (!ledger) {
        fmt::print(stderr, "{}\n", ledger.error().message);
        return 1;
    }
    const auto drafts = batch(1000);
    auto start = std::chrono::steady_clock::now();
    while (ledger->size() < entries)
        if (const auto done = ledger->append(drafts); !done) {
            fmt::print(stderr, "{}\n", done.error().message);
            return 1;
        }
    const double appending = seconds_since(start);
    start = std::chrono::steady_clock::now();
    const bool whole = verify(folder / "case", files).whole();
    const double verifying = seconds_since(start);
    fmt::print("append: {:.0f} entries/s (batches of 1,000, durable)\n",
               static_cast<double>(entries) / appending);
    fmt::print("verify: {:.0f} entries/s, {}\n", static_cast<double>(entries) / verifying,
               whole ? "whole" : "NOT whole");
    return whole ? 0 : 3;
}
