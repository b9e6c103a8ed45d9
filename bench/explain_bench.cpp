// Time, rate and memory of attributions, and what asking a program costs beside its own time.
//   explain_bench trees MODEL DATA [ROWS [THREADS]]   path-dependent Shapley values of every row;
//                                                     rows are repeated up to ROWS
//   explain_bench oracle PROGRAM [QUERIES]            its answers asked, cached and recorded, and
//   in
//                                                     one pipe; both behind the same walls
#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/text.hpp"
#include "explain/oracle/oracle.hpp"
#include "explain/oracle/sandbox.hpp"
#include "explain/read_model.hpp"
#include "explain/rows.hpp"
#include "explain/shapley/path_shapley.hpp"

namespace {

using namespace isonomia;
using Seconds = std::chrono::duration<double>;

long peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

template <class Work>
double seconds_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

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
    const double all = seconds_of([&] {
        const auto path = explain::PathShapley::of(*model, 0);
        if (!path) return;
        compiled = seconds_of([&] { path->attribute_rows(*rows, values, threads); });
    });
    if (values.empty()) return failed(input_error("E0501", "no attributions of this model"));
    fmt::print(
        "{} trees, {} rows, {} threads: {:.3f} s ({:.3f} s of it rows), {:.0f} rows/s, "
        "peak {} MiB\n",
        model->trees.size(), wanted, threads, all, compiled, static_cast<double>(wanted) / all,
        peak_mebibytes());
    return 0;
}

int oracle(const std::vector<std::string>& words) {
    const std::size_t queries =
        words.size() > 1 ? static_cast<std::size_t>(parse_integer(words[1]).value_or(1)) : 1000;
    const auto sandbox = explain::sandboxed({words.at(0)}, {});
    if (!sandbox) return failed(sandbox.error());
    std::vector<Json> asked;
    std::string text;
    for (std::size_t i = 0; i < queries; ++i) {
        asked.emplace_back(Json::Object{{"x", static_cast<double>(i)}});
        text += canonical(Json::Object{{"id", Json::integer(std::uint64_t{i})},
                                       {"inputs", asked.back()}}) +
                "\n";
    }
    std::ofstream record("/dev/null");
    explain::Oracle one(
        words[0], [&] { return Dialogue::start(sandbox->command, {}); }, {},
        [&](const Json::Object& line) -> Status {
            record << canonical(line) << '\n';
            return {};
        });
    static_cast<void>(one.ask(std::span(asked.data(), 1)));  // starting it is not counted
    const double before = processor_seconds();
    const double through = seconds_of([&] { static_cast<void>(one.ask(asked)); });
    const double spent = processor_seconds() - before;
    auto plain = Dialogue::start(sandbox->command, {});
    if (!plain) return failed(plain.error());
    const std::string first = text.substr(0, text.find('\n') + 1);
    static_cast<void>((*plain)->ask(first, 1, std::chrono::hours(1)));
    const double own =
        seconds_of([&] { static_cast<void>((*plain)->ask(text, queries, std::chrono::hours(1))); });
    fmt::print(
        "{} queries: {:.3f} s, in one pipe {:.3f} s, overhead {:.1f}%; processor time of this side "
        "{:.4f} s, {:.2f}% of it; {} unanswered, {}\n",
        queries, through, own, 100 * (through / own - 1), spent, 100 * spent / own,
        one.unanswered(), sandbox->isolation);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() >= 3 && words[0] == "trees") return trees({words.begin() + 1, words.end()});
    if (words.size() >= 2 && words[0] == "oracle") return oracle({words.begin() + 1, words.end()});
    fmt::print("explain_bench trees MODEL DATA [ROWS [THREADS]] | oracle PROGRAM [QUERIES]\n");
    return 64;
}
