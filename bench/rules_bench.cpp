// Wall time of evaluating rules: rules_bench [RULES] [FACTS] [EXHIBITS], by default 1,000 rules
// over 100,000 facts and 10,000 exhibits; then how the time grows with the rules, with the facts,
// with both. Each rule has four leaves over facts that are spread over the whole case; every
// exhibit has its custody, so that the derived facts are computed too. The best of three runs
// counts.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "rules/evaluate.hpp"

namespace {

namespace fs = std::filesystem;
using namespace isonomia;

// Rules of four leaves over facts that are spread over the whole case.
std::string pack_text(std::size_t rules, std::size_t facts) {
    std::string text =
        "<pack xmlns=\"urn:isonomia:rule-pack:1\" id=\"bench\" version=\"1\" languages=\"en\">"
        "<title xml:lang=\"en\">T</title>";
    std::string logic;
    std::set<std::string> declared;
    for (std::size_t i = 0; i < rules; ++i) {
        std::string tests;
        for (std::size_t j = 0; j < 4; ++j) {
            const std::string id = fmt::format("f{}", (i * 4 + j) * 7919 % facts);
            if (declared.insert(id).second)
                text += fmt::format("<fact id=\"{}\"><says xml:lang=\"en\">S</says></fact>", id);
            tests += fmt::format("<test needs=\"{0}\" xp=\"f[@id='{0}']='true'\"/>", id);
        }
        logic += fmt::format(
            "<rule id=\"R{}\" principle=\"legality\"><title xml:lang=\"en\">T</title>"
            "<authority cite=\"C\" status=\"unverified\"/><all>{}</all></rule>",
            i, tests);
    }
    return text + logic + "</pack>";
}

CaseFile case_with(std::size_t facts, std::size_t exhibits) {
    CaseFile file;
    for (std::size_t i = 0; i < exhibits; ++i) {
        Recorded<Exhibit> one;
        one.object.id = fmt::format("E{}", i);
        one.object.sha256 = std::string(64, 'a');
        one.object.received_from = "police";
        one.object.received_on = "2026-01-01";
        one.object.custody_rests_on = fmt::format("E{}", i / 2);
        file.exhibits.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < facts; ++i) {
        Recorded<Fact> one;
        one.object.id = fmt::format("f{}", i);
        one.object.status = FactStatus::established;
        one.object.value = i % 10 == 0 ? "false" : "true";
        one.object.exhibit = fmt::format("E{}", i % exhibits);
        file.facts.push_back(std::move(one));
    }
    return file;
}

bool time(std::size_t rules, std::size_t facts, std::size_t exhibits) {
    const fs::path path = fs::temp_directory_path() / fmt::format("rules_bench_{}.xml", rules);
    std::ofstream(path, std::ios::binary) << pack_text(rules, facts);
    DiskFiles files;
    const auto pack = rules::load_pack(files, path, path.parent_path());
    fs::remove(path);
    if (!pack) {
        fmt::print(stderr, "{}\n", pack.error().message);
        return false;
    }
    const CaseFile file = case_with(facts, exhibits);
    const std::vector<rules::Pack> packs{*pack};
    double best = std::numeric_limits<double>::infinity();
    std::size_t met = 0;
    for (int run = 0; run < 3; ++run) {
        const auto start = std::chrono::steady_clock::now();
        const auto outcomes = rules::evaluate(file, packs);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
        met = static_cast<std::size_t>(
            std::count_if(outcomes.begin(), outcomes.end(),
                          [](const Outcome& outcome) { return outcome.verdict == Verdict::met; }));
    }
    fmt::print("{:>6} rules, {:>7} facts, {:>6} exhibits: {:.3f} s, {} met\n", rules, facts,
               exhibits, best, met);
    return true;
}

}  // namespace

int main(int count, char** values) {
    const auto number = [&](int at, std::size_t fallback) {
        return count > at ? std::strtoull(values[at], nullptr, 10) : fallback;
    };
    const std::size_t rules = number(1, 1'000);
    const std::size_t facts = number(2, 100'000);
    const std::size_t exhibits = number(3, 10'000);
    bool done = true;
    for (const std::size_t more : {1U, 2U, 4U})
        done = done && time(more * rules, facts, exhibits);
    for (const std::size_t more : {2U, 4U, 8U})
        done = done && time(rules, more * facts, more * exhibits);
    for (const std::size_t more : {2U, 4U})
        done = done && time(more * rules, more * facts, more * exhibits);
    return done ? 0 : 1;
}
