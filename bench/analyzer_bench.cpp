// What reading source code costs, beside clang -fsyntax-only and clang-tidy on the same units.
//   analyzer_bench units REVIEW FOLDER [UNITS [PARTS]]   a program of so many units, made in
//   FOLDER.
//       PARTS: letters of c (clang), t (clang-tidy, ten checks), r (review, one unit at a time),
//       j (review, one unit per processor), w (review with every unit in the cache); all: ctrjw
//   analyzer_bench slice [CELLS]                         slices over a graph of so many cells
// Programs beside: $CLANG (clang++-19) and $CLANG_TIDY (clang-tidy-19), found on the path.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>
#include <sys/resource.h>

#include "analyzer/request.hpp"
#include "analyzer/worker/slice.hpp"
#include "core/describe.hpp"
#include "core/files.hpp"
#include "core/json.hpp"
#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "stats/philox.hpp"

namespace {

using namespace isonomia;
using namespace isonomia::analyzer;
using Seconds = std::chrono::duration<double>;

constexpr int functions_per_unit = 24;
constexpr const char* tidy_checks =
    "-*,bugprone-narrowing-conversions,bugprone-integer-division,bugprone-branch-clone,"
    "bugprone-unused-return-value,bugprone-empty-catch,cert-msc51-cpp,clang-analyzer-core.*,"
    "cppcoreguidelines-init-variables,readability-magic-numbers,misc-redundant-expression";

struct Cost {
    double wall = 0;
    double processor = 0;  // of all children
};

double children_seconds() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

template <class Work>
Cost cost_of(const Work& work) {
    const double before = children_seconds();
    const auto start = std::chrono::steady_clock::now();
    work();
    return {Seconds(std::chrono::steady_clock::now() - start).count(), children_seconds() - before};
}

std::string unit_text(int unit, int units) {
    std::string text =
        "#include <algorithm>\n#include <cmath>\n#include <map>\n#include <numeric>\n"
        "#include <string>\n#include <vector>\n#include \"sample.hpp\"\n\nnamespace {\n\n";
    std::string sum;
    for (int f = 0; f < functions_per_unit; ++f) {
        text += fmt::format(
            "double weigh_{0}(const Sample& sample, double before) {{\n"
            "    double sum = before;\n"
            "    std::map<std::string, double> heights;\n"
            "    for (const Peak& peak : sample.peaks) {{\n"
            "        if (peak.height < {1}) continue;\n"
            "        heights[peak.name] += peak.height * {0}.5;\n"
            "        sum += peak.size > {0} ? std::log10(peak.height) : 0.25;\n"
            "    }}\n"
            "    for (const auto& [name, height] : heights)\n"
            "        if (!name.empty()) sum = std::min(sum + height, {2}.0);\n"
            "    std::vector<double> shares(sample.peaks.size() + 1, sum);\n"
            "    std::sort(shares.begin(), shares.end());\n"
            "    return std::accumulate(shares.begin(), shares.end(), 0.0) /\n"
            "           static_cast<double>(shares.size());\n"
            "}}\n\n",
            f, 50 + f, 900 + unit);
        sum += fmt::format("    score += weigh_{}(sample, {}.5);\n", f, f);
    }
    text += "}  // namespace\n\n";
    // Stages call each other as a tree, so that ways to the result are as long as in real programs.
    std::string below;
    for (int other = 2 * unit + 1; other <= 2 * unit + 2 && other < units; ++other)
        below += fmt::format("    score += stage_{}(sample);\n", other);
    text += fmt::format("double stage_{}(const Sample& sample) {{\n    double score = 0;\n{}{}",
                        unit, sum, below);
    return text + "    return score;\n}\n";
}

struct Project {
    std::string folder;
    std::vector<std::string> files;
};

Result<Project> make_project(DiskFiles& files, const fs::path& folder, int units) {
    Project project{fs::absolute(folder).string(), {}};
    if (auto made = files.make_folder(project.folder); !made) return fail(made.error());
    std::string header =
        "#pragma once\n#include <string>\n#include <vector>\n"
        "struct Peak { std::string name; double height = 0; int size = 0; };\n"
        "struct Sample { std::vector<Peak> peaks; };\n";
    std::vector<std::string> entries;
    for (int unit = 0; unit < units; ++unit) {
        header += fmt::format("double stage_{}(const Sample& sample);\n", unit);
        const std::string name = fmt::format("stage_{}.cpp", unit);
        project.files.push_back(project.folder + "/" + name);
        entries.push_back(fmt::format(
            R"({{"directory":"{0}","file":"{1}","arguments":["c++","-std=c++20","-c","{1}"]}})",
            project.folder, name));
        if (auto put = files.write(project.files.back(), unit_text(unit, units)); !put)
            return fail(put.error());
    }
    if (auto put = files.write(project.folder + "/sample.hpp", header); !put)
        return fail(put.error());
    if (auto put = files.write(project.folder + "/compile_commands.json",
                               "[" + join(entries, ",\n") + "]");
        !put)
        return fail(put.error());
    return project;
}

std::string program_named(const char* variable, const char* usual) {
    const char* named = std::getenv(variable);
    return named != nullptr ? named : std::string("/usr/bin/") + usual;
}

bool ran(const std::vector<std::string>& arguments, const std::string& input = "") {
    const auto done = run_process(arguments, input);
    if (!done) fmt::print("  FAILED: {}\n", done.error().message);
    if (done && done->exit_code != 0) fmt::print("  FAILED: {}", done->err.substr(0, 500));
    return done && done->exit_code == 0;
}

void told(const std::string& what, const Cost& cost, double base) {
    fmt::print("{:<46} {:7.2f} s wall {:7.2f} s processor", what, cost.wall, cost.processor);
    fmt::print("{}\n", base > 0 ? fmt::format("   {:.2f} x clang's", cost.processor / base) : "");
    std::fflush(stdout);
}

bool review(const std::string& worker, const Project& project, std::uint64_t jobs, bool cached) {
    WorkerRequest request;
    request.source_id = "bench";
    request.source_folder = project.folder;
    request.build_folder = project.folder;
    request.entries = {"stage_0"};
    request.slice = true;
    request.limits.jobs = jobs;
    if (cached) request.cache_folder = project.folder + "/cache";
    return ran({worker}, canonical(to_json(request)));
}

int units(const std::string& worker, const fs::path& folder, int count, const std::string& parts) {
    DiskFiles files;
    const auto project = make_project(files, folder, count);
    if (!project) return fmt::print("FAILED: {}\n", project.error().message), 1;
    const auto wanted = [&](char part) { return parts.find(part) != std::string::npos; };
    fmt::print("{} units of {} lines each\n", count, std::ranges::count(unit_text(0, count), '\n'));
    bool all = true;
    double base = 0;
    if (wanted('c')) {
        const Cost cost = cost_of([&] {
            for (const std::string& file : project->files)
                all &= ran({program_named("CLANG", "clang++-19"), "-fsyntax-only", "-w",
                            "-std=c++20", file});
        });
        base = cost.processor;
        told("clang++ -fsyntax-only, one unit at a time", cost, 0);
    }
    if (wanted('r'))
        told("facts, slice and all checks, one at a time",
             cost_of([&] { all &= review(worker, *project, 1, false); }), base);
    if (wanted('t'))
        told("clang-tidy, ten checks, one at a time", cost_of([&] {
                 for (const std::string& file : project->files)
                     all &= ran({program_named("CLANG_TIDY", "clang-tidy-19"), "--quiet",
                                 std::string("--checks=") + tidy_checks, file, "--", "-std=c++20"});
             }),
             base);
    if (wanted('j'))
        told(fmt::format("facts, slice and all checks, {} at a time",
                         std::thread::hardware_concurrency()),
             cost_of([&] { all &= review(worker, *project, 0, false); }), base);
    if (wanted('w')) {
        all &= review(worker, *project, 0, true);
        told("slice and all checks, every unit cached",
             cost_of([&] { all &= review(worker, *project, 0, true); }), base);
    }
    return all ? 0 : 1;
}

// Functions of 50 cells, most edges within them: each cell takes its value from three others.
Flow graph(Index cells) {
    constexpr Index function_size = 50;
    stats::RandomStream random(7, 0);
    Flow flow;
    flow.cells.resize(cells);
    flow.base.resize(cells);
    for (Index to = 0; to < cells; ++to) {
        flow.base[to] = to;
        flow.cells[to].name = "v";
        const Index first = to - to % function_size;
        for (int i = 0; i < 3; ++i) {
            const bool within = random.next() % 5 != 0;
            const auto from = static_cast<Index>(
                within ? std::min<std::uint64_t>(first + random.next() % function_size, cells - 1)
                       : random.next() % cells);
            flow.edges.push_back({from,
                                  to,
                                  static_cast<EdgeKind>(random.next() % 10),
                                  {0, to, 1},
                                  first / function_size});
        }
    }
    index_edges(flow);
    return flow;
}

int slices(Index cells) {
    const Flow flow = graph(cells);
    fmt::print("{} cells, {} edges\n", flow.cells.size(), flow.edges.size());
    const auto best_of_five = [](const auto& work) {
        double best = 1e9;
        for (int i = 0; i < 5; ++i) {
            const auto start = std::chrono::steady_clock::now();
            work();
            best = std::min(best, Seconds(std::chrono::steady_clock::now() - start).count());
        }
        return 1000 * best;
    };
    Slice slice;
    fmt::print("backward slice {:.1f} ms\n",
               best_of_five([&] { slice = backward_slice(flow, {0}); }));
    const auto held = std::ranges::count_if(slice.distance, [](Index d) { return d != none; });
    fmt::print("forward slice  {:.1f} ms\n", best_of_five([&] {
                   [[maybe_unused]] const Slice on = forward_slice(flow, {cells / 2});
               }));
    std::size_t steps = 0;
    fmt::print("a path         {:.4f} ms\n", best_of_five([&] {
                   for (Index c = 0; c < cells; ++c)
                       if (slice.holds(cells - 1 - c)) {
                           steps = path_from(flow, slice, cells - 1 - c).size();
                           return;
                       }
               }));
    fmt::print("{} cells in the backward slice, the path has {} steps\n", held, steps);
    return 0;
}

int number(const std::vector<std::string>& words, std::size_t at, int otherwise) {
    return words.size() > at ? static_cast<int>(parse_integer(words[at]).value_or(otherwise))
                             : otherwise;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() >= 3 && words[0] == "units")
        return units(words[1], words[2], number(words, 3, 100),
                     words.size() > 4 ? words[4] : "ctrjw");
    if (!words.empty() && words[0] == "slice")
        return slices(static_cast<Index>(number(words, 1, 1'000'000)));
    fmt::print("usage: analyzer_bench units REVIEW FOLDER [UNITS [PARTS]] | slice [CELLS]\n");
    return 64;
}
