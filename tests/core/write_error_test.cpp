// What a person is told where a file cannot be written, by what is wrong there.
#include "core/write_error.hpp"

#include <cerrno>
#include <fstream>

#include "core/files.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using isonomia::tests::ScratchFolder;

namespace {

// The hint of a write that must fail.
std::string hint_for(const fs::path& path) {
    DiskFiles files;
    const auto written = files.write(path, "text");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == "F0002");
    return written.error().hint;
}

bool speaks_of(const std::string& text, const std::string& word) {
    return text.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("the hint says what is wrong with the place, not what might be") {
    const ScratchFolder scratch;
    const fs::path folder = scratch.path() / "folder";
    fs::create_directory(folder);
    std::ofstream(folder / "file") << "old";
    CHECK(speaks_of(hint_for(scratch.path() / "none/report"), "the folder is not there"));
    CHECK(speaks_of(hint_for("/proc/report"), "nothing can be made there"));
    CHECK(speaks_of(hint_for(folder / "file/report"), "is a file, not a folder"));
    CHECK(speaks_of(hint_for(folder), "a folder of that name is there"));
    CHECK(speaks_of(hint_for(folder / std::string(300, 'n')), "too long"));
    CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
}

TEST_CASE("only a full disk is said to be full, only a closed folder to be closed") {
    const auto hint = [](int number) { return cannot_write("x", number).hint; };
    for (const int number : {ENOSPC, EDQUOT})
        CHECK(speaks_of(hint(number), "no space"));
    for (const int number : {EACCES, EPERM})
        CHECK(speaks_of(hint(number), "permissions"));
    CHECK(speaks_of(hint(EROFS), "read-only"));
    for (const int number : {ENOENT, ENOTDIR, EISDIR, EACCES, EROFS, ENAMETOOLONG, EIO}) {
        CHECK_FALSE(speaks_of(hint(number), "no space"));
        CHECK(speaks_of(hint(number), "nothing was left half-written"));
    }
}
