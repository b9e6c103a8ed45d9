// Time, rate and memory of attributions, and what asking a program costs beside its own time.
//   explain_bench trees MODEL DATA [ROWS [THREADS]]   path-dependent Shapley values of every row;
//                                                     rows are repeated up to ROWS
//   explain_bench others MODEL DATA OTHERS [ROWS [THREADS]]
//                                                     the same against all rows of OTHERS:
//                                                     interventional values
//   explain_bench oracle QUERIES BATCH PROGRAM [ARGUMENT...]
//                                                     its answers asked, cached and recorded,
//                                                     beside the time that they say they took
//                                                     (bench/oracle.py)
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "bench/bench.hpp"
#include "core/text.hpp"
#include "explain/every_row.hpp"
#include "explain/oracle/oracle.hpp"
#include "explain/oracle/sandbox.hpp"
#include "explain/read_model.hpp"
#include "explain/rows.hpp"

namespace {

using namespace isonomia;
int failed(const Error& error) {
    fmt::print("FAILED: {}\n", error.message);
    return 1;
}

// Rows against the training rows that the file counts, or against those of `others`.
int rows_of(const std::vector<std::string>& words, bool against) {
    DiskFiles files;
    const auto model = explain::read_model(files, words.at(0));
    if (!model) return failed(model.error());
    auto rows = explain::read_rows(*model, words.at(1));
    if (!rows) return failed(rows.error());
    std::vector<explain::Row> others;
    if (against) {
        auto read = explain::read_rows(*model, words.at(2));
        if (!read) return failed(read.error());
        others = std::move(*read);
    }
    const auto number = [&](std::size_t i, std::size_t otherwise) {
        return words.size() > i ? static_cast<std::size_t>(parse_integer(words[i]).value_or(1))
                                : otherwise;
    };
    const std::size_t given = rows->size();
    const std::size_t wanted = number(against ? 3 : 2, given);
    rows->reserve(wanted);
    while (rows->size() < wanted)
        rows->push_back((*rows)[rows->size() % given]);
    rows->resize(wanted);
    const auto threads = static_cast<unsigned>(
        number(against ? 4 : 3, std::max(1U, std::thread::hardware_concurrency())));
    std::string problem;
    const bench::Took all = bench::took([&] {
        const auto measured = explain::attribute_every_row(
            *model, 0, *rows, others, threads,
            [](std::size_t, double, const explain::Attribution&) { return Status{}; });
        if (!measured) problem = measured.error().message;
    });
    if (!problem.empty()) return failed(input_error("E0501", problem));
    fmt::print(
        "{} trees, {} rows{}, {} threads: {:.3f} s, {:.0f} rows/s, {:.1f} s of the "
        "processor, peak {} MiB\n",
        model->trees.size(), wanted, against ? fmt::format(" against {}", others.size()) : "",
        threads, all.wall, static_cast<double>(wanted) / all.wall, all.processor,
        bench::peak_mebibytes());
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
    if (words.size() >= 3 && words[0] == "trees")
        return rows_of({words.begin() + 1, words.end()}, false);
    if (words.size() >= 4 && words[0] == "others")
        return rows_of({words.begin() + 1, words.end()}, true);
    if (words.size() >= 4 && words[0] == "oracle") return oracle({words.begin() + 1, words.end()});
    fmt::print(
        "explain_bench trees MODEL DATA [ROWS [THREADS]] | others MODEL DATA OTHERS [ROWS "
        "[THREADS]] | "
        "oracle QUERIES BATCH PROGRAM...\n");
    return 64;
}
