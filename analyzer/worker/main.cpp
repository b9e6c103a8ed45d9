// isonomia-review: reads one request from standard input, writes one answer to standard output. It
// limits itself before it touches the source and runs nothing that the source names. Each unit is
// parsed in a process of its own, which writes no file; this one writes to the cache alone, and to
// nothing when there is none.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>

#include <sys/resource.h>

#include "analyzer/worker/engine.hpp"
#include "core/describe.hpp"

namespace {

using namespace isonomia;

constexpr int exit_done = 0;
constexpr int exit_usage = 64;
constexpr std::size_t request_bytes_max = std::size_t{1} << 20U;

void limit(__rlimit_resource resource, rlim_t value) {
    rlimit current{};
    if (::getrlimit(resource, &current) != 0) return;
    if (current.rlim_max != RLIM_INFINITY && value > current.rlim_max) value = current.rlim_max;
    const rlimit bounds{value, value};
    ::setrlimit(resource, &bounds);
}

void limit_self(const analyzer::WorkerRequest& request) {
    const analyzer::WorkerLimits& limits = request.limits;
    limit(RLIMIT_CPU, limits.seconds);
    limit(RLIMIT_CORE, 0);
    if (request.cache_folder.empty()) limit(RLIMIT_FSIZE, 0);
    std::signal(SIGXFSZ, SIG_IGN);  // a library that tries to write a file fails, and is not killed
    limit(RLIMIT_NOFILE, 256);
#ifndef __SANITIZE_ADDRESS__  // a sanitized program reserves terabytes of address space
    limit(RLIMIT_AS, limits.memory_mib << 20U);
#endif
}

}  // namespace

int main() {
    std::string text;
    text.reserve(4096);
    for (std::istreambuf_iterator<char> at(std::cin), end;
         at != end && text.size() <= request_bytes_max; ++at)
        text += *at;
    const auto json =
        parse_json(text, "request", {.depth_max = 16, .bytes_max = request_bytes_max});
    const auto request = json ? from_json<analyzer::WorkerRequest>(*json)
                              : Result<analyzer::WorkerRequest>(fail(json.error()));
    if (!request || request->version != 1) {
        std::cerr << "isonomia-review: this program is started by isonomia and reads a request "
                     "from standard input\n";
        return exit_usage;
    }
    limit_self(*request);
    DiskFiles files;
    const auto answer = analyzer::answer(*request, files);
    const Json answered = to_json(answer);
    const std::string out = canonical(answered);
    const bool written =
        std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
    // The process ends here; giving back the memory of large answers takes a quarter of its time.
    std::exit(written ? exit_done : 1);
}
