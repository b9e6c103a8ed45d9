// What no fixture can notice: the standing and the dates of every source, and who is bound by a
// treaty. Both are compared with lists that were not made from the packs.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/pack.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;

namespace {

fs::path root() { return isonomia::tests::source_dir(); }

std::vector<std::string> lines_of(const Instrument& one) {
    std::string head = fmt::format("{}: {}", one.id, to_text(one.status));
    if (!one.date.empty()) head += ", dated " + one.date;
    if (!one.valid_from.empty()) head += ", from " + one.valid_from;
    if (!one.valid_until.empty()) head += ", until " + one.valid_until;
    std::vector<std::string> lines = {head};
    for (const auto& [at, paragraph] : one.paragraphs)
        lines.push_back(fmt::format("  {}: {}", at, to_text(paragraph.status)));
    return lines;
}

std::vector<std::string> listed() {
    std::ifstream in(root() / "tests/rules/standings.txt");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with('#')) lines.push_back(line);
    return lines;
}

// Two letters of ISO 3166-1 each.
using Codes = std::set<std::string>;

Codes codes(std::string_view text) {
    Codes found;
    for (const std::string_view code : split(text, ' '))
        found.emplace(code);
    return found;
}

Codes without(Codes all, const Codes& some) {
    for (const std::string& one : some)
        all.erase(one);
    return all;
}

Codes with(Codes all, const Codes& more) {
    all.insert(more.begin(), more.end());
    return all;
}

// In the order of the English names: Albania, Andorra, Armenia, … Ukraine, United Kingdom.
Codes council_of_europe() {
    return codes(
        "AL AD AM AT AZ BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IT LV LI LT LU MT MD MC ME "
        "NL MK NO PL PT RO SM RS SK SI ES SE CH TR UA GB");
}

// Austria, Belgium, Bulgaria, Croatia, Cyprus, … Spain, Sweden.
Codes european_union() {
    return codes(
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE");
}

struct Bound {
    std::string pack;
    std::string territory;
    std::string day;
    Codes members;
};

std::vector<Bound> bound_by_treaty() {
    const Codes schengen = codes("IS NO LI CH");
    return {
        {"echr", "CoE", "2022-09-16", with(council_of_europe(), {"RU"})},
        {"echr", "CoE", "2022-09-17", council_of_europe()},
        {"coe-ai-convention", "CoE", "2026-01-01", council_of_europe()},
        {"eu-ai-act", "EU", "2026-01-01", european_union()},
        {"eu-ai-act", "EU-less-DK-IE", "2026-01-01", without(european_union(), {"DK", "IE"})},
        {"eu-led", "EU", "2020-12-31", with(with(european_union(), schengen), {"GB"})},
        {"eu-led", "EU", "2021-01-01", with(european_union(), schengen)},
    };
}

Pack shipped_pack(const std::string& id) {
    DiskFiles files;
    auto pack =
        load_pack(files, root() / "rules/packs" / (id + ".xml"), root() / "corpus/instruments");
    REQUIRE(pack);
    return *pack;
}

// Of all codes from AA to ZZ but that of the territory itself.
Codes reached(const Pack& pack, const Bound& bound) {
    Codes found;
    for (char first = 'A'; first <= 'Z'; ++first)
        for (char second = 'A'; second <= 'Z'; ++second) {
            const std::string code = {first, second};
            if (code != bound.territory &&
                pack.reach(bound.territory, code, bound.day) == Reach::inside)
                found.insert(code);
        }
    return found;
}

bool is_as_bound(const Pack& pack) {
    const auto all = bound_by_treaty();
    return std::all_of(all.begin(), all.end(), [&](const Bound& one) {
        return one.pack != pack.id || reached(pack, one) == one.members;
    });
}

}  // namespace

TEST_CASE("every source has the standing and the dates on the list, and so has every paragraph") {
    DiskFiles files;
    std::vector<std::string> found;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(root() / "corpus/instruments"))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        const auto instrument = load_instrument(files, path);
        REQUIRE(instrument);
        for (std::string& line : lines_of(*instrument))
            found.push_back(std::move(line));
    }
    const auto expected = listed();
    CHECK(found.size() == expected.size());
    for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
        CHECK(found[i] == expected[i]);
}

TEST_CASE("the items of Arteaga are unverified, each with a paragraph of its own that is cited") {
    const Pack pack = shipped_pack("us-nj");
    const Rule* rule = pack.rule("NJ-ARTEAGA");
    REQUIRE(rule != nullptr);
    CHECK(std::count_if(rule->authorities.begin(), rule->authorities.end(),
                        [](const PackAuthority& one) {
                            return one.citation.pinpoint.starts_with("item: ") &&
                                   one.citation.status == AuthorityStatus::unverified;
                        }) == 13);
}

TEST_CASE("a treaty binds its members, on each day, and nobody else") {
    CHECK(council_of_europe().size() == 46);
    CHECK(european_union().size() == 27);
    for (const Bound& bound : bound_by_treaty()) {
        CAPTURE(bound.pack, bound.territory, bound.day);
        CHECK(reached(shipped_pack(bound.pack), bound) == bound.members);
    }
}

TEST_CASE("a member left out or added, and a last day left out, is noticed in every territory") {
    std::size_t made = 0;
    for (const char* id : {"echr", "coe-ai-convention", "eu-ai-act", "eu-led"}) {
        Pack pack = shipped_pack(id);
        REQUIRE(is_as_bound(pack));
        for (Territory& territory : pack.territories) {
            const auto was = territory.covers;
            for (std::size_t i = 0; i < was.size(); ++i, ++made) {
                CAPTURE(id, territory.id, was[i].code);
                territory.covers.erase(territory.covers.begin() + static_cast<std::ptrdiff_t>(i));
                CHECK_FALSE(is_as_bound(pack));
                territory.covers = was;
                if (was[i].until.empty()) continue;
                territory.covers[i].until.clear();
                CHECK_FALSE(is_as_bound(pack));
                territory.covers = was;
            }
            territory.covers.push_back({"US", "", ""});
            CHECK_FALSE(is_as_bound(pack));
            territory.covers = was;
        }
    }
    CHECK(made == 46 + 47 + 27 + 25 + 32);
}

TEST_CASE("no pack that ships has a territory that the list leaves out") {
    std::set<std::pair<std::string, std::string>> known;
    for (const Bound& bound : bound_by_treaty())
        known.emplace(bound.pack, bound.territory);
    for (const auto& entry : fs::directory_iterator(root() / "rules/packs"))
        for (const Territory& territory : shipped_pack(entry.path().stem().string()).territories)
            CHECK(known.contains({entry.path().stem().string(), territory.id}));
}
