#include <fstream>
#include <sstream>

#include "provenance/export.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/log/merkle.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

// Reads a folder of tiles by the specification alone: entries by their lengths, the root from them.
struct Folder {
    std::vector<std::string> entries;
    Digest root{};
    std::vector<std::string> files;  // relative paths, sorted
};

void take_entries(std::string bundle, Folder& folder) {
    while (!bundle.empty()) {
        REQUIRE(bundle.size() >= 2);
        const std::size_t size =
            static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) * 256 +
            static_cast<unsigned char>(bundle[1]);
        REQUIRE(bundle.size() >= 2 + size);
        folder.entries.push_back(bundle.substr(2, size));
        bundle.erase(0, 2 + size);
    }
}

Folder read_folder(const fs::path& path) {
    Folder folder;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file())
            folder.files.push_back(entry.path().lexically_relative(path).string());
    std::sort(folder.files.begin(), folder.files.end());
    for (const std::string& file : folder.files)  // whole bundles sort before partial ones
        if (file.starts_with("tile/entries/")) take_entries(content(path / file), folder);
    CompactRange range;
    for (const std::string& entry : folder.entries)
        range.append(leaf_hash(entry));
    folder.root = range.root();
    return folder;
}

Status export_tiles(CaseFixture& fixture, const fs::path& target) {
    const CaseFile none;
    return write_export(**find_export("tiles"), {none, "", fixture.folder, fixture.files}, target);
}

}  // namespace

TEST_CASE("tiles: no ledger, a target that is taken, and a damaged record are refused") {
    CaseFixture fixture;
    const fs::path target = fixture.scratch.path() / "tiles";
    const auto missing = export_tiles(fixture, target);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == "P0101");
    fixture.fill();
    fs::create_directory(target);
    put(target / "other", "x");
    const auto taken = export_tiles(fixture, target);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == "P1002");
    CHECK(content(target / "other") == "x");
}

TEST_CASE("tiles: an empty ledger is a checkpoint") {
    CaseFixture fixture;
    REQUIRE(fixture.open());
    const fs::path target = fixture.scratch.path() / "tiles";
    REQUIRE(export_tiles(fixture, target));
    CHECK(read_folder(target).files == std::vector<std::string>{"checkpoint"});
}

TEST_CASE("tiles: entries, tiles and checkpoint of a large ledger fit together") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        std::vector<Draft> drafts;
        for (int i = 0; i < 600; ++i)
            drafts.push_back(fact("F" + std::to_string(i), "value"));
        REQUIRE(ledger->append(drafts));
    }
    const fs::path target = fixture.scratch.path() / "tiles";
    REQUIRE(export_tiles(fixture, target));
    const Folder folder = read_folder(target);
    CHECK(folder.files == std::vector<std::string>{"checkpoint", "tile/0/000", "tile/0/001",
                                                   "tile/0/002.p/88", "tile/1/000.p/2",
                                                   "tile/entries/000", "tile/entries/001",
                                                   "tile/entries/002.p/88"});
    const auto head = parse_checkpoint(content(target / "checkpoint"));
    REQUIRE(head);
    CHECK(head->checkpoint.size == 600);
    CHECK(folder.entries.size() == 600);
    CHECK(folder.root == head->checkpoint.root);
    // A tile of level 0 holds the leaf hashes, one of level 1 the roots of whole tiles below.
    const std::string second = content(target / "tile/0/001");
    REQUIRE(second.size() == 256 * 32);
    const Digest leaf = leaf_hash(folder.entries[257]);
    CHECK(second.substr(32, 32) == std::string(leaf.begin(), leaf.end()));
    CompactRange below;
    for (std::size_t i = 256; i < 512; ++i)
        below.append(leaf_hash(folder.entries[i]));
    const Digest root = below.root();
    CHECK(content(target / "tile/1/000.p/2").substr(32) == std::string(root.begin(), root.end()));
}

TEST_CASE("tiles: nothing that an object says is in the folder") {
    CaseFixture fixture;
    fixture.fill();
    const fs::path target = fixture.scratch.path() / "tiles";
    REQUIRE(export_tiles(fixture, target));
    for (const std::string& file : read_folder(target).files)
        for (const char* secret : {"Ahmed", "Threshold", "Warrant"})
            CHECK(content(target / file).find(secret) == std::string::npos);
}

TEST_CASE("tiles: the layout is that of another implementation's log") {
    const auto log = shared_data("vectors/tessera-log/log");
    if (!log) {
        WARN("not run: vectors/tessera-log is absent");
        return;
    }
    // The same reader, which knows nothing of our writer, reads both.
    Folder other;
    take_entries(content(*log / "tile/entries/000.p/15"), other);
    CompactRange range;
    std::string hashes;
    for (const std::string& entry : other.entries) {
        const Digest hash = leaf_hash(entry);
        range.append(hash);
        hashes.append(hash.begin(), hash.end());
    }
    CHECK(content(*log / "tile/0/000.p/15") == hashes);
    const auto head = parse_checkpoint(content(*log / "checkpoint"));
    REQUIRE(head);
    CHECK(range.root() == head->checkpoint.root);
}
