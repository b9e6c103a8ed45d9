// One loop on all processors.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace isonomia::provenance {

// Calls work(i) for every i below `count`, `step` neighbours at a time, the caller taking part.
// When it returns all are done. What one of them throws is thrown here, after the others.
template <class Work>
void for_all(std::size_t count, std::size_t step, Work&& work) {
    std::atomic<std::size_t> next = 0;
    std::exception_ptr problem;
    std::mutex mutex;
    const auto take = [&] {
        try {
            for (std::size_t i = next.fetch_add(step); i < count; i = next.fetch_add(step))
                for (std::size_t k = i; k < std::min(i + step, count); ++k)
                    work(k);
        } catch (...) {
            const std::scoped_lock lock(mutex);
            if (!problem) problem = std::current_exception();
        }
    };
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t useful = std::min(processors, (count + step - 1) / step);
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < useful; ++i)
            others.emplace_back(take);
        take();
    }
    if (problem) std::rethrow_exception(problem);
}

}  // namespace isonomia::provenance
