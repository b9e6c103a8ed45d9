#include "provenance/export.hpp"

#include "provenance/export_model.hpp"
#include "provenance/export_names.hpp"
#include "tests/catch.hpp"
#include "tests/provenance/export_facts.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

TEST_CASE("exports: an unknown name is refused with the names there are") {
    const auto found = find_export("prov-jsno");
    REQUIRE_FALSE(found);
    CHECK(found.error().code == "P1001");
    CHECK(found.error().hint.find("did you mean 'prov-json'?") != std::string::npos);
    CHECK_FALSE(find_export(""));
    CHECK(find_export("tiles"));
}

TEST_CASE("exports: nothing that exists is overwritten, not even through a link") {
    const ScratchFolder scratch;
    DiskFiles files;
    const CaseFile none;
    const ExportSource source{none, export_origin, {}, files};
    const Export& prov = **find_export("prov-json");
    REQUIRE(files.write(scratch.path() / "file", "mine"));
    fs::create_symlink(scratch.path() / "nowhere", scratch.path() / "link");
    for (const char* name : {"file", "link", "."}) {
        INFO(name);
        const auto written = write_export(prov, source, scratch.path() / name);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == "P1002");
    }
    CHECK(*files.read(scratch.path() / "file", 100) == "mine");
    CHECK(write_export(prov, source, scratch.path() / "new"));
}

TEST_CASE("names of exports: any identifier, no two alike, and as RFC 9562 has it") {
    const ExportNames names(export_origin);
    CHECK(names.base() == "urn:isonomia:ledger:91bef87171c3e08549cb679a74876f2a:");
    // python3 -c "import uuid;
    // print(uuid.uuid5(uuid.UUID('91bef87171c3e08549cb679a74876f2a'),'exhibit/F1'))"
    CHECK(names.uuid("exhibit/F1") == "4f075279-dbb2-5d82-a8f3-81dcd1ba7a90");
    CHECK(names.local("exhibit", "F1") == "exhibit-F1-" + names.uuid("exhibit/F1"));
    std::set<std::string> seen;
    for (const char* id :
         {"", " ", "-", "%2D", "a-b", "a/b", "a b", "@id", "\n", "\u202E", "A", "a"}) {
        const std::string name = names.local("exhibit", id);
        CHECK(seen.insert(name).second);
        CHECK(seen.insert(names.local("agent", id)).second);
        CHECK(name.find_first_of(" /@\n\"<>") == std::string::npos);
    }
    CHECK(ExportNames("not ours").base() != ExportNames("nor this").base());
    CHECK(ExportNames("").base().size() == names.base().size());
}

TEST_CASE("the exports of one record say the same under the same names") {
    const CaseFile file = case_to_export();
    const auto prov = parse_json(exported("prov-json", file));
    const auto investigation = parse_json(exported("case", file));
    REQUIRE(prov);
    REQUIRE(investigation);
    check_same(facts_of_prov(*prov), facts_of_case(*investigation));
}

TEST_CASE("what was erased or withheld says so in every export") {
    const CaseFile file = case_to_export();
    for (const char* id : {"prov-json", "case"}) {
        const std::string text = exported(id, file);
        for (const char* word : {"isonomia:ErasedEntry", "isonomia:SupersededEntry",
                                 "isonomia:WithheldItem", "isonomia:Absent"}) {
            INFO(id << " " << word);
            CHECK(text.find(word) != std::string::npos);
        }
    }
}

TEST_CASE("a record with more relations than a graph can bear is refused") {
    CaseFile file;
    Activity act;
    act.kind = ActivityKind::transformation;
    act.id = "A";
    for (int i = 0; i < 1001; ++i) {
        act.used.push_back("in" + std::to_string(i));
        act.generated.push_back("out" + std::to_string(i));
    }
    file.activities.push_back({act, 0, {}, {}});
    const auto model = export_model(file, export_origin);
    REQUIRE_FALSE(model);
    CHECK(model.error().code == "P1003");
}
