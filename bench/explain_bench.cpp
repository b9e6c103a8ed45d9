// Time, rate and memory of attributions, and what asking a program costs beside its own time.
//   explain_bench trees MODEL DATA [ROWS [THREADS]]   path-dependent Shapley values of every row;
//                                                     rows are repeated up to ROWS
//   explain_bench others MODEL DATA OTHERS [ROWS]     interventional Shapley values of the first
//                                                     rows against all rows of OTHERS, one thread
//   explain_bench oracle QUERIES BATCH PROGRAM [ARGUMENT...]
//                                                     its answers asked, cached and recorded,
//                                                     beside the time that they say they took
//                                                     (bench/oracle.py)
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "bench/bench.hpp"
#include "core/text.hpp"
#include "explain/oracle/oracle.hpp"
#include "explain/oracle/sandbox.hpp"
#include "explain/read_model.hpp"
#include "explain/rows.hpp"
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace {

using namespace isonomia;
int failed(const Error& error) {
    fmt::print("FAILED: {}\n", error.message);
    return 1;
}

int trees(const std::vector<std::string>& words) {
    DiskFiles files;
    const auto model = explain::read_model(files, words.at(0));
    if (!model) return failed(model.error());
    auto rows = explain::read_rows(*model, words.at(1));
    if (!rows) return failed(rows.error());
    const std::size_t given = rows->size();
    const std::size_t wanted =
        words.size() > 2 ? static_cast<std::size_t>(parse_integer(words[2]).value_or(0)) : given;
    rows->reserve(wanted);
    while (rows->size() < wanted)
        rows->push_back((*rows)[rows->size() % given]);
    rows->resize(wanted);
    const unsigned threads = words.size() > 3
                                 ? static_cast<unsigned>(parse_integer(words[3]).value_or(1))
                                 : std::thread::hardware_concurrency();
    std::vector<double> values;
    double compiled = 0;
    const bench::Took all = bench::took([&] {
        const auto path = explain::PathShapley::of(*model, 0);
        if (!path) return;
        compiled = bench::took([&] { path->attribute_rows(*rows, values, threads); }).wall;
    });
    if (values.empty()) return failed(input_error("E0501", "no attributions of this model"));
    fmt::print(
        "{} trees, {} rows, {} threads: {:.3f} s ({:.3f} s of it rows), {:.0f} rows/s, {:.1f} s of "
        "the processor, peak {} MiB\n",
        model->trees.size(), wanted, threads, all.wall, compiled,
        static_cast<double>(wanted) / all.wall, all.processor, bench::peak_mebibytes());
    return 0;
}

int others(const std::vector<std::string>& words) {
    DiskFiles files;
    const auto model = explain::read_model(files, words.at(0));
    if (!model) return failed(model.error());
    auto rows = explain::read_rows(*model, words.at(1));
    if (!rows) return failed(rows.error());
    const auto background = explain::read_rows(*model, words.at(2));
    if (!background) return failed(background.error());
    if (words.size() > 3)
        rows->resize(std::min<std::size_t>(
            rows->size(), static_cast<std::size_t>(parse_integer(words[3]).value_or(1))));
    double compiled = 0;
    double worst = 0;
    const bench::Took all = bench::took([&] {
        const auto counted = explain::BackgroundShapley::of(*model, 0, *background);
        if (!counted) return;
        compiled = bench::took([&] {
                       for (const explain::Row& row : *rows)
                           worst = std::max(worst, counted->attribute(row).additivity_error);
                   }).wall;
    });
    if (compiled == 0) return failed(input_error("E0502", "no attributions of this model"));
    fmt::print(
        "{} trees, {} rows against {}, one thread: {:.3f} s ({:.3f} s of it rows), {:.0f} rows/s, "
        "{:.1f} s of the processor, additivity {:.1e}\n",
        model->trees.size(), rows->size(), background->size(), all.wall, compiled,
        static_cast<double>(rows->size()) / all.wall, all.processor, worst);
    return 0;
}

// What a program says that its answers took: their members "seconds".
double own_seconds(const std::vector<explain::Answer>& answers) {
    double sum = 0;
    for (const explain::Answer& answer : answers)
        if (answer.value)
            if (const Json* seconds = answer.value->find("seconds"))
                if (const double* number = seconds->number()) sum += *number;
    return sum;
}

int oracle(const std::vector<std::string>& words) {
    const auto number = [&](std::size_t i) {
        return static_cast<std::size_t>(parse_integer(words[i]).value_or(1));
    };
    explain::OracleLimits limits;
    limits.batch = number(1);
    const auto sandbox = explain::sandboxed({words.begin() + 2, words.end()}, {});
    if (!sandbox) return failed(sandbox.error());
    std::ofstream record("/dev/null");
    explain::Oracle one(
        words[2], [&] { return Dialogue::start(sandbox->command, {}); }, limits,
        [&](const Json::Object& line) -> Status {
            record << canonical(line) << '\n';
            return {};
        });
    std::vector<Json> asked;
    for (std::size_t i = 0; i < number(0); ++i)
        asked.emplace_back(Json::Object{{"x", static_cast<double>(i)}});
    static_cast<void>(one.ask(std::vector<Json>{Json::Object{{"x", -1.0}}}));  // starts it
    std::vector<explain::Answer> answers;
    const bench::Took took = bench::took([&] { answers = one.ask(asked); });
    const double own = own_seconds(answers);
    fmt::print(
        "{} queries in batches of {}: {:.4f} s, of it the program's own {:.4f} s, overhead "
        "{:.2f}%; "
        "processor time of this side {:.4f} s, {:.2f}%; {} unanswered, {}\n",
        asked.size(), limits.batch, took.wall, own, 100 * (took.wall / own - 1), took.processor,
        100 * took.processor / own, one.unanswered(), sandbox->isolation);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() >= 3 && words[0] == "trees") return trees({words.begin() + 1, words.end()});
    if (words.size() >= 4 && words[0] == "others") return others({words.begin() + 1, words.end()});
    if (words.size() >= 4 && words[0] == "oracle") return oracle({words.begin() + 1, words.end()});
    fmt::print(
        "explain_bench trees MODEL DATA [ROWS [THREADS]] | others MODEL DATA OTHERS [ROWS] | "
        "oracle QUERIES BATCH PROGRAM...\n");
    return 64;
}
