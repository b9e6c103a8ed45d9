// Probes from the command line: what is missing, a program that lies, and one on record.
#include <filesystem>

#include "core/json.hpp"
#include "tests/cli/case_support.hpp"
#include "tests/cli/unwrapped.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;
using tests::put;
using tests::unwrapped;

Command disclose_command();
Command explain_command();
Command probe_command();
Command verify_command();

namespace {

constexpr const char* plan = R"(<probe xmlns="urn:isonomia:probe:1" id="band" title="Is it stable?">
  <claim output="score" at-least="5">The band begins at 5.</claim>
  <neighbourhood><vary input="age" from="-2" to="2" step="1">Whole years.</vary></neighbourhood>
  <search method="grid" tries="100"/>
</probe>)";

constexpr const char* program = R"(#!/bin/sh
while read -r line; do
    age=${line##*\"age\":}; age=${age%%[,\}]*}
    echo "{\"score\":$((age < 30 ? 6 : 4))}"
done)";

void put_program(const fs::path& path, const std::string& text) {
    put(path, text);
    fs::permissions(path, fs::perms::owner_all);
}

// Answers with what `score` makes of the file at $p, with the id of the query.
std::string about_file(const std::string& score) {
    return "#!/bin/sh\nwhile read -r line; do id=${line#*:}; id=${id%%,*};"
           " p=${line##*file\\\":\\\"}; p=${p%%\\\"*}; score=" +
           score + "; echo \"{\\\"id\\\":$id,\\\"score\\\":$score}\"; done\n";
}
const std::string checksum = about_file(R"($(($(cksum < "$p" | cut -d' ' -f1) % 1000)))");

std::string file_plan(const std::string& neighbourhood, const std::string& least) {
    return R"(<probe xmlns="urn:isonomia:probe:1" id="file" title="Is it stable?">
  <claim output="score" at-least=")" +
           least + R"(">As reported.</claim>
  <neighbourhood>)" +
           neighbourhood + R"(</neighbourhood>
  <search method="random" tries="6" seed="3"/>
</probe>)";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("probe: queries about images are repeated from the record and the image alone") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    std::string image = "P5\n32 16\n255\n";
    for (int i = 0; i < 32 * 16; ++i)
        image.push_back(static_cast<char>(i % 32 * 8));
    put(expert.folder / "face.pgm", image);
    put(expert.folder / "plan.xml",
        file_plan(R"(<image input="file" change="noise" from="1" to="20">camera</image>
<image input="file" change="brightness" from="-0.2" to="0.2">light</image>)",
                  "0"));
    put_program(expert.folder / "program", checksum);
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "face.pgm", "--oracle", "program",
                                       "--record", "asked.jsonl"}) == ExitCode::done);
    INFO(expert.said());
    DiskFiles files;
    const std::string record = *files.read(expert.folder / "asked.jsonl", 1 << 24);
    CHECK(record.find("\"change\":\"noise\"") != std::string::npos);
    CHECK(record.find("\"change\":\"brightness\"") != std::string::npos);

    // The other side has the record, the image under another name, and the program.
    fs::remove(expert.folder / "face.pgm");
    Party other(scratch.path() / "other");
    fs::create_directory(other.folder / "exhibits");
    put(other.folder / "exhibits/E1", image);
    put(other.folder / "asked.jsonl", record);
    put_program(other.folder / "program", checksum);
    const auto replay = [&] {
        fs::remove(other.folder / "again.jsonl");
        return other.run(probe_command(), {"--replay", "asked.jsonl", "--oracle", "program",
                                           "--readable", "exhibits", "--record", "again.jsonl"});
    };
    CHECK(replay() == ExitCode::done);
    INFO(other.said());
    // The image as it was, two corners that were asked for variation, six tries.
    CHECK(unwrapped(other.said()).find("9 of 9 queries are answered as on record") == 0);

    put(other.folder / "asked.jsonl", replaced(record, "\"amount\":", "\"amount\":1"));
    CHECK(replay() == ExitCode::adverse);
    CHECK(unwrapped(other.said()).find("made again, it has other bytes than on record") !=
          std::string::npos);
    put(other.folder / "asked.jsonl", record);
    put_program(other.folder / "program", about_file("-1"));
    CHECK(replay() == ExitCode::adverse);
    CHECK(unwrapped(other.said()).find("0 of 9 queries are answered as on record; 9 otherwise") ==
          0);
    image.back() = 'x';
    put(other.folder / "exhibits/E1", image);
    CHECK(replay() == ExitCode::adverse);
    CHECK(unwrapped(other.said()).find("9 could not be asked: ") != std::string::npos);
    put(other.folder / "asked.jsonl", "{}\nno record\n");
    CHECK(replay() == ExitCode::failed);
    CHECK(unwrapped(other.said()).find("E0831") != std::string::npos);
    CHECK(other.run(probe_command(), {"plan.xml", "--replay", "asked.jsonl", "--oracle",
                                      "program"}) == ExitCode::usage);
    CHECK(other.run(probe_command(), {"--replay", "asked.jsonl"}) == ExitCode::usage);
}

