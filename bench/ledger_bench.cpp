// How fast a ledger is beside what the machine can do: ledger_bench FOLDER [ENTRIES [MEGABYTES]]
//
// FOLDER is new; it takes about 1 KB per entry and twice the megabytes of exhibits. Each figure of
// the machine is measured in the same run, with OpenSSL alone.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/resource.h>

#include "core/describe.hpp"
#include "core/key_record.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/ledger.hpp"
#include "provenance/log/note.hpp"
#include "provenance/store/case_folder.hpp"
#include "provenance/verify.hpp"

using namespace isonomia;
using namespace isonomia::provenance;

namespace {

using Clockwork = std::chrono::steady_clock;

double seconds_since(Clockwork::time_point start) {
    return std::chrono::duration<double>(Clockwork::now() - start).count();
}

// Processor time of this process, all threads.
double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

[[noreturn]] void give_up(const Error& error) {
    fmt::print(stderr, "{}: {}\n", error.code, error.message);
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) give_up(result.error());
    return std::move(*result);
}

// Calls `once` for about half a second of processor time; calls per second of it.
template <class Once>
double rate_of(Once&& once) {
    const double start = processor_seconds();
    double spent = 0;
    std::uint64_t calls = 0;
    while (spent < 0.5) {
        for (int i = 0; i < 64; ++i)
            once();
        calls += 64;
        spent = processor_seconds() - start;
    }
    return static_cast<double>(calls) / spent;
}

struct Machine {
    double sha256 = 0;  // bytes per second of one core, 16 KiB at a time
    double sign = 0;    // Ed25519 signatures per second of one core
    double verify = 0;
};

Machine measure_machine() {
    Machine machine;
    const std::vector<unsigned char> block(16384, 7);
    EVP_MD_CTX* hash = EVP_MD_CTX_new();
    unsigned char digest[32];
    EVP_DigestInit_ex(hash, EVP_sha256(), nullptr);
    machine.sha256 = 16384 * rate_of([&] { EVP_DigestUpdate(hash, block.data(), block.size()); });
    EVP_DigestFinal_ex(hash, digest, nullptr);
    EVP_MD_CTX_free(hash);

    EVP_PKEY* key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, block.data(), 32);
    EVP_MD_CTX* signer = EVP_MD_CTX_new();
    unsigned char signature[64];
    machine.sign = rate_of([&] {
        std::size_t size = sizeof signature;
        EVP_DigestSignInit(signer, nullptr, nullptr, nullptr, key);
        EVP_DigestSign(signer, signature, &size, block.data(), 400);
        EVP_MD_CTX_reset(signer);
    });
    machine.verify = rate_of([&] {
        EVP_DigestVerifyInit(signer, nullptr, nullptr, nullptr, key);
        EVP_DigestVerify(signer, signature, sizeof signature, block.data(), 400);
        EVP_MD_CTX_reset(signer);
    });
    EVP_MD_CTX_free(signer);
    EVP_PKEY_free(key);
    return machine;
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

Draft key_record(const Signer& key) {
    KeyRecord record;
    record.id = key.fingerprint();
    record.agent = "operator";
    record.verifier_key = to_vkey({"isonomia/key/" + record.id, key.public_key()});
    return {"key", record.id, to_json(record), "", {}};
}

void print(const std::string& what, double figure, const std::string& unit, double machine,
           const std::string& machine_unit) {
    fmt::print("{:<44}{:>14.0f} {:<14}", what, figure, unit);
    if (machine > 0)
        fmt::print("{:>14.0f} {:<20}{:>6.1f}%", machine, machine_unit, 100 * figure / machine);
    fmt::print("\n");
}

// Batches of 1,000; in each, ten acts are signed by a person.
void append_entries(Ledger& ledger, std::uint64_t entries, const Signer& person) {
    const auto plain = batch(990);
    const auto acts = batch(10);
    if (ledger.size() == 0) must(ledger.append({key_record(person)}));
    const auto start = Clockwork::now();
    const double spent = processor_seconds();
    std::uint64_t done = 0;
    const auto drafts = batch(1000);
    while (done < 100000 && ledger.size() < entries)
        done += must(ledger.append(drafts)).count;
    if (done == 0) return;
    print("durable appends in batches of 1,000", static_cast<double>(done) / seconds_since(start),
          "entries/s", 100000, "wanted");
    print("  of processor time", static_cast<double>(done) / (processor_seconds() - spent),
          "entries/s", 0, "");
    while (ledger.size() < entries) {
        must(ledger.append(plain));
        must(ledger.append(acts, &person));
    }
}

void append_acts(Ledger& ledger, const Signer& person, const Machine& machine) {
    const auto acts = batch(5000);
    const auto start = Clockwork::now();
    const double spent = processor_seconds();
    must(ledger.append(acts, &person));
    print("acts signed one by one, one batch of 5,000", 5000 / seconds_since(start), "acts/s",
          machine.sign, "signatures/s");
    print("  of processor time", 5000 / (processor_seconds() - spent), "acts/s", machine.sign,
          "signatures/s");
}

void append_from_threads(Ledger& ledger) {
    constexpr int threads = 32;
    constexpr int rounds = 50;
    const auto alone_start = Clockwork::now();
    for (int i = 0; i < rounds; ++i)
        must(ledger.append(batch(1)));
    const double alone = rounds / seconds_since(alone_start);
    const auto start = Clockwork::now();
    {
        std::vector<std::jthread> writers;
        for (int t = 0; t < threads; ++t)
            writers.emplace_back([&] {
                for (int i = 0; i < rounds; ++i)
                    must(ledger.append(batch(1)));
            });
    }
    print("single appends from 32 threads", threads * rounds / seconds_since(start), "entries/s",
          alone, "from one thread");
}

