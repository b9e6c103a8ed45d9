#include "explain/probe/image.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

// 32 x 16 grey values as a portable map: a slope, so that every change shows.
std::string sample() {
    std::string bytes = "P5\n32 16\n255\n";
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 32; ++x)
            bytes.push_back(static_cast<char>(x * 8));
    return bytes;
}

std::string png() { return change_image(sample(), "x", "blur", 0, 1)->bytes; }

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

}  // namespace

TEST_CASE("images: what is none, is cut short, or claims to be huge is refused") {
    const auto code = [](const std::string& bytes) {
        const auto changed = change_image(bytes, "x", "blur", 1, 1);
        return changed ? std::string() : changed.error().code;
    };
    CHECK(code("") == "E0821");
    CHECK(code("hello") == "E0821");
    const std::string whole = png();
    for (std::size_t cut = 0; cut + 40 < whole.size(); cut += 7)
        CHECK(code(whole.substr(0, cut)) == "E0821");
    CHECK(code("P5\n100000 100000\n255\n") == "E0821");
}

TEST_CASE("images: amounts beyond the limits are refused") {
    for (const auto& [change, amount] :
         std::initializer_list<std::pair<const char*, double>>{{"blur", 21},
                                                               {"blur", -1},
                                                               {"noise", 129},
                                                               {"brightness", 5},
                                                               {"rotation", 181},
                                                               {"compression", 100},
                                                               {"crop", .5},
                                                               {"resolution", 1},
                                                               {"melt", 1},
                                                               {"blur", NAN}}) {
        INFO(change << ' ' << amount);
        CHECK(change_image(sample(), "x", change, amount, 1).error().code == "E0822");
    }
}

TEST_CASE("images: every change changes, repeats, and keeps the size but for cropping") {
    const std::string own = png();
    CHECK(number_at(own, 16) == 32);
    CHECK(number_at(own, 20) == 16);
    for (const auto& [change, amount] :
         std::initializer_list<std::pair<const char*, double>>{{"blur", 2},
                                                               {"noise", 20},
                                                               {"brightness", -.3},
                                                               {"rotation", 10},
                                                               {"crop", .25},
                                                               {"resolution", .75}}) {
        INFO(change);
        const auto changed = change_image(own, "x", change, amount, 1);
        REQUIRE(changed.has_value());
        CHECK(changed->extension == ".png");
        CHECK(changed->bytes != own);
        CHECK(changed->bytes == change_image(own, "x", change, amount, 1)->bytes);
        const bool cut = std::string(change) == "crop";
        CHECK(number_at(changed->bytes, 16) == (cut ? 16 : 32));
        CHECK(number_at(changed->bytes, 20) == (cut ? 8 : 16));
    }
    CHECK(change_image(own, "x", "noise", 20, 1)->bytes !=
          change_image(own, "x", "noise", 20, 2)->bytes);
    const auto jpeg = change_image(own, "x", "compression", 80, 1);
    REQUIRE(jpeg.has_value());
    CHECK(jpeg->extension == ".jpg");
    CHECK(jpeg->bytes.size() < change_image(own, "x", "compression", 5, 1)->bytes.size());
}
