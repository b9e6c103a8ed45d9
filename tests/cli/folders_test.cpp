// Where cases, keys and data are found.
#include <fstream>

#include "cli/case_folder.hpp"
#include "cli/data_folder.hpp"
#include "cli/key_folder.hpp"
#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli {

using isonomia::tests::ScratchFolder;
using tests::World;

namespace {

void make_case(const fs::path& folder) {
    fs::create_directories(folder);
    std::ofstream(folder / ledger_name) << "x";
}

}  // namespace

TEST_CASE("no case folder") {
    const ScratchFolder scratch;
    World world(scratch.path());
    std::ofstream(scratch.path() / "file") << "x";
    fs::create_directories(scratch.path() / "empty");
    for (const std::optional<std::string>& given : {std::optional<std::string>(),
                                                    {"nowhere"},
                                                    {"empty"},
                                                    {"file"},
                                                    {"a\nb"},
                                                    {"\x1b[2J"},
                                                    {std::string(1 << 16, 'x')},
                                                    {std::string("file/below")}}) {
        const auto folder = case_folder(world.context, given);
        REQUIRE_FALSE(folder);
        CHECK(folder.error().code == "U0010");
        CHECK_FALSE(folder.error().hint.empty());
        CHECK(folder.error().message.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("a case folder is found upwards, and in 'case' on the way") {
    const ScratchFolder scratch;
    make_case(scratch.path() / "a");
    make_case(scratch.path() / "a/b/c/case");
    fs::create_directories(scratch.path() / "a/b/c/d/e");
    World deep(scratch.path() / "a/b/c/d/e");
    CHECK(case_folder(deep.context, std::nullopt).value() == scratch.path() / "a/b/c/case");
    World middle(scratch.path() / "a/b");
    CHECK(case_folder(middle.context, std::nullopt).value() == scratch.path() / "a");
    CHECK(case_folder(middle.context, "c/case").value() == scratch.path() / "a/b/c/case");
    // A folder that was named is taken as it is, never something near it.
    CHECK_FALSE(case_folder(middle.context, "c"));
}

TEST_CASE("keys lie where the environment says") {
    World world("/work");
    const auto none = key_folder(world.context);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == "U0014");
    world.variables["HOME"] = "relative";
    CHECK_FALSE(key_folder(world.context));
    world.variables["HOME"] = "/home/me";
    CHECK(key_folder(world.context).value() == "/home/me/.local/share/isonomia/keys");
    world.variables["XDG_DATA_HOME"] = "data";
    CHECK(key_folder(world.context).value() == "/home/me/.local/share/isonomia/keys");
    world.variables["XDG_DATA_HOME"] = "/data";
    CHECK(key_folder(world.context).value() == "/data/isonomia/keys");
    world.variables["ISONOMIA_KEYS"] = "";
    CHECK(key_folder(world.context).value() == "/data/isonomia/keys");
    world.variables["ISONOMIA_KEYS"] = "mine";
    CHECK(key_folder(world.context).value() == "/work/mine");
}

TEST_CASE("data: what the environment names must be there, then the installed, then the tree") {
    const ScratchFolder scratch;
    World world(scratch.path());
    world.variables["ISONOMIA_DATA"] = "nowhere";
    const auto wrong = data_folders(world.context);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == "U0013");
    fs::create_directories(scratch.path() / "mine/packs");
    world.variables["ISONOMIA_DATA"] = "mine";
    CHECK(data_folders(world.context).value().templates == scratch.path() / "mine/templates");
    world.variables.clear();
    world.context.executable = scratch.path() / "usr/bin/isonomia";
    CHECK(data_folders(world.context).value().packs ==
          isonomia::tests::source_dir() / "rules/packs");
    fs::create_directories(scratch.path() / "usr/share/isonomia/packs");
    CHECK(data_folders(world.context).value().packs == scratch.path() / "usr/share/isonomia/packs");
}

}  // namespace isonomia::cli
