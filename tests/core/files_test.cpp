#include "core/files.hpp"

#include <csignal>
#include <fstream>

#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using isonomia::tests::ScratchFolder;

namespace {

void put(const fs::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
}

std::string by_digest(const Digest& digest) { return hex(digest); }

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("what is not a regular file is refused") {
    DiskFiles files;
    const ScratchFolder scratch;
    REQUIRE(::mkfifo((scratch.path() / "pipe").c_str(), 0600) == 0);
    CHECK(files.read(scratch.path() / "absent", 100).error().code == "F0001");
    CHECK(files.read(scratch.path(), 100).error().code == "F0003");
    CHECK(files.read(scratch.path() / "pipe", 100).error().code == "F0003");
    CHECK(files.facts("/dev/zero").error().code == "F0003");
    put(scratch.path() / "large", std::string(101, 'x'));
    CHECK(files.read(scratch.path() / "large", 100).error().code == "F0004");
}

TEST_CASE("a write that fails leaves the old content and nothing else") {
    DiskFiles files;
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "report.html";
    REQUIRE(files.write(target, "old"));

    struct rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const struct rlimit small{1000, before.rlim_max};
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto status = files.write(target, std::string(100000, 'n'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old_handler);

    REQUIRE_FALSE(status);
    CHECK(status.error().code == "F0002");
    CHECK(*files.read(target, 100) == "old");
    CHECK(files_in(scratch.path()) == 1);
    CHECK(files.write("/nonexistent-folder/x", "y").error().code == "F0002");
}

TEST_CASE("taking in copies, hashes and protects") {
    DiskFiles files;
    const ScratchFolder scratch;
    const std::string content(3'000'000, 'e');
    put(scratch.path() / "source", content);
    const fs::path store = scratch.path() / "store";
    REQUIRE(files.make_folder(store));

    const auto facts = files.take_in(scratch.path() / "source", store, by_digest);
    REQUIRE(facts);
    CHECK(facts->size == content.size());
    CHECK(facts->sha256 == sha256(content));
    const fs::path kept = store / hex(facts->sha256);
    CHECK(fs::status(kept).permissions() ==
          (fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read));
    CHECK(*files.read(kept, 10'000'000) == content);

    const auto again = files.take_in(scratch.path() / "source", store, by_digest);
    REQUIRE(again);
    CHECK(files_in(store) == 1);
    CHECK(files.facts(kept)->sha256 == facts->sha256);
}

TEST_CASE("an empty file has the digest of nothing") {
    DiskFiles files;
    const ScratchFolder scratch;
    put(scratch.path() / "empty", "");
    CHECK(hex(files.facts(scratch.path() / "empty")->sha256) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
