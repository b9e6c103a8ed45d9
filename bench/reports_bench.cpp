// Time and size of reports: reports_bench CASE_FOLDER [EXHIBITS]. The court's report of that
// record, with as many exhibits as are asked for (copies of its first one are added), in each form.
//
// For the same content by others, in one run: `weasyprint page.html page.pdf` and
// `chromium --headless --print-to-pdf page.html`, on the HTML that `isonomia report` writes.
#include <chrono>
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/case_file.hpp"
#include "core/files.hpp"
#include "provenance/ledger.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"

namespace {

using namespace isonomia;

double wall() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long peak_mib() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

int fail_with(const Error& error) {
    fmt::print(stderr, "{} {}\n", error.code, error.message);
    return 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print(stderr, "usage: reports_bench CASE_FOLDER [EXHIBITS]\n");
        return 64;
    }
    DiskFiles files;
    const auto ledger = provenance::Ledger::open(words[1], files);
    if (!ledger) return fail_with(ledger.error());
    const auto entries = ledger->entries();
    if (!entries) return fail_with(entries.error());
    auto file = replay(*entries);
    if (!file) return fail_with(file.error());
    const std::size_t exhibits = count > 2 ? std::strtoul(words[2], nullptr, 10) : 0;
    while (!file->exhibits.empty() && file->exhibits.size() < exhibits) {
        auto copy = file->exhibits.front();
        copy.object.id = fmt::format("copy-{}", file->exhibits.size());
        file->exhibits.push_back(std::move(copy));
    }
    fmt::print("{} exhibits, {} measurements, {} outcomes\n", file->exhibits.size(),
               file->measurements.size(), file->outcomes.size());
    const double begun = wall();
    const double begun_processor = processor();
    const auto document = reports::assemble(*file);
    if (!document) return fail_with(document.error());
    const double assembled = wall() - begun;
    const double assembled_processor = processor() - begun_processor;
    fmt::print("assembled: {:.2f} s, {:.2f} s of processor time\n", assembled, assembled_processor);
    for (const char* id : {"html", "docx", "pdf"}) {
        const double at = wall();
        const double at_processor = processor();
        const auto bytes = (*reports::find_format(id))->render(*document);
        if (!bytes) return fail_with(bytes.error());
        fmt::print("{}: {:.2f} s, {:.2f} s of processor time, {} bytes; at most {} MiB so far\n",
                   id, wall() - at + assembled, processor() - at_processor + assembled_processor,
                   bytes->size(), peak_mib());
    }
}