TEST_CASE("probe: a sound is given as the path of its file, and replaced by another recording") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    const auto recording = [](char sample) {  // one second of 8-bit silence at 8 kHz, but one
        std::string wave(
            "RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0"
            "\1\0\x8\0data\x40\x1f\0\0",
            44);
        wave.push_back(sample);
        return wave.append(7'999, '\x7f');
    };
    put(expert.folder / "voice.wav", recording(90));
    put(expert.folder / "far.wav", recording(40));
    put(expert.folder / "plan.xml",
        file_plan("<replace input=\"file\"><value>" + (expert.folder / "far.wav").string() +
                      "</value><reason>A second microphone.</reason></replace>",
                  "80"));
    put_program(expert.folder / "program", about_file(R"($(od -An -tu1 -j44 -N1 "$p"))"));
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "voice.wav", "--oracle", "program",
                                       "--record", "asked.jsonl"}) == ExitCode::adverse);
    INFO(expert.said());
    CHECK(unwrapped(expert.said()).find("far.wav: {\"score\":40}") != std::string::npos);
    CHECK(expert.run(probe_command(), {"--replay", "asked.jsonl", "--oracle", "program",
                                       "--readable", "far.wav", "--input", "voice.wav"}) ==
          ExitCode::done);
    CHECK(unwrapped(expert.said()).find("2 of 2 queries are answered as on record") == 0);
    CHECK(expert.run(probe_command(), {"--replay", "asked.jsonl", "--oracle", "program", "--input",
                                       "voice.wav", "--record", "half.jsonl"}) ==
          ExitCode::adverse);
    CHECK(unwrapped(expert.said())
              .find("1 of 2 queries are answered as on record; 1 could not be asked") == 0);
}

TEST_CASE("probe: what is missing or contradicts itself is a matter of usage") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    CHECK(expert.run(probe_command(), {"plan.xml"}) == ExitCode::usage);
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json"}) == ExitCode::usage);
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "none"}) ==
          ExitCode::failed);
    CHECK(expert.said().find("E0801") != std::string::npos);
}

TEST_CASE("probe: a program that answers nothing leaves its record") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    put_program(expert.folder / "program", "#!/bin/sh\nexit 1\n");
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "program",
                                       "--record", "asked.jsonl"}) == ExitCode::failed);
    CHECK(expert.said().find("E0814") != std::string::npos);
    CHECK(fs::file_size(expert.folder / "asked.jsonl") > 0);
}

TEST_CASE("probe: a counterexample, smallest first; a record is never overwritten") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    put_program(expert.folder / "program", program);
    const std::vector<std::string> words{"plan.xml", "--input", "person.json", "--oracle",
                                         "program"};
    CHECK(expert.run(probe_command(), words) == ExitCode::adverse);
    INFO(expert.said());
    CHECK(expert.said().find("'age' 29 to 30") != std::string::npos);
    CHECK(expert.said().find("of the neighbourhood was tried") != std::string::npos);
    CHECK(fs::exists(expert.folder / "band.queries.jsonl"));
    CHECK(expert.run(probe_command(), words) == ExitCode::failed);  // the record is there already
    put(expert.folder / "person.json", R"({"age":20})");
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "program",
                                       "--record", "second.jsonl", "--json"}) == ExitCode::done);
    CHECK(parse_json(expert.world.out.str()));
}

