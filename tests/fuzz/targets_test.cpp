// Every fuzz target holds on its seeds, on their beginnings, and on seeds with bytes changed.
#include <random>

#include "tests/catch.hpp"
#include "tests/fuzz/target.hpp"

using isonomia::fuzz::all_targets;
using isonomia::fuzz::seeds_of;

namespace {

constexpr std::size_t rounds = 20;  // a seed; libFuzzer does millions

// One to four bytes changed, removed or doubled.
std::string changed(std::string text, std::mt19937& chance) {
    for (auto left = 1 + chance() % 4; left > 0 && !text.empty(); --left) {
        const std::size_t at = chance() % text.size();
        switch (chance() % 3) {
            case 0:
                text[at] = static_cast<char>(chance() % 256);
                break;
            case 1:
                text.erase(at, 1 + chance() % 8);
                break;
            default:
                text.insert(at, text.substr(at, 1 + chance() % 8));
        }
    }
    return text;
}

}  // namespace

TEST_CASE("every fuzz target holds for nothing, for its seeds and for what they become") {
    REQUIRE(all_targets().size() >= 14);
    std::mt19937 chance(1);
    for (const auto& target : all_targets()) {
        INFO(target.name);
        target.run("");
        std::size_t budget = 400;
        for (const std::string& seed : seeds_of(target.name)) {
            target.run(seed);
            for (std::size_t i = 0; i < rounds && budget > 0; ++i, --budget) {
                target.run(std::string_view(seed).substr(0, chance() % (seed.size() + 1)));
                target.run(changed(seed, chance));
            }
        }
        SUCCEED(target.name);
    }
}
