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
#include <utility>
#include <vector>

namespace isonomia::provenance {

// Threads that wait for loops: beginning a thread costs as much as checking ten entries. They begin
// with the first loop that is worth sharing. One loop at a time.
class Workers {
public:
    using Work = std::function<void(std::size_t)>;

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
    void for_all(std::size_t count, std::size_t step, Work work) {
        begin(count, step, std::move(work));
        finish();
    }

    // The same in two parts: the caller may do something else before it takes part with finish().
    void begin(std::size_t count, std::size_t step, Work work) {
        count_ = count;
        step_ = step;
        next_ = 0;
        work_ = std::move(work);
        const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
        const std::size_t useful = std::min(processors, (count + step - 1) / step);
        if (useful <= 1) return;
        while (threads_.size() + 1 < useful)
            threads_.emplace_back([this] { wait_for_work(); });
        {
            const std::scoped_lock lock(mutex_);
            wanted_ = useful - 1;
        }
        changed_.notify_all();
    }
    void finish() {
        take();
        std::unique_lock lock(mutex_);
        wanted_ = 0;  // who comes too late is not waited for
        changed_.wait(lock, [this] { return busy_ == 0; });
        if (problem_) std::rethrow_exception(std::exchange(problem_, nullptr));
    }

private:
    void take() {
        try {
            for (std::size_t i = next_.fetch_add(step_); i < count_; i = next_.fetch_add(step_))
                for (std::size_t k = i; k < std::min(i + step_, count_); ++k)
                    work_(k);
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            if (!problem_) problem_ = std::current_exception();
        }
    }

    void wait_for_work() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return ended_ || wanted_ > 0; });
            if (ended_) return;
            --wanted_;
            ++busy_;
            lock.unlock();
            take();
            lock.lock();
            --busy_;
            if (busy_ == 0) changed_.notify_all();
        }
    }

    // The loop: written while nobody is at it.
    std::size_t count_ = 0;
    std::size_t step_ = 1;
    std::atomic<std::size_t> next_ = 0;
    Work work_;
    std::exception_ptr problem_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t wanted_ = 0;
    std::size_t busy_ = 0;
    bool ended_ = false;
    std::vector<std::jthread> threads_;  // last, so that they have ended before the rest goes
};

}  // namespace isonomia::provenance
