#include "tests/cli/commands/attested_case.hpp"
#include "tests/provenance/time/tsa_fixture.hpp"

namespace isonomia::cli::tests {

namespace {

// Answers a request as an authority would; the answer lies beside it with the ending .tsr.
void answer(const AttestedCase& world, const isonomia::tests::TsaFixture& tsa,
            const std::string& name) {
    DiskFiles files;
    const std::string request = *files.read(world.folder() / (name + ".tsq"), 1 << 20);
    const auto response = tsa.answer({request.begin(), request.end()});
    std::ofstream(world.folder() / (name + ".tsr"), std::ios::binary)
        << std::string(response.begin(), response.end());
    std::ofstream(world.folder() / "tsa.pem") << tsa.read("root.pem");
}

Ran add(AttestedCase& world, const std::string& name, const std::string& ca = "tsa.pem") {
    // The authority's clock is the real one.
    const auto later = SystemClock().now().seconds - AttestedCase::founded.seconds;
    return world.run(
        {"timestamp", "add", "case", name + ".tsr", "--request", name + ".tsq", "--tsa-ca", ca},
        later);
}

}  // namespace

TEST_CASE("timestamp: command lines that say too little or the wrong thing") {
    AttestedCase world;
    const std::vector<std::vector<std::string>> bad = {
        {"timestamp"},
        {"timestamp", "make"},
        {"timestamp", "request", "case"},
        {"timestamp", "request", "case", "-o", "q", "--hash", "md5"},
        {"timestamp", "request", "case", "-o", "q", "--renew", "--hash", "sha256"},
        {"timestamp", "add", "case", "a"},
        {"timestamp", "add", "--tsa-ca", "x"},
        {"timestamp", "list", "case", "--renew"},
        {"verify", "case", "--at", "yesterday"},
    };
    for (const auto& words : bad) {
        INFO(words.back());
        CHECK(world.run(words).code == ExitCode::usage);
    }
    CHECK(
        has(world.run({"timestamp", "request", "case", "-o", "q", "--policy", "x"}).err, "P0801"));
    CHECK(has(world.run({"timestamp", "request", "case", "-o", "q", "--renew"}).err, "P0809"));
    CHECK(world.run({"timestamp", "list", "case"}).code == ExitCode::adverse);
    CHECK(has(world.run({"verify", "case"}).out, "nothing in this record was timestamped"));
    CHECK(has(world.run({"verify", "case", "--tsa-ca", "case/checkpoint"}).err, "P0808"));
}

TEST_CASE("timestamp: request, answer, record, renew, and as of a date") {
    const isonomia::tests::TsaFixture tsa;
    if (!tsa.works()) {
        WARN("not run: there is no working program 'openssl' to make timestamps with");
        return;
    }
    AttestedCase world;
    REQUIRE(world.run({"timestamp", "request", "case", "-o", "a.tsq"}).code == ExitCode::done);
    answer(world, tsa, "a");

    const isonomia::tests::TsaFixture stranger;
    std::ofstream(world.folder() / "stranger.pem") << stranger.read("root.pem");
    CHECK(has(add(world, "a", "stranger.pem").err, "P0810"));
    REQUIRE(world.run({"timestamp", "request", "case", "-o", "b.tsq"}).code == ExitCode::done);
    CHECK(has(
        world
            .run({"timestamp", "add", "case", "a.tsr", "--request", "b.tsq", "--tsa-ca", "tsa.pem"})
            .err,
        "P0805"));  // an answer to another question
    CHECK(has(
        world
            .run({"timestamp", "add", "case", "a.tsq", "--request", "a.tsq", "--tsa-ca", "tsa.pem"})
            .err,
        "P0802"));

    const Ran added = add(world, "a");
    REQUIRE(added.code == ExitCode::done);
    CHECK(has(added.out, "entry 3: the first 3 entries existed at "));
    CHECK(has(added.out, "CN=Test authority"));
    CHECK(has(add(world, "a").out, "nothing new"));
    CHECK(has(world.run({"verify", "case"}).out, "you named no certificates"));
    CHECK(world.run({"timestamp", "list", "case"}).code == ExitCode::adverse);
    CHECK(world.run({"timestamp", "list", "case", "--tsa-ca", "tsa.pem"}).code == ExitCode::done);
    CHECK(has(world.run({"verify", "case", "--tsa-ca", "tsa.pem"}).out, "(1 timestamps)"));
    const Ran foreign = world.run({"verify", "case", "--tsa-ca", "stranger.pem"});
    CHECK(foreign.code == ExitCode::done);
    CHECK(has(foreign.out, "not among the certificates you named"));

    REQUIRE(world.run({"timestamp", "request", "case", "--renew", "-o", "c.tsq"}).code ==
            ExitCode::done);
    answer(world, tsa, "c");
    const Ran renewed = add(world, "c");
    REQUIRE(renewed.code == ExitCode::done);
    CHECK(has(renewed.out, "it renews 1 earlier timestamps under sha512"));
    const Ran verified = world.run({"verify", "case", "--tsa-ca", "tsa.pem", "--at", "2035-01-01"});
    CHECK(verified.code == ExitCode::done);
    CHECK(has(verified.out, "(2 timestamps)"));
    CHECK(has(verified.out, "2 checked timestamps existed at 2035-01-01T00:00:00Z"));
    CHECK(has(verified.out, "vouch for the first 4 entries"));
    // After the certificate ran out nothing renewed it.
    const Ran late = world.run({"verify", "case", "--tsa-ca", "tsa.pem", "--at", "2060-01-01"});
    CHECK(has(late.out, "2 of the timestamps that existed at 2060-01-01T00:00:00Z had outlived"));
    const Ran early = world.run({"verify", "case", "--tsa-ca", "tsa.pem", "--at", "2020-01-01"});
    CHECK(has(early.out, "no checked timestamp vouches for any of it at 2020-01-01T00:00:00Z"));
    CHECK(has(early.out, "had 0 entries by the recorder's own clock"));
}

TEST_CASE("timestamp: another case's request is not recorded here") {
    const isonomia::tests::TsaFixture tsa;
    if (!tsa.works()) {
        WARN("not run: there is no working program 'openssl' to make timestamps with");
        return;
    }
    AttestedCase world;
    world.record({AttestedCase::fact("F1")}, "other");
    REQUIRE(world.run({"timestamp", "request", "other", "-o", "a.tsq"}).code == ExitCode::done);
    answer(world, tsa, "a");
    CHECK(has(add(world, "a").err, "P0809"));
}

}  // namespace isonomia::cli::tests
