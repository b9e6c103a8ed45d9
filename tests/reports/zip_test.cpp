#include "reports/zip.hpp"

#include "tests/catch.hpp"

using namespace isonomia::reports;

TEST_CASE("what is no zip archive, or a cut or changed one, is refused with its name") {
    const std::string whole = zip({{"a.xml", std::string(5000, 'x')}, {"b.xml", "y"}}).value();
    std::string changed = whole;
    changed[40] = static_cast<char>(changed[40] ^ 0x20);  // inside the packed bytes of a.xml
    for (const std::string& bytes :
         {std::string(), std::string("PK"), std::string(300, 'x'),
          whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 1), changed}) {
        const auto entries = unzip(bytes, "edited.docx");
        REQUIRE(!entries);
        CHECK(entries.error().code == "D0011");
        CHECK(entries.error().message.find("edited.docx") != std::string::npos);
    }
}

TEST_CASE("an archive that unpacks to more than the limit is refused, however small it is") {
    const std::string bomb = zip({{"a", std::string(1 << 20, ' ')}}).value();
    CHECK(bomb.size() < 10'000);
    CHECK(unzip(bomb, "x", {10, 1 << 16}).error().code == "D0012");
    CHECK(unzip(zip({{"a", "1"}, {"b", "2"}}).value(), "x", {1, 100}).error().code == "D0012");
    CHECK(unzip(bomb, "x", {10, 1 << 20}));
}

TEST_CASE("what is packed comes out again, and the same entries give the same bytes") {
    const std::vector<ZipEntry> entries{{"z.xml", ""}, {"word/é.xml", std::string("a\0b", 3)}};
    const std::string archive = zip(entries).value();
    CHECK(archive == zip(entries).value());
    const auto read = unzip(archive, "x").value();
    REQUIRE(read.size() == 2);
    CHECK(read.at("z.xml").empty());
    CHECK(read.at("word/é.xml") == std::string("a\0b", 3));
}
