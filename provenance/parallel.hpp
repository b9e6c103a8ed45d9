// Loops on all processors.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace isonomia::provenance {

// Threads that wait for loops: beginning a thread costs as much as checking ten entries. They begin
// with the first loop that is worth sharing. One loop at a time.
class Workers {
public:
    Workers() = default;
    ~Workers() {
        {
            const std::scoped_lock lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

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
        share(std::min(processors, (count + step - 1) / step), take);
        if (problem) std::rethrow_exception(problem);
    }

private:
    // Runs `take` here and on up to `useful` - 1 others; who comes too late is not waited for.
    void share(std::size_t useful, const std::function<void()>& take) {
        if (useful <= 1) return take();
        while (threads_.size() + 1 < useful)
            threads_.emplace_back([this] { wait_for_work(); });
        {
            const std::scoped_lock lock(mutex_);
            take_ = &take;
            wanted_ = useful - 1;
        }
        changed_.notify_all();
        take();
        std::unique_lock lock(mutex_);
        wanted_ = 0;
        changed_.wait(lock, [this] { return busy_ == 0; });
    }

    void wait_for_work() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return ended_ || wanted_ > 0; });
            if (ended_) return;
            --wanted_;
            ++busy_;
            lock.unlock();
            (*take_)();
            lock.lock();
            --busy_;
            if (busy_ == 0) changed_.notify_all();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    const std::function<void()>* take_ = nullptr;
    std::size_t wanted_ = 0;
    std::size_t busy_ = 0;
    bool ended_ = false;
    std::vector<std::jthread> threads_;  // last, so that they have ended before the rest goes
};

}  // namespace isonomia::provenance
