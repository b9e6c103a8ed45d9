// Numbered items, shared out among threads: each takes one run of neighbours.
#pragma once

#include <algorithm>
#include <cstdint>
#include <thread>
#include <vector>

namespace isonomia::stats {

// Calls work(from, to) for runs that together are [0, count). It must not throw, and must write to
// places of its own items only.
template <class Work>
void in_threads(std::uint64_t count, unsigned threads, const Work& work) {
    const std::uint64_t parts = std::max(1U, threads);
    std::vector<std::thread> helpers;
    for (std::uint64_t t = 1; t < parts; ++t)
        helpers.emplace_back(work, count * t / parts, count * (t + 1) / parts);
    work(0, count / parts);
    for (std::thread& helper : helpers)
        helper.join();
}

}  // namespace isonomia::stats
