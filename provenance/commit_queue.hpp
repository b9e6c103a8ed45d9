// Group commit: what several threads want written at the same time is written at once by the first
// of them that is free to.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace isonomia::provenance {

template <class Request>
class CommitQueue {
public:
    // Returns when `write` was called with a group that holds the request, by this thread or
    // another. At most one call of `write` runs at a time; it must not throw.
    template <class Write>
    void submit(Request& request, Write&& write) {
        std::unique_lock lock(mutex_);
        Waiting waiting{&request};
        waiting_.push_back(&waiting);
        while (!waiting.done) {
            if (busy_) {
                changed_.wait(lock);
                continue;
            }
            busy_ = true;
            const std::vector<Waiting*> group = std::exchange(waiting_, {});
            lock.unlock();
            std::vector<Request*> requests;
            requests.reserve(group.size());
            for (const Waiting* one : group)
                requests.push_back(one->request);
            write(requests);
            lock.lock();
            for (Waiting* one : group)
                one->done = true;
            busy_ = false;
            changed_.notify_all();
        }
    }

    // Runs `work` while nothing is written.
    template <class Work>
    auto alone(Work&& work) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !busy_; });
        busy_ = true;
        lock.unlock();
        struct Release {  // also when the work throws
            CommitQueue& queue;
            ~Release() {
                const std::lock_guard again(queue.mutex_);
                queue.busy_ = false;
                queue.changed_.notify_all();
            }
        } const release{*this};
        return work();
    }

private:
    struct Waiting {
        Request* request;
        bool done = false;
    };
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Waiting*> waiting_;
    bool busy_ = false;
};

}  // namespace isonomia::provenance
