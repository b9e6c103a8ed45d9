#include "tests/cli/commands/attested_case.hpp"

namespace isonomia::cli::tests {

namespace {

// Request, cosign by stick, add: one round for one witness.
Ran round(AttestedCase& world, const std::string& witness, int number) {
    const std::string stick = "stick-" + std::to_string(number);
    REQUIRE(world.run({"witness", "request", "case", "-o", stick}).code == ExitCode::done);
    const Ran cosigned = world.run({"witness", "cosign", stick, "--key", witness + ".pem",
                                    "--ledger", world.ledger_key(), "-o", stick + "-back"},
                                   number);
    REQUIRE(cosigned.code == ExitCode::done);
    return world.run({"witness", "add", "case", stick + "-back"}, number);
}

Ran policy(AttestedCase& world, const std::string& required) {
    return world.run({"witness", "policy", "case", "-w", "defence=" + world.witness_key("defence"),
                      "-w", "ombudsman=" + world.witness_key("ombudsman"), "-n", required});
}

}  // namespace

TEST_CASE("witness: command lines that say too little or the wrong thing") {
    AttestedCase world;
    const std::string key = world.witness_key("defence");
    const std::vector<std::vector<std::string>> bad = {
        {"witness"},
        {"witness", "sign"},
        {"witness", "key"},
        {"witness", "key", "--key", "defence.pem", "--name", "two words"},
        {"witness", "policy", "case", "-n", "x"},
        {"witness", "policy", "case", "-n", "0", "-w", "defence=" + key},
        {"witness", "policy", "case", "-w", "defence=" + key},
        {"witness", "policy", "case", "-n", "1", "-w", key},
        {"witness", "request", "case"},
        {"witness", "request", "case", "-o", "r", "--old", "99"},
        {"witness", "cosign"},
        {"witness", "cosign", "case/checkpoint", "-o", "r"},
        {"witness", "cosign", "case/checkpoint", "--key", "defence.pem"},
        {"witness", "list", "case", "--required", "2"},
        {"witness", "prove", "case/checkpoint", "case/checkpoint"},
        {"witness", "add", "case", "a", "b"},
    };
    for (const auto& words : bad) {
        const Ran ran = world.run(words);
        INFO(words.back());
        CHECK(ran.code == ExitCode::usage);
    }
    CHECK(world.run({"witness", "policy", "case"}).code == ExitCode::failed);
    CHECK(world.run({"witness", "list", "case"}).code == ExitCode::adverse);
    CHECK(world.run({"witness", "policy", "case", "-n", "1", "-w", "nobody=" + key}).code ==
          ExitCode::failed);
    CHECK(world.run({"witness", "policy", "case", "-n", "2", "-w", "defence=" + key}).code ==
          ExitCode::failed);
    CHECK(world.run({"witness", "cosign", "defence.pem", "--key", "defence.pem", "-o", "r"}).code ==
          ExitCode::failed);
    CHECK(has(
        world.run({"witness", "cosign", "case/checkpoint", "--key", "defence.pem", "-o", "r"}).err,
        "P0709"));
    CHECK_FALSE(fs::exists(world.folder() / "r"));
}

TEST_CASE("witness: two parties cosign by stick, and verify says up to where they stand") {
    AttestedCase world;
    REQUIRE(policy(world, "2").code == ExitCode::done);
    CHECK(has(world.run({"verify", "case"}).out, "still missing: defence, ombudsman"));

    const Ran first = round(world, "defence", 1);
    REQUIRE(first.code == ExitCode::done);
    CHECK(has(first.out, "'defence' cosigned the first 4 entries at 2026-11-22T14:00:01Z"));
    CHECK(has(first.out, "missing: ombudsman"));
    CHECK(world.run({"witness", "list", "case"}).code == ExitCode::adverse);

    const Ran second = round(world, "ombudsman", 2);
    REQUIRE(second.code == ExitCode::done);
    CHECK(has(second.out, "they stand behind the first 4 of 6 entries"));
    CHECK(has(world.run({"show", "case", "3"}).out,
              "existed by 2026-11-22T14:00:01Z, as cosignature"));
    CHECK(has(world.run({"show", "case", "4"}).out,
              "existed by 2026-11-22T14:00:02Z, as cosignature"));
    CHECK(has(world.run({"show", "case", "5"}).out, "no witness or timestamp covers it"));
    CHECK(has(world.run({"show", "case", "3", "--json"}).out, "\"by\": \"defence\""));
    const Ran verified = world.run({"verify", "case"});
    CHECK(verified.code == ExitCode::done);
    CHECK(has(verified.out, "as many as are required (4 entries)"));
    CHECK(has(verified.out, "the witnesses stand behind the first 4 of 6 entries"));
    CHECK(world.run({"witness", "list", "case"}).code == ExitCode::done);

    // The same file again adds nothing; a further round goes on from the last.
    CHECK(has(world.run({"witness", "add", "case", "stick-2-back"}).out, "nothing new"));
    world.record({AttestedCase::fact("F1")});
    REQUIRE(round(world, "defence", 3).code == ExitCode::done);
    CHECK(has(round(world, "ombudsman", 4).out, "they stand behind the first 7 of 9 entries"));

    SECTION("whoever names a witness is told whether it cosigned") {
        CHECK(world.run({"verify", "case", "-w", world.witness_key("defence")}).code ==
              ExitCode::done);
        SystemRandom random;
        DiskFiles files;
        REQUIRE(provenance::SigningKey::generate(random).write(world.folder() / "other.pem", files,
                                                               random, nullptr));
        const Ran other = world.run({"verify", "case", "-w", world.witness_key("other")});
        CHECK(other.code == ExitCode::integrity);
        CHECK(has(other.out, "does not stand behind the record"));
    }
    SECTION("as of a date before, the later cosignatures do not count") {
        const Ran early = world.run({"verify", "case", "--at", "2026-11-22T14:00:01Z"});
        CHECK(has(early.out, "still missing: ombudsman"));
    }
}

TEST_CASE("witness: what is not cosigned by a known witness is not recorded") {
    AttestedCase world;
    REQUIRE(world.run({"witness", "request", "case", "-o", "r"}).code == ExitCode::done);
    REQUIRE(world
                .run({"witness", "cosign", "r", "--key", "defence.pem", "--ledger",
                      world.ledger_key(), "-o", "back"})
                .code == ExitCode::done);
    const Ran unknown = world.run({"witness", "add", "case", "back"});
    CHECK(unknown.code == ExitCode::failed);
    CHECK(has(unknown.err, "P0711"));
    CHECK(world
              .run({"witness", "add", "case", "back", "-w",
                    "defence=" + world.witness_key("ombudsman")})
              .code == ExitCode::failed);
    REQUIRE(world
                .run({"witness", "cosign", "r", "--key", "defence.pem", "--ledger",
                      world.ledger_key(), "--name", "other.org/w", "-o", "renamed"})
                .code == ExitCode::done);
    const Ran renamed = world.run(
        {"witness", "add", "case", "renamed", "-w", "defence=" + world.witness_key("defence")});
    CHECK(renamed.code == ExitCode::failed);
    CHECK(has(renamed.err, "signed as 'other.org/w'"));
    CHECK(has(renamed.err, "--name isonomia/key/"));
    CHECK(world
              .run({"witness", "add", "case", "back", "-w",
                    "defence=" + world.witness_key("defence")})
              .code == ExitCode::done);
    CHECK(has(world.run({"verify", "case"}).out, "no policy says whose are required"));
    // Altered on the way.
    DiskFiles files;
    std::string note = *files.read(world.folder() / "back", 1 << 20);
    note[note.size() - 10] = note[note.size() - 10] == 'A' ? 'B' : 'A';
    std::ofstream(world.folder() / "altered", std::ios::binary) << note;
    const Ran altered = world.run(
        {"witness", "add", "case", "altered", "-w", "defence=" + world.witness_key("defence")});
    CHECK(altered.code == ExitCode::integrity);
    CHECK(has(altered.err, "P0702"));
}

TEST_CASE("witness: a record set back and continued otherwise is refused, proved and recorded") {
    AttestedCase world;
    fs::copy(world.folder() / "case", world.folder() / "other", fs::copy_options::recursive);
    world.record({AttestedCase::fact("F1")});
    REQUIRE(world
                .run({"witness", "cosign", "case/checkpoint", "--key", "defence.pem", "--ledger",
                      world.ledger_key(), "-o", "kept"})
                .code == ExitCode::done);
    // The older copy goes on with something else, under the same key.
    const Ran back =
        world.run({"witness", "cosign", "other/checkpoint", "--key", "defence.pem", "-o", "x"});
    CHECK(back.code == ExitCode::integrity);
    CHECK(has(back.err, "P0707"));
    world.record({AttestedCase::fact("F2")}, "other");
    const Ran aside =
        world.run({"witness", "cosign", "other/checkpoint", "--key", "defence.pem", "-o", "x"});
    CHECK(aside.code == ExitCode::integrity);
    CHECK(has(aside.err, "P0708"));
    CHECK_FALSE(fs::exists(world.folder() / "x"));

    SECTION("two notes of one size") {
        const Ran proved = world.run({"witness", "prove", "kept", "other/checkpoint", "--ledger",
                                      world.ledger_key(), "-o", "proof.json"});
        CHECK(proved.code == ExitCode::integrity);
        CHECK(has(proved.out, "one ledger was shown in two versions"));
        CHECK(world.run({"witness", "prove", "proof.json"}).code == ExitCode::integrity);
        CHECK(world.run({"witness", "prove", "proof.json", "--record", "case"}).code ==
              ExitCode::integrity);
        const Ran verified = world.run({"verify", "case"});
        CHECK(verified.code == ExitCode::integrity);
        CHECK(has(verified.out, "one of two versions that were signed"));
    }
    SECTION("of different sizes, with the tree of the case") {
        world.record({AttestedCase::fact("F3")}, "other");
        CHECK(has(world
                      .run({"witness", "prove", "kept", "other/checkpoint", "--ledger",
                            world.ledger_key()})
                      .err,
                  "P0712"));
        const Ran proved = world.run({"witness", "prove", "kept", "other/checkpoint", "--ledger",
                                      world.ledger_key(), "--case", "other"});
        CHECK(proved.code == ExitCode::integrity);
        CHECK(has(proved.out, "does not begin with the 4 entries signed before"));
        CHECK(has(world
                      .run({"witness", "prove", "kept", "case/checkpoint", "--ledger",
                            world.ledger_key()})
                      .err,
                  "both notes say the same"));
    }
    SECTION("brought back to the other version, it becomes evidence there") {
        const Ran added = world.run(
            {"witness", "add", "other", "kept", "-w", "defence=" + world.witness_key("defence")});
        CHECK(added.code == ExitCode::integrity);
        CHECK(has(added.out, "two versions of this ledger were signed"));
        CHECK(world.run({"verify", "other"}).code == ExitCode::integrity);
        CHECK(world.run({"witness", "list", "other"}).code == ExitCode::integrity);
        const Ran known = world.run({"verify", "other", "-c", "kept"});
        CHECK(has(known.out, "witness prove"));
    }
}

TEST_CASE("witness: a record whose times a witness's clock contradicts is not believed") {
    AttestedCase world;
    REQUIRE(policy(world, "1").code == ExitCode::done);
    const auto cosign = [&](const std::string& name, std::int64_t later) {
        REQUIRE(world.run({"witness", "request", "case", "-o", name}).code == ExitCode::done);
        REQUIRE(world
                    .run({"witness", "cosign", name, "--key", "defence.pem", "--ledger",
                          world.ledger_key(), "-o", name + "-back"},
                         later)
                    .code == ExitCode::done);
        return name + "-back";
    };
    SECTION("the recorder's clock stands an hour behind") {
        const std::string back = cosign("stick", 3600);
        CHECK(has(world.run({"witness", "add", "case", back}, 0).err, "P0714"));
        CHECK(has(world.run({"witness", "add", "case", back}, 2999).err, "P0714"));
        CHECK(world.run({"witness", "add", "case", back}, 3000).code == ExitCode::done);
        CHECK(world.run({"verify", "case"}).code == ExitCode::done);
    }
    SECTION("the recorder's clock stood an hour ahead") {
        fs::copy(world.folder() / "case", world.folder() / "dated", fs::copy_options::recursive);
        const std::string back = cosign("stick", -3600);
        const std::string now = cosign("now", 0);
        CHECK(has(world.run({"witness", "add", "case", back}, 0).err, "P0714"));
        const Ran honest = world.run({"witness", "add", "case", now, "--json"}, 0);
        REQUIRE(honest.code == ExitCode::done);
        CHECK(world.run({"verify", "case"}).code == ExitCode::done);

        // Another program records it all the same.
        const auto json = parse_json(honest.out, "output");
        REQUIRE(json);
        Json::Object said = *json->find("recorded")->array()->front().object();
        said["id"] = "cosignature-1";
        said["attested_at"] = "2026-11-22T13:00:00Z";
        said["checkpoint"] = *DiskFiles().read(world.folder() / back, 1U << 20U);
        world.record({{"attestation", "cosignature-1", said, "", {}}}, "dated");
        const Ran verified = world.run({"verify", "dated"});
        CHECK(verified.code == ExitCode::integrity);
        CHECK(has(verified.out, "an entry that it covers was recorded later"));
    }
    SECTION("another program records it before it was made") {
        fs::copy(world.folder() / "case", world.folder() / "dated", fs::copy_options::recursive);
        const std::string back = cosign("stick", 3600);
        const Ran added = world.run({"witness", "add", "case", back, "--json"}, 3600);
        REQUIRE(added.code == ExitCode::done);
        const auto json = parse_json(added.out, "output");
        REQUIRE(json);
        const Json& attestation = json->find("recorded")->array()->front();
        world.record({{"attestation", *attestation.find("id")->string(), attestation, "", {}}},
                     "dated");  // its clock stands at the founding
        const Ran verified = world.run({"verify", "dated"});
        CHECK(verified.code == ExitCode::integrity);
        CHECK(has(verified.out,
                  "it was made at 2026-11-22T15:00:00Z; by the recorder's clock it "
                  "was recorded before, at 2026-11-22T14:00:00Z"));
        CHECK(world.run({"verify", "case"}).code == ExitCode::done);
    }
}

}  // namespace isonomia::cli::tests
