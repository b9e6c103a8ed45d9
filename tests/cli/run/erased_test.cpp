// A whole run, an erasure, and runs after it.
#include "cli/run/erased.hpp"

#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command run_command();

using tests::Party;
using tests::put;

namespace {

constexpr const char* person =
    R"(<party id="suspect" role="accused" kind="person" name="Zebedee Quillfeather"/>)";
constexpr const char* probe =
    R"(<exhibit id="E2" file="probe.txt" title="Still of the arcade" subject="suspect" )"
    R"(received-on="2025-06-02"/>)";

// The small matter of the golden tests, with a person in it or without.
void write_matter(const fs::path& folder, bool with_person) {
    const fs::path source = isonomia::tests::source_dir() / "tests/golden/run/in";
    DiskFiles files;
    std::string matter = *files.read(source / "matter.xml", 1U << 20U);
    if (with_person) {
        matter.insert(matter.find("</parties>"), person);
        matter.insert(matter.find("</exhibits>"), probe);
    }
    put(folder / "matter.xml", matter);
    put(folder / "rows.csv", *files.read(source / "rows.csv", 1U << 20U));
    put(folder / "probe.txt", tests::probe_content);
}

// Names of files of the case folder in which any of the person's data is.
std::vector<std::string> found(const fs::path& folder) {
    std::vector<std::string> result;
    DiskFiles files;
    const Digest digest = sha256(tests::probe_content);
    for (const auto& file : fs::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        const std::string bytes = *files.read(file.path(), 1U << 28U) + file.path().string();
        for (const std::string& trace :
             {std::string("Quillfeather"), std::string("Still of the arcade"),
              std::string(tests::probe_content), hex(digest),
              std::string(digest.begin(), digest.end())})
            if (bytes.find(trace) != std::string::npos)
                result.push_back(file.path().filename().string() + ": " + trace);
    }
    return result;
}

MatterFile matter_with(const std::string& agent, AgentKind kind) {
    MatterFile matter;
    Agent object;
    object.id = agent;
    object.kind = kind;
    matter.agents.push_back(object);
    return matter;
}

}  // namespace

TEST_CASE("a matter may not declare again what was erased, in whatever form") {
    LedgerEntry erasure;
    erasure.type = "erasure";
    erasure.payload = Json::Object{{"subject", "accused"}};
    CHECK(check_not_erased({}, matter_with("accused", AgentKind::person)));
    CHECK(check_not_erased({erasure}, matter_with("witness", AgentKind::person)));
    CHECK(check_not_erased({erasure}, matter_with("accused", AgentKind::organization)));
    CHECK(check_not_erased({erasure}, matter_with("accused", AgentKind::person)).error().code ==
          "P1205");
    MatterFile exhibit;
    exhibit.exhibits.resize(1);
    exhibit.exhibits[0].subject = "accused";
    CHECK(check_not_erased({erasure}, exhibit).error().code == "P1205");
    MatterFile model;
    model.models.resize(1);
    model.models[0].subject = "accused";
    CHECK(check_not_erased({erasure}, model).error().code == "P1205");
    erasure.payload = Json::Object{{"subject", 7}};
    CHECK(check_not_erased({erasure}, exhibit));
}

TEST_CASE("a run seals a person's data apart; erased, it does not come back, and runs go on") {
    const isonomia::tests::ScratchFolder scratch;
    Party party(scratch.path() / "party");
    const fs::path folder = party.folder / "case";
    write_matter(party.folder, true);
    party.run(run_command(), {(party.folder / "matter.xml").string()});
    INFO(party.said());
    REQUIRE(fs::exists(folder / "report.html"));
    REQUIRE(found(folder).size() > 3);

    CHECK(party.run(erase_command(), {"case", "--subject", "suspect", "--ground", "Acquittal",
                                      "--decided-by", "expert"}) == ExitCode::done);
    INFO(party.said());
    CHECK(found(folder) == std::vector<std::string>{});
    CHECK(provenance::verify(folder, party.files).whole());

    CHECK(party.run(run_command(), {(party.folder / "matter.xml").string()}) == ExitCode::failed);
    CHECK(party.said().find("P1205") != std::string::npos);
    CHECK(found(folder) == std::vector<std::string>{});

    write_matter(party.folder, false);
    party.run(run_command(), {(party.folder / "matter.xml").string()});
    CHECK(party.world.err.str().empty());
    CHECK(found(folder) == std::vector<std::string>{});
    CHECK(provenance::verify(folder, party.files).whole());
}

}  // namespace isonomia::cli
