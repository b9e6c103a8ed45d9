// The calculator of corpus/sources/genotyper holds faults on purpose; planted.txt lists them.
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;

namespace {

using Fault = std::tuple<std::string, std::string, std::uint64_t>;  // check, file, line

std::string stripped(const std::string& line) {
    const auto first = line.find_first_not_of(" \t");
    return first == std::string::npos ? "" : line.substr(first);
}

std::uint64_t line_of(const fs::path& file, const std::string& text) {
    std::ifstream in(file);
    std::uint64_t number = 0;
    for (std::string line; std::getline(in, line);)
        if (++number; stripped(line) == text) return number;
    FAIL("not in " + file.string() + ": " + text);
    return 0;
}

fs::path program_folder() { return tests::source_dir() / "corpus" / "sources" / "genotyper"; }

std::set<Fault> planted(const fs::path& folder) {
    std::set<Fault> faults;
    std::ifstream in(folder / "planted.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        const std::string file = line.substr(first + 1, second - first - 1);
        faults.emplace(line.substr(0, first), file,
                       line_of(folder / file, line.substr(second + 1)));
    }
    return faults;
}

// What a reviewer sees first who looks for one fault: its place among the lines of the slice, the
// other planted ones left aside, which a program with one fault would not hold.
std::map<Fault, std::size_t> ranks(const analyzer::ReviewResult& result,
                                   const std::set<Fault>& faults) {
    std::set<std::pair<std::string, std::uint64_t>> planted_lines;
    for (const auto& [check, file, line] : faults)
        planted_lines.emplace(file, line);
    std::map<Fault, std::size_t> all;
    for (const auto& [check, file, line] : faults) {
        std::size_t rank = 1;
        for (const auto& shown : result.slice) {
            if (shown.file == file && shown.line == line) {
                all[{check, file, line}] = rank;
                break;
            }
            if (planted_lines.count({shown.file, shown.line}) == 0) ++rank;
        }
    }
    return all;
}

// One review for both cases.
const Result<analyzer::ReviewResult>& reviewed() {
    static const auto result = [] {
        auto request = tests::request_for(program_folder(), program_folder() / "build",
                                          {"pg::likelihood_ratio", "pg::paternity_probability",
                                           "pg::rank_of", "pg::expected_by_chance"});
        request.questions.slice = true;
        return analyzer::review(request);
    }();
    return result;
}

}  // namespace

TEST_CASE("the cause that was planted is among the first 20 lines of the slice") {
    const auto& result = reviewed();
    REQUIRE(result.has_value());
    const auto faults = planted(program_folder());
    const auto all = ranks(*result, faults);
    std::size_t early = 0;
    for (const Fault& fault : faults) {
        const auto at = all.find(fault);
        if (at != all.end() && at->second <= 20) {
            ++early;
            continue;
        }
        const auto& [check, file, line] = fault;
        UNSCOPED_INFO((at == all.end() ? "not listed" : "rank " + std::to_string(at->second))
                      << ": " << check << ' ' << file << ':' << line);
    }
    UNSCOPED_INFO(early << " of " << faults.size());
    CHECK(early * 100 >= faults.size() * 90);
}

TEST_CASE("of the planted faults at least 95 in 100 are found") {
    const auto& result = reviewed();
    REQUIRE(result.has_value());
    CHECK(result->coverage.units == result->coverage.units_clean);
    std::set<Fault> found;
    std::set<Fault> beside;  // leads that nobody planted
    const auto faults = planted(program_folder());
    for (const Finding& finding : result->findings) {
        const Fault fault{finding.check, finding.place.file, finding.place.line};
        const bool inventory =
            finding.check == "slice_complexity" || finding.check.ends_with("_ledger");
        if (faults.count(fault) != 0)
            found.insert(fault);
        else if (!inventory)
            beside.insert(fault);
    }
    for (const auto& [check, file, line] : faults)
        if (found.count({check, file, line}) == 0)
            UNSCOPED_INFO("not found: " << check << ' ' << file << ':' << line);
    CHECK(faults.size() >= 30);
    CHECK(found.size() * 100 >= faults.size() * 95);
    // 3,200 lines: five leads in a thousand lines beside those that were planted would be 16.
    CHECK(beside.size() <= 16);
}