TEST_CASE("probe: on record, private until served, and served with what it was chosen from") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    make_case(expert);
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    put(expert.folder / "people.csv", "age,sex\n29,1\n20,0\n35,1\n31,0\n");
    put_program(expert.folder / "program", program);
    const std::vector<std::string> words{"plan.xml", "--input",  "person.json", "--case",
                                         "case",     "--oracle", "program"};
    REQUIRE(expert.run(probe_command(), words) == ExitCode::adverse);
    put(expert.folder / "person.json", R"({"age":20})");
    REQUIRE(expert.run(probe_command(), words) == ExitCode::done);
    REQUIRE(expert.run(explain_command(), {"--oracle",    "program", "--data",       "people.csv",
                                           "--row",       "1",       "--output",     "score",
                                           "--threshold", "5",       "--background", "people.csv",
                                           "--protected", "sex",     "--samples",    "8",
                                           "--queries",   "50",      "--case",       "case"}) ==
            ExitCode::done);
    INFO(expert.said());
    CHECK(expert.said().find("best found with") != std::string::npos);
    CHECK(expert.said().find("sex: does not change the result") != std::string::npos);

    const auto file = *replay(*expert.ledger()->entries());
    const auto* act = find(file.activities, "isonomia.probe.2");
    REQUIRE(act != nullptr);
    CHECK(act->result.find("Not found") == 0);
    REQUIRE(act->generated.size() == 1);
    CHECK(find(file.exhibits, act->generated[0]) != nullptr);
    const auto* found = find(file.measurements, "band-1/probe_counterexamples");
    REQUIRE(found != nullptr);
    CHECK(found->exhibits == std::vector<std::string>{"probe-1-queries"});
    CHECK(find(file.measurements, "row-1-3/counterfactual") != nullptr);

    // One of three runs is served: what was tried besides stays at home, its number does not.
    put(expert.folder / "served.xml",
        "<disclosure xmlns=\"urn:isonomia:disclosure:1\">"
        "<serve what=\"activity/isonomia.probe.1\"/><serve what=\"measurement/band-1/probe\"/>"
        "<serve what=\"exhibit/probe-1-queries\"/></disclosure>");
    const std::vector<std::string> serve{"--to", "lab",    "--plan", "served.xml",
                                         "-o",   "bundle", "case"};
    auto too_few = serve;
    too_few.insert(too_few.begin(), {"--runs-made", "2"});
    CHECK(expert.run(disclose_command(), too_few) == ExitCode::usage);
    REQUIRE(expert.run(disclose_command(), serve) == ExitCode::done);
    CHECK(expert.run(verify_command(), {"bundle"}) == ExitCode::done);
    CHECK(expert.said().find("made 3 runs and serves 1 of them") != std::string::npos);
    DiskFiles files;
    const std::string manifest = *files.read(expert.folder / "bundle/manifest.json", 1 << 24);
    CHECK(manifest.find("band-1/probe") != std::string::npos);
    CHECK(manifest.find("band-2") == std::string::npos);
    CHECK(manifest.find("row-1-3") == std::string::npos);
    const auto asked = fs::directory_iterator(expert.folder / "bundle/exhibits")->path();
    CHECK(files.read(asked, 1 << 24)->find("\"age\":30") != std::string::npos);
    CHECK(expert.run(probe_command(), {"--replay", asked.string(), "--oracle", "program"}) ==
          ExitCode::done);
    CHECK(expert.said().find("5 of 5 queries are answered as on record") == 0);
    CHECK(expert.run(verify_command(), {"case"}) == ExitCode::done);
}

}  // namespace isonomia::cli