void prove(const Ledger& ledger) {
    constexpr std::uint64_t proofs = 2000;
    const auto start = Clockwork::now();
    for (std::uint64_t i = 0; i < proofs; ++i) {
        must(ledger.prove_inclusion(i * 7919 % ledger.size()));
        must(ledger.prove_consistency(1 + i * 104729 % ledger.size()));
    }
    fmt::print("{:<44}{:>14.3f} ms (wanted: < 5 ms)\n",
               fmt::format("a proof from {} entries", ledger.size()),
               1000 * seconds_since(start) / (2 * proofs));
}

void take_in_exhibits(Ledger& ledger, const fs::path& folder, std::uint64_t megabytes) {
    constexpr std::uint64_t size = 64;
    std::string content(size << 20U, 'x');
    std::vector<Draft> exhibits;
    for (std::uint64_t i = 0; i * size < megabytes; ++i) {
        content[0] = static_cast<char>(i);
        std::ofstream(folder / "source", std::ios::binary) << content;
        const auto facts = must(ledger.take_in(folder / "source"));
        exhibits.push_back({"exhibit",
                            fmt::format("E{}", i),
                            Json::Object{{"sha256", hex(facts.sha256)}},
                            "",
                            {}});
    }
    must(ledger.append(exhibits));
}

struct Bench {
    fs::path folder;
    std::uint64_t entries = 1000000;
    std::uint64_t megabytes = 1024;
    std::set<std::string> parts;  // all when there is none
    Machine machine = measure_machine();
    DiskFiles files;
    SystemClock clock;
    SystemRandom random;
    SigningKey key = SigningKey::from_seed({1});
    SigningKey person = SigningKey::from_seed({2});

    [[nodiscard]] bool wants(const char* part) const {
        return parts.empty() || parts.contains(part);
    }
    Ledger open(const char* name) {
        return must(Ledger::create_or_open(folder / name, key, {files, clock, random}));
    }
    bool verify_all(const char* name, const std::string& what);
    bool verify_sealed(const char* name, const std::string& what);
    void measure_acts();
    bool measure_exhibits();
};

bool Bench::verify_all(const char* name, const std::string& what) {
    const double spent = processor_seconds();
    const auto start = Clockwork::now();
    const auto report = verify(folder / name, files);
    fmt::print("{:<44}{:>14.2f} s, {:.2f} s of processor time{}\n", what, seconds_since(start),
               processor_seconds() - spent, report.broken() ? ", BROKEN" : "");
    for (const Check& check : report.checks)
        if (check.state == CheckState::fail) fmt::print("  {}: {}\n", check.id, check.found);
    return !report.broken();
}

// As a party does who holds the record and not the keys of its payloads: the stored bytes are
// hashed, forms and signatures checked, nothing is opened.
bool Bench::verify_sealed(const char* name, const std::string& what) {
    const fs::path keys = CaseFolder{folder / name}.keys();
    fs::rename(keys, folder / "keys-elsewhere");
    const bool whole = verify_all(name, what);
    fs::rename(folder / "keys-elsewhere", keys);
    return whole;
}

void Bench::measure_acts() {
    auto ledger = open("acts");
    must(ledger.append({key_record(person)}));
    append_acts(ledger, person, machine);
    append_from_threads(ledger);
}

bool Bench::measure_exhibits() {
    {
        auto ledger = open("exhibits");
        take_in_exhibits(ledger, folder, megabytes);
    }
    const double spent = processor_seconds();
    const auto start = Clockwork::now();
    const bool whole = verify_all("exhibits", "verify of exhibits");
    const double bytes = static_cast<double>((megabytes + 63) / 64 * 64) * 1048576;
    print("  per core", bytes / (processor_seconds() - spent) / 1e6, "MB/s", machine.sha256 / 1e6,
          "MB/s of SHA-256");
    print("  all cores", bytes / seconds_since(start) / 1e6, "MB/s",
          machine.sha256 / 1e6 * std::thread::hardware_concurrency(), "MB/s on all cores");
    return whole;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr,
                   "usage: ledger_bench FOLDER [ENTRIES [MEGABYTES [PART...]]]\n"
                   "parts: append prove verify acts exhibits; all when none is named. The ledger "
                   "of an earlier run in FOLDER is continued.\n");
        return 64;
    }
    Bench bench;
    bench.folder = argv[1];
    if (argc > 2) bench.entries = std::strtoull(argv[2], nullptr, 10);
    if (argc > 3) bench.megabytes = std::strtoull(argv[3], nullptr, 10);
    for (int i = 4; i < argc; ++i)
        bench.parts.insert(argv[i]);
    fmt::print(
        "machine, per core: SHA-256 {:.0f} MB/s, Ed25519 {:.0f} signatures/s, {:.0f} "
        "verifications/s\n",
        bench.machine.sha256 / 1e6, bench.machine.sign, bench.machine.verify);
    bool whole = true;
    if (bench.wants("append")) {
        auto ledger = bench.open("entries");
        append_entries(ledger, bench.entries, bench.person);
    }
    if (bench.wants("prove")) prove(must(Ledger::open(bench.folder / "entries", bench.files)));
    if (bench.wants("verify")) {
        whole = bench.verify_all(
            "entries", fmt::format("verify of {} entries, 1% signed acts", bench.entries));
        whole = bench.verify_sealed("entries", "  the same without the keys of payloads") && whole;
    }
    if (bench.wants("acts")) bench.measure_acts();
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    fmt::print("{:<44}{:>14} MB (wanted: < 200 MB)\n", "memory at most", used.ru_maxrss / 1024);
    if (bench.wants("exhibits")) whole = bench.measure_exhibits() && whole;
    return whole ? 0 : 3;
}
