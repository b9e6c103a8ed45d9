#include "provenance/custody/receipt.hpp"

#include "tests/provenance/handover_support.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

struct Arrived {
    ScratchFolder scratch;
    DiskFiles files;

    void file(const std::string& name, const std::string& content) const {
        fs::create_directories((scratch.path() / name).parent_path());
        put(scratch.path() / name, content);
    }
    [[nodiscard]] Arrival look() {
        auto arrival = examine(two_exhibits(), scratch.path(), files);
        REQUIRE(arrival);
        return *arrival;
    }
};

}  // namespace

TEST_CASE("nothing arrived, or no folder at all") {
    Arrived a;
    const Arrival arrival = a.look();
    CHECK(arrival.items[0].found == Found::missing);
    CHECK(arrival.items[1].found == Found::missing);
    CHECK(arrival.additional.empty());
    CHECK_FALSE(examine(two_exhibits(), a.scratch.path() / "no such folder", a.files));
    CHECK(unexamined(two_exhibits()).items[0].found == Found::not_examined);
}

TEST_CASE("a link to the right bytes is no file that arrived") {
    Arrived a;
    const ScratchFolder elsewhere;
    put(elsewhere.path() / "one", "one");
    fs::create_symlink(elsewhere.path() / "one", a.scratch.path() / "E1.txt");
    CHECK(a.look().items[0].found == Found::missing);
}

TEST_CASE("all as offered, whatever the files are called and wherever they lie") {
    Arrived a;
    a.file("E1.txt", "one");
    a.file("deep/renamed.bin", "two");
    const Arrival arrival = a.look();
    CHECK(arrival.items[0].found == Found::same);
    CHECK(arrival.items[1].found == Found::same);
    CHECK(arrival.items[1].sha256 == hex(sha256("two")));
    CHECK(arrival.paths[1].filename() == "renamed.bin");
    CHECK(arrival.additional.empty());
}

TEST_CASE("altered, missing and additional are each said") {
    Arrived a;
    a.file("E1.txt", "One");
    a.file("note.txt", "sorry");
    const Arrival arrival = a.look();
    CHECK(arrival.items[0].found == Found::altered);
    CHECK(arrival.items[0].sha256 == hex(sha256("One")));
    CHECK(arrival.items[1].found == Found::missing);
    CHECK(arrival.items[1].sha256.empty());
    REQUIRE(arrival.additional.size() == 1);
    CHECK(arrival.additional[0].name == "note.txt");
    CHECK(arrival.paths[0].empty());
}

TEST_CASE("two files exchanged are both there; a second copy is additional") {
    Arrived a;
    a.file("E1.txt", "two");
    a.file("E2.txt", "one");
    Arrival arrival = a.look();
    CHECK(arrival.items[0].found == Found::same);
    CHECK(arrival.items[1].found == Found::same);
    a.file("copy.txt", "one");
    arrival = a.look();
    CHECK(arrival.additional.size() == 1);
}

TEST_CASE("the offer itself is left out; a name that is no text is told in hex") {
    Arrived a;
    a.file("offer", "the note");
    a.file("bad\xFF", "x");
    const auto arrival =
        examine(two_exhibits(), a.scratch.path(), a.files, {a.scratch.path() / "offer"});
    REQUIRE(arrival);
    REQUIRE(arrival->additional.size() == 1);
    CHECK(arrival->additional[0].name == "bad\\xff");
}
